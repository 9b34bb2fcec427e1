"""Events in full: who did what to whom, whether it happened, and who alone tells of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from hearsay.identity import identify
from hearsay.model.predicates import Predicate
from hearsay.model.reading import Reading
from hearsay.steps.dates import dates
from hearsay.steps.event_modes import mode_of
from hearsay.steps.event_types import event_types
from hearsay.steps.events import events
from hearsay.text import sentences
from hearsay.types import (
    Actor,
    ActorKind,
    Analysis,
    Document,
    Event,
    Mention,
    Span,
    Statement,
)

NAMED: dict[str, ActorKind] = {
    "Rural Front": "armed_group",
    "Veld": "government",
    "Lorran": "government",
    "Ann Roe": "person",
    "Tarn": "place",
}


@dataclass(frozen=True)
class Parted(Reading):
    """A reading that knows predicates: word -> agent's and patient's head words."""

    text: str = ""
    parts: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)

    def knows(self, head: str) -> bool:
        return True

    def predicates(self) -> tuple[Predicate, ...]:
        found = sorted(self.place(word) for word in self.parts)
        return tuple(Predicate(span, "verb", 0.99, "happened", 0.8) for span in found)

    def place(self, word: str) -> Span:
        start = self.text.index(word)
        return Span(start, start + len(word))

    def argument(self, predicate: Span, role: str) -> tuple[Span, float] | None:
        answer = self.parts[predicate.of(self.text)][("agent", "patient").index(role)]
        return (self.place(answer), 0.95) if answer else None


def read(
    text: str,
    parts: Mapping[str, tuple[str | None, str | None]] | None = None,
    said: Sequence[tuple[str, str]] = (),
) -> Analysis:
    """An article of 20 May 2031; said: attitude and content of its statements."""
    found = tuple(
        Actor(
            identify("a", name),
            name,
            kind,
            mentions=tuple(
                Mention("d", Span(at, at + len(name)))
                for at in range(len(text))
                if text.startswith(name, at)
            ),
        )
        for name, kind in NAMED.items()
        if name in text
    )
    statements = tuple(
        Statement(
            identify("s", content),
            "d",
            (Span(text.index(content), text.index(content) + len(content)),),
            speaker_label="an envoy",
            attitude=attitude,  # type: ignore[arg-type]
        )
        for attitude, content in said
    )
    analysis = Analysis(
        Document("d", "d.txt", text, published="2031-05-20"),
        sentences=tuple(sentences(text)),
        actors=found,
        statements=statements,
        reading=None if parts is None else Parted(text=text, parts=parts),
    )
    return events(event_types(dates(analysis)))


def only(analysis: Analysis) -> Event:
    (event,) = analysis.events
    return event


def named(ids: Sequence[str]) -> list[str]:
    return [name for name in NAMED if identify("a", name) in ids]


@pytest.mark.parametrize(
    ("text", "parts", "sources", "targets"),
    [
        (
            "Rural Front fighters shelled Veld on Monday.",
            {"shelled": ("fighters", "Veld")},
            ["Rural Front"],
            ["Veld"],
        ),
        (
            "On Monday, Veld killed four leaders of the Rural Front.",
            {"killed": ("Veld", "leaders")},
            ["Veld"],
            ["Rural Front"],
        ),
        # nobody is told to have done it to them, and no political act
        ("On Monday, the Rural Front grew.", {"grew": (None, "Rural Front")}, [], []),
        # where fighters are is not whose they are; a comma alone makes no row
        (
            "After a raid on Lorran, Veld killed Rural Front fighters in Lorran on Monday.",
            {"killed": ("Veld", "fighters")},
            ["Veld"],
            ["Rural Front"],
        ),
        # an expert of a body does not act for it
        (
            "A Rural Front expert attacked Veld on Monday.",
            {"attacked": ("expert", "Veld")},
            [],
            [],
        ),
        # who only says so takes no part
        ("Veld said so on Monday.", {"said": ("Veld", None)}, [], []),
        (
            "Veld and Lorran attacked the Rural Front on Monday.",
            {"attacked": ("Veld", "Rural Front")},
            ["Veld", "Lorran"],
            ["Rural Front"],
        ),
        # a place does nothing; a farmer of nowhere is nobody
        ("Farmers attacked Tarn on Monday.", {"attacked": ("Farmers", "Tarn")}, [], []),
        # one word for both parties: the heads are unsure
        ("Veld attacked on Monday.", {"attacked": ("Veld", "Veld")}, [], []),
    ],
)
def test_parties_are_the_actors_that_arguments_name(
    text: str,
    parts: Mapping[str, tuple[str | None, str | None]],
    sources: list[str],
    targets: list[str],
) -> None:
    event = only(read(text, parts))
    assert sorted(named(event.sources)) == sorted(sources)
    assert sorted(named(event.targets)) == sorted(targets)
    rules = {reason.rule for reason in event.because}
    assert ("source" in rules) == bool(sources)


def test_weights_without_predicates_give_no_parties() -> None:
    event = only(read("Rural Front fighters shelled Veld on Monday."))
    assert (event.sources, event.targets, event.reality) == ((), (), "happened")


@pytest.mark.parametrize(
    ("text", "reality"),
    [
        ("Veld shelled Tarn on Monday.", "happened"),
        ("Veld has not shelled Tarn since Monday.", "denied"),
        ("Veld never attacked Tarn on Monday.", "denied"),
        ("Veld may have shelled Tarn on Monday.", "hypothetical"),
        ("Veld will shell Tarn on 2 June 2031.", "planned"),
    ],
)
def test_reality_by_its_own_words(text: str, reality: str) -> None:
    assert only(read(text)).reality == reality


def test_who_denies_an_event_leaves_it_as_it_is_told() -> None:
    text = "Veld denied that its army shelled Tarn on Monday."
    event = only(read(text, said=[("deny", "its army shelled Tarn on Monday")]))
    assert event.reality == "happened"
    assert event.statements == (identify("s", "its army shelled Tarn on Monday"),)


def test_what_the_outlet_tells_itself_needs_no_statement() -> None:
    text = "Veld shelled Tarn on Monday. An envoy said that nobody had been warned."
    assert only(read(text, said=[("assert", "nobody had been warned")])).statements == ()


def test_a_sure_deed_between_two_needs_no_date() -> None:
    text = "Veld arrested and jailed nine Rural Front fighters in a crackdown, Ann Roe said."
    event = only(read(text, {"arrested": ("Veld", "fighters")}))
    assert (event.date, event.type, event.mode) == (None, "COERCE", "arrest")
    assert named(event.sources) == ["Veld"]
    assert named(event.targets) == ["Rural Front"]
    assert event.mentions[0].span.of(text).startswith("Veld arrested and jailed nine Rural Front")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # what is only said stands there as a statement
        ("Lorran condemned Veld for the raid.", {"condemned": ("Lorran", "Veld")}),
        # nobody does it
        ("Nine shells hit Veld.", {"hit": (None, "Veld")}),
        # no political act
        ("Ann Roe painted Veld.", {"painted": ("Ann Roe", "Veld")}),
    ],
)
def test_nothing_else_is_an_event_without_a_date(
    text: str, parts: Mapping[str, tuple[str | None, str | None]]
) -> None:
    assert read(text, parts).events == ()


@pytest.mark.parametrize(
    ("event_type", "words", "mode"),
    [
        ("ASSAULT", "a drone strike hit the camp", "drone"),
        ("ASSAULT", "a suicide bombing at the gate", "suicide-attack"),
        ("ASSAULT", "gunmen kidnapped and tortured him", None),
        ("COERCE", "police arrested the editor", "arrest"),
        ("RETREAT", "the general resigned", "resign"),
        ("AID", "sent food", None),
    ],
)
def test_modes(event_type: str, words: str, mode: str | None) -> None:
    assert mode_of(event_type, words) == mode


def test_a_headline_and_its_lead_tell_one_event() -> None:
    said = "Veld arrested and jailed nine Rural Front fighters in a crackdown on the group"
    text = f"Veld arrested and jailed Rural Front fighters in a crackdown\n\nAn envoy said {said}."
    at = [i for i in range(len(text)) if text.startswith("arrested", i)]
    assert len(at) == 2
    reading = Twice(text=text)
    analysis = read(text)
    statement = Statement("s-1", "d", (Span(at[1] - 5, len(text) - 1),), speaker_label="an envoy")
    event = only(events(replace(analysis, reading=reading, statements=(statement,), events=())))
    assert len(event.mentions) == 2
    assert event.statements == ()
    assert event.because[-1].rule == "same event"


@dataclass(frozen=True)
class Twice(Reading):
    """Wherever "arrested" stands, what is named before it does it to the fighters behind it."""

    text: str = ""

    def predicates(self) -> tuple[Predicate, ...]:
        places = [i for i in range(len(self.text)) if self.text.startswith("arrested", i)]
        return tuple(Predicate(Span(at, at + 8), "verb", 0.99, "happened", 0.9) for at in places)

    def argument(self, predicate: Span, role: str) -> tuple[Span, float] | None:
        if role == "agent":
            start = self.text.rindex("Veld", 0, predicate.start)
            return Span(start, start + 4), 0.9
        start = self.text.index("fighters", predicate.end)
        return Span(start, start + 8), 0.9
