"""How far a stated confidence can be believed.

Takes confidences and whether what they vouch for was right, gives the calibration error, the area
under the curve, bins for a diagram, and their intervals. Knows nothing of statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from benchmarks import counting
from benchmarks.counting import Floats
from benchmarks.outcome import Case, Rows

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The cases whose confidence lies from `low` to below `high` (the last bin: to 1).

    stated: their mean confidence. right: the share that was right. interval: of that share.
    """

    low: float
    high: float
    n: int
    stated: float
    right: float
    interval: tuple[float, float] | None


def calibration_error(confidence: Floats, right: NDArray[np.bool_]) -> float:
    """Expected calibration error: over ten bins of equal width, the gap between mean confidence
    and share right, weighed by the cases in the bin (Naeini et al. 2015).

    confidence: float64 (case,), 0 to 1. right: bool (case,). NaN without cases.
    """
    levels, counts = _levels([_paired(confidence, right)])
    return float(_errors(levels, counts.sum(axis=0)))


def auroc(confidence: Floats, right: NDArray[np.bool_]) -> float:
    """Area under the receiver operating curve: how often a right case is more confident than a
    wrong one, ties counting half. NaN unless there are both."""
    _, counts = _levels([_paired(confidence, right)])
    return float(_areas(counts.sum(axis=0)))


def rows(cases: Mapping[str, Sequence[Case]]) -> Rows:
    """Calibration error and area under the curve of documents taken together, with intervals.

    Resamples scatter more than the data do, so the interval of the error leans upwards.
    """
    levels, counts = _levels(list(cases.values()))
    summed = counts.sum(axis=0)
    n = int(summed[:, 0].sum())
    out: Rows = {}
    for name, key, figure in (
        ("confidence, calibration error", "error", partial(_errors, levels)),
        ("confidence, AUROC", "auroc", _areas),
    ):
        out[name] = {"n": n, key: counting.rounded(float(figure(summed)))}
        if drawn := counting.interval([counts], figure):
            out[name]["interval"] = drawn
    return out


def bins(cases: Mapping[str, Sequence[Case]]) -> list[Bin]:
    """The bins that hold cases, in order."""
    found = []
    for number in range(BINS):
        own = [[case for case in of if _bin(case[0]) == number] for of in cases.values()]
        held = [case for of in own for case in of]
        if held:
            counts = [(sum(bool(right) for _, right in of), len(of)) for of in own]
            drawn = counting.interval([counts])
            found.append(
                Bin(
                    low=number / BINS,
                    high=(number + 1) / BINS,
                    n=len(held),
                    stated=sum(confidence for confidence, _ in held) / len(held),
                    right=sum(bool(right) for _, right in held) / len(held),
                    interval=(drawn[0], drawn[1]) if drawn else None,
                )
            )
    return found


def bin_rows(cases: Mapping[str, Sequence[Case]]) -> Rows:
    """The share right for each bin, beside what was stated."""
    out: Rows = {}
    for one in bins(cases):
        row: counting.Row = {"acc": counting.rounded(one.right), "n": one.n}
        if one.interval:
            row["interval"] = list(one.interval)
        out[f"stated {one.low:.1f} to {one.high:.1f}, mean {one.stated:.2f}"] = row
    return out


def _paired(confidence: Floats, right: NDArray[np.bool_]) -> list[Case]:
    return [[float(c), float(r)] for c, r in zip(confidence, right, strict=True)]


def _bin(confidence: float) -> int:
    # 0.29 * 10 and its like fall just short of what they mean
    return min(BINS - 1, int(confidence * BINS + 1e-9))


def _levels(documents: Sequence[Sequence[Case]]) -> tuple[Floats, Floats]:
    """Every confidence that occurs, float64 (level,) rising; and for each document how many cases
    have it and how many of these are right, float64 (document, level, 2)."""
    levels = np.unique(np.array([c for cases in documents for c, _ in cases], dtype=np.float64))
    counts = np.zeros((len(documents), len(levels), 2))
    for number, cases in enumerate(documents):
        for confidence, right in cases:
            counts[number, np.searchsorted(levels, confidence)] += (1, right)
    return levels, counts


def _errors(levels: Floats, totals: Floats) -> Floats:
    """totals: float64 (..., level, 2). Returns (...)."""
    member = np.zeros((len(levels), BINS))
    member[np.arange(len(levels)), [_bin(float(level)) for level in levels]] = 1
    n = totals[..., 0]
    gaps = np.abs(totals[..., 1] @ member - (n * levels) @ member).sum(axis=-1)
    cases = n.sum(axis=-1)
    error: Floats = np.where(cases > 0, counting.ratio(gaps, cases), np.nan)
    return error


def _areas(totals: Floats) -> Floats:
    """totals: float64 (..., level, 2), levels rising. Returns (...)."""
    right = totals[..., 1]
    wrong = totals[..., 0] - right
    below = np.cumsum(wrong, axis=-1) - wrong
    pairs = right.sum(axis=-1) * wrong.sum(axis=-1)
    won = (right * (below + wrong / 2)).sum(axis=-1)
    area: Floats = np.where(pairs > 0, counting.ratio(won, pairs), np.nan)
    return area
