"""Multinomial logistic regression over named numbers, for answers of more than two kinds.

Takes rows of features by name and the right answer of each, gives a probability for each answer.
Numpy only; the same input gives the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from training.logistic import Floats, lowest

Row = Mapping[str, float]
FREE = "bias"
"""The feature that the penalty leaves alone."""
NEARLY_FREE = 1e-3


@dataclass(frozen=True)
class Fitted:
    """names: rows of the weights. weights: float64 (names, answers)."""

    names: Mapping[str, int]
    weights: Floats

    def probabilities(self, rows: Sequence[Row]) -> Floats:
        """float64 (rows, answers); features that were not learned are left out."""
        return _chances(_design(rows, self.names) @ self.weights)


def fit(
    rows: Sequence[Row],
    answers: Sequence[int],
    kinds: int,
    penalty: float,
    seen_at_least: int = 1,
    balance: float = 0.0,
) -> Fitted:
    """Weights with an L2 penalty, the feature "bias" left free; rarer features are left out.

    answers: from 0 to kinds - 1. balance: 0 counts every row alike, 1 every answer alike, whatever
    its share of the rows; between, a power of the share. Raises ValueError if there are no rows,
    or answers are not as many as rows.
    """
    if not rows or len(rows) != len(answers):
        raise ValueError(f"{len(rows)} rows and {len(answers)} answers: give one answer a row")
    seen = Counter(name for row in rows for name in row)
    kept = sorted(name for name, times in seen.items() if times >= seen_at_least)
    names = {name: at for at, name in enumerate(kept)}
    design = _design(rows, names)
    wanted = np.eye(kinds)[list(answers)]
    shares = np.maximum(wanted.mean(axis=0), 1e-9)
    weight = (wanted @ shares**-balance)[:, None]
    weight /= weight.mean()
    strength = np.full((len(names), 1), penalty)
    if FREE in names:
        strength[names[FREE]] = NEARLY_FREE

    def loss(flat: Floats) -> tuple[float, Floats]:
        w = flat.reshape(len(names), kinds)
        chances = _chances(design @ w)
        right = np.maximum((chances * wanted).sum(axis=1, keepdims=True), 1e-300)
        value = float(-(weight * np.log(right)).sum() + 0.5 * (strength * w * w).sum())
        slope = design.T @ (weight * (chances - wanted)) + strength * w
        return value, slope.ravel()

    flat = lowest(loss, np.zeros(len(names) * kinds))
    return Fitted(names, flat.reshape(len(names), kinds))


def _design(rows: Sequence[Row], names: Mapping[str, int]) -> Floats:
    found: Floats = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for name, value in row.items():
            if name in names:
                found[at, names[name]] = value
    return found


def _chances(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Floats = powers / powers.sum(axis=1, keepdims=True)
    return found
