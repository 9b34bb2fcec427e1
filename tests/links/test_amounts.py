"""Numbers of a claim beside those of a text, on invented sentences."""

import pytest

from hearsay.links.amounts import amounts, beside
from hearsay.links.evidence_features import features, has_bound

TOLD = (
    "On 12 March 2019 the mill of Pell had 299 looms , 4,100 spindles and a debt of $ 1.5 million ."
)


@pytest.mark.parametrize(
    ("claim", "standing"),
    [
        ("The mill had more than 290 looms .", "holds"),
        ("The mill had more than 300 looms .", "fails"),
        ("The mill had over 4 , 000 spindles .", "holds"),
        ("The mill had fewer than 4,100 spindles .", "fails"),
        ("The mill had at least 4,100 spindles .", "holds"),
        ("The mill had a debt of under $ 2 million .", "holds"),
        ("The mill had 298 looms .", "apart"),
        ("The mill had about 300 looms .", "holds"),
        ("The mill had 30 percent fewer looms .", "none"),
        ("The mill had looms after 2018 .", "holds"),
        ("The mill had looms before March 2019 .", "fails"),
        ("The mill had looms in March 2019 .", "holds"),
    ],
)
def test_a_claim_holds_fails_or_cannot_be_told(claim: str, standing: str) -> None:
    (only,) = beside(claim, TOLD)
    assert only.standing == standing


def test_an_open_text_leaves_a_bound_open() -> None:
    (only,) = beside("Pell has less than 14,000 looms .", "Pell has more than 13,500 looms .")
    assert only.standing == "open"


def test_every_amount_indexes_its_text_and_is_bounded_from_below_and_above() -> None:
    found = amounts(TOLD)
    assert [TOLD[one.start : one.end] for one in found][1] == "299"
    assert all(one.low <= one.high for one in found)
    assert amounts("No number stands here.") == ()


def test_the_nearest_word_bounds() -> None:
    (only,) = amounts("Shorter won more than eight prizes")
    assert only.bound == "more"


def test_features_say_whether_the_claim_gives_a_bound() -> None:
    assert has_bound(features("It has more than 3 mills.", "It has 4 mills."))
    assert not has_bound(features("It has 3 mills.", "It has 4 mills."))
    seen = features("Orla Venn is alive.", "Orla Venn is dead.")
    assert seen["opposite"] == 1.0
    assert seen == features("Orla Venn is alive.", "Orla Venn is dead.")
