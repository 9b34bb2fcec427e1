"""Which matters of a case a claim is of, as it is fitted."""

from __future__ import annotations

import numpy as np
from training.train_claims import NAMES, Asked, chances, fitted, shown


def claims() -> list[Asked]:
    """Forty claims with a near matter that is right and a far one that is not."""
    rng = np.random.default_rng(5)
    found = []
    for number in range(40):
        near, far = rng.uniform(0.85, 1.0, len(NAMES)), rng.uniform(0.5, 0.8, len(NAMES))
        found.append(Asked(str(number % 4), np.stack([far, near]), np.array([0.0, 1.0])))
    return found


def test_the_nearer_matter_is_shown_first() -> None:
    told = claims()
    likely = chances(told, *fitted(told))
    assert all(one.min() >= 0 and one.max() <= 1 for one in likely)
    assert shown(told, likely) == ("first 1.000, shown 1.000, found 1.000 of 40 claims, 1.0 shown")


def test_a_claim_without_a_matter_in_question_is_not_found() -> None:
    none = Asked("0", np.zeros((0, len(NAMES))), np.zeros(0))
    told = [*claims()[:1], none]
    likely = [np.array([0.1, 0.9]), np.zeros(0)]
    assert shown(told, likely) == "first 0.500, shown 1.000, found 0.500 of 2 claims, 0.5 shown"
