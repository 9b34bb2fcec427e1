"""What a content tells that another said, found where it is read by itself.

Takes an article's statements and its reading, gives the nested ones. What the network marks within
another's words while it reads the article is kept where it is sure, or finds the same again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from hearsay import text as offsets
from hearsay.identity import identify
from hearsay.model.reading import Reading, RoleSpan
from hearsay.spelling import word_set
from hearsay.steps import phrases
from hearsay.types import Analysis, Document, Reason, Span, Statement

Tie = Callable[[Analysis, Reading, Sequence[RoleSpan]], list[Statement]]
"""Ties the roles of a reading into statements, as `attribution` does."""
FEWEST_APART = 5
"""Words of the shortest content that is read by itself too."""
APART, CONFIRMED, LESS = 0.75, 0.5, 0.9
"""How sure the reading of a content by itself must be of what it finds there; how sure the reading
of the whole article must be of a nested statement that the other does not find; and how much of the
content a statement within it may take. Statements of the 240 articles of training/labels that the
network has not learned from, precision, recall and F1: without .740 .793 .765, 0.65 .708 .827 .763,
0.75 .720 .821 .768, 0.85 .732 .811 .769; on the stories, as read, F1 .793 without, .792 with 0.75
and .784 with 0.5, where recall is .747, .773 and .783."""
TRUST = 0.6
"""What the confidence in a statement found so is multiplied by: half of the 187 in these articles
are statements, of others of that confidence four in five."""
OWN = word_set("i we you me us my our")


def with_told_apart(
    analysis: Analysis,
    reading: Reading,
    outer: Sequence[Statement],
    inner: Sequence[Statement],
    tie: Tie,
) -> list[Statement]:
    """Nested statements, and what is told in contents that are read by themselves.

    "Our leaders said it was false news" is easily told for what it is where it stands alone, and
    easily missed within a long quotation. What the speaker says of himself ("I believe") is no
    other's word. Of the nested statements those are left out that neither reading is sure of.
    """
    apart = [
        (statement, one)
        for statement in outer
        for part in statement.content
        for one in _read_apart(analysis, reading, part, tie)
    ]
    kept = [
        one
        for one in inner
        if one.confidence >= CONFIRMED or any(_alike(one, other) for _, other in apart)
    ]
    for parent, one in sorted(apart, key=lambda told: (-told[1].confidence, told[1].content)):
        source = one.source[0].of(analysis.document.text) if one.source else ""
        if (
            one.confidence >= APART
            and one.cue
            and not phrases.opens_with(source, OWN)
            and size(one.content) <= LESS * size(parent.content)
            and not any(_alike(one, other) or _one_cue(one, other) for other in kept)
        ):
            text = analysis.document.text
            kept.append(
                replace(
                    one,
                    parent=parent.id,
                    source=_asunder(text, one),
                    confidence=round(TRUST * one.confidence, 2),
                )
            )
    return kept


def _asunder(text: str, statement: Statement) -> tuple[Span, ...]:
    """The source, unless its phrase goes straight on into the content: "a 23-year-old rapper"."""
    if not statement.source:
        return ()
    source, first = statement.source[-1], statement.content[0]
    between = text[source.end : first.start] if source.end <= first.start else ","
    cued = any(source.end <= cue.start <= first.start for cue in statement.cue)
    return statement.source if cued or re.search(r"[^\w\s]", between) else ()


def _read_apart(analysis: Analysis, reading: Reading, part: Span, tie: Tie) -> Iterator[Statement]:
    """The statements that a content holds by itself, at their places in the article."""
    document = analysis.document
    words = part.of(document.text)
    if len(words.split()) < FEWEST_APART:
        return
    alone = Analysis(
        document=Document(document.id, document.path, words),
        sentences=tuple(offsets.sentences(words)),
        reading=(apart := reading.apart(words)),
    )

    def placed(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(Span(span.start + part.start, span.end + part.start) for span in spans)

    for one in tie(alone, apart, apart.roles):
        content = placed(one.content)
        places = [(span.start, span.end) for span in content]
        yield replace(
            one,
            id=identify("s", document.id, "apart", *places),
            content=content,
            source=placed(one.source),
            cue=placed(one.cue),
            because=(*one.because, Reason("read apart", "the words around it read by themselves")),
        )


def _alike(one: Statement, other: Statement) -> bool:
    """Whether two contents have half their characters in common."""
    common = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start))
        for a in one.content
        for b in other.content
    )
    return 2 * common >= size(one.content) + size(other.content) - common


def size(spans: Sequence[Span]) -> int:
    """How many characters some spans hold."""
    return sum(span.end - span.start for span in spans)


def _one_cue(one: Statement, other: Statement) -> bool:
    return any(a.overlaps(b) for a in one.cue for b in other.cue)
