"""What somebody tells that another said: "the league has confirmed that there was no test".

Takes an article's statements, adds one for each clause in another's words that a named actor is
told to have said with "that" and that the network did not mark. Leaves what it did mark alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hearsay.identity import identify
from hearsay.steps.phrases import DEFINITE
from hearsay.text import trimmed
from hearsay.types import Actor, Reason, Span, Statement

_SAYS = re.compile(
    r"\s+(?P<cue>(?:(?:has|have|had)\s+)?(?:also\s+|now\s+|already\s+|[a-z]+ly\s+)?"
    r"(?:confirm(?:ed|s)|den(?:ied|ies)|sa(?:id|ys)|stat(?:ed|es)|insist(?:ed|s)|claim(?:ed|s)|"
    r"admit(?:ted|s)|announced|acknowledge[ds]|maintain(?:ed|s)|allege[ds]|warn(?:ed|s)))"
    r"(?:\s+to\s+(?:us|me|them|him|her))?\s+that\s+(?=\S)"
)
_ENDS = re.compile(
    r"[.;!?\"“”]|,?\s+(?:but|although|though|whereas)\s|,\s+(?:and|who|which|while)\s"
)


def told_within(
    document: str,
    text: str,
    outer: Iterable[Statement],
    inner: Sequence[Statement],
    actors: Sequence[Actor],
) -> list[Statement]:
    """Statements told within others' contents by wording alone. document: its id.

    In gold/stories and gold/articles the pattern stands four times in another's words, each time
    where readers marked a statement and the network none.
    """
    named = sorted(
        (m.span, a.id) for a in actors if a.kind not in ("document", "place") for m in a.mentions
    )
    taken = [span for statement in inner for span in statement.content]
    found: dict[Span, Statement] = {}
    for statement in outer:
        for part in statement.content:
            for place, _ in named:
                if not part.covers(place):
                    continue
                says = _SAYS.match(text, place.end, part.end)
                if says is None:
                    continue
                end = _ENDS.search(text, says.end(), part.end)
                content = trimmed(text, Span(says.end(), end.start() if end else part.end))
                if len(content.of(text).split()) < _FEWEST or content in found:
                    continue
                if any(content.overlaps(other) for other in taken):
                    continue
                cue = Span(*says.span("cue"))
                found[content] = Statement(
                    id=identify("s", document, "told within", content.start, content.end),
                    document=document,
                    source=(_with_article(text, place, part),),
                    cue=(cue,),
                    content=(content,),
                    quotation=statement.quotation,
                    parent=statement.id,
                    confidence=statement.confidence,
                    because=(Reason("cue", f"“{cue.of(text)} that” in another's words"),),
                )
    return list(found.values())


_FEWEST = 3
"""Words of the shortest clause that is taken for what was said."""


def _with_article(text: str, place: Span, part: Span) -> Span:
    """A name with the "the" before it."""
    lead = text[max(part.start, place.start - 6) : place.start]
    word = lead.rstrip().rpartition(" ")[2].strip("“\"'‘")
    if lead.endswith(" ") and word.casefold() in DEFINITE:
        return Span(place.start - 1 - len(word), place.end)
    return place
