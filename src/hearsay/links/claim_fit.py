"""How well a claim fits a matter: how likely a sentence of the claim's stands in it.

Takes the scores of the claim with the matter's statements, gives a probability. Which matters come
into question and which are shown is for `checking`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from hearsay.links.claim_weights import INTERCEPT, WEIGHTS

BEST = 3
HALF = 0.5
"""Score above which a statement is more likely than not to say what the claim says, were half of
all pairs of one matter."""


def features(scored: Mapping[str, float], proposition: float | None) -> dict[str, float]:
    """What the probability is made of.

    scored: one statement of the matter or more, each with the score of the claim with it, 0 to 1.
    proposition: the score with what the matter is put in; None where that is no statement's words.
    """
    ranked = sorted(scored.values(), reverse=True)
    best = ranked[:BEST]
    return {
        "best statement": ranked[0],
        "best three": sum(best) / len(best),
        "proposition": ranked[0] if proposition is None else proposition,
        "share alike": sum(score > HALF for score in ranked) / len(ranked),
    }


def chance(scored: Mapping[str, float], proposition: float | None) -> float:
    """The probability, 0 to 1; arguments as of `features`."""
    told = features(scored, proposition)
    return 1 / (1 + math.exp(-INTERCEPT - sum(WEIGHTS[name] * told[name] for name in told)))
