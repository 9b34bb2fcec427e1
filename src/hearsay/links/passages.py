"""Passages that two texts have in common, word for word or lightly reworded.

Takes the signatures of two texts, gives their shared passages as places of words. Exact runs are
found first; what stands between two of them, or goes on behind one, is aligned word by word, so
that a changed number, a synonym or another tense does not end a passage, and another text does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hearsay.links.fingerprints import SHINGLE, Signature

# Sweeps below: F1 of whole passages on a syndication set made of the stories of even number
# (`benchmarks/syndication.py`, seed 1).
# A passage has at least so many words in common; shorter runs are stock phrases. 4 0.895, 6 0.932.
SHORTEST_PASSAGE = 6
# So many words may be put in or differ within a passage, whatever they are. 0 0.465, 3 0.932, 6
# 0.949; not more than 3, since on the development stories 5 cost copies precision.
GAP = 3
# Words between two runs that are compared one by one, and the share of the longer side's that must
# be found in the other for one passage. Share 0.3 0.946, 0.5 0.932, 0.7 0.863; the length was
# chosen, not measured.
ALIGNED = 16
ALIGNED_SHARE = 0.5
# What a word that differs behind a run takes off, where one in common adds 1: 0.4 0.930, 0.6 0.932,
# 1 0.937.
MISMATCH = 0.6
# The same sequence of words is looked for at so many places of the other text.
_REPEATS = 8

Words = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words `left` .. `left_end` of one text that stand at `right` .. `right_end` of another.

    blocks: (left, right, length) of the runs that are alike word for word.
    """

    left: int
    left_end: int
    right: int
    right_end: int
    blocks: tuple[tuple[int, int, int], ...]

    @property
    def alike(self) -> int:
        """Words in common."""
        return sum(length for _, _, length in self.blocks)


def _exact(one: Signature, other: Signature) -> list[tuple[int, int, int]]:
    """Longest runs of equal words, longest first, trimmed so that no word is used twice."""
    left, right = one.shingles(), other.shingles()
    here = np.flatnonzero(np.isin(left, right))
    there = np.flatnonzero(np.isin(right, left))
    places: dict[int, list[int]] = defaultdict(list)
    for position, shingle in zip(there.tolist(), right[there].tolist(), strict=True):
        places[shingle].append(position)
    diagonals: dict[int, list[int]] = defaultdict(list)
    for position, shingle in zip(here.tolist(), left[here].tolist(), strict=True):
        for found in places[shingle][:_REPEATS]:
            diagonals[found - position].append(position)
    runs = []
    for shift in sorted(diagonals):
        first = previous = diagonals[shift][0]
        for position in [*diagonals[shift][1:], -1]:
            if position != previous + 1:
                runs.append((first, first + shift, previous - first + SHINGLE))
                first = position
            previous = position
    runs.sort(key=lambda run: (-run[2], run[0], run[1]))
    used = np.zeros(len(one.words) + 1, dtype=bool)
    used_there = np.zeros(len(other.words) + 1, dtype=bool)
    kept = []
    for start, start_there, length in runs:
        free = ~(used[start : start + length] | used_there[start_there : start_there + length])
        if not free.any():
            continue
        # what is left of a run that a longer one took the end of
        first = int(np.argmax(free))
        last = length - int(np.argmax(free[::-1]))
        if last - first >= min(length, SHINGLE - 2) and free[first:last].all():
            used[start + first : start + last] = True
            used_there[start_there + first : start_there + last] = True
            kept.append((start + first, start_there + first, last - first))
    return sorted(kept)


def _best(one: Words, other: Words, *, whole: bool) -> list[tuple[int, int]]:
    """Equal words of two short sequences, in order.

    whole: as many as there are; else as far as those in common outweigh those that differ.
    """
    here, there = one.tolist(), other.tolist()
    cost = 0.0 if whole else -MISMATCH
    score = [[cost * j for j in range(len(there) + 1)]]
    for i, word in enumerate(here):
        above, row = score[-1], [cost * (i + 1)]
        for j, word_there in enumerate(there):
            step = above[j] + (1.0 if word == word_there else cost)
            row.append(max(step, above[j + 1] + cost, row[j] + cost))
        score.append(row)
    i, j = len(here), len(there)
    if not whole:
        i, j = max(
            ((i, j) for i in range(len(score)) for j in range(len(there) + 1)),
            key=lambda at: score[at[0]][at[1]],
        )
    pairs = []
    while i and j:
        equal = here[i - 1] == there[j - 1]
        if score[i][j] == score[i - 1][j - 1] + (1.0 if equal else cost):
            if equal:
                pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif score[i][j] == score[i - 1][j] + cost:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _blocks(pairs: Sequence[tuple[int, int]], left: int, right: int) -> list[tuple[int, int, int]]:
    """Pairs of places, as runs, moved to where the sequences begin."""
    found: list[tuple[int, int, int]] = []
    for i, j in pairs:
        last = found[-1] if found else None
        if last and (i + left, j + right) == (last[0] + last[2], last[1] + last[2]):
            found[-1] = (last[0], last[1], last[2] + 1)
        else:
            found.append((i + left, j + right, 1))
    return found


