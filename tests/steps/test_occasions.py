"""The date and the occasion of saying, as worded beside the cue; never those of what is told."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay import text as offsets
from hearsay.registry import STEPS
from hearsay.steps.occasion_wording import phrases
from hearsay.steps.occasions import occasions
from hearsay.types import Analysis, Document, Span, Statement

PUBLISHED = "2024-10-04"  # a Friday
MARK = re.compile(r"\[([SC#]) |\]")


def marked(
    told: str, published: str | None = PUBLISHED, speakers: tuple[str, ...] = ()
) -> Analysis:
    """An analysis of "[S The mayor] [C said] [# the dam held]": a statement for each content.

    A content takes the source and cue nearest to it, those of its own sentence first.
    """
    text, opened = "", []
    parts: list[tuple[str, Span]] = []
    last = 0
    for mark in MARK.finditer(told):
        text += told[last : mark.start()]
        last = mark.end()
        if mark[1]:
            opened.append((mark[1], len(text)))
        else:
            role, start = opened.pop()
            parts.append((role, Span(start, len(text))))
    text += told[last:]

    held = offsets.Locator(offsets.sentences(text))

    def nearest(role: str, content: Span) -> tuple[Span, ...]:
        def gap(span: Span) -> tuple[bool, int]:
            apart = held.at(span.start) != held.at(content.start)
            return apart, max(span.start - content.end, content.start - span.end)

        return tuple(sorted((s for r, s in parts if r == role), key=gap)[:1])

    contents = sorted(span for role, span in parts if role == "#")
    statements = tuple(
        Statement(
            id=f"s-{number}",
            document="d-1",
            content=(content,),
            cue=nearest("C", content),
            source=nearest("S", content),
            speaker=speakers[number] if speakers else "a-1",
        )
        for number, content in enumerate(contents)
    )
    return Analysis(
        Document(id="d-1", path="a.txt", text=text, published=published),
        sentences=tuple(offsets.sentences(text)),
        statements=statements,
    )


def first(told: str, published: str | None = PUBLISHED) -> Statement:
    return occasions(marked(told, published)).statements[0]


@pytest.mark.parametrize(
    ("told", "said_on"),
    [
        ("[S The mayor] [C said] on Tuesday [# the dam held].", "2024-10-01"),
        ("[# The dam held], [S the mayor] [C told] reporters Monday.", "2024-09-30"),
        ("[S The mayor] on Thursday [C denied] [# the report].", "2024-10-03"),
        ("On Wednesday night, [S the mayor] [C said] [# the dam held].", "2024-10-02"),
        ("[S The mayor] [C said in a statement late on 3 May] [# that it held].", "2024-05-03"),
        ("[# It held], [S she] [C said] in an interview with the Gazette last week.", "2024-09"),
        ("[# It held], [S she] [C said] last year.", "2023"),
        ("[S The mayor] [C told] the Rell Gazette in March 2021 [# that it held].", "2021-03"),
        ("Speaking in Rell on Tuesday, [S the mayor] [C said] [# it held].", "2024-10-01"),
        ("In a 2013 interview, [S Tarro] [C said] [# the dam was old].", "2013"),
        ("[C According to] [S a report published on Monday], [# the dam is old].", "2024-09-30"),
        ("[# It held,] [C said] [S Tarro] at a news conference in Rell yesterday.", "2024-10-03"),
    ],
)
def test_the_date_beside_the_words_of_saying(told: str, said_on: str) -> None:
    statement = first(told)
    assert statement.said_on == said_on
    assert [reason.rule for reason in statement.because].count("said on") == 1


@pytest.mark.parametrize(
    "told",
    [
        "[S The mayor] [C said] [# the attack on Monday killed two].",
        "[S The mayor], arrested on Monday, [C said] [# nothing was taken].",
        "[S A man who was arrested on Monday] [C said] [# nothing was taken].",
        "[S The mayor] [C said] after Monday's attack [# that it held].",
        "[S The mayor] [C condemned] Tuesday's attack and [# asked for help].",
        "[S The mayor] has [C said] nothing since Monday [# about the dam].",
        "The dam broke on Monday and [S the mayor] [C said] [# it was old].",
        "[S The mayor] will [C say] on Monday [# that the dam is old].",
        "[S The mayor] [C will announce] on Sunday [# that the dam is old].",
        "On Monday, [S police] [C said], [# two men came to the dam].",
        "[S The mayor] [C said] when asked about the flood on Monday [# that it held].",
        "[S Tarro], in office since 2019, [C said] [# it held].",
        "In 2009 and 2010, [S Tarro] [C said] [# the dam was old].",
        "[S The mayor] [C said] next week [# would be calm].",
    ],
)
def test_a_date_of_something_else_is_none(told: str) -> None:
    assert first(told).said_on is None


def test_without_a_day_of_publication_only_a_year_that_is_told_counts() -> None:
    assert first("[S The mayor] [C said] on Tuesday [# it held].", None).said_on is None
    assert first("[S The mayor] [C said] on 3 May [# it held].", None).said_on is None
    told = first("[S The mayor] [C said] on 3 May 2021 [# it held].", None)
    assert told.said_on == "2021-05-03"


def test_who_goes_on_in_the_paragraph_spoke_on_the_same_day() -> None:
    told = "[S The mayor] [C said] on Tuesday [# it held]. [S She] [C added] [# it was old]."
    one, other = occasions(marked(told)).statements
    assert (one.said_on, other.said_on) == ("2024-10-01", "2024-10-01")
    assert [r.refs for r in other.because] == [(one.id,)]


@pytest.mark.parametrize(
    "goes_on",
    [
        "\n[S She] [C added] [# it was old].",
        " [S She] had earlier [C said] [# it was old].",
        " [S She] [C said] last year [# it was old].",
        " [S She] [C believes] [# it was old].",
    ],
)
def test_another_paragraph_or_time_is_not_the_same_occasion(goes_on: str) -> None:
    told = "[S The mayor] [C said] on Tuesday [# it held]." + goes_on
    assert occasions(marked(told)).statements[1].said_on != "2024-10-01"


def test_somebody_else_in_the_paragraph_has_a_day_of_their_own() -> None:
    told = "[S The mayor] [C said] on Tuesday [# it held]. [S Tarro] [C added] [# it was old]."
    analysis = marked(told, speakers=("a-1", "a-2"))
    assert occasions(analysis).statements[1].said_on is None


@pytest.mark.parametrize(
    ("told", "occasion"),
    [
        (
            "[S Tarro] [C said] at a news conference in Rell on Monday [# it held].",
            "a news conference in Rell",
        ),
        (
            "[# It held], [S she] [C said] in an interview with the Gazette.",
            "an interview with the Gazette",
        ),
        ("In a statement, [S the council] [C said] [# it held].", "a statement"),
        ("[S The council] [C said in a statement] [# that it held].", "a statement"),
        (
            "[S Tarro] [C told] an audience at a seminar at the Arden Institute [# it held].",
            "a seminar at the Arden Institute",
        ),
        ("[S Tarro] [C wrote] on Twitter [# that it held].", "Twitter"),
        ("[S Tarro] [C said] in a tweet [# that it held].", "a tweet"),
        (
            "[S Tarro] [C wrote] in a letter to the Harbour Board [# that it held].",
            "a letter to the Harbour Board",
        ),
        (
            "[# It held], [S she] [C said] during a visit to the town of Morvane.",
            "a visit to the town of Morvane",
        ),
        ("Speaking at a rally in Rell, [S Tarro] [C said] [# it held].", "a rally in Rell"),
        ("[S Tarro], in a speech on Monday, [C said] [# it held].", "a speech"),
        ("[S Tarro] [C told] the Gazette by phone [# that it held].", "phone"),
    ],
)
def test_the_occasion_in_the_articles_words(told: str, occasion: str) -> None:
    statement = first(told)
    assert statement.occasion == occasion
    assert "occasion" in [reason.rule for reason in statement.because]


@pytest.mark.parametrize(
    "told",
    [
        "[S Tarro] [C said] [# the deal was made at a meeting in Rell].",
        "The deal was signed at a meeting in Rell, and [S Tarro] [C said] [# it was good].",
        "[S Tarro] [C said] [# it held].",
        "[S Tarro] [C criticised] the statement and [C said] [# it held].",
        "[S A man who was hurt at a rally in Rell] [C said] [# nobody came].",
        "[S Tarro] [C told] reporters [# it held].",
    ],
)
def test_what_is_no_occasion_of_saying(told: str) -> None:
    assert first(told).occasion is None


def test_a_nested_statement_looks_only_inside_the_words_that_hold_it() -> None:
    told = "[S Tarro] [C said] on Monday [# the council had denied the report]."
    outer = marked(told)
    text = outer.document.text
    inner = replace(
        outer.statements[0],
        id="s-9",
        parent="s-0",
        content=(Span(text.index("the report"), text.index("the report") + 10),),
        cue=(Span(text.index("denied"), text.index("denied") + 6),),
        source=(Span(text.index("the council"), text.index("the council") + 11),),
    )
    both = occasions(replace(outer, statements=(*outer.statements, inner))).statements
    assert [one.said_on for one in both] == ["2024-09-30", None]


PIECES = st.sampled_from(
    [
        "[S The mayor] ", "[C said] ", "[# the dam held] ", "on Monday ", "in a statement ",
        "at a news conference in Rell ", "in 2013 ", ", ", "“", "” ", ". ", "\n", "last week ",
        "on his “Late Hour” show ", "Tarro’s ", "in court papers ", "during the third ",
        "31 April ",
        "of the ", "by phone ", "é ", "🙂 ", "IN A STATEMENT ", "a ", "with ",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30).map("".join))
def test_only_words_of_the_article_and_nothing_else_changes(told: str) -> None:
    analysis = marked(told)
    after = occasions(analysis)
    assert after == occasions(analysis)
    for before, statement in zip(analysis.statements, after.statements, strict=True):
        assert replace(statement, said_on=None, occasion=None, because=()) == before
        assert statement.occasion is None or statement.occasion in analysis.document.text
        assert statement.said_on is None or re.fullmatch(
            r"\d{4}(-\d\d(-\d\d)?)?", statement.said_on
        )
        rules = {reason.rule for reason in statement.because}
        assert ("said on" in rules) == (statement.said_on is not None)
        assert ("occasion" in rules) == (statement.occasion is not None)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_phrases_lie_in_the_words_in_order(words: str) -> None:
    found = phrases(words)
    assert all(one.whole.covers(one.noun) and one.noun.end == one.whole.end for one in found)
    assert all(a.whole.end <= b.whole.start for a, b in pairwise(found))


def test_the_step_stands_after_what_it_needs() -> None:
    names = [step.name for step in STEPS]
    assert names.index("occasions") > names.index("speakers")
