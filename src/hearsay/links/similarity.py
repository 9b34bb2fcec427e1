"""How alike the propositions of two statements are, for all pairs of a story at once.

Takes the words and vectors of statements, gives a matrix of scores from 0 to 1. What two statements
share counts by its rarity within the story: the name that everybody mentions tells nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hearsay.links import words
from hearsay.links.matter_weights import INTERCEPT, WEIGHTS

Matrix = NDArray[np.float64]

# Vectors are unit vectors scaled to signed bytes.
VECTOR_SCALE = 127.0
# No word counts less than this, nor is a text of a single rare word "contained" in every other.
LEAST_RARITY = 0.3
LEAST_TOTAL = 2.0


@dataclass(frozen=True, slots=True)
class Put:
    """What one statement puts: its words, where they stand, and its vector if it has one."""

    document: str
    words: str
    vector: bytes | None = None


def rarity(sentences: Iterable[str]) -> Mapping[str, float]:
    """For every content word of a story how rare it is, as the log of sentences per occurrence.

    A word that never occurred counts as one that occurred in half a sentence: key "".
    """
    counted: Counter[str] = Counter()
    total = 0
    for sentence in sentences:
        total += 1
        counted.update(set(words.content_words(sentence)))
    found = {
        word: max(LEAST_RARITY, math.log((total + 1) / (count + 0.5)))
        for word, count in counted.items()
    }
    found[""] = max(LEAST_RARITY, math.log((total + 1) / 0.5))
    return found


def _cosines(puts: Sequence[Put], instead: Matrix) -> tuple[Matrix, Matrix]:
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
    known = np.outer(has, has)
    plain = np.where(known, vectors @ vectors.T, instead)
    off_mean = np.where(known, centred @ centred.T, instead)
    return plain, off_mean


def features(puts: Sequence[Put], rare: Mapping[str, float]) -> dict[str, Matrix]:
    """For every pair, what the score is made of; each float64 (statement, statement)."""
    stems = [sorted(set(words.content_words(put.words))) for put in puts]
    column = {word: i for i, word in enumerate(sorted({w for own in stems for w in own}))}
    weights = np.array([rare.get(word, rare[""]) for word in column]) if column else np.zeros(0)
    shape = (len(puts), len(column))
    every, named = np.zeros(shape), np.zeros(shape)
    for row, put in enumerate(puts):
        capitals = words.capitalised(put.words)
        for word in stems[row]:
            every[row, column[word]] = 1.0
            named[row, column[word]] = word in capitals
    plain = every - named
    shared, total = (every * weights) @ every.T, every @ weights
    shared_plain, total_plain = (plain * weights) @ plain.T, plain @ weights
    shared_named, total_named = (named * weights) @ named.T, named @ weights
    least = np.minimum.outer(total, total)
    overlap = shared / np.maximum(total[:, None] + total[None, :] - shared, 1e-6)
    cosine, off_mean = _cosines(puts, overlap)
    numbers = [words.numbers(put.words) for put in puts]
    figures = sorted({number for own in numbers for number in own})
    counts = np.zeros((len(puts), len(figures)))
    for row, own in enumerate(numbers):
        counts[row] = [figure in own for figure in figures]
    in_common = counts @ counts.T > 0
    both = np.logical_and.outer(counts.any(axis=1), counts.any(axis=1))
    documents = np.unique([put.document for put in puts], return_inverse=True)[1]
    return {
        "cosine": cosine,
        "cosine off the story's mean": off_mean,
        "rare words contained": shared / np.maximum(least, LEAST_TOTAL),
        "rare words shared": overlap,
        "plain words": shared_plain / np.maximum(np.sqrt(np.outer(total_plain, total_plain)), 1e-6),
        "names": shared_named / np.maximum(np.minimum.outer(total_named, total_named), 1e-6),
        "a number shared": in_common.astype(float),
        "numbers differ": (both & ~in_common).astype(float),
        "one document": (documents[:, None] == documents[None, :]).astype(float),
    }


def scores(found: Mapping[str, Matrix]) -> Matrix:
    """The score of every pair, from its features; the diagonal is 1."""
    logits = INTERCEPT + sum(WEIGHTS[name] * found[name] for name in sorted(WEIGHTS))
    result = np.asarray(1.0 / (1.0 + np.exp(-np.asarray(logits))), dtype=np.float64)
    np.fill_diagonal(result, 1.0)
    return result
