"""Words that look like a negation and negate nothing; questions that offer both answers."""

import pytest

from hearsay.links import words


@pytest.mark.parametrize(
    "text",
    [
        "Not only was the gate broken, it was sold",
        "there is no doubt that the gate fell",
        "I couldn’t believe what I saw",
        "it was nothing short of a flood",
    ],
)
def test_stress_is_no_negation(text: str) -> None:
    assert words.negations(text) == ()
    assert words.negating(text) != ()


@pytest.mark.parametrize(
    "text",
    ["the gate did not fall", "nobody could believe the mayor", "we did not believe his story"],
)
def test_negation_is_one(text: str) -> None:
    assert words.negations(text) == words.negating(text) != ()


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("decide for yourself: is it real or a hoax?", True),
        ("nobody knows whether he is alive or dead", True),
        ("the picture is a hoax", False),
        ("the real picture was lost or sold", False),
    ],
)
def test_a_question_that_offers_both_answers(text: str, both: bool) -> None:
    assert words.offers_both(text) is both
