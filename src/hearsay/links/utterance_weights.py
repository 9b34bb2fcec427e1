"""Weights of the logistic regression that tells whether two statements report one act of speaking.

Written by `training/train_utterances.py`; do not edit by hand.
"""

WEIGHTS: dict[str, float] = {
    "one speaker": 2.658,
    "one party": 0.373,
    "one unnamed speaker": 1.709,
    "described as of the party": 2.194,
    "nobody credited": -2.856,
    "cosine": 1.269,
    "cosine off the story's mean": -0.470,
    "rare words contained": 1.137,
    "rare words shared": 0.541,
    "words in a row": 2.169,
    "one occasion": 7.134,
    "attitudes alike": 1.052,
    "one article": -0.435,
    "near in one article": 1.310,
    "lead or headline": 1.588,
    "sentences in a row": 0.219,
    "sentences contained": 1.780,
    "each other's best": 1.192,
    "best of one": 0.481,
    "one speaker denies": 2.172,
    "one speaker accuses": 1.203,
    "points back alike": 0.664,
}
INTERCEPT = -7.272
