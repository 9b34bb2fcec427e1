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
        (
            "It is the work of Orrim Tavesh, one of the terror organizations.",
            "Orrim Tavesh",
            "armed_group",
        ),
        ("The militant group Orrim Tavesh denied it.", "Orrim Tavesh", "armed_group"),
        ("Rain fell on the town of Brenik.", "Brenik", "government"),
        ("Pell Marsh analyst Odo Venn left.", "Pell Marsh", "organisation"),
        ("The brokerage Pell Marsh closed.", "Pell Marsh", "organisation"),
        ("Odo Venn, an analyst at Pell Marsh, left.", "Pell Marsh", "organisation"),
        ("The Venn Center spoke.", "Venn Center", "organisation"),
        ("The University of Brenik spoke.", "University of Brenik", "organisation"),
        ("The Norwegians won.", "Norwegians", "people"),
    ],
)
def test_votes(text: str, form: str, kind: str) -> None:
    at = text.index(form)
    votes = wording(text, form, [Span(at, at + len(form))])
    assert max(votes, key=lambda k: votes[k]) == kind


def test_an_organisations_word_outweighs_the_network_at_each_mention() -> None:
    text = "The Venn Center spoke. The Venn Center left. The Venn Center closed."
    spans = [Span(at, at + 11) for at in (4, 27, 49)]
    assert wording(text, "Venn Center", spans, "government")["organisation"] > len(spans)
    # what the network calls a person may be one whose surname is such a word
    assert wording(text, "Venn Center", spans, "person")["organisation"] < len(spans)


def test_a_person_gets_no_vote() -> None:
    text = "Sember Oul said he would return."
    assert not wording(text, "Sember Oul", [Span(0, 10)])
