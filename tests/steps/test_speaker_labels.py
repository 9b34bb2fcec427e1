"""What stands for a speaker without a name."""

import pytest

from hearsay.steps.phrases import label


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("a source as saying", "a source"),
        ("the board's source is not a", "the board's source"),
        ("the porter as Doe's personal", "the porter"),
        ("her driver when the bored", "her driver"),
        ("a man described as Doe's friend", "a man described as Doe's friend"),
        ("a man known as Doe", "a man known as Doe"),
        ("is believed to be", "is believed to be"),
    ],
)
def test_a_label_ends_where_the_speaker_does(phrase: str, wanted: str) -> None:
    assert label(phrase) == wanted
