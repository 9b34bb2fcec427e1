"""Weights of the logistic regression that tells whether two mentions tell of one event.

Written by `training/train_events.py`; do not edit by hand. A score is the chance that a candidate
pair of ECB+ train is of one event.
"""

WEIGHTS: dict[str, float] = {
    "articles": 18.625,
    "articles, over 0.1": -4.335,
    "articles, over 0.2": -17.336,
    "articles, same family": 4.182,
    "articles, trigger vectors": 2.311,
    "articles, word vectors": 1.956,
    "both light": -0.197,
    "both say": -1.516,
    "like forms": 1.265,
    "names": 0.263,
    "names after": 0.172,
    "names after differ": -0.125,
    "names before": 0.147,
    "names before differ": -0.175,
    "names differ": -0.136,
    "numbers": -0.014,
    "numbers differ": -0.558,
    "one article": 3.758,
    "one article, same family": 2.449,
    "one denied": -0.062,
    "one says": -1.000,
    "one sentence": -1.347,
    "plain words": 0.306,
    "same family": -2.212,
    "same family, rare": -0.262,
    "same family, sentence vectors": 0.510,
    "same lemma": -0.187,
    "sentence vectors": -1.510,
    "sentences apart": -0.116,
    "times": -0.169,
    "times differ": -0.099,
    "trigger among the other's words": -1.517,
    "trigger vectors": 5.798,
    "trigger vectors, over 0.5": 0.189,
    "trigger vectors, over 0.7": -5.143,
    "word vectors": 2.473,
    "words of the triggers": 0.506,
}
INTERCEPT = -8.657
SAME_EVENT = 0.35
"""Mean score within a group; over folds of ECB+ train CoNLL 0.778."""
