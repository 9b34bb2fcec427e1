"""Names that a text shows by its wording alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.steps.name_wording import worded
from hearsay.types import Span


def found(text: str, headline: bool = False) -> list[tuple[str, str]]:
    """Each name with its kind."""
    lines = (Span(0, len(text)),) if headline else ()
    return [(m.span.of(text), m.kind) for m in worded(text, lines)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the baker Susan Marrow said so", [("Susan Marrow", "person")]),
        ("then Sen. Quillby spoke", [("Quillby", "person")]),
        ("the Harbour Safety Committee met", [("Harbour Safety Committee", "organisation")]),
        ("the Ministry of Fisheries knew", [("Ministry of Fisheries", "organisation")]),
        ("talks with Norway went on", [("Norway", "government")]),
        ("Susan went home", []),
        (
            "the Orlan-e-Venn Quillon (OVQ) left",
            [("Orlan-e-Venn Quillon", "organisation"), ("OVQ", "organisation")],
        ),
        ("the old bridge (OVQ) fell", []),
        ("killed Abu Orlan Venni there", [("Abu Orlan Venni", "person")]),
        (
            "cells of al Qaeda, Al-Qaida’s",
            [("al Qaeda", "armed_group"), ("Al-Qaida", "armed_group")],
        ),
        (
            "Islamic State in Khorasan Province did",
            [("Islamic State in Khorasan Province", "armed_group")],
        ),
    ],
)
def test_names_by_wording(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_in_a_headline_capitals_make_no_body() -> None:
    assert found("Susan Marrow Calls Harbour Committee", headline=True) == [
        ("Susan Marrow", "person")
    ]


@given(st.text(alphabet="SusanMr. GovABC’'-\n ", max_size=60))
def test_names_are_sorted_disjoint_and_inside(text: str) -> None:
    spans = [m.span for m in worded(text, ())]
    assert spans == sorted(spans)
    assert all(not a.overlaps(b) for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
