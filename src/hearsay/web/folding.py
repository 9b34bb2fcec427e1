"""Which matters are shown folded under one before them, since they are much the same.

Takes matters in the order in which they are shown, gives which stands under which; drops none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from hearsay.spelling import folded
from hearsay.types import Matter

MUCH = 0.66
"""A matter of which so much stands in a more contested one is shown folded under that one. On the
seeds 0.5 leaves 10 of 15 contested ones, this 11; when it was chosen, "has been defeated" lay under
"has bases" with 0.5."""


def within(ranked: Sequence[Matter]) -> dict[str, str]:
    """Of matters that are much the same as one before them, which that is.

    That is one in which `MUCH` of their statements stand, the first of those that hold most, or
    else one put in the same words, whatever their quotation marks. One that is within another
    holds none.
    """
    holding: defaultdict[str, list[str]] = defaultdict(list)
    worded: dict[str, str] = {}
    found: dict[str, str] = {}
    for matter in ranked:
        own = {side.statement for side in matter.sides}
        words = folded(matter.proposition).strip(" .,;:!?\"'“”")
        shared: Counter[str] = Counter()
        for statement in sorted(own):
            shared.update(holding[statement])
        before = max(shared, key=lambda one: shared[one], default=None)
        if before is not None and shared[before] >= MUCH * len(own):
            found[matter.id] = before
        elif words in worded:
            found[matter.id] = worded[words]
        else:
            worded[words] = matter.id
            for statement in sorted(own):
                holding[statement].append(matter.id)
    return found
