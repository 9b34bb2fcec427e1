"""Weights of the logistic regression that tells whether two statements put one proposition.

Written by `training/train_matters.py`; do not edit by hand. The classes weighed alike in training,
so that 0.5 means "as likely as not, were half of all pairs of one matter"; in gold/matters/train a
tenth is, which is why `Settings.same_matter` lies above 0.5.
"""

WEIGHTS: dict[str, float] = {
    "a number shared": 0.354,
    "cosine": 1.104,
    "cosine off the story's mean": 2.261,
    "names": -0.217,
    "numbers differ": -0.722,
    "one document": -0.164,
    "plain words": 0.173,
    "rare words contained": 1.236,
    "rare words shared": 4.583,
}
INTERCEPT = -1.011
