"""Tag sequences out of scores: the best one that is possible.

Takes float32 scores (pieces, tags) over BIO tags, gives spans of pieces. An I- tag may follow only
the B- or I- tag of its own kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


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
    shifted = scores - scores.max(axis=-1, keepdims=True)
    normal: Scores = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normal


def allowed_transitions(count: int) -> NDArray[np.bool_]:
    """bool (tags, tags): whether the second may follow the first; tags O, B-0, I-0, B-1, I-1 …"""
    may = np.ones((count, count), dtype=bool)
    for tag in range(2, count, 2):
        may[:, tag] = False
        may[tag - 1, tag] = may[tag, tag] = True
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
    may = allowed_transitions(count)
    previous = np.concatenate(([0], tags[:-1]))
    wrong = np.flatnonzero(~may[previous, tags])
    penalty = np.where(may, 0.0, -1e9).astype(np.float32)
    done = -1
    for at in wrong.tolist():
        if at <= done:
            continue
        start, end = at, at
        while start > 0 and tags[start - 1] != 0:
            start -= 1
        while end < n and tags[end] != 0:
            end += 1
        tags[start:end] = _viterbi(log_probabilities[start:end], penalty)
        done = end
    return tags


def _viterbi(scores: Scores, penalty: Scores) -> NDArray[np.int64]:
    n = len(scores)
    back = np.zeros(scores.shape, dtype=np.int64)
    best = scores[0] + penalty[0]
    for at in range(1, n):
        through = best[:, None] + penalty
        back[at] = through.argmax(axis=0)
        best = through.max(axis=0) + scores[at]
    tags = np.zeros(n, dtype=np.int64)
    tags[-1] = int(best.argmax())
    for at in range(n - 1, 0, -1):
        tags[at - 1] = back[at, tags[at]]
    return tags


def spans(scores: Scores) -> list[Tagged]:
    """The spans of the best possible sequence, in order."""
    log_probabilities = log_softmax(scores)
    tags = best_path(log_probabilities)
    chosen = np.exp(log_probabilities[np.arange(len(tags)), tags])
    found: list[Tagged] = []
    at, n = 0, len(tags)
    while at < n:
        if tags[at] == 0:
            at += 1
            continue
        end = at + 1
        inside = tags[at] if tags[at] % 2 == 0 else tags[at] + 1
        while end < n and tags[end] == inside:
            end += 1
        found.append(Tagged((int(inside) - 2) // 2, at, end, float(chosen[at:end].mean())))
        at = end
    return found


def softmax(scores: Sequence[float] | Scores) -> Scores:
    """Probabilities along the last axis."""
    probabilities: Scores = np.exp(log_softmax(np.asarray(scores, dtype=np.float32)))
    return probabilities
