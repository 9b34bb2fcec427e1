"""Whether the accused have answered, in invented articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from training.labelled_stories import context_of

from hearsay.links import relate
from hearsay.links.accusations import find_accusations, searched
from hearsay.links.matters import Compared
from hearsay.settings import Settings
from hearsay.types import Accusation, Analysis, Matter, Reason, Side

Article = Callable[..., Any]


def records(*analyses: Analysis) -> list[Accusation]:
    return list(relate(analyses, (), Settings()).accusations)


def test_a_lawyer_answers_for_the_accused(article: Article) -> None:
    one = article(
        "one",
        "Ada Varga said Tomas Dorn stole the harbour fund. "
        "Joan Pell, Dorn's lawyer, said these allegations are false.",
    )
    varga, dorn, pell = one.actor("Ada Varga"), one.actor("Tomas Dorn"), one.actor("Joan Pell")
    charge = one.says("Tomas Dorn stole the harbour fund", varga, "accuse", (dorn,))
    answer = one.says("these allegations are false", pell, "deny", (varga,))
    analysis = one.analysis()
    actors = tuple(replace(a, role="Dorn's lawyer") if a.id == pell else a for a in analysis.actors)
    (record,) = records(replace(analysis, actors=actors))
    assert (record.statement, record.state) == (charge, "answered")
    assert [(r.statement, r.kind) for r in record.responses] == [(answer, "denies")]


def test_somebody_elses_denial_is_no_answer(article: Article) -> None:
    one = article(
        "one",
        "Ada Varga said Tomas Dorn stole the harbour fund. "
        "Lin Marr, a critic of Varga, said these allegations are false.",
    )
    varga, dorn, marr = one.actor("Ada Varga"), one.actor("Tomas Dorn"), one.actor("Lin Marr")
    one.says("Tomas Dorn stole the harbour fund", varga, "accuse", (dorn,))
    one.says("these allegations are false", marr, "deny", (varga,))
    (record,) = records(one.analysis())
    assert record.state == "none_found"


@pytest.mark.parametrize(
    ("sentence", "content", "state"),
    [
        (
            "Tomas Dorn did not respond to a request for comment.",
            "did not respond to a request for comment",
            "asked_no_reply",
        ),
        ("Tomas Dorn would not say anything.", "would not say anything", "answered"),
    ],
)
def test_a_refusal_soon_after_the_charge(
    article: Article, sentence: str, content: str, state: str
) -> None:
    one = article("one", f"Ada Varga said Tomas Dorn stole the harbour fund. {sentence}")
    varga, dorn = one.actor("Ada Varga"), one.actor("Tomas Dorn")
    one.says("Tomas Dorn stole the harbour fund", varga, "accuse", (dorn,))
    one.says(content, dorn, "decline")
    (record,) = records(one.analysis())
    assert record.state == state
    assert [r.kind for r in record.responses] == ["declines"]


@pytest.mark.parametrize(
    ("asked", "state"),
    [("the announcement of a new bridge", "none_found"), ("several questions", "asked_no_reply")],
)
def test_silence_on_another_thing_is_no_answer(article: Article, asked: str, state: str) -> None:
    text = f"Ada Varga said Tomas Dorn stole the harbour fund. Dorn has yet to respond to {asked}."
    one = article("one", text)
    varga, dorn = one.actor("Ada Varga"), one.actor("Tomas Dorn")
    one.says("Tomas Dorn stole the harbour fund", varga, "accuse", (dorn,))
    one.says(asked, dorn, "decline", cue="has yet to respond to")
    (record,) = records(one.analysis())
    assert record.state == state


@pytest.mark.parametrize(
    ("refused", "cue", "state"),
    [
        ("to marry her cousin", "refused", "none_found"),
        ("to comment on the fund", "refused", "asked_no_reply"),
        ("anything about the fund", "refused to say", "answered"),
    ],
)
def test_who_refuses_to_do_something_answers_no_charge(
    article: Article, refused: str, cue: str, state: str
) -> None:
    text = f"Ada Varga said Tomas Dorn stole the harbour fund. Dorn {cue} {refused}."
    one = article("one", text)
    varga, dorn = one.actor("Ada Varga"), one.actor("Tomas Dorn")
    one.says("Tomas Dorn stole the harbour fund", varga, "accuse", (dorn,))
    one.says(refused, dorn, "decline", cue=cue)
    analysis = one.analysis()
    alike = tuple((s.id, bytes([64] * 128)) for s in analysis.statements)
    (record,) = records(replace(analysis, vectors=alike))
    assert record.state == state


def test_a_denial_of_one_charge_does_not_answer_another(article: Article) -> None:
    one = article(
        "one",
        "Ada Varga said Tomas Dorn stole the harbour fund. "
        "Ada Varga said Tomas Dorn bribed two judges of the upper court in spring. "
        "Tomas Dorn denied that he stole the harbour fund.",
    )
    varga, dorn = one.actor("Ada Varga"), one.actor("Tomas Dorn")
    theft = one.says("Tomas Dorn stole the harbour fund", varga, "accuse", (dorn,))
    bribe = one.says(
        "Tomas Dorn bribed two judges of the upper court in spring", varga, "accuse", (dorn,)
    )
    one.says("he stole the harbour fund", dorn, "deny", cue="denied")
    states = {record.statement: record.state for record in records(one.analysis())}
    assert states == {theft: "answered", bribe: "none_found"}


def test_the_one_armed_group_of_an_article_is_charged_by_its_fighters_wrongs(
    article: Article,
) -> None:
    text = "Residents of Osk said insurgents attacked the mill. The Red Reed is an armed group."
    one = article("one", text)
    reed = one.actor("Red Reed", "armed_group")
    charge = one.says("insurgents attacked the mill", label="residents")
    (record,) = records(one.analysis())
    assert (record.statement, record.accused, record.state) == (charge, reed, "none_found")
    two = article("two", text + " So is the Blue Reed.")
    two.actor("Red Reed", "armed_group")
    two.actor("Blue Reed", "armed_group")
    two.says("insurgents attacked the mill", label="residents")
    assert records(two.analysis()) == []


def test_a_denied_truce_accuses_nobody(article: Article) -> None:
    one = article(
        "one",
        "The Red Reed has agreed to a truce, said General Orr. "
        "The Red Reed denied agreeing to a truce.",
    )
    orr, reed = one.actor("Orr"), one.actor("Red Reed", "armed_group")
    one.says("The Red Reed has agreed to a truce", orr)
    one.says("agreeing to a truce", reed, "deny")
    assert records(one.analysis()) == []


def test_nobody_charges_their_own_side(article: Article) -> None:
    one = article("one", "The Red Reed said its own men burned the mill.")
    reed = one.actor("Red Reed", "armed_group")
    one.says("its own men burned the mill", reed, "accuse", (reed,))
    assert records(one.analysis()) == []


def test_the_accuser_of_a_disputed_charge_goes_on_with_it(article: Article) -> None:
    one = article(
        "one",
        "Ada Varga said Tomas Dorn stole the harbour fund. "
        "Varga said he emptied the fund at night. "
        "Dorn denied that he stole the harbour fund.",
    )
    varga, dorn = one.actor("Ada Varga"), one.actor("Tomas Dorn")
    charge = one.says("Tomas Dorn stole the harbour fund", varga, "accuse", (dorn,))
    more = one.says("he emptied the fund at night", varga)
    one.says("he stole the harbour fund", dorn, "deny", (varga,))
    analysis = one.analysis()
    told = tuple(replace(s, about=(dorn,)) if s.id == more else s for s in analysis.statements)
    vector, near = bytes([64] * 128), bytes([64] * 112 + [192] * 16)  # cosine 0.75
    vectors = tuple((s.id, near if s.id == more else vector) for s in told)
    disputed = replace(analysis, statements=told, vectors=vectors)
    assert {r.statement for r in records(disputed)} == {charge, more}
    # a charge that nobody denies does not go on: what else is said of the accused may be harmless
    quiet = replace(disputed, statements=told[:2], vectors=vectors[:2])
    assert {r.statement for r in records(quiet)} == {charge}


def test_what_else_the_accuser_says_of_the_accused_is_no_charge(article: Article) -> None:
    one = article(
        "one",
        "Ada Varga said Tomas Dorn stole the harbour fund. "
        "Varga said he was on the ferry that night. "
        "Dorn denied that he stole the harbour fund.",
    )
    varga, dorn = one.actor("Ada Varga"), one.actor("Tomas Dorn")
    charge = one.says("Tomas Dorn stole the harbour fund", varga, "accuse", (dorn,))
    more = one.says("he was on the ferry that night", varga)
    one.says("he stole the harbour fund", dorn, "deny", (varga,))
    analysis = one.analysis()
    told = tuple(replace(s, about=(dorn,)) if s.id == more else s for s in analysis.statements)
    vector, far = bytes([64] * 128), bytes([64] * 91 + [192] * 37)  # their cosine is 0.42
    vectors = tuple((s.id, far if s.id == more else vector) for s in told)
    disputed = replace(analysis, statements=told, vectors=vectors)
    assert {r.statement for r in records(disputed)} == {charge}


def test_what_quotes_a_charge_again_charges_the_same(article: Article) -> None:
    one = article("one", "Ada Varga said he took the harbour fund and hid it in the old mill.")
    two = article("two", "“he took the harbour fund and hid it in the old mill,” Ada Varga said.")
    dorn = one.actor("Tomas Dorn")
    words = "he took the harbour fund and hid it in the old mill"
    first = one.says(words, one.actor("Ada Varga"), "accuse", (dorn,))
    second = two.says(words, two.actor("Ada Varga"), "assert")
    found = {r.statement: r.accused for r in records(one.analysis(), two.analysis())}
    assert found[first] == found[second]


@pytest.mark.parametrize(
    ("said", "accused"),
    [
        ("he burned the mill of Tallow", 2),
        ("the alleged mastermind burned the mill of Tallow", 1),
        ("these men burned the mill of Tallow", 1),
    ],
)
def test_a_charge_of_a_culprit_without_a_name_is_nobody_elses(
    article: Article, said: str, accused: int
) -> None:
    one = article("one", "Ada Varga said Tomas Dorn burned the mill of Tallow.")
    two = article("two", f"Joan Pell said {said}.")
    dorn = one.actor("Tomas Dorn")
    one.says("Tomas Dorn burned the mill of Tallow", one.actor("Ada Varga"), "accuse", (dorn,))
    two.says(said, two.actor("Joan Pell"), "accuse")
    assert len(records(one.analysis(), two.analysis())) == accused


@pytest.mark.parametrize(("alike", "state"), [(0.95, "answered"), (0.6, "none_found")])
def test_a_denial_on_the_other_side_answers_where_it_is_much_like_the_charge(
    article: Article, alike: float, state: str
) -> None:
    one = article("one", "Ada Varga accused Tomas Dorn of hiding the harbour fund.")
    two = article("two", "Tomas Dorn has always denied hiding the fund.")
    dorn = one.actor("Tomas Dorn")
    charge = one.says(
        "Tomas Dorn of hiding the harbour fund", one.actor("Ada Varga"), "accuse", (dorn,)
    )
    answer = two.says("hiding the fund", dorn, "deny")
    context = context_of([one.analysis(), two.analysis()], ())
    statements = tuple(context.statements.values())
    likeness = np.full((2, 2), alike)
    told = Compared(
        statements,
        {statement.id: row for row, statement in enumerate(statements)},
        *(likeness for _ in range(5)),
    )
    because = (Reason("same proposition", "made up"),)
    sides = (Side(charge, "affirms", 1.0, because), Side(answer, "denies", 0.9, because))
    matter = Matter("m-1", "Tomas Dorn hid the harbour fund", charge, sides, because=because)
    (record,) = find_accusations(told, [matter], (), searched(context), context)
    assert (record.accused, record.state) == (dorn, state)


@pytest.mark.parametrize("named", [False, True])
def test_who_is_charged_with_the_like_borrows_only_of_charges_of_their_own(
    article: Article, named: bool
) -> None:
    one = article(
        "one",
        "Orrim said armed gangs cross the river from the land of Sella. "
        "Sella said armed gangs cross the river from a neighbour. "
        "Ada Varga accused Orrim of letting armed gangs cross the river. "
        "Sella blamed Orrim for armed gangs that cross the river.",
    )
    orrim, sella = one.actor("Orrim", "government"), one.actor("Sella", "government")
    charge = one.says(
        "armed gangs cross the river from the land of Sella", orrim, "accuse", (sella,)
    )
    bare = one.says("armed gangs cross the river from a neighbour", sella, "accuse")
    other = one.says(
        "Orrim of letting armed gangs cross the river", one.actor("Ada Varga"), "accuse", (orrim,)
    )
    if named:
        one.says("Orrim for armed gangs that cross the river", sella, "accuse", (orrim,))
    accused = {(record.statement, record.accused) for record in records(one.analysis())}
    assert (charge, sella) in accused and (other, orrim) in accused
    assert ((bare, orrim) in accused) is named
    assert (bare, sella) not in accused


def test_who_suffers_in_a_charge_is_not_lent_its_guilt(article: Article) -> None:
    one = article(
        "one",
        "Ada Varga said Tomas Dorn struck the guard on the bridge by the river. "
        "Ines Pell said Mr Dorn was struck by the guard on the bridge by the river.",
    )
    dorn = one.actor("Tomas Dorn", "person", "Mr Dorn")
    charge = one.says(
        "Tomas Dorn struck the guard on the bridge by the river",
        one.actor("Ada Varga"),
        "accuse",
        (dorn,),
    )
    other = one.says(
        "Mr Dorn was struck by the guard on the bridge by the river",
        one.actor("Ines Pell"),
        "accuse",
    )
    accused = {(record.statement, record.accused) for record in records(one.analysis())}
    assert (charge, dorn) in accused
    assert (other, dorn) not in accused


@pytest.mark.parametrize(
    ("said", "accused"),
    [
        ("Tomas Dorn took the harbour fund of Tallow", 1),
        ("after Tomas Dorn had left, a clerk took the harbour fund of Tallow", 0),
    ],
)
def test_who_is_only_named_to_tell_when_is_not_charged(
    article: Article, said: str, accused: int
) -> None:
    one = article(
        "one", f"Ada Varga said {said}. Tomas Dorn said these allegations of theft are false."
    )
    varga, dorn = one.actor("Ada Varga"), one.actor("Tomas Dorn")
    one.says(said, varga, "accuse")
    one.says("these allegations of theft are false", dorn, "deny", (varga,))
    assert len(records(one.analysis())) == accused
