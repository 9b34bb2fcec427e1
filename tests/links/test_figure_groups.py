"""Figures of one quantity: who is compared with whom, what adds up, what revises what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from hearsay.links import quantities, ranges, relate
from hearsay.links.figure_groups import PARTS, SAME
from hearsay.settings import Settings
from hearsay.steps.figures import figures
from hearsay.types import Analysis, Figure, Ledger, Span

LEAD = "A bomb went off at Tallow Bridge in Orvel on Monday as Ada Varga of the Reed League spoke. "
"""Opens every article, so that all are one story."""

Make = Callable[..., Analysis]


@pytest.fixture
def told(article: Callable[..., Any]) -> Make:
    """A maker of analyses with their figures: `told(name, text, outlet, published, speakers)`.

    speakers: words of a statement and the name of who says it.
    """

    def make(
        name: str,
        text: str,
        outlet: str | None = None,
        published: str | None = None,
        speakers: dict[str, str] | None = None,
    ) -> Analysis:
        made = article(name, LEAD + text, outlet)
        for words, speaker in (speakers or {}).items():
            made.says(words, made.actor(speaker, "organisation"))
        made.document = replace(made.document, published=published)
        return figures(made.analysis())

    return make


def ledger(*analyses: Analysis) -> Ledger:
    return relate(analyses, (), Settings())


def number(found: Ledger, words: str) -> Figure:
    """The first figure of these words."""
    text = {document.id: document.text for document in found.documents}
    return next(f for f in found.figures if f.span.of(text[f.document]) == words)


def test_totals_of_one_event_share_a_group_with_reasons(told: Make) -> None:
    found = ledger(
        told("a", "The blast at Tallow Bridge killed at least 43 people."),
        told("b", "The bomb killed 47 people at Tallow Bridge."),
        told("c", "The mayor of Orvel was tired. Some 600 trout died in a pond in Sarn."),
    )
    one, other = number(found, "at least 43 people"), number(found, "47 people")
    assert one.group is not None and one.group == other.group
    reason = next(r for r in one.because if r.rule == SAME)
    assert reason.refs == (other.id,) and "tallow" in reason.detail
    assert all(f.group != one.group for f in found.figures if f.measure != "killed")


def test_other_people_and_other_nations_stay_apart(told: Make) -> None:
    found = ledger(
        told("a", "The blast at Tallow Bridge killed 43 Kenyan soldiers."),
        told("b", "The blast at Tallow Bridge killed 41 Ugandan soldiers."),
        told("c", "The blast at Tallow Bridge injured 43 people."),
    )
    assert {figure.group for figure in found.figures} == {None}


def test_two_numbers_of_one_voice_in_one_article_are_two_things(told: Make) -> None:
    found = ledger(
        told("a", "Gunmen killed 8 people in Sarn. Gunmen killed 30 people in Orvel, police said."),
        told("b", "The bomb killed 47 people at Tallow Bridge."),
    )
    assert number(found, "8 people").group is None
    assert number(found, "30 people").group is None


def test_parts_of_one_total_stand_with_the_total_and_are_added(told: Make) -> None:
    found = ledger(
        told("a", "The bomb at Tallow Bridge killed some 170 Kenyans and 13 Ugandan soldiers."),
        told("b", "The bomb at Tallow Bridge killed more than 180 people."),
    )
    parts = [number(found, "some 170 Kenyans"), number(found, "13 Ugandan soldiers")]
    total = number(found, "more than 180 people")
    assert {part.group for part in parts} == {total.group} != {None}
    reason = next(r for r in parts[0].because if r.rule == PARTS)
    assert "183 together" in reason.detail and "agrees with" in reason.detail
    assert reason.refs == tuple(part.id for part in parts)


def test_a_sum_that_cannot_be_the_total_is_said_to_be_against_it(told: Make) -> None:
    found = ledger(
        told("a", "The bomb at Tallow Bridge killed 170 Kenyans and 13 Ugandan soldiers."),
        told("b", "The bomb at Tallow Bridge killed at least 190 people."),
    )
    reason = next(r for r in number(found, "170 Kenyans").because if r.rule == PARTS)
    assert "against “at least 190 people”" in reason.detail


def test_a_number_said_to_have_become_another_is_revised(told: Make) -> None:
    text = "The office lowered the death toll from the blast at Tallow Bridge to 25 from 27."
    found = ledger(told("a", text))
    assert number(found, "25").revises == number(found, "27").id
    assert number(found, "27").revises is None


def test_a_later_number_of_the_same_voice_revises_and_of_another_does_not(told: Make) -> None:
    early, late = "43 people were killed at Tallow Bridge", "47 people were killed at Tallow Bridge"
    other = "51 people were killed at Tallow Bridge"
    found = ledger(
        told("a", f"{early}, the Tide Office said.", "Orvel Post", "2031-05-06",
             {early: "Tide Office"}),
        told("b", f"{late}, the Tide Office said.", "Sarn Sun", "2031-05-08",
             {late: "Tide Office"}),
        told("c", f"{other}, the Reed League said.", "Sarn Sun", "2031-05-09",
             {other: "Reed League"}),
    )  # fmt: skip
    first, second, third = (number(found, f"{n} people") for n in (43, 47, 51))
    assert first.group == second.group == third.group is not None
    assert (first.revises, second.revises, third.revises) == (None, first.id, None)
    assert ranges.disagree(second, third)


def test_undated_articles_revise_nothing(told: Make) -> None:
    early, late = "43 people were killed at Tallow Bridge", "47 people were killed at Tallow Bridge"
    found = ledger(
        told("a", f"{early}, the Tide Office said.", speakers={early: "Tide Office"}),
        told("b", f"{late}, the Tide Office said.", speakers={late: "Tide Office"}),
    )
    assert number(found, "47 people").group is not None
    assert {figure.revises for figure in found.figures} == {None}


def test_the_order_of_articles_changes_nothing(told: Make) -> None:
    analyses = [
        told("a", "The blast at Tallow Bridge killed at least 43 people.", "Post", "2031-05-06"),
        told("b", "The bomb killed 47 people at Tallow Bridge.", "Post", "2031-05-07"),
        told("c", "Reed League: 45 people killed at Tallow Bridge.", "Sun", "2031-05-07"),
    ]
    assert len({ledger(*order).figures for order in permutations(analyses)}) == 1


def test_the_sentence_says_whether_a_number_is_of_the_whole(told: Make) -> None:
    analysis = told("a", "Of the girls, 219 remain missing. Four of the wounded died in Orvel.")
    roles = {
        quantities.role_of(figure, analysis.document.text): figure.low
        for figure in analysis.figures
    }
    assert roles == {"remaining": 219, "part": 4}


def figure(low: float | None, high: float | None, qualifier: Any) -> Figure:
    return Figure("f", "d", SPAN, "killed", "people", low, high, qualifier)


SPAN = Span(0, 1)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((19, None, "at_least"), (27, 27, "exact"), False),
        ((19, 19, "exact"), (27, 27, "exact"), True),
        ((170, 170, "about"), (183, 183, "exact"), False),
        ((300, 300, "nearly"), (276, 276, "exact"), False),
        ((None, 35, "up_to"), (60, None, "more_than"), True),
        ((None, None, "vague"), (60, 60, "exact"), False),
        ((20, 30, "exact"), (25, 25, "exact"), False),
    ],
)
def test_figures_disagree_where_no_number_fits_both(one: Any, other: Any, apart: bool) -> None:
    assert ranges.disagree(figure(*one), figure(*other)) is apart
    assert ranges.disagree(figure(*other), figure(*one)) is apart
