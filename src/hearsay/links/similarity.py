"""How alike the propositions of two statements are, for all pairs of a story at once.

Takes the words and vectors of statements, gives a matrix of scores from 0 to 1. What two statements
share counts by its rarity within the story: the name that everybody mentions tells nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hearsay.links import words
from hearsay.links.matter_weights import INTERCEPT, WEIGHTS
from hearsay.types import Attitude, Span

Matrix = NDArray[np.float64]

# Vectors are unit vectors scaled to signed bytes.
VECTOR_SCALE = 127.0
# No word counts less than this, nor is a text of a single rare word "contained" in every other.
LEAST_RARITY = 0.3
LEAST_TOTAL = 2.0


@dataclass(frozen=True, slots=True)
class Put:
    """What one statement puts: its words, where they stand, how they are meant, and its vector if
    it has one."""

    document: str
    words: str
    vector: bytes | None = None
    attitude: Attitude = "assert"
    spans: tuple[Span, ...] = ()


def rarity(sentences: Iterable[str]) -> Mapping[str, float]:
    """For every content word of a story how rare it is, as the log of sentences per occurrence.

    A word that never occurred counts as one that occurred in half a sentence: key "".
    """
    counted: Counter[str] = Counter()
    total = 0
    for sentence in sentences:
        total += 1
        counted.update(set(words.content_words(sentence)))
    return rarity_of(total, counted)


def rarity_of(total: int, counted: Mapping[str, int]) -> Mapping[str, float]:
    """The same from how many sentences there are, and in how many of them each content word is."""
    found = {
        word: max(LEAST_RARITY, math.log((total + 1) / (count + 0.5)))
        for word, count in counted.items()
    }
    found[""] = max(LEAST_RARITY, math.log((total + 1) / 0.5))
    return found


def _cosines(puts: Sequence[Put], instead: Matrix, rows: slice) -> tuple[Matrix, Matrix]:
    """Cosines of the vectors, plain and after taking off the story's mean vector.

    Where a statement has no vector, the overlap of words stands in for both.
    """
    has = np.array([put.vector is not None for put in puts], dtype=bool)
    if not has.any():
        return instead, instead
    size = max(len(put.vector) for put in puts if put.vector is not None)
    vectors = np.zeros((len(puts), size))
    for row, put in enumerate(puts):
        if put.vector is not None:
            vectors[row] = np.frombuffer(put.vector, dtype=np.int8)
    vectors /= VECTOR_SCALE
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    centred = vectors - vectors[has].mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    known = np.outer(has[rows], has)
    plain = np.where(known, vectors[rows] @ vectors.T, instead)
    off_mean = np.where(known, centred[rows] @ centred.T, instead)
    return plain, off_mean


def features(puts: Sequence[Put], rare: Mapping[str, float]) -> dict[str, Matrix]:
    """For every pair, what the score is made of; each float64 (statement, statement)."""
    return dict(each_feature(puts, rare))


def each_feature(
    puts: Sequence[Put], rare: Mapping[str, float], first: int | None = None
) -> Iterator[tuple[str, Matrix]]:
    """The features one after the other, so that a long story need not hold all of them at once.

    first: of so many statements alone with all; each then float64 (first, statement).
    """
    rows = slice(first)
    table = _Words.of(puts, rare)
    shared, overlap = table.shared(rows), table.overlap(rows)
    yield "rare words shared", overlap
    least = np.minimum.outer(table.total[rows], table.total)
    yield "rare words contained", shared / np.maximum(least, LEAST_TOTAL)
    yield "plain words", table.plain_words(rows)
    yield "words of one company", table.company() if first is None else table.company_of(rows)
    cosine, off_mean = _cosines(puts, overlap, rows)
    yield "cosine", cosine
    yield "cosine off the story's mean", off_mean
    yield from _numbers(puts, rows)
    yield from _places(puts, rows)
    denies = np.array([put.attitude == "deny" for put in puts], dtype=float)
    yield "one denies", np.abs(denies[rows, None] - denies[None, :])
    yield "both deny", np.outer(denies[rows], denies)
    wishes = np.array([put.attitude in WISHES for put in puts], dtype=float)
    yield "one wishes", np.abs(wishes[rows, None] - wishes[None, :])
    negates = np.array([bool(words.negating(put.words)) for put in puts], dtype=float)
    yield "one negates", np.abs(negates[rows, None] - negates[None, :])
    yield "both negate", np.outer(negates[rows], negates)
    lengths = np.log1p(table.every.sum(axis=1))
    yield "words of the shorter", np.minimum.outer(lengths[rows], lengths)
    yield "words of the longer", np.maximum.outer(lengths[rows], lengths)


WISHES = frozenset({"demand", "promise"})
"""Attitudes whose content is not thereby said to be so."""
NEAR = 300.0
"""Characters over which two places of one article grow apart by a factor e. Not swept."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Which statement holds which word. every, plain: (statement, word), 1 where it does, names
    left out of the second; weights: (word,); total: (statement,), the weight of its words."""

    every: Matrix
    plain: Matrix
    weights: Matrix
    total: Matrix

    @staticmethod
    def of(puts: Sequence[Put], rare: Mapping[str, float]) -> _Words:
        stems = [sorted(set(words.content_words(put.words))) for put in puts]
        column = {word: i for i, word in enumerate(sorted({w for own in stems for w in own}))}
        weights = np.array([rare.get(word, rare[""]) for word in column] or [], dtype=np.float64)
        every, named = np.zeros((len(puts), len(column))), np.zeros((len(puts), len(column)))
        for row, put in enumerate(puts):
            capitals = words.capitalised(put.words)
            for word in stems[row]:
                every[row, column[word]] = 1.0
                named[row, column[word]] = word in capitals
        return _Words(every, every - named, weights, every @ weights)

    def shared(self, rows: slice) -> Matrix:
        """The weight of the words in common."""
        return (self.every[rows] * self.weights) @ self.every.T

    def overlap(self, rows: slice) -> Matrix:
        """The same as a share of the weight of the words of either."""
        shared = self.shared(rows)
        return shared / np.maximum(self.total[rows, None] + self.total[None, :] - shared, 1e-6)

    def plain_words(self, rows: slice) -> Matrix:
        """The cosine of the words that are no names."""
        own = self.plain @ self.weights
        shared = (self.plain[rows] * self.weights) @ self.plain.T
        return shared / np.maximum(np.sqrt(np.outer(own[rows], own)), 1e-6)

    def company(self) -> Matrix:
        """The cosine of the words that each statement's words stand beside in the story: "doping"
        and "drug test" meet where both stand beside "suspended"."""
        weighted = self._weighted()
        beside = _unit((weighted @ weighted.T) @ weighted)
        return beside @ beside.T

    def company_of(self, rows: slice) -> Matrix:
        """The same of some statements with all, from how alike each two are in their words.

        With G = W Wᵀ the rows of `company` are those of G W, whose products are those of G³. A word
        that one statement alone has adds to that statement's own length and to nothing else, so
        most words stay out of the product of matrices.
        """
        weighted = self._weighted()
        alone = self.every.sum(axis=0) == 1
        common = weighted[:, ~alone]
        alike = common @ common.T
        alike[np.diag_indices_from(alike)] += (weighted[:, alone] ** 2).sum(axis=1)
        lengths = np.sqrt(np.einsum("ij,ij->i", alike @ alike, alike))
        beside = np.maximum(lengths, 1e-9)
        return np.asarray(alike[rows] @ alike @ alike / np.outer(beside[rows], beside))

    def _weighted(self) -> Matrix:
        seen = self.every.sum(axis=0)
        return _unit(self.every * np.maximum(np.log((len(self.every) + 1) / (seen + 0.5)), 0.3))


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float64)


def _numbers(puts: Sequence[Put], rows: slice) -> Iterator[tuple[str, Matrix]]:
    numbers = [words.numbers(put.words) for put in puts]
    figures = sorted({number for own in numbers for number in own})
    counts = np.array([[figure in own for figure in figures] for own in numbers], dtype=float)
    counts = counts.reshape(len(puts), len(figures))
    in_common = counts[rows] @ counts.T > 0
    both = np.logical_and.outer(counts[rows].any(axis=1), counts.any(axis=1))
    yield "a number shared", in_common.astype(float)
    yield "numbers differ", (both & ~in_common).astype(float)


def _places(puts: Sequence[Put], rows: slice) -> Iterator[tuple[str, Matrix]]:
    documents = np.unique([put.document for put in puts], return_inverse=True)[1]
    one = (documents[rows, None] == documents[None, :]).astype(float)
    yield "one document", one
    starts = np.array([put.spans[0].start if put.spans else 0 for put in puts], dtype=float)
    yield "near", one * np.exp(-np.abs(starts[rows, None] - starts[None, :]) / NEAR)
    held = np.zeros_like(one)
    for i, j in np.argwhere(np.triu(one, 1)):
        held[i, j] = _held(puts[i].spans, puts[j].spans)
        if j < len(held):
            held[j, i] = held[i, j]
    yield "one within the other", held


def _held(one: Sequence[Span], other: Sequence[Span]) -> float:
    """How much of the shorter's characters stands in the longer."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    sizes = [sum(span.end - span.start for span in spans) for spans in (one, other)]
    return common / max(1, min(sizes))


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike each two statements are; each (statement, statement). score: for one proposition,
    0 to 1, the diagonal 1. cosine, off_mean: of the vectors, plain and off the story's mean.
    contained, overlap: rare words in common, as a share of the shorter's and of all of either."""

    score: Matrix
    cosine: Matrix
    off_mean: Matrix
    contained: Matrix
    overlap: Matrix


def compared(puts: Sequence[Put], rare: Mapping[str, float]) -> Alike:
    """The score of every pair of statements of a story, from its features."""
    logits = np.full((len(puts), len(puts)), INTERCEPT)
    kept = {}
    for name, values in each_feature(puts, rare):
        logits += WEIGHTS[name] * values
        if name in _KEPT:
            kept[name] = values
    score = 1.0 / (1.0 + np.exp(-logits))
    np.fill_diagonal(score, 1.0)
    return Alike(score, *(kept[name] for name in _KEPT))


def scores_of_first(puts: Sequence[Put], rare: Mapping[str, float]) -> Matrix:
    """The first row of `compared(...).score`, (statement,), without the work of the others.

    The same but for the last digits, since sums are taken in another order.
    """
    logits = np.full((1, len(puts)), INTERCEPT)
    for name, values in each_feature(puts, rare, first=1):
        logits += WEIGHTS[name] * values
    score = 1.0 / (1.0 + np.exp(-logits[0]))
    score[0] = 1.0
    return np.asarray(score, dtype=np.float64)


_KEPT = (
    "cosine",
    "cosine off the story's mean",
    "rare words contained",
    "rare words shared",
)
"""Features that are of use beside the score, in the order of `Alike`."""
