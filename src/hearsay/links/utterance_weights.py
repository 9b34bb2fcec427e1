"""Weights of the logistic regression that tells whether two statements report one act of speaking.

Written by `training/train_utterances.py`; do not edit by hand.
"""

WEIGHTS: dict[str, float] = {
    "one speaker": 1.176,
    "one party": 0.139,
    "one unnamed speaker": 0.914,
    "described as of the party": 0.671,
    "nobody credited": -1.234,
    "cosine": 2.223,
    "cosine off the story's mean": 1.609,
    "rare words contained": 1.103,
    "rare words shared": -0.388,
    "words in a row": 2.438,
    "one occasion": 2.985,
    "attitudes alike": 0.351,
    "one article": 0.232,
    "near in one article": -0.526,
    "lead or headline": 0.653,
    "sentences in a row": -0.360,
    "sentences contained": 1.463,
    "each other's best": 0.566,
    "best of one": 0.039,
    "one speaker denies": 2.484,
    "one speaker accuses": 2.071,
    "points back alike": 0.810,
}
INTERCEPT = -6.048
