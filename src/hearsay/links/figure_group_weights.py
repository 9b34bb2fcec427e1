"""Weights of the regression that scores whether two figures are of one quantity.

Written by `training/train_figure_groups.py` from ECB+ train (CC BY 3.0, Cybulska and Vossen 2014),
marks of events only; do not edit.
"""

WEIGHTS: dict[str, float] = {
    "same number, telling": 3.686,
    "same number, small": 0.896,
    "numbers go together": 0.410,
    "how far apart": -0.583,
    "kindred words counted": 0.636,
    "names": 3.766,
    "plain words": 1.323,
    "one or the next sentence": 2.775,
}
INTERCEPT = -0.857
