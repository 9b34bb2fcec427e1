"""Weights of the logistic regression that tells how likely a matter is the one of a claim.

Written by `training/train_claims.py`; do not edit by hand.
"""

WEIGHTS: dict[str, float] = {
    "best statement": 12.18,
    "best three": 2.22,
    "proposition": 1.32,
    "share alike": -1.84,
}
INTERCEPT = -11.94
