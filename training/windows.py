"""Training windows: runs of whole sentences, cut elsewhere in every epoch.

Takes supervised examples, gives ranges of their pieces. Reading cuts with context on both sides
(`hearsay.model.pieces.windows`); training needs none, since each epoch cuts anew.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from training.supervision import Supervised

LONGEST = 254
"""Pieces of a window; with the two special ones 256, the length the encoder was made for."""
SHORTEST_FIRST = 60
"""The first window of an example is cut at a random length from here to LONGEST."""


class Cut(NamedTuple):
    """Pieces [start, end) of an example, given by its index."""

    example: int
    start: int
    end: int


def cut(examples: Sequence[Supervised], rng: random.Random) -> list[Cut]:
    """Windows that hold every piece once, with a random first break in each example.

    Draws one number for each example that has pieces. A sentence longer than a window is cut.
    """
    found = []
    for index, supervised in enumerate(examples):
        size = len(supervised.pieces)
        if not size:
            continue
        breaks = (np.flatnonzero(np.diff(supervised.pieces.sentence)) + 1).tolist()
        ends = [*breaks, size]
        start, limit = 0, rng.randint(SHORTEST_FIRST, LONGEST)
        for end, following in zip(ends, [*ends[1:], size], strict=True):
            while end - start > LONGEST:
                found.append(Cut(index, start, start + LONGEST))
                start += LONGEST
            if following - start > limit or end == size:
                if end > start:
                    found.append(Cut(index, start, end))
                start, limit = end, LONGEST
    return found


def cut_twice(examples: Sequence[Supervised], prefix: str, rng: random.Random) -> list[Cut]:
    """Windows of all examples, and others, cut anew, of those whose names begin with `prefix`.

    So the few whole articles, which are closest to what is read, count double. Draws twice for
    every example, whatever its name.
    """
    once = cut(examples, rng)
    again = cut(examples, rng)
    return once + [c for c in again if examples[c.example].example.name.startswith(prefix)]
