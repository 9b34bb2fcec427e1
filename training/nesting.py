"""Nested speech made out of plain speech: a reporting sentence put into somebody else's mouth.

Takes an annotated text and a source of random numbers, gives another annotated text. Nested speech
is rare in what people annotated. In a wrapped sentence the attribution that was there becomes the
inner one and the new words the outer one; every other word of the text stays as it was.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hearsay.text import sentences
from hearsay.types import Span
from training.examples import NESTED, Attribution, Example

SHORTEST = 60
"""Characters; a shorter sentence is seldom a whole report."""

SPEAKERS = (
    "the spokesman",
    "the ministry",
    "officials",
    "a police officer",
    "the agency",
    "Mr. Harlan",
    "the newspaper",
    "a senior aide",
    "Reuters",
    "the Daily Post",
    "local media",
    "she",
    "the statement",
)
CUES_BEFORE = (
    "said",
    "said that",
    "reported that",
    "claimed",
    "told reporters that",
    "added that",
    "wrote that",
)
CUES_AFTER = ("said", "reported", "told reporters", "claimed")

# Of ten wrapped sentences five get "X said", two "According to X", three ", X said."
_FORMS = 10
_SAID_BEFORE = 5
_ACCORDING_TO = 7


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """Words round a sentence: `before`, and `after` in place of its full stop.

    source, cue: spans within the one of the two that is not bare.
    """

    before: str
    after: str
    source: Span
    cue: Span


class _Shifts:
    """Where the characters of the old text stand in the new one."""

    def __init__(self) -> None:
        self.places = [0]
        self.added = [0]

    def add(self, place: int, characters: int) -> None:
        """From `place` on, `characters` more than before. Places come in order."""
        self.places.append(place)
        self.added.append(self.added[-1] + characters)

    def move(self, span: Span) -> Span:
        """The span by its first character; wrappings stand round sentences, never within one."""
        added = self.added[bisect_right(self.places, span.start) - 1]
        return Span(span.start + added, span.end + added)

    def moved(self, spans: Sequence[Span]) -> list[Span]:
        """All the spans, moved."""
        return [self.move(span) for span in spans]


def nested(example: Example, rng: random.Random, share: float = 0.15) -> Example:
    """The same article with about `share` of the sentences that can be wrapped, wrapped.

    Attributions come first in their old order, then one new one for each wrapped sentence. A span
    that ends with the full stop of its sentence ends with the comma where the wrapping put one.
    """
    chosen = [
        (span, rng.randrange(_FORMS))
        for span in sentences(example.text)
        if _can_be_wrapped(span, example) and rng.random() <= share
    ]
    parts: list[str] = []
    outer: list[Attribution] = []
    shifts = _Shifts()
    at = 0
    for span, form in chosen:
        wrapping = _wrapping(form, rng)
        start = span.start + shifts.added[-1]
        body = span.of(example.text)[:-1]
        parts += [example.text[at : span.start], wrapping.before, body, wrapping.after]
        content = Span(start, start + len(body))
        if wrapping.before:
            content = _ahead(content, len(wrapping.before))
        else:
            start = content.end
        outer.append(
            Attribution([_ahead(wrapping.source, start)], [_ahead(wrapping.cue, start)], [content])
        )
        shifts.add(span.start, len(wrapping.before))
        shifts.add(span.end, len(wrapping.after) - 1)
        at = span.end
    parts.append(example.text[at:])
    wrapped = [span for span, _ in chosen]
    inner = [
        replace(
            a,
            source=shifts.moved(a.source),
            cue=shifts.moved(a.cue),
            content=shifts.moved(a.content),
            inner=a.inner or any(span.covers(a.content[0]) for span in wrapped),
            pointed={role: shifts.moved(spans) for role, spans in a.pointed.items()},
        )
        for a in example.attributions
    ]
    names = example.names
    return replace(
        example,
        name=example.name + NESTED,
        text="".join(parts),
        attributions=inner + outer,
        inner="outside",
        names=names and [n._replace(span=shifts.move(n.span)) for n in names],
        unsure=shifts.moved(example.unsure),
        mentions=[m._replace(span=shifts.move(m.span)) for m in example.mentions],
        named=shifts.moved(example.named),
    )


def _can_be_wrapped(sentence: Span, example: Example) -> bool:
    """Whether a sentence holds one whole attribution, nothing of another, and ends in a stop."""
    touching = [a for a in example.attributions if any(sentence.overlaps(s) for s in a.parts)]
    body = sentence.of(example.text)
    return (
        len(touching) == 1
        and all(sentence.covers(span) for span in touching[0].parts)
        and bool(touching[0].source)
        and bool(touching[0].cue)
        and len(body) >= SHORTEST
        and body[0] not in "“\"'‘"
        and body[-1] == "."
    )


def _wrapping(form: int, rng: random.Random) -> _Wrapping:
    """Draws a speaker, then a cue, for a form in [0, 10)."""
    who = rng.choice(SPEAKERS)
    if form < _SAID_BEFORE:
        said = rng.choice(CUES_BEFORE)
        source = Span(0, len(who))
        cue = Span(source.end + 1, source.end + 1 + len(said))
        return _Wrapping(f"{who[0].upper()}{who[1:]} {said} ", ".", source, cue)
    if form < _ACCORDING_TO:
        cue = Span(0, len("According to"))
        source = Span(cue.end + 1, cue.end + 1 + len(who))
        return _Wrapping(f"According to {who}, ", ".", source, cue)
    said = rng.choice(CUES_AFTER)
    source = Span(2, 2 + len(who))
    cue = Span(source.end + 1, source.end + 1 + len(said))
    return _Wrapping("", f", {who} {said}.", source, cue)


def _ahead(span: Span, characters: int) -> Span:
    """The span, so many characters further on."""
    return Span(span.start + characters, span.end + characters)
