"""From a sentence to the page: who answers a charge in its own sentence has answered it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import hearsay
from hearsay import pipeline, terminal
from hearsay.case import Case
from hearsay.links.denials import CERTAIN
from hearsay.settings import Settings
from hearsay.types import Ledger, Matter, Side
from hearsay.web.checking import check_view
from hearsay.web.lookup import Lookup
from test_terminal import printed

HEAD = "Rell Herald\n\nOrrim and Veld traded charges on Monday over the raid on Tallow.\n\n"


def built(folder: Path, told: str) -> Path:
    (folder / "one.txt").write_text(f"{HEAD}{told}\n", encoding="utf-8")
    hearsay.build([folder / "one.txt"], folder / "one.case")
    return folder / "one.case"


def read(case: Path) -> Ledger:
    with Case.open(case) as opened:
        return opened.ledger()


@pytest.mark.parametrize(
    "told",
    [
        "Orrim accused Veld of sheltering the Front, a charge that Veld denies.",
        "Orrim accused Veld of sheltering the Front, an accusation it has always rejected.",
        "Orrim says Veld shelters the Front, which Veld denies.",
        "Orrim says Veld shelters the Front. Veld has always denied it.",
        "Veld has denied claims by Orrim's government that it shelters the Front.",
        "Veld has rejected Orrim's allegations it is sheltering the Front.",
    ],
)
def test_who_answers_a_charge_where_it_is_told_has_answered(tmp_path: Path, told: str) -> None:
    ledger = read(built(tmp_path, told))
    named = {actor.id: actor.name for actor in ledger.actors}
    (charge,) = ledger.accusations
    assert named[charge.accused] == "Veld"
    assert charge.state == "answered"
    said = {statement.id: statement for statement in ledger.statements}
    links = {(o.denial, o.claim): o for m in ledger.matters for o in m.oppositions}
    ((denial, claim), link), *_ = [one for one in links.items() if one[1].confidence >= CERTAIN]
    assert claim == charge.statement
    assert named[said[claim].speaker or ""] == "Orrim"
    assert named[said[denial].speaker or ""] == "Veld"
    assert link.because[0].rule == "same words"


def test_a_check_quotes_the_claim_with_the_answer_behind_it(tmp_path: Path) -> None:
    case = built(tmp_path, "Orrim says Veld shelters the Front. Veld has always denied it.")
    with Case.open(case) as opened:
        answer = pipeline.check("Veld shelters the Front", opened, Settings())
    words = printed(terminal.check(check_view(Lookup(answer.ledger), answer.checked)))
    assert "x deny it" in words
    assert "“Orrim says Veld shelters the Front. Veld has always denied it.”" in words


@pytest.mark.parametrize(
    ("told", "note"),
    [
        ("Veld has rejected claims that it shelters the Front.", "it: Veld"),
        ("Ann Roe denied reports that she shelters the Front.", "she: Ann Roe"),
        ("Ann Roe denied reports that it shelters the Front.", ""),  # a person is no "it"
        ("Eve Doe's lawyer, Ann Roe, denied reports that she shelters the Front.", ""),
        ("Of Eve Doe, the driver, Ann Roe denied reports that she shelters the Front.", ""),
        ("Tom Roe denied reports that she shelters the Front.", ""),
        ("Veld said that it shelters the Front.", ""),
    ],
)
def test_a_pronoun_that_opens_a_matter_is_explained_where_a_denial_tells(
    tmp_path: Path, told: str, note: str
) -> None:
    ledger = read(built(tmp_path, told))
    look = Lookup(ledger)
    said = {statement.id: statement for statement in ledger.statements}
    words = "she shelters the Front." if "that she" in told else "it shelters the Front."
    put = next(s for s in said.values() if look.quote(s).removeprefix("that ") == words[:-1])
    matter = Matter("m-000000000001", words, put.id, (Side(put.id, "affirms", 1.0),))
    assert look.stands_for(matter) == note
    shown = printed(terminal.matter(replace(ledger, matters=(matter,)), matter))
    assert (f"{words} [{note}]" in shown) is bool(note)
