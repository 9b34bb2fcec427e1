"""How likely a matter is the one of a claim."""

from __future__ import annotations

import pytest

from hearsay.links.claim_fit import chance, features
from hearsay.links.claim_weights import WEIGHTS


def test_a_matter_is_likelier_the_more_its_sentences_say_what_the_claim_says() -> None:
    near = {"s-1": 0.97, "s-2": 0.95, "s-3": 0.4}
    far = {"s-1": 0.80, "s-2": 0.60, "s-3": 0.4}
    assert 0 < chance(far, 0.6) < chance(near, 0.95) < 1
    assert chance(near, 0.3) < chance(near, 0.95)


def test_what_puts_a_matter_counts_as_its_best_where_no_statement_does() -> None:
    scored = {"s-1": 0.9, "s-2": 0.4}
    assert chance(scored, None) == chance(scored, 0.9)


def test_every_feature_has_a_weight() -> None:
    told = features({"s-1": 0.9, "s-2": 0.7, "s-3": 0.5, "s-4": 0.1}, 0.5)
    assert told.keys() == WEIGHTS.keys()
    assert told["best three"] == pytest.approx(0.7)
    assert told["share alike"] == 0.5
