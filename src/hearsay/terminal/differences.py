"""What is new, changed and gone between two cases, for a terminal of 80 columns.

Takes the changes, gives a renderable for rich: the numbers first, then each change under its kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from hearsay import wording
from hearsay.differences import KINDS, Change, How
from hearsay.terminal.layout import BOLD, DIM, fitted, indented, line

LISTED = 8
"""Changes of one kind before the rest is only counted: of two stages of the demo case that leaves
269 lines of 1,241."""
HOWS: tuple[How, ...] = ("new", "changed", "gone")


def differences(found: Sequence[Change], everything: bool = False) -> RenderableType:
    """Changes by kind, then new, changed and gone; at most `LISTED` of each unless everything."""
    if not found:
        return Text("No difference.")
    held = {
        (kind, how): [change for change in found if (change.kind, change.how) == (kind, how)]
        for kind in KINDS
        for how in HOWS
    }
    parts: list[RenderableType] = []
    for how in HOWS:
        numbers = [wording.count(len(held[kind, how]), kind) for kind in KINDS if held[kind, how]]
        if numbers:
            parts.append(line(f"{how.capitalize()}: {wording.listed(numbers)}"))
    for (kind, how), changes in held.items():
        if not changes:
            continue
        parts.append(line(f"{kind}, {how}: {len(changes)}", BOLD))
        for change in changes if everything else changes[:LISTED]:
            parts.append(indented(line(change.words), 2))
            if change.what:
                parts.append(indented(line(change.what, DIM), 4))
        if not everything and (more := len(changes) - LISTED) > 0:
            parts.append(indented(line(f"and {more:,} more (--all)", DIM), 2))
    return fitted(Group(*parts))
