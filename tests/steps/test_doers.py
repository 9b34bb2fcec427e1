"""Who is told to do a wrong: by the network's roles, a "by", fighters, a pronoun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from hearsay.model.predicates import Predicate
from hearsay.model.reading import Reading
from hearsay.steps import doers, wrongs
from hearsay.types import Actor, ActorKind, Reality, Span

WHO: dict[str, ActorKind] = {
    "Rural Front": "armed_group",
    "Acme Mining": "organisation",
    "Ann Roe": "person",
    "Osk": "place",
}
ACTORS = {name: Actor(f"a-{name}", name, kind) for name, kind in WHO.items()}
Parts = Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True)
class Parted(Reading):
    """A reading that knows the agent and the patient of some words."""

    text: str = ""
    parts: Parts = field(default_factory=dict)
    reality: Reality = "happened"

    def predicates(self) -> tuple[Predicate, ...]:
        return tuple(Predicate(self.at(w), "verb", 0.9, self.reality, 0.9) for w in self.parts)

    def at(self, word: str) -> Span:
        start = self.text.index(word)
        return Span(start, start + len(word))

    def argument(self, predicate: Span, role: str) -> tuple[Span, float] | None:
        word = self.parts[predicate.of(self.text)][("agent", "patient").index(role)]
        return (self.at(word), 0.9) if word else None


def charged(text: str, parts: Parts, reality: Reality = "happened") -> str | None:
    """The one charged with the first deed of a text: a name, or the words for the doer."""
    reading = Parted(text=text, parts=parts, reality=reality)
    named = sorted(
        ((reading.at(name), actor) for name, actor in ACTORS.items() if name in text),
        key=lambda place: place[0],
    )
    groups = wrongs.armed(ACTORS.values())
    for deed in doers.deeds(text, reading, reading.predicates(), [Span(0, len(text))]):
        if doer := doers.charged(text, deed, named, groups):
            return doer.actor.removeprefix("a-") if doer.actor else doer.told.strip()
    return None


@pytest.mark.parametrize(
    ("text", "parts", "wanted"),
    [
        ("Ann Roe has stolen the fund", {"stolen": ("Roe", "fund")}, "Ann Roe"),
        ("Acme Mining guards shot two men", {"shot": ("guards", "men")}, "Acme Mining"),
        ("fighters of the Rural Front shot a man", {"shot": ("fighters", "man")}, "Rural Front"),
        ("gunmen shot two farmers", {"shot": ("gunmen", "farmers")}, "gunmen"),
        ("they have killed my brother", {"killed": ("they", "brother")}, "they"),
        ("nine were kidnapped by the Rural Front in Osk", {"kidnapped": (None, "nine")},
         "Rural Front"),
        ("nine were kidnapped by the armed group in Osk", {"kidnapped": (None, "nine")},
         "the armed group"),
        ("a group of insurgents attacked the mill", {"attacked": ("group", "mill")}, "group"),
        ("when she came back, Ann Roe killed her", {"killed": (None, "her")}, "Ann Roe"),
        ("Ann Roe shot two men", {"shot": (None, "men")}, "Ann Roe"),
        ("he mourned a boy, who was shot by Ann Roe",
         {"mourned": (None, None), "shot": (None, "boy")}, "Ann Roe"),
    ],
)  # fmt: skip
def test_the_doer_of_a_wrong_is_charged(text: str, parts: Parts, wanted: str | None) -> None:
    assert charged(text, parts) == wanted


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("we have killed my brother", {"killed": ("we", "brother")}),
        ("the flood killed nine people", {"killed": ("flood", "people")}),
        ("Ann Roe was killed at noon", {"killed": (None, "Roe")}),
        ("soldiers killed the plotter", {"killed": ("soldiers", "plotter")}),
        (
            "Acme Mining guards killed eight leaders of the Rural Front",
            {"killed": ("guards", "leaders")},
        ),
        ("Ann Roe detained the boy", {"detained": ("Roe", "boy")}),
        ("Osk attacked the mill", {"attacked": ("Osk", "mill")}),
        ("Roe killed Roe", {"killed": ("Roe", "Roe")}),
        ("the raid on Ann Roe killed two men", {"killed": (None, "men")}),
        ("Ann Roe killed in a raid with two men", {"killed": (None, "men")}),
        ("the death of a boy, who was shot by Ann Roe", {"shot": (None, "boy")}),
    ],
)
def test_nobody_else_is(text: str, parts: Parts) -> None:
    assert charged(text, parts) is None


def test_what_did_not_happen_charges_nobody() -> None:
    parts: Parts = {"killed": ("gunmen", "farmers")}
    assert charged("gunmen killed no farmers", parts, "denied") is None


def test_only_one_armed_group_stands_for_fighters() -> None:
    other = Actor("a-2", "River Guard", "armed_group")
    assert doers.armed_alone(ACTORS.values()) == "a-Rural Front"
    assert doers.armed_alone((*ACTORS.values(), other)) is None


@pytest.mark.parametrize(
    ("told", "one"),
    [("militant", True), ("the gunman", True), ("militants", False), ("men", False)],
)
def test_a_single_fighter_is_not_the_group(told: str, one: bool) -> None:
    assert doers.is_one_fighter(doers.Doer(None, told)) is one


@pytest.mark.parametrize(
    ("text", "form", "one"),
    [
        ("Marr, the Briton who killed two men", "Briton", True),
        ("a Kenyan shot them", "Kenyan", True),
        ("Kenyan troops shot them", "Kenyan", False),
        ("the British shot them", "British", False),
        ("the Kenyans shot them", "Kenyans", False),
        ("Kenya shot them", "Kenya", False),
    ],
)
def test_one_of_a_countrys_people_is_not_the_country(text: str, form: str, one: bool) -> None:
    place = Span(text.index(form), text.index(form) + len(form))
    assert doers.is_a_national(text, place) is one
