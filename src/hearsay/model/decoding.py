"""Tag sequences out of scores: the best one that is possible.

Takes float32 scores (pieces, tags) over BIO tags, gives spans of pieces. An I- tag may follow only
the B- or I- tag of its own kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


NEVER = 1e9
"""Taken off the score of what may not be."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """Pieces [first, last) carry one span of kind `kind` (index among the kinds).

    score: mean probability of its tags, 0 to 1.
    """

    kind: int
    first: int
    last: int
    score: float


def log_softmax(scores: Scores) -> Scores:
    """Logarithms of probabilities along the last axis, same shape."""
    # the ufuncs' own reductions: the methods of arrays spend more time on the call than on few rows
    shifted = scores - np.maximum.reduce(scores, axis=-1, keepdims=True)
    total = np.add.reduce(np.exp(shifted), axis=-1, keepdims=True)
    normal: Scores = shifted - np.log(total)
    return normal


@lru_cache(maxsize=8)
def allowed_transitions(count: int) -> NDArray[np.bool_]:
    """bool (tags, tags): whether the second may follow the first; tags O, B-0, I-0, B-1, I-1 …"""
    may = np.ones((count, count), dtype=bool)
    for tag in range(2, count, 2):
        may[:, tag] = False
        may[tag - 1, tag] = may[tag, tag] = True
    may.flags.writeable = False
    return may


def best_path(log_probabilities: Scores) -> NDArray[np.int64]:
    """The likeliest possible sequence of tags, int64 (pieces,).

    Where the likeliest tag of every piece makes a possible sequence, that is the answer; the
    dynamic programme runs only over the stretches between two O's where it does not.
    """
    n, count = log_probabilities.shape
    tags: NDArray[np.int64] = log_probabilities.argmax(axis=1)
    if n == 0:
        return tags
    previous = np.concatenate(([0], tags[:-1]))
    wrong = np.flatnonzero(~allowed_transitions(count)[previous, tags])
    done = -1
    for at in wrong.tolist():
        if at <= done:
            continue
        start, end = at, at
        while start > 0 and tags[start - 1] != 0:
            start -= 1
        while end < n and tags[end] != 0:
            end += 1
        tags[start:end] = _viterbi(log_probabilities[start:end])
        done = end
    return tags


def _viterbi(scores: Scores) -> list[int]:
    """The dynamic programme, on lists: stretches are some ten pieces long, arrays cost more."""
    rows: list[list[float]] = scores.tolist()
    tags = range(scores.shape[1])
    # an I- may not come first
    best = [score - NEVER * (tag > 0 and tag % 2 == 0) for tag, score in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(tags, key=best.__getitem__)
        came = [top] * len(row)
        for tag in range(2, len(row), 2):
            came[tag] = tag - 1 if best[tag - 1] >= best[tag] else tag
        best = [best[before] + score for before, score in zip(came, row, strict=True)]
        back.append(came)
    path = [max(tags, key=best.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def spans(scores: Scores) -> list[Tagged]:
    """The spans of the best possible sequence, in order."""
    log_probabilities = log_softmax(scores)
    tags = best_path(log_probabilities)
    chosen = np.exp(log_probabilities[np.arange(len(tags)), tags])
    # a span begins at a B-, and at an I- that follows no tag of its kind, and ends before another
    # beginning or an O; kinds are counted from 1 here, 0 is O
    kinds = (tags + 1) // 2
    before = np.concatenate(([0], kinds[:-1]))
    begins = (kinds > 0) & ((tags % 2 == 1) | (kinds != before))
    ends = np.append(begins | (kinds == 0), True)
    firsts = np.flatnonzero(begins)
    stops = np.flatnonzero(ends)
    lasts = stops[np.searchsorted(stops, firsts, side="right")]
    return [
        Tagged(kind - 1, first, last, float(np.add.reduce(chosen[first:last]) / (last - first)))
        for kind, first, last in zip(
            kinds[firsts].tolist(), firsts.tolist(), lasts.tolist(), strict=True
        )
    ]


def softmax(scores: Sequence[float] | Scores) -> Scores:
    """Probabilities along the last axis."""
    probabilities: Scores = np.exp(log_softmax(np.asarray(scores, dtype=np.float32)))
    return probabilities
