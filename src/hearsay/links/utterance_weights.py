"""Weights of the logistic regression that tells whether two statements report one act of speaking.

Written by `training/train_utterances.py`; do not edit by hand.
"""

WEIGHTS: dict[str, float] = {
    "one speaker": 2.653,
    "one party": 0.368,
    "one unnamed speaker": 1.685,
    "described as of the party": 2.191,
    "nobody credited": -1.583,
    "cosine": 1.219,
    "cosine off the story's mean": -0.438,
    "rare words contained": 1.144,
    "rare words shared": 0.528,
    "words in a row": 2.162,
    "one occasion": 4.125,
    "attitudes alike": 1.053,
    "one article": -0.438,
    "near in one article": 1.310,
    "lead or headline": 1.590,
    "sentences in a row": 0.198,
    "sentences contained": 1.803,
    "each other's best": 1.185,
    "best of one": 0.475,
    "one speaker denies": 2.171,
    "one speaker accuses": 1.198,
    "points back alike": 0.660,
}
INTERCEPT = -7.242
