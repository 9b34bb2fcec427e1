"""How far groups of mentions agree with the gold's: MUC, B-cubed, CEAF-e and their mean.

Takes two partitions of mentions, gives for each measure counts that add up over parts of the data
which no group crosses: (hit among the given, given, hit among the gold, gold). Mentions may stand
on one side only. The mean of the three F1 is the CoNLL score. Definitions: Vilain et al. 1995
(MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF), as Pradhan et al. 2014 put them together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np

from benchmarks import counting
from benchmarks.counting import Counts, Floats

Partition = Sequence[frozenset[Hashable]]

MEASURES = ("MUC", "B-cubed", "CEAF-e")
CONLL = "CoNLL"


def partition(groups: Mapping[str, str]) -> Partition:
    """The groups that a table of mention to group amounts to."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, group in groups.items():
        found[group].add(mention)
    return [frozenset(members) for members in found.values()]


def _owners(groups: Partition) -> dict[Hashable, int]:
    """The group of each mention. Raises ValueError if one stands in two."""
    found: dict[Hashable, int] = {}
    for place, group in enumerate(groups):
        for mention in group:
            if mention in found:
                raise ValueError(f"{mention!r} stands in two groups")
            found[mention] = place
    return found


def _shared(one: Partition, other: Partition) -> list[dict[int, int]]:
    """For each group of one, how many mentions it shares with which groups of the other."""
    owner = _owners(other)
    found: list[dict[int, int]] = []
    for group in one:
        counts: dict[int, int] = defaultdict(int)
        for mention in group:
            if mention in owner:
                counts[owner[mention]] += 1
        found.append(dict(counts))
    return found


def _links(one: Partition, other: Partition) -> tuple[float, float]:
    """MUC of one side: links of its groups that the other keeps, and all that it takes."""
    kept = 0
    for group, shared in zip(one, _shared(one, other), strict=True):
        # a mention that the other side lacks is a piece of its own
        pieces = len(shared) + len(group) - sum(shared.values())
        kept += len(group) - pieces
    return float(kept), float(sum(len(group) - 1 for group in one))


def _mentions(one: Partition, other: Partition) -> tuple[float, float]:
    """B-cubed of one side: for each mention the share of its group that the other keeps with it."""
    hit = sum(
        count * count / len(group)
        for group, shared in zip(one, _shared(one, other), strict=True)
        for count in shared.values()
    )
    return float(hit), float(sum(len(group) for group in one))


def muc(given: Partition, gold: Partition) -> Counts:
    """Links. A mention by itself has none, so it is neither gained nor lost."""
    return (*_links(given, gold), *_links(gold, given))


def b_cubed(given: Partition, gold: Partition) -> Counts:
    """Mentions, each by what stands with it."""
    return (*_mentions(given, gold), *_mentions(gold, given))


def ceaf(given: Partition, gold: Partition) -> Counts:
    """CEAF-e: groups matched one to one so that the sum of their likeness is greatest.

    Likeness is phi 4 of Luo 2005: twice the shared mentions by the sizes of both groups.
    """
    found = 0.0
    shared = _shared(given, gold)
    for rows, columns in _components(shared):
        table = [
            [
                2.0 * shared[row].get(column, 0) / (len(given[row]) + len(gold[column]))
                for column in columns
            ]
            for row in rows
        ]
        found += best_match(table)
    return (found, float(len(given)), found, float(len(gold)))


def _components(shared: Sequence[Mapping[int, int]]) -> Iterable[tuple[list[int], list[int]]]:
    """Groups of both sides that hang together by shared mentions; only these can be matched."""
    touching: dict[int, list[int]] = defaultdict(list)
    for row, columns in enumerate(shared):
        for column in columns:
            touching[column].append(row)
    seen: set[int] = set()
    for start in range(len(shared)):
        if start in seen:
            continue
        seen.add(start)
        rows, columns_found, frontier = [start], set[int](), [start]
        while frontier:
            for column in shared[frontier.pop()]:
                if column not in columns_found:
                    columns_found.add(column)
                    new = [row for row in touching[column] if row not in seen]
                    seen.update(new)
                    rows += new
                    frontier += new
        if columns_found:
            yield sorted(rows), sorted(columns_found)


def best_match(worth: Sequence[Sequence[float]]) -> float:
    """The greatest sum of entries with no two in one row or column.

    worth: (rows, columns), none below zero. The Hungarian method with potentials, exact, in time
    of rows squared times columns.
    """
    if not worth or not worth[0]:
        return 0.0
    table = [list(row) for row in worth]
    if len(table) > len(table[0]):
        table = [list(column) for column in zip(*table, strict=True)]
    width = len(table[0])
    row_price = [0.0] * (len(table) + 1)
    column_price = [0.0] * (width + 1)
    # column 0 and row 0 stand for "nothing yet"; owner[column] is the row matched with it
    owner = [0] * (width + 1)
    for row in range(1, len(table) + 1):
        owner[0], column = row, 0
        least = [float("inf")] * (width + 1)
        before = [0] * (width + 1)
        done = [False] * (width + 1)
        while owner[column]:
            done[column] = True
            at, step, nearest = owner[column], float("inf"), 0
            for other in range(1, width + 1):
                if not done[other]:
                    cost = -table[at - 1][other - 1] - row_price[at] - column_price[other]
                    if cost < least[other]:
                        least[other], before[other] = cost, column
                    if least[other] < step:
                        step, nearest = least[other], other
            for other in range(width + 1):
                if done[other]:
                    row_price[owner[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = nearest
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    return sum(table[owner[c] - 1][c - 1] for c in range(1, width + 1) if owner[c])


def counts(given: Partition, gold: Partition) -> dict[str, Counts]:
    """All three measures' counts, by name."""
    return {
        name: measure(given, gold)
        for name, measure in zip(MEASURES, (muc, b_cubed, ceaf), strict=True)
    }


def conll(totals: Floats) -> Floats:
    """The mean of the three F1. totals: float64 (..., 12), the counts in the order of MEASURES."""
    each = [counting.parts(totals[..., at : at + 4])[2] for at in (0, 4, 8)]
    found: Floats = np.mean(each, axis=0)
    return found
