"""A text cut where its marks begin and end, so that marks may overlap and nest.

Takes a range of a text and spans with keys, gives disjoint pieces in order, each with the keys that
hold over it. Knows nothing of HTML, terminals, or of what the keys stand for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from hearsay.types import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text over which the same marks hold.

    `keys` are outermost first: the mark that covers most stands first, so the last one is the
    innermost. `opens` and `closes` are those keys whose first character or last character this
    piece holds; a key of several spans opens once and closes once.
    """

    span: Span
    keys: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()


class Marks:
    """Spans with keys over one text, cut into pieces on demand, range by range."""

    def __init__(self, marks: Iterable[tuple[str, Span]]) -> None:
        """`marks` in any order; empty spans are passed over, one key may come many times."""
        self._marks = sorted({(s.start, s.end, k) for k, s in marks if s.end > s.start})
        length: defaultdict[str, int] = defaultdict(int)
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        for start, end, key in self._marks:
            length[key] += end - start
            self._first[key] = min(start, self._first.get(key, start))
            self._last[key] = max(end, self._last.get(key, end))
        self._order = {k: n for n, k in enumerate(sorted(length, key=lambda k: (-length[k], k)))}

    def keys(self) -> tuple[str, ...]:
        """Every key, in the order in which the text opens them."""
        return tuple(sorted(self._first, key=lambda k: (self._first[k], self._order[k])))

    def pieces(self, within: Span) -> list[Piece]:
        """The whole of `within`, without gaps, cut at every border of a mark.

        O(marks of the range x pieces of the range); a paragraph holds few of either.
        """
        here = [
            (max(start, within.start), min(end, within.end), key)
            for start, end, key in self._marks
            if start < within.end and end > within.start
        ]
        cuts = sorted({within.start, within.end, *(m[0] for m in here), *(m[1] for m in here)})
        found = []
        for start, end in pairwise(cuts):
            held = {key for low, high, key in here if low <= start and end <= high}
            keys = tuple(sorted(held, key=self._order.__getitem__))
            found.append(
                Piece(
                    Span(start, end),
                    keys,
                    tuple(k for k in keys if self._first[k] == start),
                    tuple(k for k in keys if self._last[k] == end),
                )
            )
        return found
