"""What a batch asks about predicates: which words of the sentence head their arguments.

Takes a window of an example whose predicates are known, gives indices as `training.span_targets`
does, which puts them beside what is asked of other spans. Words are those of
`hearsay.model.predicates`, so that training asks what reading answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from hearsay.model.labels import ARGUMENTS
from hearsay.model.predicates import Words, words
from hearsay.types import Span
from training.supervision import Supervised
from training.windows import Cut


class Pool:
    """Sets of tokens of a batch whose outputs are averaged; the same set is kept once.

    index: int, every set's tokens, one set after the other, counted over the flattened batch.
    segment: the set that each of them belongs to. sizes: tokens in each set.
    """

    def __init__(self) -> None:
        self.index: list[int] = []
        self.segment: list[int] = []
        self.sizes: list[int] = []
        self._known: dict[tuple[int, ...], int] = {}

    def __len__(self) -> int:
        return len(self.sizes)

    def add(self, tokens: Sequence[int]) -> int:
        """Number of the set with these tokens."""
        key = tuple(tokens)
        if key not in self._known:
            self._known[key] = len(self.sizes)
            self.index.extend(key)
            self.segment.extend([len(self.sizes)] * len(key))
            self.sizes.append(len(key))
        return self._known[key]


class Arguments(NamedTuple):
    """Which words head a predicate's arguments; every number is a set of the pool.

    candidates: the other words of its sentence. right: for each of ARGUMENTS, one flag for each
    candidate, none of them set if it has no such argument; None where that is not asked.
    """

    predicate: int
    candidates: list[int]
    right: tuple[list[bool] | None, ...]


def asked(pool: Pool, supervised: Supervised, cut: Cut, offset: int) -> list[Arguments]:
    """What a window asks about its predicates.

    offset: what turns a piece of the example into a token of the flattened batch. Left out: a
    predicate whose sentence the window cuts off, and an argument whose head the sentence, as
    `hearsay.text` cuts it, does not hold.
    """
    predications = supervised.example.predications
    if not predications:
        return []
    of = words(supervised.example.text, supervised.pieces)
    sentence = supervised.pieces.sentence
    found = []
    for one in predications:
        word = of.at(one.word) if one.arguments else None
        if word is None or not cut.start <= of.first[word] < cut.end:
            continue
        first, last = np.searchsorted(sentence, of.sentence[word] + np.arange(2))
        if first < cut.start or last > cut.end:
            continue
        beside = of.beside(word).tolist()
        flags = tuple(_flags(of, beside, one.arguments[role]) for role in ARGUMENTS)
        found.append(
            Arguments(
                _pooled(pool, of, word, offset),
                [_pooled(pool, of, other, offset) for other in beside],
                flags,
            )
        )
    return found


def _pooled(pool: Pool, of: Words, word: int, offset: int) -> int:
    return pool.add(range(int(of.first[word]) + offset, int(of.last[word]) + offset))


def _flags(of: Words, beside: Sequence[int], right: Sequence[Span]) -> list[bool] | None:
    """Which of some words are right; None where there is something right but not among them."""
    wanted = {of.at(span) for span in right}
    flags = [word in wanted for word in beside]
    return flags if any(flags) or not right else None
