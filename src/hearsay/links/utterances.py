"""Statements that report one and the same act of speaking.

Takes the compared statements of a story, gives groups of two or more with the reason of each join.
Two statements are weighed by who speaks, what is said, the words around it and where they stand
(`utterance_features.py`), and grouped so that all of a group are alike on average: a chain of
neighbours would make one act of everything that somebody said in an hour's interview.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hearsay.identity import identify
from hearsay.links.context import Context
from hearsay.links.grouping import group_rows
from hearsay.links.matters import Compared
from hearsay.links.utterance_features import LONG_RUN, NAMES, Pairs, pairs
from hearsay.links.utterance_weights import INTERCEPT, WEIGHTS
from hearsay.types import Reason, Statement, Utterance

# Mean chance within a group from which its statements are one act. F1 of pairs, mean of the three
# development stories, each by weights fitted without it, with the readers' statements and as read,
# and of the labelled stories in folds: 0.12 .577 .620 .421, 0.15 .628 .588 .434, 0.18 .606 .595
# .443, 0.2 .605 .588 .452, 0.25 .601 .573 .447. By the weights as they are, the first two: 0.12
# .610 .630, 0.15 .634 .629, 0.18 .641 .625, 0.2 .648 .643. What is wrongly parted counts as one
# origin more, so of bounds alike the lower one.
SAME_ACT = 0.15
# What is told of a join: features that speak for it at least so loudly, in log odds.
_TOLD = 0.3


def chances(found: Pairs) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """For each pair the chance that it reports one act; (pair,)."""
    weights = np.array([WEIGHTS[name] for name in NAMES])
    return np.asarray(1.0 / (1.0 + np.exp(-(found.columns @ weights + INTERCEPT))))


def two_acts(
    found: Pairs, statements: Sequence[Statement]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For each pair whether it cannot be one act: who tells that another said something, and that
    other; who would not answer, and who said something. (pair,)

    F1 of pairs as for `SAME_ACT` at 0.15: with both rules .628 .588 .434, without .599 .560 .437.
    """
    apart = []
    for left, right in zip(found.left.tolist(), found.right.tolist(), strict=True):
        one, other = statements[left], statements[right]
        nested = one.parent == other.id or other.parent == one.id
        silent = (one.attitude == "decline") != (other.attitude == "decline")
        apart.append(nested or silent)
    return np.array(apart, dtype=np.bool_)


def _reason(row: Sequence[float], chance: float, ids: tuple[str, str]) -> Reason:
    """What speaks for a join, the loudest first."""
    values = dict(zip(NAMES, row, strict=True))
    loud = sorted(
        (name for name in NAMES if WEIGHTS[name] * values[name] >= _TOLD),
        key=lambda name: (-WEIGHTS[name] * values[name], name),
    )
    told = []
    for name in loud[:4]:
        if name == "words in a row":
            many = round(values[name] * LONG_RUN)
            told.append(f"{many}{' or more' if many == LONG_RUN else ''} words in a row")
        elif 0.0 < values[name] < 1.0:
            told.append(f"{name} {values[name]:.2f}")
        else:
            told.append(name)
    return Reason("one act of speaking", f"{'; '.join(told) or 'alike'}: {chance:.2f}", ids)


def find_utterances(compared: Compared, context: Context) -> list[Utterance]:
    """The utterances of a story, each with the reasons that hold its statements together."""
    found = pairs(compared, context)
    chance = np.where(two_acts(found, compared.statements), 0.0, chances(found))
    size = len(compared.statements)
    scores = np.eye(size)
    scores[found.left, found.right] = chance
    scores[found.right, found.left] = chance
    at = {
        pair: k
        for k, pair in enumerate(zip(found.left.tolist(), found.right.tolist(), strict=True))
    }
    utterances = []
    for group in group_rows(scores, SAME_ACT):
        if len(group) < 2:
            continue
        because = []
        for place, row in enumerate(group[1:], 1):
            # each statement by what ties it best to one before it
            other = max(group[:place], key=lambda before: (scores[before, row], -before))
            if (other, row) in at:
                k = at[other, row]
                ids = (compared.statements[other].id, compared.statements[row].id)
                because.append(_reason(found.columns[k].tolist(), float(chance[k]), ids))
        statements = tuple(sorted(compared.statements[row].id for row in group))
        utterances.append(Utterance(identify("u", statements[0]), statements, tuple(because)))
    return utterances
