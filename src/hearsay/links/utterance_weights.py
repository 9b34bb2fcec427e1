"""Weights of the logistic regression that tells whether two statements report one act of speaking.

Written by `training/train_utterances.py`; do not edit by hand.
"""

WEIGHTS: dict[str, float] = {
    "one speaker": 2.443,
    "one party": 0.110,
    "one unnamed speaker": 1.300,
    "described as of the party": 1.887,
    "nobody credited": -0.945,
    "cosine": 1.066,
    "cosine off the story's mean": -0.482,
    "rare words contained": 1.021,
    "rare words shared": 0.375,
    "words in a row": 2.414,
    "one occasion": 4.127,
    "attitudes alike": 0.984,
    "one article": 0.513,
    "near in one article": 0.222,
    "lead or headline": 2.720,
    "sentences in a row": 0.259,
    "sentences contained": 1.791,
    "each other's best": 1.402,
    "best of one": 0.413,
    "one speaker denies": 2.269,
    "one speaker accuses": 1.280,
    "points back alike": 0.678,
}
INTERCEPT = -6.940
