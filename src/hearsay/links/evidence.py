"""Whether a text backs a claim, refutes it, or does not tell: the pair network and an expert.

Takes pairs of text and claim, gives a probability for each answer. The network reads both texts
but cannot compare numbers ("more than 300" beside 299): asked of a claim with a bound it hardly
does better than chance. So a regression over `evidence_features` gives its own opinion, and a
second one weighs both. What is asked is only what the text says of the claim; nothing is called
true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from hearsay.links.evidence_features import Features, features, has_bound
from hearsay.model.pairs import ANSWERS, Answers, PairNetwork

Floats = NDArray[np.float64]
Table = Mapping[str, Floats]

WEIGHTS = "evidence_weights.tsv"
"""Rows of table, feature, and one weight for each of `ANSWERS`; `training.train_evidence` writes
it."""
EXPERT, BOTH = "expert", "both"
LEAST = 1e-4
"""Probabilities below count as this one when their logarithm is taken."""


def backing(network: PairNetwork, pairs: Sequence[tuple[str, str]]) -> Floats:
    """Probabilities that the text backs the claim, refutes it, does not tell.

    pairs: text, then claim. Returns float64 (pairs, 3), every row adding up to 1, columns as in
    `ANSWERS`; each row depends on its pair alone.
    """
    tables = weights()
    read = network.both(pairs)
    seen = [features(claim, text) for text, claim in pairs]
    expert = chances(seen, tables[EXPERT])
    return chances(weighed(seen, expert, read), tables[BOTH])


def chances(rows: Sequence[Features], table: Table) -> Floats:
    """Softmax of the sums of weights, float64 (rows, 3); features without weights are left out."""
    scores = np.zeros((len(rows), len(ANSWERS)))
    for at, row in enumerate(rows):
        for name, value in row.items():
            if name in table:
                scores[at] += value * table[name]
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Floats = powers / powers.sum(axis=1, keepdims=True)
    return found


def weighed(seen: Sequence[Features], expert: Floats, read: Answers) -> list[Features]:
    """What the second regression sees: both opinions as logarithms, apart for claims with a bound.

    expert: float64 (rows, 3). read: float32 (rows, question, answer).
    """
    own = np.log(np.maximum(expert, LEAST))
    other = np.log(np.maximum(read[:, :2].astype(np.float64), LEAST)).reshape(
        len(seen), 2 * len(ANSWERS)
    )
    rows = []
    for at, row in enumerate(seen):
        given = {f"expert {name}": own[at, n] for n, name in enumerate(ANSWERS)}
        given |= {f"network {n}": other[at, n] for n in range(other.shape[1])}
        kind = "bound" if has_bound(row) else "free"
        apart = {f"{name}, {kind}": float(value) for name, value in given.items()}
        rows.append({"bias": 1.0, f"bias, {kind}": 1.0, **given, **apart})
    return rows


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Table]:
    """The tables that ship, by name."""
    tables: dict[str, dict[str, Floats]] = {EXPERT: {}, BOTH: {}}
    text = (resources.files("hearsay.links") / WEIGHTS).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            table, name, *numbers = line.split("\t")
            tables[table][name] = np.array([float(number) for number in numbers])
    return tables
