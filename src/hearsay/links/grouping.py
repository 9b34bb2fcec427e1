"""Groups of the rows of a score matrix: average link, or around centres.

Takes a symmetric matrix of scores from 0 to 1, gives groups of row numbers. Average link, because a
chain of neighbours would run a whole topic together; around centres, where a row may belong to
several groups. Ties go to the smaller row numbers, so that the outcome depends on the order of rows
alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


def components(linked: NDArray[np.bool_]) -> list[list[int]]:
    """Groups of rows that hang together by any link; each sorted, ordered by the smallest."""
    unseen = np.ones(len(linked), dtype=bool)
    found = []
    for start in range(len(linked)):
        if unseen[start]:
            unseen[start] = False
            group, frontier = [start], [start]
            while frontier:
                new = np.flatnonzero(linked[frontier].any(axis=0) & unseen)
                unseen[new] = False
                frontier = new.tolist()
                group += frontier
            found.append(sorted(group))
    return found


def _average_link(
    scores: NDArray[np.float64], at_least: float, never_below: float
) -> list[list[int]]:
    """Groups within one component: join the closest two until none are close enough."""
    work, least = scores.copy(), scores.copy()
    np.fill_diagonal(work, -1.0)
    work[least < never_below] = -1.0
    sizes = np.ones(len(work))
    members: list[list[int]] = [[row] for row in range(len(work))]
    while len(work) > 1:
        left, right = sorted(divmod(int(work.argmax()), len(work)))
        if work[left, right] < at_least:
            break
        total = sizes[left] + sizes[right]
        merged = (work[left] * sizes[left] + work[right] * sizes[right]) / total
        lower = np.minimum(least[left], least[right])
        merged[(work[left] < 0) | (work[right] < 0) | (lower < never_below)] = -1.0
        work[left], work[:, left] = merged, merged
        least[left], least[:, left] = lower, lower
        work[right], work[:, right] = -1.0, -1.0
        sizes[left] = total
        members[left] += members[right]
        members[right] = []
    return [sorted(group) for group in members if group]


def group_rows(
    scores: NDArray[np.float64], at_least: float, never_below: float = 0.0
) -> list[list[int]]:
    """All rows in groups whose rows score `at_least` with each other on average.

    never_below: no two rows of a group score less than this.
    """
    found = []
    for component in components(scores >= at_least):
        if len(component) < 3:
            found.append(component)
            continue
        inside = scores[np.ix_(component, component)]
        for group in _average_link(inside, at_least, never_below):
            found.append([component[row] for row in group])
    return sorted(found)


# How often a group's heart is taken anew from its rows. Not swept.
ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Centred:
    """A group around the row it was grown from. fit: (row,), every row's mean with its core."""

    centre: int
    rows: tuple[int, ...]
    core: tuple[int, ...]
    fit: NDArray[np.float64]


def _grown(
    scores: NDArray[np.float64],
    centre: int,
    at_least: float,
    core: int,
    may: NDArray[np.bool_],
) -> Centred:
    """The rows that score `at_least` with the heart of a centre's neighbours. may: be of it."""
    fit = scores[centre]
    heart = np.array([centre])
    for _ in range(ROUNDS):
        rows = np.flatnonzero((fit >= at_least) & may)
        if len(rows) < 2:
            break
        inside = scores[np.ix_(rows, rows)].sum(axis=1)
        heart = np.union1d(rows[np.argsort(-inside, kind="stable")[:core]], [centre])
        fit = scores[:, heart].mean(axis=1)
    rows = np.flatnonzero(fit >= at_least)
    return Centred(centre, tuple(rows.tolist()), tuple(heart.tolist()), fit)


def around_centres(
    scores: NDArray[np.float64],
    at_least: float,
    core: int,
    distinct: float,
    centres: Sequence[int] | None = None,
) -> list[Centred]:
    """Groups of two rows or more, those first that hold most of what no earlier one holds.

    core: how many of its rows a group is measured by. distinct: a group of which a larger share
    stands in an earlier one is left out. centres: rows that a group may grow around and be
    measured by, by default all.
    """
    may = np.ones(len(scores), dtype=bool)
    if centres is not None:
        may[:] = False
        may[list(centres)] = True
    grown = [_grown(scores, row, at_least, core, may) for row in np.flatnonzero(may).tolist()]
    grown = [group for group in grown if len(group.rows) > 1]
    if not grown:
        return []
    member = np.zeros((len(grown), len(scores)))
    fit = np.zeros_like(member)
    for place, group in enumerate(grown):
        member[place, list(group.rows)] = 1.0
        fit[place] = np.round(group.fit, 9)
    sizes, fit = member.sum(axis=1), fit * member
    gain = fit.sum(axis=1)
    held = np.zeros(len(scores), dtype=bool)
    left = np.ones(len(grown), dtype=bool)
    chosen = []
    while left.any():
        best = int(np.where(left, np.round(gain, 6), -np.inf).argmax())
        chosen.append(grown[best])
        new = (member[best] > 0) & ~held
        gain -= fit[:, new].sum(axis=1)
        held |= new
        left &= member @ member[best] <= distinct * sizes
        left[best] = False
    return chosen
