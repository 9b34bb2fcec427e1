"""Who would not answer, told in a set phrase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hearsay.steps.non_answers import with_non_answers
from hearsay.text import sentences
from hearsay.types import Analysis, Document, Span, Statement


def found(text: str, *known: Statement) -> list[Statement]:
    document = Document("d-1", "a.txt", text)
    analysis = Analysis(document, sentences=tuple(sentences(text)))
    return with_non_answers(analysis, known)


def said(text: str, content: str, cue: str) -> Statement:
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (content, cue)]
    return Statement("s-1", "d-1", (spans[0],), cue=(spans[1],))


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        (
            "The mill burned. A spokesman for the mill declined to comment.",
            "A spokesman for the mill",
            "declined to comment",
        ),
        (
            "Roe wrote to her on Monday, but Varga did not respond to questions.",
            "Varga",
            "did not respond to questions",
        ),
        (
            "The owner could not be reached by the Ledger for comment.",
            "The owner",
            "could not be reached by the Ledger for comment",
        ),
        (
            "No comment was immediately available from the harbour board.",
            "the harbour board",
            "No comment was immediately available from the harbour board",
        ),
        ("The board has so far not made any statement, it is told.", "The board", ""),
        (
            "There was no immediate reaction from the Front, whose leader had fled.",
            "the Front",
            "no immediate reaction from the Front",
        ),
        ("The harbour board is not commenting on the fire.", "The harbour board", "is not comm"),
        (
            "Varga has not commented, though the mill was hers.",
            "Varga",
            "has not commented",
        ),
    ],
)
def test_a_non_answer_that_was_missed(text: str, who: str, what: str) -> None:
    (statement,) = found(text)
    assert [span.of(text) for span in statement.source] == [who]
    assert statement.content[0].of(text).startswith(what or "has so far not made any statement")
    assert statement.cue[0].overlaps(statement.content[0])


def test_what_was_not_answered_comes_with_the_phrase() -> None:
    text = "The mill had no comment on the matter but will open on Monday."
    (statement,) = found(text, said(text, "the matter but", "had no comment on"))
    assert statement.content[0].of(text) == "had no comment on the matter"
    assert [reason.rule for reason in statement.because] == ["non-answer"]


@pytest.mark.parametrize(
    "told",
    [
        "The mill declined to comment. Neither has the board, so far.",
        "The mill declined to comment, nor would the board.",
    ],
)
def test_who_does_not_answer_either(told: str) -> None:
    mill, board = found(told)
    assert mill.source[0].of(told) == "The mill"
    assert board.source[0].of(told) == "the board"
    assert board.content[0].of(told).endswith("the board")


def test_neither_behind_another_sentence_is_no_answer() -> None:
    assert found("The mill burned. Neither has the board a plan.") == []


def test_an_object_of_another_sort_is_left_as_it_is() -> None:
    text = "The board did not name the driver."
    known = said(text, "the driver", "did not name")
    assert found(text, known) == [known]


def test_within_anothers_words_nothing_is_added() -> None:
    text = "Roe said that the mill had declined to comment."
    known = said(text, "the mill had declined to comment", "said")
    assert found(text, known) == [known]


def test_where_nobody_is_told_to_have_been_asked_nothing_is_added() -> None:
    assert found("There was no comment on it.") == []


def test_silence_on_something_is_a_non_answer() -> None:
    text = "The mill burned. Varga has remained silent on the raid."
    (statement,) = found(text)
    assert statement.source[0].of(text) == "Varga"
    assert statement.content[0].of(text) == "has remained silent on the raid"
    assert not found("The mill burned. Varga kept quiet for fear of the guards.")


def test_one_non_answer_read_twice_is_told_once() -> None:
    text = "A guard at the mill declined to comment on the raid."
    outer = said(text, "to comment on the raid", "declined")
    outer = replace(outer, source=(Span(0, len("A guard at the mill")),))
    inner = replace(said(text, "the raid", "to comment on"), id="s-2", parent="s-1")
    within = replace(said(text, "raid", "the"), id="s-3", parent="s-2", cue=())
    kept = found(text, outer, inner, within)
    assert [one.id for one in kept] == ["s-1", "s-3"]
    assert kept[0].content[0].of(text) == "declined to comment on the raid"
    assert kept[1].parent == "s-1"
