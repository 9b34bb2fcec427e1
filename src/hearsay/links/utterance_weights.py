"""Weights of the logistic regression that tells whether two statements report one act of speaking.

Written by `training/train_utterances.py`; do not edit by hand.
"""

WEIGHTS: dict[str, float] = {
    "one speaker": 1.073,
    "one party": 0.008,
    "one unnamed speaker": 0.801,
    "described as of the party": 0.666,
    "nobody credited": -1.370,
    "cosine": 3.249,
    "cosine off the story's mean": 1.224,
    "rare words contained": 1.052,
    "rare words shared": -0.658,
    "words in a row": 2.353,
    "one occasion": 2.925,
    "attitudes alike": 0.333,
    "one article": 0.303,
    "near in one article": -0.739,
    "lead or headline": 0.682,
    "sentences in a row": -0.301,
    "sentences contained": 1.633,
    "each other's best": 0.453,
    "best of one": -0.021,
    "one speaker denies": 2.309,
    "one speaker accuses": 2.075,
    "points back alike": 0.910,
}
INTERCEPT = -6.228
