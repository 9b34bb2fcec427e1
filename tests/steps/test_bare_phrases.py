"""What asserts no more than a phrase is no statement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hearsay.steps.bare_phrases import is_bare, without_bare_phrases
from hearsay.types import Analysis, Attitude, Document, Quotation, Span, Statement


def said(
    text: str, words: str, cue: str = "", attitude: Attitude = "assert", within: str | None = None
) -> Statement:
    at = text.index(words)
    told = (Span(text.index(cue), text.index(cue) + len(cue)),) if cue else ()
    content = (Span(at, at + len(words)),)
    return Statement(words, "d-1", content, cue=told, attitude=attitude, parent=within)


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("his idea", True),
        ("the generosity", True),
        ("a drug addict", False),  # longer: marked more often
        ("him to be dead", False),
        ("them as spies", False),
        ("he's dead yet again", False),
        ("the mill burned", False),
        ("40 dead", False),
        ("why it burned", False),
    ],
)
def test_what_puts_nothing_is_bare(words: str, bare: bool) -> None:
    text = f"Roe spoke of {words} on Monday."
    assert is_bare(text, said(text, words, "spoke of")) is bare


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("That's not what", True),
        ("This is exactly how", True),
        ("That's not what happened", False),
        ("It is not the mill", False),
    ],
)
def test_what_an_outlet_says_of_anothers_words_is_bare(words: str, bare: bool) -> None:
    text = f"{words} Roe says."
    assert is_bare(text, said(text, words, "says", "deny")) is bare


@pytest.mark.parametrize("attitude", ["accuse", "deny", "decline", "demand", "confirm"])
def test_what_does_more_than_assert_may_do_it_of_a_phrase(attitude: Attitude) -> None:
    text = "Roe turned to the report on Monday."
    assert not is_bare(text, said(text, "the report", "turned to", attitude))


def test_news_and_quotations_put_what_they_name() -> None:
    text = "Roe announced a ceasefire. He spoke of “a ceasefire”."
    assert not is_bare(text, said(text, "a ceasefire", "announced"))
    quoted: Quotation = "direct"
    assert not is_bare(text, replace(said(text, "a ceasefire", "spoke of"), quotation=quoted))


def test_what_is_told_within_a_bare_phrase_belongs_to_whom_that_was_told_by() -> None:
    text = "Roe said that Marr spoke of his talks with Pell, who said the mill had burned."
    outer = said(text, text[14:-1], "said")
    bare = replace(said(text, "his talks with Pell", "spoke of", within=outer.id))
    inner = said(text, "the mill had burned", within=bare.id)
    analysis = Analysis(Document("d-1", "a.txt", text), statements=(outer, bare, inner))
    kept = without_bare_phrases(analysis).statements
    assert [one.id for one in kept] == [outer.id, inner.id]
    assert kept[1].parent == outer.id


@pytest.mark.parametrize(
    ("cue", "named"),
    [
        ("entitled", True),
        ("also known as", True),
        ("was dubbed", True),
        ("called", False),  # "called him a rebel" says something of him
    ],
)
def test_what_only_names_a_thing_is_no_statement(cue: str, named: bool) -> None:
    text = f"The plan, {cue} “a long march through the hills”, was shelved."
    title = said(text, "a long march through the hills", cue)
    assert is_bare(text, replace(title, quotation="direct")) is named
