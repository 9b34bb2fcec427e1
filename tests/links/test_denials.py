"""Which statement denies which, in invented articles: one test for each way to deny."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from training.labelled_stories import context_of

from hearsay.links import relate
from hearsay.links.denial_forms import not_charged, of_a_part, somebodys_claim
from hearsay.links.denials import CERTAIN, MOST_IF_CONTRARY, find_denials
from hearsay.links.matters import compare
from hearsay.links.pointing import is_pointing
from hearsay.settings import Settings
from hearsay.types import Ledger
from hearsay.web.lookup import Lookup
from hearsay.web.matters import matter_views

SETTINGS = Settings()
Article = Callable[..., Any]


def linked(ledger: Ledger) -> dict[tuple[str, str], float]:
    return {
        (o.denial, o.claim): o.confidence for matter in ledger.matters for o in matter.oppositions
    }


def test_what_is_denied_in_its_own_words_is_found_in_another_article(article: Article) -> None:
    one = article("one", "Mayor Ada Varga said the Harlan Company poisoned the wells of Tallow.")
    varga, harlan = one.actor("Ada Varga"), one.actor("Harlan Company", "organisation")
    claim = one.says("the Harlan Company poisoned the wells of Tallow", varga, "accuse", (harlan,))
    two = article(
        "two",
        "The ferry to Osk sank in a storm, the harbour said. "
        "The Harlan Company denied that it had poisoned the wells of Tallow.",
    )
    harbour = two.actor("the harbour", "organisation")
    sank = two.says("The ferry to Osk sank in a storm", harbour)
    denial = two.says(
        "it had poisoned the wells of Tallow", two.actor("Harlan Company", "organisation"), "deny"
    )
    found = linked(relate([one.analysis(), two.analysis()], (), SETTINGS))
    assert (denial, claim) in found
    assert (denial, sank) not in found


def test_a_denial_that_negates_is_compared_without_its_negation(article: Article) -> None:
    one = article(
        "one",
        "Foreign rebels have camps in the Senn valley, General Orr said. "
        "No foreign rebels have camps in the Senn valley, said the Ministry of Tides.",
    )
    claim = one.says("Foreign rebels have camps in the Senn valley", one.actor("Orr"))
    ministry = one.actor("Ministry of Tides", "government")
    denial = one.says("No foreign rebels have camps in the Senn valley", ministry, "deny")
    assert (denial, claim) in linked(relate([one.analysis()], (), SETTINGS))


def test_two_that_say_not_are_never_shown_as_certain(article: Article) -> None:
    said = "the foreign rebels do not have any camps in the Senn valley"
    told = "the foreign rebels do not have camps in the Senn valley"
    one = article("one", f"General Orr said {said}. The Ministry of Tides denied it: {told}.")
    claim = one.says(said, one.actor("Orr"))
    ministry = one.actor("Ministry of Tides", "government")
    denial = one.says(told, ministry, "deny", cue="denied")
    found = linked(relate([one.analysis()], (), SETTINGS))
    assert found.get((denial, claim), 0.0) <= MOST_IF_CONTRARY < CERTAIN


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("The Harlan Company rejected the allegation.", "the allegation"),
        ("“These claims are baseless,” the Harlan Company said.", "These claims are baseless"),
        ("The Harlan Company said there was no truth to it.", "there was no truth to it"),
        ("The Harlan Company called the report fabricated.", "the report fabricated"),
    ],
)
def test_what_points_back_denies_the_charge_before_it(
    article: Article, sentence: str, content: str
) -> None:
    one = article(
        "one",
        "Ada Varga said the Harlan Company poisoned the wells of Tallow. "
        f"{sentence} The bridge at Osk will open in May, said the railway.",
    )
    varga, harlan = one.actor("Ada Varga"), one.actor("Harlan Company", "organisation")
    claim = one.says("the Harlan Company poisoned the wells of Tallow", varga, "accuse", (harlan,))
    denial = one.says(content, harlan, "deny", (varga,))
    railway = one.actor("the railway", "organisation")
    bridge = one.says("The bridge at Osk will open in May", railway)
    ledger = relate([one.analysis()], (), SETTINGS)
    found = linked(ledger)
    assert (denial, claim) in found
    assert (denial, bridge) not in found
    reasons = [r for m in ledger.matters for o in m.oppositions for r in o.because]
    assert any(r.rule == "points back" and r.refs == (claim,) for r in reasons)
    assert any(r.rule == "target" and "Ada Varga" in r.detail for r in reasons)


def test_a_denial_that_puts_the_claim_does_not_point_to_another(article: Article) -> None:
    one = article(
        "one",
        "Mayor Ada Varga said rebels from the north had established bases in the next valley. "
        "The tide office contradicted Ada Varga's claims that it has beaten them in Tallow.",
    )
    varga, office = one.actor("Ada Varga"), one.actor("The tide office", "organisation")
    bases = one.says("rebels from the north had established bases in the next valley", varga)
    denial = one.says(
        "Ada Varga's claims that it has beaten them in Tallow", office, "deny", (varga,)
    )
    assert (denial, bases) not in linked(relate([one.analysis()], (), SETTINGS))


@pytest.mark.parametrize(("cue", "denies"), [("spread", False), ("debunked", True)])
def test_who_spreads_false_rumours_denies_nothing(article: Article, cue: str, denies: bool) -> None:
    one = article(
        "one",
        f"Ada Varga said the ferry to Osk had sunk. The Tallow Herald {cue} the false rumours.",
    )
    claim = one.says("the ferry to Osk had sunk", one.actor("Ada Varga"))
    herald = one.actor("Tallow Herald", "media")
    denial = one.says("the false rumours", herald, "deny", cue=cue)
    assert ((denial, claim) in linked(relate([one.analysis()], [], SETTINGS))) == denies


def test_what_one_says_is_taken_back_by_the_same_one_only(article: Article) -> None:
    one = article(
        "one",
        "Lin Marr said the mayor of Osk took bribes from a quarry. "
        "The quarry said the mayor of Osk took no holidays. "
        "Marr said later that everything he said on the radio was only his opinion.",
    )
    marr = one.actor("Lin Marr", "person", "Marr")
    quarry = one.actor("The quarry", "organisation")
    claim = one.says("the mayor of Osk took bribes from a quarry", marr, "accuse")
    other = one.says("the mayor of Osk took no holidays", quarry)
    back = one.says("everything he said on the radio was only his opinion", marr, "deny")
    found = linked(relate([one.analysis()], (), SETTINGS))
    assert (back, claim) in found
    assert (back, other) not in found


def test_a_withdrawn_statement_is_the_one_that_is_withdrawn(article: Article) -> None:
    one = article(
        "one",
        "The quarry said that wolves had been seen at the gate of Osk. The quarry said that its "
        "lorries would run on Sundays. It later withdrew its statement that wolves had been seen "
        "at Osk.",
    )
    quarry = one.actor("The quarry", "organisation")
    claim = one.says("wolves had been seen at the gate of Osk", quarry)
    other = one.says("its lorries would run on Sundays", quarry)
    back = one.says("wolves had been seen at Osk", quarry, "deny", flags=("retracts",))
    found = linked(relate([one.analysis()], (), SETTINGS))
    assert (back, claim) in found
    assert (back, other) not in found


def test_nobody_denies_what_their_own_side_says(article: Article) -> None:
    one = article(
        "one",
        "The Harlan Company said its pumps cleaned the wells of Tallow. "
        "The Harlan Company denied that its pumps had fouled the wells of Tallow.",
    )
    harlan = one.actor("Harlan Company", "organisation")
    one.says("its pumps cleaned the wells of Tallow", harlan)
    one.says("its pumps had fouled the wells of Tallow", harlan, "deny")
    assert not linked(relate([one.analysis()], (), SETTINGS))


def test_what_calls_a_claim_untrue_is_not_what_is_denied(article: Article) -> None:
    one = article(
        "one",
        "Ada Varga said the tale that the singer Pell had died was a hoax. "
        "Pell's sister said the reports were false.",
    )
    one.says("the tale that the singer Pell had died was a hoax", one.actor("Ada Varga"))
    one.says("the reports were false", one.actor("Pell's sister"), "deny")
    assert not linked(relate([one.analysis()], (), SETTINGS))


def test_an_overtaken_report_is_possibly_denied_by_what_is_its_contrary(article: Article) -> None:
    one = article(
        "one",
        "The army of Velmara said the child found at Osk was the daughter of the rebel Dov. "
        "Earlier reports had said that the child found at Osk was the son of the rebel Dov.",
    )
    army = one.actor("army of Velmara", "organisation")
    later = one.says("the child found at Osk was the daughter of the rebel Dov", army)
    earlier = one.says("the child found at Osk was the son of the rebel Dov", label="reports")
    found = linked(relate([one.analysis()], (), SETTINGS))
    assert (later, earlier) in found
    assert (earlier, later) not in found
    assert found[later, earlier] <= MOST_IF_CONTRARY < CERTAIN


def test_a_claim_and_its_denial_are_in_one_matter(article: Article) -> None:
    one = article(
        "one",
        "Ada Varga said the Harlan Company poisoned the wells of Tallow. "
        "The Harlan Company rejected the allegation.",
    )
    varga, harlan = one.actor("Ada Varga"), one.actor("Harlan Company", "organisation")
    claim = one.says("the Harlan Company poisoned the wells of Tallow", varga, "accuse", (harlan,))
    denial = one.says("the allegation", harlan, "deny")
    (matter,) = relate([one.analysis()], (), SETTINGS).matters
    assert {side.statement: side.stance for side in matter.sides} == {
        claim: "affirms",
        denial: "denies",
    }
    assert matter.proposition == "the Harlan Company poisoned the wells of Tallow"


def test_a_link_that_is_not_certain_is_shown_as_possible(article: Article) -> None:
    one = article(
        "one",
        "Foreign rebels have camps in the Senn valley, General Orr said. "
        "No foreign rebels have camps in the Senn valley, said the Ministry of Tides.",
    )
    one.says("Foreign rebels have camps in the Senn valley", one.actor("Orr"))
    ministry = one.actor("Ministry of Tides", "government")
    denial = one.says("No foreign rebels have camps in the Senn valley", ministry, "deny")
    ledger = relate([one.analysis()], (), SETTINGS)
    (confidence,) = linked(ledger).values()
    assert confidence < CERTAIN
    (view,) = matter_views(Lookup(ledger))
    told = [q for side in view.sides for v in side.voices for q in v.quotations]
    (shown,) = [q for q in told if q.place.statement == denial]
    assert not shown.denies
    assert [denied.speaker for denied in shown.possibly_denies] == ["Orr"]


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("denied the mayor's claims", True),
        ("dismissed reports that the bridge fell", True),
        ("there is no truth to it", True),
        ("the bridge never fell", False),
    ],
)
def test_words_that_speak_of_somebodys_claim(words: str, called: bool) -> None:
    assert bool(somebodys_claim(words)) is called


@pytest.mark.parametrize(
    ("denied", "a_part"),
    [
        ("any part in the fire at the mill", True),
        ("that they had been involved in the raid", True),
        ("playing a role in it", True),
        ("that the fire was laid", False),
        ("the report in part", False),
    ],
)
def test_words_that_deny_a_part(denied: str, a_part: bool) -> None:
    assert of_a_part(denied) is a_part


def test_who_denies_a_part_in_a_fire_does_not_deny_the_fire(article: Article) -> None:
    one = article(
        "one",
        "A fire destroyed the mill of Tallow on Monday, the watch said. The miners laid the fire "
        "in the mill of Tallow, said Ada Varga. The Osk Front denied any part in the fire in the "
        "mill of Tallow.",
    )
    front = one.actor("Osk Front", "armed_group")
    fire = one.says("A fire destroyed the mill of Tallow on Monday", one.actor("the watch"))
    charge = one.says(
        "The miners laid the fire in the mill of Tallow", one.actor("Ada Varga"), "accuse"
    )
    denial = one.says("any part in the fire in the mill of Tallow", front, "deny")
    analysis = one.analysis()
    alike = tuple((s.id, bytes([64] * 128)) for s in analysis.statements)
    found = linked(relate([replace(analysis, vectors=alike)], (), SETTINGS))
    assert (denial, charge) in found
    assert (denial, fire) not in found


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("the Harlan Company poisoned the wells of Tallow", True),
        ("the poisoned wells of Tallow are not real", False),
    ],
)
def test_what_calls_a_report_untrue_is_not_denied_with_it(
    article: Article, said: str, denied: bool
) -> None:
    one = article("one", f"Ada Varga said {said}. “These claims are baseless,” Harlan said.")
    varga, harlan = one.actor("Ada Varga"), one.actor("Harlan", "organisation")
    claim = one.says(said, varga, "accuse", (harlan,))
    denial = one.says("These claims are baseless", harlan, "deny", (varga,))
    context = context_of([one.analysis()], ())
    denials = find_denials(compare(sorted(context.documents), context), context)
    assert ((denial, claim) in {(link.denial, link.claim) for link in denials}) is denied


def test_a_denial_of_a_deed_does_not_only_point_back(article: Article) -> None:
    one = article("one", "Roe said we absolutely, unequivocally did not edit it. Doe said it sank.")
    one.says("we absolutely, unequivocally did not edit it", one.actor("Roe"), "deny")
    one.says("it sank", one.actor("Doe"))
    context = context_of([one.analysis()], ())
    (denial,) = (s for s in context.statements.values() if s.attitude == "deny")
    assert not is_pointing(denial, context)


@pytest.mark.parametrize(
    ("claim", "apart"),
    [
        ("the doctor took a picture in the theatre", True),
        ("the doctor has been charged with wrongdoing", False),
    ],
)
def test_who_has_not_been_charged_may_have_done_it(claim: str, apart: bool) -> None:
    assert not_charged("neither he nor the nurse has been accused of anything", claim) is apart
    assert not not_charged("he did not take a picture", claim)
