"""Weights of the logistic regression that tells whether two statements put one proposition.

Written by `training/train_matters.py`; do not edit by hand. The classes weighed alike in training,
so that 0.5 means "as likely as not, were half of all pairs of one matter"; in gold/matters/train a
tenth is, which is why `Settings.same_matter` lies above 0.5.
"""

WEIGHTS: dict[str, float] = {
    "a number shared": 0.377,
    "cosine": 2.278,
    "cosine off the story's mean": 2.020,
    "names": -0.618,
    "numbers differ": -0.948,
    "one document": -0.136,
    "plain words": 1.008,
    "rare words contained": 1.237,
    "rare words shared": 1.088,
}
INTERCEPT = -0.974
