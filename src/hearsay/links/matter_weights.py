"""Weights of the logistic regression that tells whether two statements put one proposition.

Written by `training/train_matters.py`; do not edit by hand. The classes weighed alike in training,
so that 0.5 means "as likely as not, were half of all pairs of one matter"; in gold/matters/train a
tenth is, which is why `Settings.same_matter` lies above 0.5.
"""

WEIGHTS: dict[str, float] = {
    "a number shared": 0.729,
    "cosine": 0.996,
    "cosine off the story's mean": 2.092,
    "names": -0.254,
    "numbers differ": -0.767,
    "one document": -0.172,
    "plain words": -0.087,
    "rare words contained": 1.824,
    "rare words shared": 4.186,
}
INTERCEPT = -0.951
