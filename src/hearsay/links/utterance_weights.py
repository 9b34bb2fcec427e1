"""Weights of the logistic regression that tells whether two statements report one act of speaking.

Written by `training/train_utterances.py`; do not edit by hand.
"""

WEIGHTS: dict[str, float] = {
    "one speaker": 1.164,
    "one party": 0.112,
    "one unnamed speaker": 0.895,
    "described as of the party": 0.702,
    "nobody credited": -1.204,
    "cosine": 2.982,
    "cosine off the story's mean": 1.304,
    "rare words contained": 1.078,
    "rare words shared": -0.660,
    "words in a row": 2.325,
    "one occasion": 2.950,
    "attitudes alike": 0.351,
    "one article": 0.251,
    "near in one article": -0.563,
    "lead or headline": 0.679,
    "sentences in a row": -0.330,
    "sentences contained": 1.519,
    "each other's best": 0.544,
    "best of one": -0.025,
    "one speaker denies": 2.374,
    "one speaker accuses": 2.131,
    "points back alike": 0.840,
}
INTERCEPT = -6.208
