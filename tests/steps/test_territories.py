"""A government acts; a place is where something happens."""

import re

import pytest

from hearsay.steps.territories import kind, standing
from hearsay.types import Span


def places(text: str, form: str) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(rf"\b{re.escape(form)}\b", text)]


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        # a country is a place only where it mostly is one and never acts
        ("Floods killed ten people in Norway.", "Norway", "place"),
        ("Floods killed ten people in Norway. Norway denied it.", "Norway", "government"),
        ("Ten were hurt in Norway, officials say. Norway sent help.", "Norway", "government"),
        ("Ten were hurt in Norway. Norway officials were silent.", "Norway", "government"),
        ("He accused Norway. Ten were hurt in Norway.", "Norway", "government"),
        ("A row about Norway. A second about Norway. It rained in Norway.", "Norway", "government"),
        ("It was a long row about Norway.", "Norway", "government"),
        # a town or province is a government only where it acts or rules
        ("Two men were held in Orlen.", "Orlen", "place"),
        ("The Orlen bridge is closed.", "Orlen", "place"),
        ("Orlen rejected the plan.", "Orlen", "government"),
        ("People in Orlen rejected the plan.", "Orlen", "place"),
        ("Orlen police were called.", "Orlen", "government"),
        ("The mill stands in Orlen, Norway.", "Orlen", "place"),
        ("Orlen was attacked by rebels.", "Orlen", "place"),
        ("Tarn Province has two rivers.", "Tarn Province", "place"),
        ("He was flown to Orlen Army Airport.", "Orlen Army Airport", "place"),
        # a body stays one wherever it stands
        ("He spoke in the Orlen Ministry of Mills.", "Orlen Ministry of Mills", "government"),
        ("A post at the OMB was filled.", "OMB", "government"),
        ("Rain fell in ORLEN today.", "ORLEN CITY", "place"),
    ],
)
def test_kinds(text: str, form: str, expected: str) -> None:
    assert kind(text, [form], places(text, form), []) == expected


def test_a_source_of_a_statement_acts() -> None:
    text = "The bridge, Orlen insisted last week, is safe."
    spans = places(text, "Orlen")
    assert kind("According to Orlen, no.", ["Orlen"], [Span(13, 18)], []) == "place"
    assert (
        kind("According to Orlen, no.", ["Orlen"], [Span(13, 18)], [Span(13, 18)]) == "government"
    )
    assert standing(text, spans, spans).acts == 1


def test_a_source_is_met_without_its_article() -> None:
    text = "The Orlen Union, they say, is closed."
    stands = standing(text, [Span(4, 15)], [Span(0, 15)])
    assert (stands.acts, stands.rules, stands.where) == (1, 0, 0)


def test_a_name_in_capitals_is_no_acronym_beside_itself() -> None:
    text = "ORLEN. Two men were held in Orlen."
    spans = [*places(text, "ORLEN"), *places(text, "Orlen")]
    assert kind(text, ["Orlen", "ORLEN"], spans, []) == "place"
