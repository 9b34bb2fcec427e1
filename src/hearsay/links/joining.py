"""Groups that grow by joins, each join with its reason.

Takes pairs of keys, gives groups; knows nothing of what the keys stand for. The outcome does not
depend on the order of joins, except for which of several redundant reasons is kept: the first.
"""

from __future__ import annotations

from collections.abc import Iterable

from hearsay.types import Reason


class Joining:
    """Disjoint groups of keys (union-find) that remember why they were joined."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Every key starts in a group of its own."""
        self._above = {key: key for key in keys}
        self._reasons: dict[str, list[Reason]] = {key: [] for key in self._above}

    def top(self, key: str) -> str:
        """The key that stands for the group: the smallest one."""
        while self._above[key] != key:
            self._above[key] = self._above[self._above[key]]
            key = self._above[key]
        return key

    def together(self, one: str, other: str) -> bool:
        """Whether two keys are in one group."""
        return self.top(one) == self.top(other)

    def join(self, one: str, other: str, reason: Reason | None = None) -> bool:
        """Join the groups of two keys; False if they are one already."""
        low, high = sorted((self.top(one), self.top(other)))
        if low == high:
            return False
        self._above[high] = low
        self._reasons[low] += self._reasons.pop(high)
        if reason is not None:
            self._reasons[low].append(reason)
        return True

    def reasons(self, key: str) -> tuple[Reason, ...]:
        """Why the group of a key is one."""
        return tuple(self._reasons[self.top(key)])

    def groups(self) -> list[list[str]]:
        """All groups, each sorted, in the order of their smallest key."""
        found: dict[str, list[str]] = {}
        for key in sorted(self._above):
            found.setdefault(self.top(key), []).append(key)
        return [found[key] for key in sorted(found)]
