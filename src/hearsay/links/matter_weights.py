"""Weights of the logistic regression that tells whether two statements put one proposition.

Written by `training/train_matters.py`; do not edit by hand. The classes weighed alike in training,
so that 0.5 means "as likely as not, were half of all pairs of one matter"; in gold/matters/train a
tenth is, which is why `Settings.same_matter` lies above 0.5.
"""

WEIGHTS: dict[str, float] = {
    "a number shared": 0.892,
    "both deny": 0.791,
    "both negate": 0.251,
    "cosine": 5.158,
    "cosine off the story's mean": 1.050,
    "near": 1.200,
    "numbers differ": -0.241,
    "one denies": 0.307,
    "one document": -0.424,
    "one negates": 0.117,
    "one wishes": -0.188,
    "one within the other": -1.508,
    "plain words": 1.583,
    "rare words contained": -0.711,
    "rare words shared": 2.264,
    "words of one company": 1.323,
    "words of the longer": 0.231,
    "words of the shorter": -0.508,
}
INTERCEPT = -2.380
