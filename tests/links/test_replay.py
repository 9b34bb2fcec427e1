"""Corrections replayed: each kind, their order, undoing, and what is no longer there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay import corrections
from hearsay.corrections import Unreadable
from hearsay.links import replay, replay_matters
from hearsay.types import (
    Analysis,
    Copy,
    Document,
    Judgement,
    Matter,
    Opposition,
    Reason,
    Side,
    Span,
    Statement,
    Utterance,
)

TEXT = "The mayor of Orvel opened the gates, said Ilse Varn. The mayor denied it."
WHY = (Reason("same words", "the gates"),)


def said(subject: str, verdict: str, n: int = 1, undoes: str | None = None) -> Judgement:
    """A judgement; `n` is its place in time."""
    return corrections.judgement(subject, verdict, "Ana", f"2031-05-{n:02}", "seen", undoes)


def statement(name: str, start: int, end: int, **known: object) -> Statement:
    return Statement(name, "d-1", (Span(start, end),), **known)  # type: ignore[arg-type]


FIRST = statement("s-1", 0, 35, speaker="a-1")
SECOND = statement("s-2", 53, 73, attitude="deny", parent="s-1")
ANALYSIS = Analysis(
    Document("d-1", "one.txt", TEXT), statements=(FIRST, SECOND), vectors=(("s-1", b"x"),)
)


def matter(name: str = "m-1", **stances: str) -> Matter:
    """A matter with sides such as s1="affirms"; put in the words of the first."""
    sides = tuple(
        Side(f"s-{key[1:]}", stance, 0.8, WHY)  # type: ignore[arg-type]
        for key, stance in stances.items()
    )
    return Matter(name, "words of it", sides[0].statement, sides)


WORDS = {f"s-{n}": f"words of {n}" for n in range(1, 7)}


def stances(matters: list[Matter]) -> list[dict[str, str]]:
    return [{side.statement: side.stance for side in one.sides} for one in matters]


def test_without_corrections_nothing_changes() -> None:
    assert replay.on_articles([ANALYSIS], []) == (ANALYSIS,)
    assert replay_matters.on_matters([matter(s1="affirms")], WORDS, []) == [matter(s1="affirms")]


def test_a_rejected_statement_is_gone_with_all_that_points_at_it() -> None:
    (changed,) = replay.on_articles([ANALYSIS], [said("s-1", "rejected")])
    assert [s.id for s in changed.statements] == ["s-2"]
    assert changed.statements[0].parent is None
    assert changed.vectors == ()


def test_a_later_confirmation_brings_it_back_and_so_does_undoing() -> None:
    no, yes = said("s-1", "rejected", 1), said("s-1", "confirmed", 2)
    assert replay.on_articles([ANALYSIS], [no, yes]) == (ANALYSIS,)
    undone = said("s-1", corrections.UNDONE, 2, undoes=no.id)
    assert replay.on_articles([ANALYSIS], [no, undone]) == (ANALYSIS,)


def test_a_statement_is_added_where_its_words_stand_and_nowhere_else() -> None:
    subject, verdict = corrections.added("d-1", Span(53, 73), TEXT[53:73], "", "deny", "certain")
    (changed,) = replay.on_articles([ANALYSIS], [said(subject, verdict)])
    new = changed.statements[-1]
    assert new.content == (Span(53, 73),) and new.attitude == "deny"
    assert new.because[0].detail.startswith("Ana, 2031-05-01")
    other = replace(ANALYSIS, document=replace(ANALYSIS.document, text=TEXT.upper()))
    assert replay.on_articles([other], [said(subject, verdict)]) == (other,)


def test_speaker_attitude_and_certainty_are_as_a_person_says() -> None:
    known_as = {"a-1": "a-1", "a-2": "a-0"}
    judged = [said("s-1", "speaker: a-2"), said("s-1", "certainty: alleged", 2)]
    first, second = replay.on_statements([FIRST, SECOND], judged, known_as)
    assert (first.speaker, first.certainty) == ("a-0", "alleged")
    assert second == SECOND
    (phrase,) = replay.on_statements([FIRST], [said("s-1", "speaker: a guard")], known_as)
    assert (phrase.speaker, phrase.speaker_label) == (None, "a guard")
    (gone,) = replay.on_statements([FIRST], [said("s-1", "speaker: a-9")], known_as)
    assert gone == FIRST


def test_a_stance_counts_from_the_side_of_the_statement_it_is_told_by() -> None:
    both = [matter(s1="affirms", s2="denies", s3="affirms")]
    assert stances(replay_matters.on_matters(both, WORDS, [said("s-3|s-1", "denies")]))[0][
        "s-3"
    ] == ("denies")
    # beside one that denies, "affirms" is to deny with it
    assert stances(replay_matters.on_matters(both, WORDS, [said("s-3|s-2", "affirms")]))[0][
        "s-3"
    ] == ("denies")


def test_matters_are_joined_and_split() -> None:
    two = [matter("m-1", s1="affirms"), matter("m-2", s2="affirms")]
    assert stances(replay_matters.on_matters(two, WORDS, [said("s-2|s-1", "affirms")]))[0] == {
        "s-1": "affirms",
        "s-2": "affirms",
    }
    one = [matter(s1="affirms", s2="affirms", s3="denies")]
    split = replay_matters.on_matters(one, WORDS, [said("s-2 s-3|s-1", "another matter")])
    assert sorted(map(len, stances(split))) == [1, 2]
    alone = next(m for m in split if len(m.sides) == 2)
    assert (alone.proposition, alone.proposition_statement) == ("words of 2", "s-2")


def test_a_matter_keeps_a_proposition_that_one_of_its_statements_puts() -> None:
    one = [matter(s1="affirms", s2="affirms")]
    (left,) = replay_matters.on_matters(one, WORDS, [said("s-1|s-2", "apart")])
    assert (left.proposition, left.proposition_statement) == ("words of 2", "s-2")


def test_denials_are_taken_away_and_made() -> None:
    one = replace(
        matter(s1="affirms", s2="denies"), oppositions=(Opposition("s-2", "s-1", 0.7, WHY),)
    )
    (parted,) = replay_matters.on_matters([one], WORDS, [said("s-2|s-1", "no denial")])
    assert parted.oppositions == ()
    (made,) = replay_matters.on_matters([parted], WORDS, [said("s-3|s-1", "denial")])
    assert [(o.denial, o.claim) for o in made.oppositions] == [("s-3", "s-1")]
    assert stances([made])[0]["s-3"] == "denies"


def test_copies_and_acts_of_speaking() -> None:
    documents = [Document(f"d-{n}", "", "") for n in (1, 2, 3)]
    copy = Copy(("d-1", "d-2"), "shared_passage", (), WHY)
    assert replay.on_copies([copy], documents, [said("d-1|d-2", "no copy")]) == ()
    (marked,) = replay.on_copies([], documents, [said("d-1|d-3", "copy")])
    assert marked.documents == ("d-1", "d-3")
    (joined,) = replay.on_utterances([], WORDS, [said("s-1|s-2", "one utterance")])
    assert joined.statements == ("s-1", "s-2")
    told = Utterance("u-1", ("s-1", "s-2", "s-3"), WHY)
    (left,) = replay.on_utterances([told], WORDS, [said("s-1|s-2", "two utterances")])
    assert left.statements == ("s-2", "s-3")


def test_what_is_no_longer_there_changes_nothing() -> None:
    lost = [said("s-8", "rejected"), said("s-8|s-9", "affirms"), said("d-8|d-9", "copy")]
    assert replay.on_articles([ANALYSIS], lost) == (ANALYSIS,)
    assert replay_matters.on_matters([matter(s1="affirms")], WORDS, lost) == [matter(s1="affirms")]
    assert replay.on_copies([], [], lost) == ()


@pytest.mark.parametrize(
    ("subject", "verdict"),
    [
        ("s-1", "nonsense"),
        ("d-1", "confirmed"),
        ("s-1", "attitude: shouts"),
        ("s-1", "speaker: "),
        ("s-1|s-1", "affirms"),
        ("s-1", "affirms"),
        ("d-1 9-3", 'statement: {"words": "x"}'),
        ("d-1 3-9", "statement: []"),
        ("outlet: Delta Herald", "reliability: G"),
    ],
)
def test_what_says_nothing_is_refused(subject: str, verdict: str) -> None:
    with pytest.raises(Unreadable):
        said(subject, verdict)


@given(st.permutations([said("s-1|s-2", "apart", n) for n in range(1, 4)]))
def test_the_order_in_which_corrections_are_given_does_not_matter(drawn: list[Judgement]) -> None:
    one = [matter(s1="affirms", s2="affirms", s3="denies")]
    assert replay_matters.on_matters(one, WORDS, drawn) == replay_matters.on_matters(
        one, WORDS, sorted(drawn, key=lambda j: j.at)
    )


def test_a_file_for_a_colleague_reads_back() -> None:
    judged = (said("s-1", "confirmed"), said("s-1|s-2", "affirms", 2))
    assert corrections.parsed(corrections.written(judged)) == judged
    with pytest.raises(Unreadable, match="line 1"):
        corrections.parsed("{")
