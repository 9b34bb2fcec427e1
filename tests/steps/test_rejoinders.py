"""Answers told behind a claim, in its own sentence or the next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hearsay.steps.rejoinders import is_rejoinder, meant, spoken, with_rejoinders, words_of
from hearsay.text import sentences
from hearsay.types import Analysis, Document, Span, Statement

CHARGE = "Orrim accused Veld of arming the rebels"
SAID = "Veld of arming the rebels"


def place(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def said(text: str, content: str, cue: str = "accused") -> Statement:
    return Statement("s-1", "d-1", (place(text, content),), cue=(place(text, cue),))


def found(text: str, *known: Statement) -> list[Statement]:
    document = Document("d-1", "a.txt", text)
    analysis = Analysis(document, sentences=tuple(sentences(text)))
    return with_rejoinders(analysis, known)


@pytest.mark.parametrize(
    ("behind", "who", "cue"),
    [
        (", a charge that Veld denies.", "Veld", "denies"),
        (", a charge Veld has repeatedly rejected.", "Veld", "has repeatedly rejected"),
        (" - an allegation dismissed by the Veld army.", "the Veld army", "dismissed"),
        (", which Veld denies.", "Veld", "denies"),
        (", something Veld's envoy has called absurd.", "Veld's envoy", "has called absurd"),
        (", though an official denied it.", "an official", "denied"),
        (", accusations that Veld and its allies deny.", "Veld and its allies", "deny"),
        (
            ", a charge that Veld has faced before and has always denied.",
            "Veld",
            "has always denied",
        ),
        (", an account confirmed by two of his aides.", "two of his aides", "confirmed"),
        (", a view shared by diplomats who saw the arms.", "diplomats", "shared"),
        (". Veld denies this.", "Veld", "denies"),
        (" against Lower Veld, which denies it.", "which", "denies"),
    ],
)
def test_an_answer_is_a_statement_of_the_same_words(behind: str, who: str, cue: str) -> None:
    text = f"{CHARGE}{behind}"
    claim, answer = found(text, said(text, SAID))
    assert [span.of(text) for span in answer.source] == [who]
    assert [span.of(text) for span in answer.cue] == [cue]
    assert answer.content == claim.content
    assert answer.because[0].refs == (claim.id,)
    assert is_rejoinder(answer) and not is_rejoinder(claim)


@pytest.mark.parametrize(
    "behind",
    [
        ", a charge that Veld has not denied.",  # it does not answer
        ", a claim Veld denies making.",  # what it denies stands behind the verb
        ", a charge that Roe made and Veld denied.",  # two clauses: left to the network
        ", and Sanders rejected that offer.",  # another thing
        ", which is set to host the contest.",
        " and closed the border.",
        ", reports from the border are impossible to confirm.",
        ", but rarely confirms this.",
    ],
)
def test_what_does_not_answer_the_claim_adds_nothing(behind: str) -> None:
    text = f"{CHARGE}{behind}"
    known = said(text, SAID)
    assert found(text, known) == [known]


def test_of_several_claims_the_one_that_names_who_answers_is_answered() -> None:
    text = "Orrim accused Veld of arming the rebels, whom it calls a gang. Veld denies it."
    charge, called = said(text, SAID), Statement("s-2", "d-1", (place(text, "a gang"),))
    *_, answer = found(text, charge, called)
    assert answer.content == charge.content


def test_where_it_may_be_any_of_several_claims_nothing_is_answered() -> None:
    text = "Orrim accused Veld of arming the rebels, whom it calls a gang. The army denies it."
    known = [said(text, SAID), Statement("s-2", "d-1", (place(text, "a gang"),))]
    assert found(text, *known) == known


def test_a_claim_ends_where_its_answer_begins() -> None:
    text = "Orrim says Veld arms the rebels, which Veld denies."
    claim, _ = found(text, said(text, "Veld arms the rebels, which Veld denies", cue="says"))
    assert [span.of(text) for span in claim.content] == ["Veld arms the rebels"]


def test_what_was_read_out_of_the_answers_words_is_dropped() -> None:
    text = f"{CHARGE}, an allegation that Veld and its allies reject."
    wrong = said(text, "Veld and its allies", cue="allegation")
    within = Statement("s-2", "d-1", (place(text, "its allies"),), parent="s-1")
    claim = Statement("s-3", "d-1", (place(text, SAID),), cue=(place(text, "accused"),))
    assert [one.content[0].of(text) for one in found(text, wrong, claim, within)] == [SAID, SAID]


def test_within_somebodys_own_words_an_answer_is_theirs() -> None:
    text = "“Orrim says we arm the rebels, a charge that we deny,” Roe said."
    known = said(text, text[: text.index(" Roe")], cue="said")
    assert found(text, known) == [known]


def test_where_nobody_made_the_claim_the_outlet_did() -> None:
    text = "The army burned the village, an accusation it denies."
    (answer,) = found(text)
    assert answer.content[0].of(text) == "The army burned the village"
    assert answer.because[0].refs == ()
    # the words of the claim stay free for the outlet's own sentence
    assert [span.of(text) for span in words_of(answer)] == [", an accusation it denies"]


def test_a_pronoun_is_whom_the_claim_accuses() -> None:
    text = f"{CHARGE}, a charge it denies."
    claim, answer = found(text, said(text, SAID))
    claim = Statement("s-1", "d-1", claim.content, attitude="accuse", speaker="a-orrim")
    by_claim = {claim.id: claim, answer.id: answer}
    assert spoken(text, by_claim)[answer.id].speaker is None
    charged = replace(claim, target=("a-veld",))
    told = spoken(text, by_claim | {charged.id: charged})
    assert told[answer.id].speaker == "a-veld"
    assert told[charged.id] == charged


def test_each_and_both_are_nobodys_name() -> None:
    text = f"{CHARGE}. Both deny it."
    claim, answer = found(text, said(text, SAID))
    answer = replace(answer, speaker_label="Both")
    assert spoken(text, {one.id: one for one in (claim, answer)})[answer.id].speaker_label is None


@pytest.mark.parametrize(
    ("cue", "attitude"),
    [("has always denied", "deny"), ("confirmed", "confirm"), ("shared", "assert")],
)
def test_what_an_answer_does_its_own_words_tell(cue: str, attitude: str) -> None:
    assert meant(cue) == attitude


@given(some.text(alphabet="ab ,.-–()'\n", max_size=40), some.text(alphabet="ab .", max_size=20))
def test_spans_index_the_text_whatever_stands_around(before: str, after: str) -> None:
    text = f"{before} {CHARGE}, a charge that Veld denies{after}"
    for one in found(text, said(text, SAID)):
        for span in (*one.source, *one.cue, *one.content):
            assert 0 <= span.start < span.end <= len(text)
