"""Corrections that reach over stories: the file that grows gives what relating all gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from hearsay import corrections, links
from hearsay.types import Judgement, Ledger, Matter
from test_relating import ARTICLES, FERRY, SETTINGS, WELLS, added, rows_of_file


def statement(text: str) -> str:
    (one,) = [a for a in ARTICLES if a.document.text == text]
    return one.statements[0].id


def document(text: str) -> str:
    return next(a.document.id for a in ARTICLES if a.document.text == text)


def local(text: str, name: str) -> str:
    (one,) = [a for a in ARTICLES if a.document.text == text]
    return next(actor.id for actor in one.actors if actor.name == name)


def said(subject: str, verdict: str, day: int = 1) -> Judgement:
    return corrections.judgement(subject, verdict, "Ana", f"2031-05-{day:02}T10:00:00", "seen")


def undone(judgement: Judgement) -> Judgement:
    return corrections.judgement(
        judgement.subject, "undone", "Bo", "2031-06-01T10:00:00", "", judgement.id
    )


def judged(path: Path, judgements: Sequence[Judgement]) -> Ledger:
    """What a case holds that hears of the judgements once its articles are there."""
    with added(path, [ARTICLES]) as case:
        for one in judgements:
            case.judge(one)
            case.update([], [], SETTINGS)
        assert case.verify() == []
        return case.ledger()


def matter_of(ledger: Ledger, *statements: str) -> Matter:
    return next(m for m in ledger.matters if set(statements) <= {s.statement for s in m.sides})


JOINED = said(f"{statement(WELLS[0])}|{statement(FERRY[0])}", "same matter")
FOREIGN = said(statement(FERRY[1]), f"speaker: {local(WELLS[1], 'Joan Pell')} person Joan Pell")
COPIED = said(f"{document(WELLS[0])}|{document(FERRY[3])}", "copy")
DENIED = said(f"{statement(FERRY[1])}|{statement(WELLS[2])}", "denial")


@pytest.mark.parametrize(
    "judgements",
    [(JOINED,), (FOREIGN,), (COPIED,), (DENIED,), (FOREIGN, JOINED, COPIED)],
    ids=["matters joined", "speaker named", "copies marked", "denial linked", "all of them"],
)
def test_a_growing_case_gives_what_relating_all_gives(
    judgements: tuple[Judgement, ...], tmp_path: Path
) -> None:
    after = judged(tmp_path / "after.case", judgements)
    whole = links.relate(ARTICLES, judgements, SETTINGS)
    assert after == whole
    with added(tmp_path / "before.case", []) as case:
        for one in judgements:
            case.judge(one)
        for article in ARTICLES:
            case.update([article], [], SETTINGS)
        assert case.ledger() == whole
    back = [undone(one) for one in judgements]
    taken_back = judged(tmp_path / "back.case", [*judgements, *back])
    assert replace(taken_back, judgements=()) == links.relate(ARTICLES, (), SETTINGS)
    with added(tmp_path / "never.case", [ARTICLES]):
        pass
    never, now = rows_of_file(tmp_path / "never.case"), rows_of_file(tmp_path / "back.case")
    apart = {"judgements", "linking"}
    assert {t: r for t, r in now.items() if t not in apart} == {
        t: r for t, r in never.items() if t not in apart
    }


def test_removing_articles_of_joined_stories_leaves_what_never_adding_leaves(
    tmp_path: Path,
) -> None:
    for gone in (WELLS[0], FERRY[0], FERRY[1]):
        left = [a for a in ARTICLES if a.document.text != gone]
        with added(tmp_path / f"{document(gone)}.case", [ARTICLES]) as case:
            case.judge(JOINED)
            case.judge(FOREIGN)
            case.update([], [], SETTINGS)
            case.update([], [document(gone)], SETTINGS)
            assert case.ledger() == links.relate(left, (JOINED, FOREIGN), SETTINGS)
            assert case.verify() == []


def test_joined_matters_bring_all_their_sides_and_leave_none_behind() -> None:
    before = links.relate(ARTICLES, (), SETTINGS)
    wells, ferry = matter_of(before, statement(WELLS[0])), matter_of(before, statement(FERRY[0]))
    assert wells.denies.texts and ferry.affirms.texts
    after = links.relate(ARTICLES, (JOINED,), SETTINGS)
    whole = matter_of(after, statement(WELLS[0]), statement(FERRY[0]))
    assert len(whole.sides) == len(wells.sides) + len(ferry.sides)
    assert {s.statement for s in whole.sides} >= {s.statement for s in ferry.sides}
    assert statement(WELLS[1]) in {s.statement for s in whole.sides if s.stance == "denies"}
    assert wells.id not in {m.id for m in after.matters}
    assert len(whole.affirms.outlets) == len(wells.affirms.outlets) + len(ferry.affirms.outlets)
    assert set(whole.oppositions) == {*wells.oppositions, *ferry.oppositions}
    opposite = said(JOINED.subject, "opposite matter")
    turned = matter_of(
        links.relate(ARTICLES, (opposite,), SETTINGS), statement(WELLS[0]), statement(FERRY[0])
    )
    stances = {s.statement: s.stance for s in turned.sides}
    assert (stances[statement(WELLS[0])], stances[statement(WELLS[1])]) == ("denies", "affirms")


def test_a_speaker_of_another_story_is_that_actor() -> None:
    ledger = links.relate(ARTICLES, (FOREIGN,), SETTINGS)
    (pell,) = [actor for actor in ledger.actors if actor.name == "Joan Pell"]
    assert {s.id for s in ledger.statements if s.speaker == pell.id} == {statement(FERRY[1])}
    assert {mention.document for mention in pell.mentions} == {document(WELLS[1])}


def test_a_speaker_whose_articles_have_gone_is_still_named() -> None:
    left = [a for a in ARTICLES if a.document.text != WELLS[1]]
    ledger = links.relate(left, (FOREIGN,), SETTINGS)
    (one,) = [s for s in ledger.statements if s.id == statement(FERRY[1])]
    assert [a.name for a in ledger.actors if a.id == one.speaker] == ["Joan Pell"]
