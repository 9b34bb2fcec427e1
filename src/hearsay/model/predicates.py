"""What happens in a sentence, whether it did, and who takes which part: out of scores.

Takes the scores of a text's pieces, gives the words that are predicates and, for one of them, how
likely each word of its sentence is the head of an argument. Weights without the heads `EVENTS` of
`model.labels` never come here.

A word is the unit: a run of pieces of letters and digits. An argument is answered by its head word,
as trees have it ("cleric" in "a respected cleric from Tarn"), so no candidate span has to be found
before anything is asked; a span's share is the sum over the words in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hearsay.model import decoding
from hearsay.model.decoding import Scores
from hearsay.model.labels import PREDICATE_TAGS, REALITIES, columns
from hearsay.model.pieces import Pieces
from hearsay.types import Reality, Span

AT = columns()
ARGUMENT_SCALE = 2.0
"""Divides products of queries and keys. On a frozen encoder, eight passes over a third of PropBank,
F1 of arguments on dev: 0.497 with it, 0.480 with 5 (about the root of the dimensions): both start
near nothing, and smaller products learn slower."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that tells of something. kind: one of `labels.PREDICATE_KINDS`.

    score: probability of the kind. reality_score: of the reality. Both 0 to 1.
    """

    span: Span
    kind: str
    score: float
    reality: Reality
    reality_score: float


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text. first, last: int64 (words,), half-open ranges of pieces.

    start, end: int64 (words,), their characters. sentence: int64 (words,), index of the sentence.
    """

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    sentence: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.first)

    def at(self, span: Span) -> int | None:
        """The first word that shares a character with a span."""
        word = int(np.searchsorted(self.end, span.start, side="right"))
        return word if word < len(self) and self.start[word] < span.end else None

    def beside(self, word: int) -> NDArray[np.int64]:
        """The other words of a word's sentence, int64."""
        first, last = np.searchsorted(self.sentence, self.sentence[word] + np.arange(2)).tolist()
        return np.delete(np.arange(first, last, dtype=np.int64), word - first)


def words(text: str, pieces: Pieces) -> Words:
    """The words of a text: pieces of letters or digits that touch belong together, as do those into
    which the tokenizer takes one character apart."""
    rows: list[tuple[int, int, int, int, int]] = []
    open_until = -1
    sentences = pieces.sentence.tolist()
    for at, (start, end) in enumerate(pieces.offsets.tolist()):
        if not text[start:end].isalnum():
            open_until = -1
            continue
        if start <= open_until and rows[-1][4] == sentences[at]:
            first, _, begin, until, sentence = rows[-1]
            rows[-1] = (first, at + 1, begin, max(end, until), sentence)
        else:
            rows.append((at, at + 1, start, end, sentences[at]))
        open_until = rows[-1][3]
    table = np.asarray(rows, dtype=np.int64).reshape(-1, 5)
    return Words(*(table[:, column] for column in range(5)))


def word_means(scores: Scores, of: Words, head: str) -> Scores:
    """Mean of a head over each word's pieces, float32 (words, width).

    scores: float32 (pieces, WIDTH).
    """
    columns_of_head = scores[:, AT[head]]
    if not len(of):
        return np.zeros((0, columns_of_head.shape[1]), dtype=np.float32)
    # sums from one word's start to its end; what lies between words is summed too and dropped
    bounds = np.stack([of.first, of.last], axis=1).ravel()
    padded = np.concatenate([columns_of_head, np.zeros_like(columns_of_head[:1])])
    sums = np.add.reduceat(padded, bounds, axis=0)[::2]
    means: Scores = (sums / (of.last - of.first)[:, None]).astype(np.float32)
    return means


def found(scores: Scores, of: Words) -> tuple[Predicate, ...]:
    """The words that are predicates, in order.

    scores: float32 (pieces, WIDTH).
    """
    if not len(of):
        return ()
    kinds = decoding.softmax(word_means(scores, of, "predicate"))
    best = kinds.argmax(axis=1)
    realities = decoding.softmax(word_means(scores, of, "reality"))
    likeliest = realities.argmax(axis=1)
    return tuple(
        Predicate(
            Span(int(of.start[word]), int(of.end[word])),
            PREDICATE_TAGS[best[word]],
            float(kinds[word, best[word]]),
            REALITIES[likeliest[word]],
            float(realities[word, likeliest[word]]),
        )
        for word in np.flatnonzero(best).tolist()
    )


def shares(query: Scores, keys: Scores) -> Scores:
    """How likely each word is the head of what a predicate asks for, and last that nothing is.

    query: float32 (ARGUMENT + 1,), the last the score of "nothing". keys: float32 (words,
    ARGUMENT). Returns float32 (words + 1,), summing to one.
    """
    return decoding.softmax(np.append(keys @ query[:-1] / ARGUMENT_SCALE, query[-1]))


def within(candidates: Sequence[Span], starts: Sequence[int], each: Scores) -> tuple[float, ...]:
    """Each candidate's sum over the words that begin in it, and last what falls on none of them.

    starts: where the words begin. each: float32 (words + 1,), summing to one.
    """
    covered = [[c.start <= at < c.end for at in starts] for c in candidates]
    left = [not any(c[k] for c in covered) for k in range(len(starts))]
    sums = [float(each[:-1][row].sum()) for row in covered]
    return (*sums, float(each[:-1][left].sum() + each[-1]))
