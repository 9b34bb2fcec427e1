"""What the network points to is one opinion: heard where the words leave a gap, never alone."""

from __future__ import annotations

import pytest

from hearsay.types import Statement
from marked_articles import names_of, told, who


def because(statement: Statement, rule: str) -> list[str]:
    """The details of a statement's reasons of one rule."""
    return [reason.detail for reason in statement.because if reason.rule == rule]


def test_a_statement_without_source_goes_to_whom_the_network_points() -> None:
    marked = "Ann Roe met Tom Marr in Arcadia. {1 The mine would be shut for good}."
    found = told(marked, pointing={"speaker": {"Tom Marr": 0.9}})
    assert who(found["1"]) == "Tom Marr"
    assert "0.90" in because(found["1"], "pointed")[0]


def test_a_weak_opinion_makes_nobody_a_speaker() -> None:
    marked = "Ann Roe met Tom Marr in Arcadia. {1 The mine would be shut for good}."
    found = told(marked, pointing={"speaker": {"Tom Marr": 0.4}})
    assert who(found["1"]) is None


def test_the_network_decides_between_two_whom_a_pronoun_may_mean() -> None:
    marked = "Ann Roe met Ann Lund at Acme Mining. [1 She] <1 said> {1 it was shut}."
    chosen = {
        name: who(told(marked, pointing={"speaker": {name: 0.95}})["1"])
        for name in ("Ann Roe", "Ann Lund")
    }
    assert chosen == {"Ann Roe": "Ann Roe", "Ann Lund": "Ann Lund"}


def test_a_source_that_names_its_speaker_is_not_overruled() -> None:
    marked = "Tom Marr was there. [1 Ann Roe] <1 said> {1 the mine was shut}."
    assert who(told(marked, pointing={"speaker": {"Tom Marr": 0.99}})["1"]) == "Ann Roe"


def test_the_medium_that_the_network_takes_for_the_relay_is_via_and_the_reason_says_so() -> None:
    marked = "The Morning Gazette has a long read. [1 Ann Roe] <1 said> {1 the mine was shut}."
    found = told(marked, pointing={"via": {"Morning Gazette": 0.5}})
    assert names_of(found["1"].via) == ["Morning Gazette"]
    assert because(found["1"], "told") == ["passed on by Morning Gazette with 0.50"]
    assert told(marked, pointing={"via": {"Morning Gazette": 0.2}})["1"].via == ()


def test_nobody_but_a_medium_is_taken_for_a_relay_on_the_network_s_word() -> None:
    marked = "Tom Marr was there. [1 Ann Roe] <1 said> {1 the mine was shut}."
    assert told(marked, pointing={"via": {"Tom Marr": 0.99}})["1"].via == ()


def test_what_is_carried_on_to_a_later_statement_says_so() -> None:
    found = told(
        "[1 Ann Roe] <1 told> the Morning Gazette {1 that the mine was shut}. "
        "[2 Roe] <2 said> {2 it was for good}."
    )
    assert because(found["1"], "told") == ["told Morning Gazette"]
    assert because(found["2"], "told") == ["goes on speaking to Morning Gazette"]


ACCUSED = "Acme Mining lies by the river. [1 Ann Roe] <1 said> {1 the water was poisoned by night}."


def test_who_is_not_in_sight_of_the_charge_needs_far_more_than_an_opinion() -> None:
    found = told(ACCUSED, "accuse", pointing={"target": {"Acme Mining": 0.6}})
    assert found["1"].target == ()


@pytest.mark.parametrize(("name", "aimed"), [("Acme Mining", ["Acme Mining"]), ("Tom Marr", [])])
def test_a_private_person_is_charged_later_than_a_company(name: str, aimed: list[str]) -> None:
    marked = f"[1 Ann Roe] <1 blamed> {{1 trouble at the mine with {name} about}}."
    found = told(marked, "accuse", pointing={"target": {name: 0.25}})
    assert names_of(found["1"].target) == aimed


@pytest.mark.parametrize(("share", "aimed"), [(0.95, ["Acme Mining"]), (0.3, [])])
def test_a_denial_of_somebody_only_named_needs_a_strong_opinion(
    share: float, aimed: list[str]
) -> None:
    marked = "Acme Mining held a meeting. [1 Tom Marr] <1 denied> {1 that he had been late}."
    found = told(marked, "deny", pointing={"target": {"Acme Mining": share}})
    assert names_of(found["1"].target) == aimed


def test_nobody_denies_a_claim_of_his_own() -> None:
    marked = "[1 Tom Marr] <1 denied> {1 that he had been late}."
    assert told(marked, "deny", pointing={"target": {"Tom Marr": 0.99}})["1"].target == ()


@pytest.mark.parametrize("cue", ["It seems", "it appears that", "looked like"])
def test_how_things_look_to_the_outlet_is_its_own_view(cue: str) -> None:
    found = told(f"<1 {cue}> {{1 the mine will stay shut}}.")
    assert found["1"].voice == "outlet"
    assert found["1"].speaker is None


def test_the_same_words_in_a_quotation_are_the_speaker_s() -> None:
    found = told("“{1 <2 It seems> {2 the mine will stay shut}}”, [1 Tom Marr] <1 said>.")
    assert found["2"].voice == "attributed"


@pytest.mark.parametrize("source", ["I", "We", "we’ve"])
def test_i_and_we_outside_quotations_are_who_writes(source: str) -> None:
    found = told(f"[1 {source}] <1 think> {{1 the mine will stay shut}}.")
    assert found["1"].speaker is None
    assert because(found["1"], "first person") == ["I and we outside all quotations are who writes"]


def test_whose_envoy_decides_whom_an_envoy_can_be() -> None:
    marked = (
        "Tom Marr, the envoy of Arcadia, met miners of Acme Mining. "
        "[1 Acme Mining's representative] <1 said> {1 talks went well}."
    )
    found = told(marked, pointing={"speaker": {"Tom Marr": 0.9}})
    assert who(found["1"]) == "Acme Mining's representative"


def test_a_relay_named_far_away_is_none() -> None:
    far = "The Morning Gazette has a long read. It rained. It snowed. It froze. "
    marked = far + "[1 Ann Roe] <1 said> {1 the mine was shut}."
    assert told(marked, pointing={"via": {"Morning Gazette": 0.9}})["1"].via == ()


def test_a_minister_s_office_with_two_fields_names_the_minister() -> None:
    found = told("[1 Minister of Trade and Labour Ann Roe] <1 said> {1 it was late}.")
    assert who(found["1"]) == "Ann Roe"


def test_the_second_of_two_speakers_may_be_led_up_to() -> None:
    found = told("[1 Ann Roe and Acme Mining crime analyst Tom Marr] <1 said> {1 it was late}.")
    assert sorted(str(who(one)) for one in found.values()) == ["Ann Roe", "Tom Marr"]


def test_nobody_accuses_who_speaks_for_them() -> None:
    marked = (
        "Acme Mining spokeswoman Ann Roe spoke. "
        "[1 Roe] <1 said> {1 Acme Mining was hunting down thieves}."
    )
    assert told(marked, "accuse")["1"].target == ()
