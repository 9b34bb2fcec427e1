"""Which kind of political act an event is: an event type of PLOVER with its probability.

Takes a sentence, where its source and target stand (or neither) and the reading, gives the
probability of every type; as a step, takes an `Analysis` and gives the types of those events of
which it is sure enough. Decided by a multinomial logistic regression over the wording
(`event_type_features`) and the network's vectors; its weights are `event_type_weights.tsv`, written
by `training/train_event_types.py`. Leaves modes, sources, targets and places alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hearsay.model.labels import PROPOSITION
from hearsay.model.reading import Reading
from hearsay.steps.event_type_features import features, stretches
from hearsay.steps.event_wording import TURN, acts
from hearsay.types import Actor, Analysis, Event, Reason, Span

Matrix = NDArray[np.float64]

NONE: Final = "NONE"
"""What is no political act: a class of its own beside the types."""
YIELD: Final = "YIELD"
"""CONCEDE and RETREAT taken together, as the labelled sentences have them."""
UNIT: Final = 1000
"""The table's whole numbers are thousandths."""
STRETCHES: Final = ("sentence", "link", "tail")
"""What vectors are weighed of, in the order of the table's rows."""

TYPE_AT_LEAST: Final = 0.9
"""From this probability on an event gets its type. Held-back folds of PLV's training part, where
every sentence tells some type: 0.973 of 639 right with the parties given, 0.949 of 513 without; at
0.8 0.944 of 768 and 0.938 of 680. Of the dated clauses of 480 news articles, not looked at before,
28 reach it; by our own reading 26 of them are rightly typed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a sentence shows. features: sorted names. vectors: float64 (STRETCHES * PROPOSITION,),
    each of length one, or zero where there is none."""

    features: tuple[str, ...]
    vectors: Matrix


@dataclass(frozen=True, slots=True)
class Table:
    """types: names of the columns, NONE among them. rows: feature to row. words: float64 (rows,
    types). vectors: float64 (STRETCHES * PROPOSITION, types)."""

    types: tuple[str, ...]
    rows: Mapping[str, int]
    words: Matrix
    vectors: Matrix

    def probabilities(self, seen: Seen) -> dict[str, float]:
        """The probability of each type and of NONE; they sum to one."""
        known = [self.rows[name] for name in seen.features if name in self.rows]
        scores = self.words[known].sum(axis=0) + seen.vectors @ self.vectors
        powers = np.exp(scores - scores.max())
        return dict(zip(self.types, (powers / powers.sum()).tolist(), strict=True))


def vector_names() -> list[str]:
    """The rows of the vectors, in order."""
    return [f"vector {what} {n}" for what in STRETCHES for n in range(PROPOSITION)]


@cache
def table() -> Table:
    """The shipped weights."""
    written = files("hearsay.steps").joinpath("event_type_weights.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in written.splitlines() if not line.startswith("#")]
    (_, *types), *rows = lines
    held = {name: [int(value) for value in values] for name, *values in rows}
    vectors = np.array([held.pop(name) for name in vector_names()], dtype=np.float64)
    names = sorted(held)
    return Table(
        tuple(types),
        {name: row for row, name in enumerate(names)},
        np.array([held[name] for name in names], dtype=np.float64) / UNIT,
        vectors / UNIT,
    )


def see(
    text: str,
    sentence: Span,
    source: Span | None = None,
    target: Span | None = None,
    reading: Reading | None = None,
) -> Seen:
    """What a sentence or clause shows of an act between two parties, either or both unknown."""
    cut = stretches(sentence, text, source, target)
    reading = reading or Reading()
    vectors = [_vector(reading, span) for span in (sentence, cut.link, cut.tail)]
    return Seen(features(text, sentence, source, target), np.concatenate(vectors))


def _vector(reading: Reading, span: Span) -> Matrix:
    packed = reading.proposition([span]) if span.end > span.start else None
    if packed is None:
        return np.zeros(PROPOSITION)
    found: Matrix = np.frombuffer(packed, dtype=np.int8) / 127.0
    return found


_DEEDS: Final = frozenset({"release", "withdraw", "access", "resign"})
_WORDS: Final = frozenset({"pardon", "ease"})
_AHEAD: Final = frozenset({"future", "agreed"})


def parted(words: str) -> str | None:
    """CONCEDE or RETREAT, for words that tell of giving way; None where they leave it open.

    The codebook's own border: in words, by easing curbs, or in a deed still to come it is CONCEDE;
    a deed done is RETREAT. Not measured: no labelled sentence tells the two apart.
    """
    found = {act.name for act in acts(words)}
    deed, word = bool(found & _DEEDS), bool(found & _WORDS)
    if deed and not word:
        return "CONCEDE" if found & _AHEAD else "RETREAT"
    return "CONCEDE" if word and not deed else None


def parties(
    text: str, clause: Span, actors: Sequence[Actor], document: str
) -> tuple[Span | None, Span | None]:
    """Where source and target of the first act of a clause are named in it, each None if nowhere.

    The source is the last actor named before the act, the target the first one after it; of an act
    told in the passive ("was abducted by"), the other way round.
    """
    places = sorted(
        mention.span
        for actor in actors
        for mention in actor.mentions
        if mention.document == document and clause.covers(mention.span)
    )
    told = (
        clause.start + act.start
        for act in acts(clause.of(text))
        if act.type != TURN
        # a word within a name ("the Relief Fund") tells no act
        and not any(
            p.start < clause.start + act.end and clause.start + act.start < p.end for p in places
        )
    )
    at = next(told, None)
    if at is None:
        return None, None
    source = next((place for place in reversed(places) if place.end <= at), None)
    target = next((place for place in places if place.start >= at), None)
    if target is not None and text[at : target.start].casefold().split()[-1:] == ["by"]:
        return target, source
    return source, target


def event_types(analysis: Analysis) -> Analysis:
    """The analysis with a type for each event whose clause tells one surely enough."""
    reading = analysis.reading or Reading()
    return replace(
        analysis, events=tuple(_typed(event, analysis, reading) for event in analysis.events)
    )


def likeliest(
    text: str, clause: Span, source: Span | None, target: Span | None, reading: Reading
) -> tuple[str, float] | None:
    """The type that a clause surely tells, with its probability; None where it tells none."""
    chances = table().probabilities(see(text, clause, source, target, reading))
    best = max(chances, key=lambda name: chances[name])
    if best == NONE or chances[best] < TYPE_AT_LEAST:
        return None
    kind = parted(clause.of(text)) if best == YIELD else best
    return (kind, chances[best]) if kind is not None else None


def _typed(event: Event, analysis: Analysis, reading: Reading) -> Event:
    text, clause = analysis.document.text, event.mentions[0].span
    source, target = parties(text, clause, analysis.actors, analysis.document.id)
    found = likeliest(text, clause, source, target, reading)
    if found is None:
        return event
    reason = Reason("event type", f"{found[0]} with {found[1]:.2f}")
    return replace(event, type=found[0], because=(*event.because, reason))
