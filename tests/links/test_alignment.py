"""What a statement denies, and what it says besides: clause by clause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hearsay.links import alignment
from hearsay.links.context import Context
from hearsay.links.denial_features import asked as denial_of
from hearsay.links.denial_forms import Form, form_of
from hearsay.links.denials import says_the_same
from hearsay.links.stances import side_of
from hearsay.text import sentences
from hearsay.types import Attitude, Document, Span, Stance, Statement, Voice


def said(
    put: str,
    words: str,
    attitude: Attitude,
    cue: str = "said",
    voice: Voice = "attributed",
) -> tuple[Statement, Statement, Context]:
    """What Orrim puts, and what Veld is told to have said of it."""
    text = f"Orrim says {put}. Veld {cue} {words}."
    document = Document("d-1", "a.txt", text)

    def span(part: str) -> Span:
        return Span(text.rindex(part), text.rindex(part) + len(part))

    one = Statement("s-1", "d-1", (Span(11, 11 + len(put)),))
    other = Statement(
        "s-2",
        "d-1",
        (span(words),),
        attitude=attitude,
        voice=voice,
        source=(span("Veld"),) if voice == "attributed" else (),
        cue=(span(f"{cue} "),) if voice == "attributed" else (),
    )
    statements = {"s-1": one, "s-2": other}
    return one, other, Context({"d-1": document}, {}, statements, {}, {"d-1": sentences(text)})


MARRIED = "Ann Roe married Tom Marr six years ago in Lissom"


@pytest.mark.parametrize(
    ("put", "words", "cue", "wanted"),
    [
        # denies in one clause, says in another what is put
        (
            MARRIED,
            "Ann Roe is not his wife now, but six years ago she married Tom Marr in Lissom",
            "said",
            "affirms",
        ),
        # the clause that puts it negates
        (MARRIED, "she did not marry Tom Marr six years ago in Lissom", "said", "denies"),
        # whatever the clauses, all is denied where a word before it denies
        (MARRIED, "that she married Tom Marr six years ago in Lissom", "denied", "denies"),
        # only supposed
        (
            MARRIED,
            "nobody was told if she married Tom Marr six years ago in Lissom",
            "said",
            "denies",
        ),
        # both call it untrue
        ("the video of the bird has duped thousands", "the story is a hoax", "said", "affirms"),
        ("a bird hit the governor on the gate", "the story is a hoax", "said", "denies"),
    ],
)
def test_a_denial_denies_in_the_clause_that_negates(
    put: str, words: str, cue: str, wanted: Stance
) -> None:
    one, other, context = said(put, words, "deny", cue)
    assert side_of(other, one, context, 0.9, None).stance == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("the story of the burnt mill is a hoax", "denies"),
        ("the report of the burnt mill proved to be entirely false", "denies"),
        ("a site full of fake stories says the mill burnt down", "affirms"),
        ("a man was fired for a false report on the burnt mill", "affirms"),
    ],
)
def test_untrue_is_what_is_told_not_another_thing(words: str, wanted: Stance) -> None:
    one, other, context = said("the mill in Osk has burnt down", words, "assert")
    assert side_of(other, one, context, 0.9, None).stance == wanted


@pytest.mark.parametrize(
    ("words", "voice", "wanted"),
    [
        ("the police did not raid his studio in Lissom", "outlet", "denies"),
        # others are quoted with much that negates and contradicts nothing
        ("the police did not raid his studio in Lissom", "attributed", "affirms"),
        ("after the police raided his studio in Lissom nobody came", "outlet", "affirms"),
    ],
)
def test_an_outlet_denies_where_it_negates_the_very_clause(
    words: str, voice: Voice, wanted: Stance
) -> None:
    one, other, context = said(
        "the police raided his studio in Lissom", words, "assert", voice=voice
    )
    assert side_of(other, one, context, 0.9, None).stance == wanted


@pytest.mark.parametrize(
    ("words", "attitude", "cue", "wanted"),
    [
        ("whether the mill had burnt down", "demand", "asked", "leaves_open"),
        ("if the mill had burnt down", "demand", "asked", "leaves_open"),
        ("that the mill had burnt down", "assert", "said", "affirms"),
    ],
)
def test_who_asks_leaves_open(words: str, attitude: Attitude, cue: str, wanted: Stance) -> None:
    one, other, context = said("the mill had burnt down", words, attitude, cue)
    assert side_of(other, one, context, 0.9, None).stance == wanted


@pytest.mark.parametrize(
    ("words", "cue", "wanted"),
    [
        ("the growing number of reports that the mill had burnt down", "noted", "leaves_open"),
        ("allegations that the mill had burnt down", "referred to", "leaves_open"),
        ("that the mill had burnt down, as it reports each year", "noted", "affirms"),
        ("the mill had burnt down", "said it wasn't immediately clear that", "leaves_open"),
        ("that the mill had burnt down", "said it was clear", "affirms"),
    ],
)
def test_who_only_notes_what_is_reported_leaves_open(words: str, cue: str, wanted: Stance) -> None:
    one, other, context = said("the mill had burnt down", words, "assert", cue)
    assert side_of(other, one, context, 0.9, None).stance == wanted


@pytest.mark.parametrize(
    ("cue", "words", "denies"),
    [
        ("questioned", "whether the mill had burnt down", False),
        ("asked", "why the mill had burnt down", False),
        ("raised doubts as to", "whether the mill had burnt down", True),
        ("rejected", "that the mill had burnt down", True),
    ],
)
def test_who_asks_denies_nothing(cue: str, words: str, denies: bool) -> None:
    _, other, context = said("the mill had burnt down", words, "deny", cue)
    assert (form_of(other, context) is not None) is denies


@pytest.mark.parametrize(
    ("before", "same"),
    [
        ("Rumours say that the baker is dead", True),
        ("Rumours say that the baker is alive", False),
        ("Rumours say that the baker lived in Osk", False),
    ],
)
def test_a_denial_that_points_denies_the_words_before_it(before: str, same: bool) -> None:
    text = f"Orrim says the baker is alive. {before} - but they are false, Veld said."
    document = Document("d-1", "a.txt", text)

    def span(part: str) -> Span:
        return Span(text.rindex(part), text.rindex(part) + len(part))

    one = Statement("s-1", "d-1", (Span(11, 29),))
    other = Statement("s-2", "d-1", (span("they are false"),), cue=(span("said"),), attitude="deny")
    context = Context(
        {"d-1": document}, {}, {"s-1": one, "s-2": other}, {}, {"d-1": sentences(text)}
    )
    denial = replace(denial_of(other, "negates", context), refers=True)
    assert says_the_same(denial, one, context) == same


@pytest.mark.parametrize(
    ("claim", "words", "cue", "same"),
    [
        ("the baker is alive and well", "that the baker is dead", "denied", True),
        ("the baker is dead", "that the baker is dead", "denied", False),
        ("the baker is alive", "the baker is not dead", "said", True),
        ("the baker is dead", "the baker is not dead", "said", False),
        (
            MARRIED,
            "she is not his wife, but married Tom Marr six years ago in Lissom",
            "said",
            True,
        ),
    ],
)
def test_nobody_denies_what_they_say_themselves(
    claim: str, words: str, cue: str, same: bool
) -> None:
    one, other, context = said(claim, words, "deny", cue)
    form: Form = "denies the words" if cue == "denied" else "negates"
    assert says_the_same(denial_of(other, form, context), one, context) == same


def test_clauses_are_whole_and_in_order() -> None:
    text = "The mill burnt, nobody was hurt, but the barn, which is old, stood."
    parts = list(alignment.clauses(text))
    assert parts == ["The mill burnt", "nobody was hurt", "the barn", "which is old", "stood."]
    assert all(part in text for part in parts)
