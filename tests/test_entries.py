"""Entries: ids as names, spans as words, in the order of reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from hearsay import wording
from hearsay.entries import actors_called, entries, words
from hearsay.steps import phrases
from hearsay.types import Actor, Ledger, Span, Statement
from ledger_samples import HERALD, ledger, ledgers


@pytest.mark.parametrize(
    ("source", "more"),
    [
        ("two engineers and a former pilot who asked", True),
        ("Security sources in Osk, who declined to be named", True),
        ("police", True),
        ("three specialists shown", True),
        ("one of the engineers", False),
        ("the governor's office", False),
        ("a man", False),
    ],
)
def test_what_several_say_is_told_of_several(source: str, more: bool) -> None:
    assert phrases.several(source) == more
    told = Statement("s-1", "d-1", (Span(0, 1),), attitude="deny")
    assert wording.said(told, "the mayor", more) == (
        "deny a claim of the mayor" if more else "denies a claim of the mayor"
    )


def test_an_entry_says_who_said_what_where() -> None:
    entry = {one.id: one for one in entries(ledger())}["s-herald-1"]
    assert entry.speaker == "Reed League"
    assert entry.named
    assert entry.words == "We never touched the gates ... not once"
    assert entry.cue == "said"
    assert entry.source == "Ilse Varn of the Reed League"
    assert entry.via == ("Tide Radio",)
    assert (entry.heading, entry.outlet, entry.published) == (
        "Denied",
        "Delta Herald",
        "2031-05-05",
    )
    assert entry.start == HERALD.index("We never")


def test_targets_and_subjects_are_told_by_name() -> None:
    entry = {one.id: one for one in entries(ledger())}["s-courier-1"]
    assert entry.target == ("Reed League",)
    assert entry.about == ("Reed League",)


def test_who_cannot_be_told_is_unresolved_and_an_outlet_speaks_for_itself() -> None:
    told = ledger()
    first, second, *rest = told.statements
    told = replace(
        told,
        statements=(
            replace(first, speaker=None),
            replace(second, speaker=None, voice="outlet"),
            *rest,
        ),
    )
    speakers = {one.id: (one.speaker, one.named) for one in entries(told)}
    assert speakers["s-courier-1"] == ("unresolved", False)
    assert speakers["s-herald-1"] == ("Delta Herald", False)
    assert speakers["s-herald-2"] == ("A senior official", False)


def test_entries_of_some_statements_only() -> None:
    told = ledger()
    assert [one.id for one in entries(told, told.statements[2:])] == ["s-herald-2", "s-wire-1"]


@settings(max_examples=30, deadline=None)
@given(ledgers())
def test_an_entry_holds_no_word_that_its_text_does_not(told: Ledger) -> None:
    texts = {document.id: document.text for document in told.documents}
    spans = {statement.id: statement.content for statement in told.statements}
    for entry in entries(told):
        assert entry.words == " ... ".join(
            texts[entry.document][span.start : span.end] for span in spans[entry.id]
        )
    assert len(entries(told)) == len(told.statements)


def test_words_of_no_span_are_none() -> None:
    assert words("gates", ()) == ""
    assert words("gates", (Span(0, 1), Span(4, 5))) == "g ... s"


def test_actors_are_called_by_any_of_their_names() -> None:
    varn = Actor("a-1", "Ilse Varn", "person", aliases=("Varn",))
    league = Actor("a-2", "the Reed League", "organisation")
    other = Actor("a-3", "Reed", "person")
    people = [varn, league, other]
    assert actors_called(people, "VARN") == [varn]
    assert actors_called(people, "Reed  League") == [league]
    assert actors_called(people, "reed") == [other]
    assert actors_called(people, "league") == [league]
    assert actors_called(people, "a-3") == [other]
    assert actors_called(people, "ree") == []
    assert actors_called(people, "") == []
