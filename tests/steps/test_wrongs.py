"""Reported words charge somebody only where a doer is told, not where armed people suffer."""

from __future__ import annotations

import pytest

from hearsay.steps.wrongs import PLAIN, Groups, armed, charges
from hearsay.types import Actor

WHO = armed(
    (
        Actor("a-1", "Rural Front", "armed_group"),
        Actor("a-2", "Acme Mining", "organisation"),
        Actor("a-3", "Osk", "place"),
    )
)


def test_who_is_armed_and_who_can_do_a_wrong() -> None:
    assert Groups(("Rural Front",), ("Rural Front", "Acme Mining")) == WHO


@pytest.mark.parametrize(
    "content",
    [
        "Rural Front men stormed the village and killed nine people",
        "gunmen abducted the teacher",
        "nine farmers were killed by Acme Mining guards",
        "Acme Mining bribed the inspectors",
    ],
)
def test_a_doer_makes_a_charge_though_the_network_hears_none(content: str) -> None:
    assert charges(content, 0.0, WHO)


@pytest.mark.parametrize(
    "content",
    [
        "the boy was killed at noon",
        "the plotter was killed at noon",
        "the raid killed the mastermind of the bombing",
        "nobody saw him leave",
        "the school in Osk was attacked",
    ],
)
def test_no_doer_no_charge(content: str) -> None:
    assert not charges(content, 0.0, WHO)


def test_what_armed_people_suffer_is_no_charge_however_sure_the_network() -> None:
    assert not charges("soldiers killed eight leaders of the Rural Front", 1.0, WHO)


def test_where_the_network_hears_a_charge_the_word_is_enough() -> None:
    assert charges("the boy was killed at noon", PLAIN, WHO)
