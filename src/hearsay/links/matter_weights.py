"""Weights of the logistic regression that tells whether two statements put one proposition.

Written by `training/train_matters.py`; do not edit by hand. The classes weighed alike in training,
so that 0.5 means "as likely as not, were half of all pairs of one matter"; in gold/matters/train a
tenth is, which is why `Settings.same_matter` lies above 0.5.
"""

WEIGHTS: dict[str, float] = {
    "a number shared": 0.823,
    "both deny": 0.164,
    "both negate": 0.348,
    "cosine": 0.450,
    "cosine off the story's mean": 2.457,
    "near": 0.577,
    "numbers differ": -0.489,
    "one denies": 0.198,
    "one document": -0.375,
    "one negates": 0.403,
    "one wishes": -0.521,
    "one within the other": -5.095,
    "plain words": 0.662,
    "rare words contained": -0.162,
    "rare words shared": 2.291,
    "words of one company": 2.269,
    "words of the longer": 0.178,
    "words of the shorter": -0.368,
}
INTERCEPT = -1.080
