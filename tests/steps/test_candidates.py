"""Who can be meant at all: by a pronoun or description, and by a charge."""

from __future__ import annotations

import re

import pytest

from hearsay.steps import antecedents, leads, targets
from hearsay.steps.antecedents import Article
from hearsay.text import Locator, sentences
from hearsay.types import Actor, ActorKind, Mention, Span, Statement

KINDS: dict[str, ActorKind] = {
    "Ann Roe": "person",
    "Tom Marr": "person",
    "Rural Front": "armed_group",
    "River Guard": "armed_group",
}


def article(text: str) -> Article:
    """An article in which the names of `KINDS` are known; an actor's id is its name."""
    actors = {
        name: Actor(
            name,
            name,
            kind,
            mentions=tuple(
                Mention("d-1", Span(*m.span())) for m in re.finditer(rf"\b{name}\b", text)
            ),
        )
        for name, kind in KINDS.items()
        if name in text
    }
    places = tuple(sorted((m.span, name) for name, a in actors.items() for m in a.mentions))
    return Article(text, actors, Locator(tuple(sentences(text))), places)


def place(text: str, words: str) -> Span:
    start = text.rindex(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("before", "source", "content", "meant"),
    [
        ("Ann Roe met Tom Marr.", "She", "Ann Roe had lied", set()),
        ("Tom Marr met Ann Roe.", "The lawyer", "that Tom Marr had lied", {"Ann Roe"}),
        # further on, in quotation marks or as an owner it may be another's name
        ("Tom Marr met Ann Roe.", "He", "the paper on Tom Marr lied", {"Tom Marr"}),
        ("Tom Marr met Ann Roe.", "He", "Tom Marr's shop was shut", {"Tom Marr"}),
        (
            "Ann Roe, a 28-year-old teacher, met Tom Marr, a teacher.",
            "The 28-year-old teacher",
            "it was late",
            {"Ann Roe"},
        ),
        (
            "The Kenyan group Rural Front fought the River Guard.",
            "The Kenyan militia",
            "it had won",
            {"Rural Front"},
        ),
        (
            "The Rural Front fought the River Guard.",
            "The Kenyan militia",
            "it had won",
            {"Rural Front", "River Guard"},
        ),
    ],
)
def test_whom_a_source_can_mean(before: str, source: str, content: str, meant: set[str]) -> None:
    text = f"{before} {source} said {content}."
    found = antecedents.rows(article(text), place(text, source), [place(text, content)], ())
    possible = {choice.actor for choice, _ in found if choice.actor is not None}
    assert possible == meant


@pytest.mark.parametrize(
    ("content", "charged"),
    [
        ("Ann Roe was telling people Tom Marr had lied", {"Tom Marr"}),
        ("Ann Roe accused Tom Marr of theft", {"Tom Marr"}),
        ("Ann Roe claimed Tom Marr's purse", {"Ann Roe", "Tom Marr"}),
        ("thieves sent threats to two friends of Ann Roe", set()),
        ("Ann Roe had been drugged and beaten", set()),
        ("Ann Roe lied to Tom Marr", {"Ann Roe", "Tom Marr"}),
    ],
)
def test_whom_a_charge_can_aim_at(content: str, charged: set[str]) -> None:
    text = f"A paper said {content}."
    charge = Statement(
        "s-1", "d-1", (place(text, content),), cue=(place(text, "said"),), attitude="accuse"
    )
    found = targets.rows(article(text), charge, targets.Context((), ()))
    assert {actor for actor, _ in found if actor is not None} == charged


@pytest.mark.parametrize(
    ("text", "phrase", "may"),
    [
        ("Tom Marr, the mayor of Osk, met the press.", "The unnamed journalist", False),
        ("Tom Marr, a journalist in Osk, met the press.", "The journalist", True),
        ("Police officer Tom Marr met the press.", "the officer", True),
        ("Tom Marr met the press.", "the local police chief", False),
        # what only one can be, or anybody
        ("Tom Marr met the press.", "The senator", True),
        ("Tom Marr met the press.", "The candidate", True),
    ],
)
def test_what_many_may_be_is_somebody_only_where_the_article_tells_so(
    text: str, phrase: str, may: bool
) -> None:
    assert leads.may_hold(article(text), phrase, "Tom Marr") == may
