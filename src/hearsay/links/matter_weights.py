"""Weights of the logistic regression that tells whether two statements put one proposition.

Written by `training/train_matters.py`; do not edit by hand. The classes weighed alike in training,
so that 0.5 means "as likely as not, were half of all pairs of one matter"; in gold/matters/train a
tenth is, which is why `Settings.same_matter` lies above 0.5.
"""

WEIGHTS: dict[str, float] = {
    "a number shared": 0.893,
    "both deny": 0.232,
    "both negate": 0.298,
    "cosine": 0.580,
    "cosine off the story's mean": 2.479,
    "near": 0.627,
    "numbers differ": -0.435,
    "one denies": 0.195,
    "one document": -0.422,
    "one negates": 0.395,
    "one wishes": -0.470,
    "one within the other": -4.227,
    "plain words": 0.871,
    "rare words contained": -0.132,
    "rare words shared": 1.860,
    "words of one company": 2.144,
    "words of the longer": 0.199,
    "words of the shorter": -0.456,
}
INTERCEPT = -1.000
