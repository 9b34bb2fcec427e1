"""Weights of the logistic regression that tells whether two statements put one proposition.

Written by `training/train_matters.py`; do not edit by hand. The classes weighed alike in training,
so that 0.5 means "as likely as not, were half of all pairs of one matter"; in gold/matters/train a
tenth is, which is why `Settings.same_matter` lies above 0.5.
"""

WEIGHTS: dict[str, float] = {
    "a number shared": 0.951,
    "both deny": 0.892,
    "both negate": 0.392,
    "cosine": 4.464,
    "cosine off the story's mean": 1.081,
    "near": 1.217,
    "numbers differ": -0.276,
    "one denies": 0.329,
    "one document": -0.424,
    "one negates": 0.153,
    "one wishes": -0.173,
    "one within the other": -1.521,
    "plain words": 1.514,
    "rare words contained": -0.773,
    "rare words shared": 3.238,
    "words of one company": 1.423,
    "words of the longer": 0.243,
    "words of the shorter": -0.509,
}
INTERCEPT = -2.357
