"""Weights of the logistic regression that tells whether two statements report one act of speaking.

Written by `training/train_utterances.py`; do not edit by hand.
"""

WEIGHTS: dict[str, float] = {
    "one speaker": 2.629,
    "one party": 0.182,
    "one unnamed speaker": 1.446,
    "described as of the party": 1.977,
    "nobody credited": -1.004,
    "cosine": 1.544,
    "cosine off the story's mean": -1.394,
    "rare words contained": 0.713,
    "rare words shared": 0.964,
    "words in a row": 2.479,
    "one occasion": 4.069,
    "attitudes alike": 1.153,
    "one article": 0.430,
    "near in one article": 0.343,
    "lead or headline": 2.827,
    "sentences in a row": 0.335,
    "sentences contained": 1.601,
    "each other's best": 1.463,
    "best of one": 0.394,
    "one speaker denies": 2.956,
    "one speaker accuses": 1.959,
    "points back alike": 0.954,
}
INTERCEPT = -7.168
