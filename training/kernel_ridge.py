"""Ridge regression in the space of a kernel: what is answered of the rows that lie near.

Takes how alike rows are and the right answer of each, gives a share for each answer. Numpy only;
the same input gives the same weights. Saunders et al. 1998, "Ridge regression learning algorithm in
dual variables".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.logistic import Floats


@dataclass(frozen=True)
class Fitted:
    """weights: float64 (rows learned from, answers). mean: the share of each answer among them."""

    weights: Floats
    mean: Floats

    def shares(self, alike: Floats) -> Floats:
        """float64 (rows, answers), around the mean where nothing is near; no probabilities.

        alike: (rows, rows learned from).
        """
        return np.asarray(alike @ self.weights + self.mean)


def gaussian(one: Floats, other: Floats) -> Floats:
    """exp(-|a - b|²) for every row of one table with every row of another."""
    squares = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None, :]
    return np.asarray(np.exp(-np.maximum(squares - 2 * one @ other.T, 0.0)))


def fit(alike: Floats, answers: Sequence[int], kinds: int, penalty: float) -> Fitted:
    """alike: (rows, rows), a kernel's values. answers: from 0 to kinds - 1.

    Raises ValueError if there are no rows, or answers are not as many as rows.
    """
    if not len(alike) or len(alike) != len(answers):
        raise ValueError(f"{len(alike)} rows and {len(answers)} answers: give one answer a row")
    wanted = np.eye(kinds)[list(answers)]
    mean = wanted.mean(axis=0)
    weights = np.linalg.solve(alike + penalty * np.eye(len(alike)), wanted - mean)
    return Fitted(np.asarray(weights), np.asarray(mean))
