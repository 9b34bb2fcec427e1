"""A text beside a claim, as network and regression weigh it together, on invented sentences."""

import numpy as np

from hearsay.links import evidence
from hearsay.links.evidence_features import features
from hearsay.model.pairs import ANSWERS, PairNetwork

TOLD = "The mill of Pell had 299 looms in 2019 and was closed two years later."
PAIRS = [
    (TOLD, "The mill of Pell had more than 290 looms."),
    (TOLD, "The mill of Pell had more than 300 looms."),
    (TOLD, "Orla Venn wrote two novels about the harbour of Tassin."),
]


def test_bounds_are_compared_and_other_topics_are_not_told() -> None:
    found = evidence.backing(PairNetwork.load(), PAIRS)
    assert np.allclose(found.sum(axis=1), 1)
    assert [ANSWERS[at] for at in found.argmax(axis=1)] == ["same", "opposed", "neither"]


def test_each_pair_is_weighed_by_itself() -> None:
    network = PairNetwork.load()
    together = evidence.backing(network, PAIRS)
    alone = [evidence.backing(network, [pair])[0] for pair in PAIRS]
    assert np.array_equal(together, np.array(alone))
    assert evidence.backing(network, []).shape == (0, 3)


def test_unknown_features_weigh_nothing() -> None:
    table = {"bias": np.array([1.0, 0.0, 0.0])}
    one, other = evidence.chances([{"bias": 1.0}, {"bias": 1.0, "new": 9.0}], table)
    assert np.array_equal(one, other)
    assert evidence.chances([features("a", "b")], {})[0].tolist() == [1 / 3] * 3
