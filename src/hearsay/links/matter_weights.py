"""Weights of the logistic regression that tells whether two statements put one proposition.

Written by `training/train_matters.py`; do not edit by hand. The classes weighed alike in training,
so that 0.5 means "as likely as not, were half of all pairs of one matter"; in gold/matters/train a
tenth is, which is why `Settings.same_matter` lies above 0.5.
"""

WEIGHTS: dict[str, float] = {
    "a number shared": 0.992,
    "both deny": 0.527,
    "both negate": 0.408,
    "cosine": 1.955,
    "cosine off the story's mean": 1.941,
    "near": 0.988,
    "numbers differ": -0.417,
    "one denies": 0.178,
    "one document": -0.388,
    "one negates": 0.331,
    "one wishes": -0.389,
    "one within the other": -4.085,
    "plain words": 0.584,
    "rare words contained": -0.494,
    "rare words shared": 2.404,
    "words of one company": 1.848,
    "words of the longer": 0.239,
    "words of the shorter": -0.489,
}
INTERCEPT = -1.449
