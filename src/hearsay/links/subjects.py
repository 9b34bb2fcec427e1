"""Of whom a statement tells something: the actor that is the subject of its clause.

Takes statements of a story, gives actors. "Sella has paid the rebels" is of Sella, and so is "it
has paid them" where Sella denies it. Who denies the one does not deny that "Orrim has paid Sella".
Answers only where the words open with a name, a denial's with "it", "they" or "we", or where a name
stands before an auxiliary; of most statements it says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from hearsay.links.context import Context
from hearsay.types import Span, Statement

_OPENS = re.compile(r"(?:[\s\"“”'‘’(\[]|that\b|the\b|a\b|an\b)*", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:i|we|it|they|he|she|there|this|these)\b", re.IGNORECASE)
_SPEAKER = re.compile(r"(?:we|it|they)\s+(?!(?:is|was)\b)", re.IGNORECASE)
_VERB = re.compile(
    r"\s+(?:(?:has|have|had|is|are|was|were|will|would|could|can|may|might|must|should|did|does)"
    r"(?:\s+not|n['’]t)?|never|also)\b"
)
_GOES_ON = re.compile(r",|\s+(?!(?:about|and|or|as|in|on|at|for|with|to|from|by)\b)[a-z]")
_BEFORE = re.compile(
    r"\b(?:of|in|by|from|with|against|for|to|at|on|between|and|or)\s+(?:the\s+)?$", re.IGNORECASE
)


class Subjects:
    """The subjects of the statements of a story."""

    def __init__(self, context: Context) -> None:
        named: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for actor in context.actors.values():
            for mention in actor.mentions:
                named[mention.document].append((mention.span, actor.id))
        self._context = context
        self._named: Mapping[str, Sequence[tuple[Span, str]]] = {
            document: sorted(found) for document, found in named.items()
        }
        self._found: dict[str, str | None] = {}

    def of(self, statement: Statement) -> str | None:
        """The actor that a statement tells something of, as far as its words say so plainly."""
        if statement.id not in self._found:
            self._found[statement.id] = self._subject(statement)
        return self._found[statement.id]

    def differ(self, one: Statement, other: Statement) -> bool:
        """Whether two statements are of two actors of whom neither speaks for the other, and the
        first does not speak of the second's: a deal of two is of either."""
        mine, theirs = self.of(one), self.of(other)
        if mine is None or theirs is None:
            return False
        related = self._context.related
        return not any(related(theirs, actor) for actor in (mine, *one.about))

    def _subject(self, statement: Statement) -> str | None:
        text = self._context.documents[statement.document].text
        first = statement.content[0]
        opens = _OPENS.match(text, first.start, first.end)
        start = opens.end() if opens else first.start
        if _PRONOUN.match(text, start, first.end):
            own = statement.attitude == "deny" and _SPEAKER.match(text, start, first.end)
            return statement.speaker if own else None
        named = self._named.get(statement.document, ())
        at = bisect_left(named, (Span(first.start, first.start), ""))
        for span, actor in named[at:]:
            if span.end > first.end:
                break
            if span.start <= start < span.end:
                return actor if _GOES_ON.match(text, span.end, first.end) else None
            before = text[max(first.start, span.start - 12) : span.start]
            if _VERB.match(text, span.end, first.end) and not _BEFORE.search(before):
                return actor
        return None
