"""Weights of the logistic regression that tells whether two statements put one proposition.

Written by `training/train_matters.py`; do not edit by hand. The classes weighed alike in training,
so that 0.5 means "as likely as not, were half of all pairs of one matter"; in gold/matters/train a
tenth is, which is why `Settings.same_matter` lies above 0.5.
"""

WEIGHTS: dict[str, float] = {
    "a number shared": 0.751,
    "cosine": 0.938,
    "cosine off the story's mean": 2.173,
    "names": -0.238,
    "numbers differ": -0.605,
    "one document": -0.183,
    "plain words": -0.102,
    "rare words contained": 1.880,
    "rare words shared": 4.079,
}
INTERCEPT = -0.930
