"""Weights of the regression that scores whether two figures are of one quantity.

Written by `training/train_figure_groups.py` from ECB+ train (CC BY 3.0, Cybulska and Vossen 2014),
marks of events only; do not edit.
"""

WEIGHTS: dict[str, float] = {
    "same number, telling": 3.550,
    "same number, small": 0.882,
    "numbers go together": 0.404,
    "how far apart": -0.589,
    "kindred words counted": 0.637,
    "names": 3.763,
    "plain words": 1.319,
    "one or the next sentence": 2.769,
}
INTERCEPT = -0.841
