"""Weights of the logistic regression that tells whether two statements report one act of speaking.

Written by `training/train_utterances.py`; do not edit by hand.
"""

WEIGHTS: dict[str, float] = {
    "one speaker": 2.593,
    "one party": 0.183,
    "one unnamed speaker": 1.483,
    "described as of the party": 1.959,
    "nobody credited": -0.810,
    "cosine": 3.197,
    "cosine off the story's mean": -1.769,
    "rare words contained": 0.563,
    "rare words shared": 0.588,
    "words in a row": 2.432,
    "one occasion": 4.343,
    "attitudes alike": 0.999,
    "one article": 0.566,
    "near in one article": -0.756,
    "lead or headline": 2.359,
    "sentences in a row": 0.248,
    "sentences contained": 1.398,
    "each other's best": 1.618,
    "best of one": 0.504,
    "one speaker denies": 2.986,
    "one speaker accuses": 2.711,
    "points back alike": 0.774,
}
INTERCEPT = -7.628
