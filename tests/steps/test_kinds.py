"""Wording beside a name votes for its kind."""

import pytest

from hearsay.steps.kinds import wording
from hearsay.types import Span


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("The Orrim Tavesh (OTF), an armed group, denied it.", "Orrim Tavesh", "armed_group"),
        ("The Brenik Sun, a daily newspaper, said so.", "Brenik Sun", "media"),
        ("Velmara's government denied it.", "Velmara", "government"),
        ("Many live in Velmara.", "Velmara", "government"),
        ("The Free Karsil Front spoke.", "Free Karsil Front", "armed_group"),
        ("The Hearth Party spoke.", "Hearth Party", "organisation"),
    ],
)
def test_votes(text: str, form: str, kind: str) -> None:
    at = text.index(form)
    votes = wording(text, form, [Span(at, at + len(form))])
    assert max(votes, key=lambda k: votes[k]) == kind


def test_a_person_gets_no_vote() -> None:
    text = "Sember Oul said he would return."
    assert not wording(text, "Sember Oul", [Span(0, 10)])
