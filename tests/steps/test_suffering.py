"""Who suffers a wrong, or is only told of as somebody's, is charged with none."""

import pytest

from hearsay.steps import suffering
from hearsay.types import Span


@pytest.mark.parametrize(
    ("text", "suffers"),
    [
        ("Marr had fainted and was lying in a pool of blood", True),
        ("Marr” was hit by a van", True),
        ("Marr was bleeding", True),
        ("Marr was lying to the inquiry", False),
        ("Marr had beaten him", False),
    ],
)
def test_who_is_told_to_suffer(text: str, suffers: bool) -> None:
    assert bool(suffering.SUFFERED.match(text, len("Marr"))) is suffers


@pytest.mark.parametrize(
    ("text", "whose"),
    [("her boyfriend a felony", True), ("his class teacher", True), ("his word", False)],
)
def test_a_pronoun_may_only_tell_whose_somebody_is(text: str, whose: bool) -> None:
    assert suffering.tells_whose(text, Span(0, 3)) is whose
