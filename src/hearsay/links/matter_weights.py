"""Weights of the logistic regression that tells whether two statements put one proposition.

Written by `training/train_matters.py`; do not edit by hand. The classes weighed alike in training,
so that 0.5 means "as likely as not, were half of all pairs of one matter"; in gold/matters/train a
tenth is, which is why `Settings.same_matter` lies above 0.5.
"""

WEIGHTS: dict[str, float] = {
    "a number shared": 0.878,
    "both deny": 0.781,
    "both negate": 0.251,
    "cosine": 5.078,
    "cosine off the story's mean": 1.116,
    "near": 1.210,
    "numbers differ": -0.242,
    "one denies": 0.313,
    "one document": -0.423,
    "one negates": 0.121,
    "one wishes": -0.174,
    "one within the other": -1.655,
    "plain words": 1.478,
    "rare words contained": -0.580,
    "rare words shared": 2.349,
    "words of one company": 1.224,
    "words of the longer": 0.222,
    "words of the shorter": -0.478,
}
INTERCEPT = -2.375
