"""The range that a figure allows, and whether two figures can both be right.

Takes figures or their bounds, gives plain ranges; knows nothing of events or speakers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from hearsay.types import Figure, Qualifier

Range = tuple[float, float]

ABOUT = 0.1
""""About 170" allows so much more or less, as a share. Chosen, not measured: papers round to the
nearest ten or hundred."""


def allowed(low: float | None, high: float | None, qualifier: Qualifier) -> Range:
    """What the words allow: "more than 180" all above 180, "nearly 300" a tenth less than 300."""
    least = -math.inf if low is None else low
    most = math.inf if high is None else high
    if qualifier == "about":
        return least * (1 - ABOUT), most * (1 + ABOUT)
    if qualifier == "nearly":
        return least * (1 - ABOUT), most
    return least, most


def told(figure: Figure) -> bool:
    """Whether a figure gives a number at all."""
    return figure.low is not None or figure.high is not None


def disagree(one: Figure, other: Figure) -> bool:
    """Whether no number is allowed by both; never for what gives none.

    "At least 19" and "27" go together, "19" and "27" do not.
    """
    if not (told(one) and told(other)):
        return False
    return apart(
        allowed(one.low, one.high, one.qualifier), allowed(other.low, other.high, other.qualifier)
    )


def total_disagrees(parts: Sequence[Figure], total: Figure) -> bool:
    """Whether parts, taken together, can make no number that the total allows."""
    low, high, qualifier = added(parts)
    if not told(total) or (low is None and high is None):
        return False
    return apart(allowed(low, high, qualifier), allowed(total.low, total.high, total.qualifier))


def apart(one: Range, other: Range) -> bool:
    """Whether two ranges have no number in common."""
    return max(one[0], other[0]) > min(one[1], other[1])


def added(parts: Sequence[Figure]) -> tuple[float | None, float | None, Qualifier]:
    """Bounds and qualifier of a sum: "some 170" and "13" are about 183."""
    lows = [part.low for part in parts]
    highs = [part.high for part in parts]
    low = None if None in lows else sum(value for value in lows if value is not None)
    high = None if None in highs else sum(value for value in highs if value is not None)
    told_by = {part.qualifier for part in parts} - {"exact"}
    if "vague" in told_by:
        return low, high, "vague"
    if high is None:
        return low, high, "at_least"
    if low is None:
        return low, high, "up_to"
    return low, high, "about" if told_by else "exact"
