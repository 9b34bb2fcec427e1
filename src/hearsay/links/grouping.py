"""Average-link grouping of the rows of a score matrix.

Takes a symmetric matrix of scores from 0 to 1, gives groups of row numbers. Average link, because a
chain of neighbours would run a whole topic together; ties go to the smaller row numbers, so that
the outcome depends on the order of rows alone.
"""

from __future__ import annotations

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


def _average_link(scores: NDArray[np.float64], at_least: float) -> list[list[int]]:
    """Groups within one component: join the closest two until none are close enough."""
    work = scores.copy()
    np.fill_diagonal(work, -1.0)
    sizes = np.ones(len(work))
    members: list[list[int]] = [[row] for row in range(len(work))]
    best, partner = work.max(axis=1), work.argmax(axis=1)
    while len(work) > 1:
        left = int(best.argmax())
        if best[left] < at_least:
            break
        left, right = sorted((left, int(partner[left])))
        total = sizes[left] + sizes[right]
        merged = (work[left] * sizes[left] + work[right] * sizes[right]) / total
        merged[[left, right]] = -1.0
        gone = work[left] < 0
        merged[gone] = -1.0
        work[left], work[:, left] = merged, merged
        work[right], work[:, right] = -1.0, -1.0
        sizes[left] = total
        members[left] += members[right]
        members[right] = []
        stale = np.flatnonzero((partner == left) | (partner == right))
        stale = np.union1d(stale, [left, right])
        best[stale], partner[stale] = work[stale].max(axis=1), work[stale].argmax(axis=1)
        closer = work[:, left] > best
        best[closer], partner[closer] = work[closer, left], left
    return [sorted(group) for group in members if group]


def group_rows(scores: NDArray[np.float64], at_least: float) -> list[list[int]]:
    """All rows in groups whose rows score `at_least` with each other on average."""
    found = []
    for component in components(scores >= at_least):
        if len(component) < 3:
            found.append(component)
            continue
        for group in _average_link(scores[np.ix_(component, component)], at_least):
            found.append([component[row] for row in group])
    return sorted(found)