def _between(
    one: Words, other: Words, last: tuple[int, int, int], run: tuple[int, int, int]
) -> list[tuple[int, int, int]] | None:
    """The blocks between two runs of one passage; None if they are not of one."""
    left, right = last[0] + last[2], last[1] + last[2]
    here, there = run[0] - left, run[1] - right
    if here < 0 or there < 0 or max(here, there) > ALIGNED:
        return None
    pairs = _best(one[left : run[0]], other[right : run[1]], whole=True)
    if max(here, there) > GAP and len(pairs) < ALIGNED_SHARE * max(here, there):
        return None
    return _blocks(pairs, left, right)


def _further(
    one: Words, other: Words, left: tuple[int, int], right: tuple[int, int], step: int
) -> list[tuple[int, int, int]]:
    """Blocks that go on from a passage's end (step 1) or beginning (-1), within free bounds."""
    found: list[tuple[int, int, int]] = []
    (low, high), (low_there, high_there) = left, right
    while True:
        if step > 0:
            here = one[low : min(high, low + ALIGNED)]
            there = other[low_there : min(high_there, low_there + ALIGNED)]
            pairs = _best(here, there, whole=False)
            blocks = _blocks(pairs, low, low_there)
        else:
            here = one[max(low, high - ALIGNED) : high][::-1]
            there = other[max(low_there, high_there - ALIGNED) : high_there][::-1]
            turned = _best(here, there, whole=False)
            pairs = [(high - 1 - i, high_there - 1 - j) for i, j in turned][::-1]
            blocks = _blocks(pairs, 0, 0)
        if len(pairs) < 2:
            return found
        if step > 0:
            found += blocks
            low, low_there = sum(blocks[-1][::2]), sum(blocks[-1][1:])
        else:
            found = blocks + found
            high, high_there = blocks[0][:2]


def _chained(one: Signature, other: Signature) -> list[list[tuple[int, int, int]]]:
    """Runs of one passage together, with what is alike between them; in the order of `one`."""
    chains: list[list[tuple[int, int, int]]] = []
    for run in _exact(one, other):
        between = _between(one.words, other.words, chains[-1][-1], run) if chains else None
        if between is None:
            chains.append([run])
        else:
            chains[-1] += [*between, run]
    return chains


def passages(one: Signature, other: Signature) -> list[Passage]:
    """The passages that two texts share, in the order of the first; disjoint in both."""
    chains = _chained(one, other)
    there = sorted(range(len(chains)), key=lambda k: chains[k][0][1])
    behind = dict(zip(there, [*there[1:], None], strict=True))
    ahead = dict(zip(there, [None, *there[:-1]], strict=True))
    for k in range(len(chains)):
        before, after = ahead[k], behind[k]
        left, right = chains[k][0][:2]
        low = _end(chains[k - 1])[0] if k else 0
        low_there = 0 if before is None else _end(chains[before])[1]
        chains[k] = [
            *_further(one.words, other.words, (low, left), (low_there, right), -1),
            *chains[k],
        ]
        left, right = _end(chains[k])
        high = chains[k + 1][0][0] if k + 1 < len(chains) else len(one.words)
        high_there = len(other.words) if after is None else chains[after][0][1]
        chains[k] += _further(one.words, other.words, (left, high), (right, high_there), 1)
    found = [
        Passage(chain[0][0], _end(chain)[0], chain[0][1], _end(chain)[1], tuple(chain))
        for chain in chains
    ]
    return [passage for passage in found if passage.alike >= SHORTEST_PASSAGE]


def _end(chain: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Behind the last words of a passage, in both texts."""
    left, right, length = chain[-1]
    return left + length, right + length
