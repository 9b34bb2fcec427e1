"""Logistic regression over named features, for tables that a step weighs at run time.

Takes rows of feature names and labels, gives a weight for each name. Numpy only; the same input
gives the same weights.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDS = 200
KEPT_STEPS = 8
"""Rounds of L-BFGS and steps it remembers; it stops by itself after some 60 rounds."""


def fit(
    rows: Sequence[Sequence[str]], labels: Sequence[bool], penalty: float, seen_at_least: int
) -> dict[str, float]:
    """Weights with an L2 penalty, the feature "bias" left free; rarer features are left out.

    Raises ValueError if there are no rows, or labels are not as many as rows.
    """
    if not rows or len(rows) != len(labels):
        raise ValueError(f"{len(rows)} rows and {len(labels)} labels: give one label a row")
    seen = Counter(feature for row in rows for feature in set(row))
    names = sorted(name for name, times in seen.items() if times >= seen_at_least)
    column = {name: at for at, name in enumerate(names)}
    held = [sorted(column[name] for name in set(row) if name in column) for row in rows]
    index = np.asarray([at for row in held for at in row], dtype=np.int64)
    owner = np.repeat(np.arange(len(held)), [len(row) for row in held])
    y = np.asarray(labels, dtype=np.float64)
    strength = np.full(len(names), penalty)
    if "bias" in column:
        strength[column["bias"]] = 1e-3

    def loss(w: Floats) -> tuple[float, Floats]:
        score = np.bincount(owner, weights=w[index], minlength=len(y))
        value = float(np.sum(np.logaddexp(0.0, score) - y * score) + 0.5 * np.sum(strength * w * w))
        error = 1 / (1 + np.exp(-score)) - y
        slope = np.bincount(index, weights=error[owner], minlength=len(names)) + strength * w
        return value, slope

    w = lowest(loss, np.zeros(len(names)))
    return {name: float(w[at]) for name, at in column.items()}


def lowest(loss: Callable[[Floats], tuple[float, Floats]], w: Floats) -> Floats:
    """Where a smooth convex function is lowest, by L-BFGS with a step that halves."""
    steps: deque[tuple[Floats, Floats]] = deque(maxlen=KEPT_STEPS)
    value, slope = loss(w)
    for _ in range(ROUNDS):
        way = -slope
        used = []
        for moved, turned in reversed(steps):
            share = float(moved @ way / (turned @ moved))
            way = way - share * turned
            used.append(share)
        if steps:
            moved, turned = steps[-1]
            way = way * float(moved @ turned / (turned @ turned))
        else:
            way = way / max(1.0, float(np.abs(slope).sum()))
        for (moved, turned), share in zip(steps, reversed(used), strict=True):
            way = way + moved * (share - float(turned @ way / (turned @ moved)))
        length, falls = 1.0, float(slope @ way)
        while length > 1e-10:
            there, new = loss(w + length * way)
            if there <= value + 1e-4 * length * falls:
                break
            length /= 2
        else:
            break
        moved, turned = length * way, new - slope
        if float(moved @ turned) > 1e-12:
            steps.append((moved, turned))
        done = value - there < 1e-9 * max(1.0, abs(value))
        w, value, slope = w + moved, there, new
        if done:
            break
    return w
