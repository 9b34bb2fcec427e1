"""Sources resolved to speakers, with who relays them and at whom they are aimed."""

from __future__ import annotations

import pytest

from hearsay.model.reading import RoleSpan
from hearsay.steps.whole_spans import unclipped, whole_sources
from hearsay.types import Attitude, Span
from marked_articles import told, who


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Ann Roe", "Ann Roe"),
        ("Acme Mining spokeswoman Ann Roe", "Ann Roe"),
        ("Arcadia's envoy, Ann Roe", "Ann Roe"),
        ("Ann Roe, a lawyer for Acme Mining", "Ann Roe"),
        ("Acme Mining", "Acme Mining"),
        ("The Acme Mining’s", "Acme Mining"),
        ("Ann Roe's latest remarks", "Ann Roe"),
        ("the company’s", "the company"),
        ("the head of Acme Mining", "the head of Acme Mining"),
        ("an Acme Mining spokesman", "an Acme Mining spokesman"),
        ("a senior official", "a senior official"),
        ("Ann Roe's lawyer", "Ann Roe's lawyer"),
    ],
)
def test_whom_a_source_names(source: str, speaker: str) -> None:
    found = told(f"[1 {source}] <1 said> {{1 the mine was shut}}.")
    assert who(found["1"]) == speaker
    assert found["1"].speaker_confidence > 0.3
    assert found["1"].because


def test_two_speakers_give_two_statements() -> None:
    found = told("[1 Ann Roe and Tom Marr] <1 said> {1 the mine was shut}.")
    assert sorted(str(who(s)) for s in found.values()) == ["Ann Roe", "Tom Marr"]
    assert len({s.id for s in found.values()}) == 2
    assert len({s.content for s in found.values()}) == 1


@pytest.mark.parametrize(
    ("source", "speakers"),
    [
        ("Acme Mining and several of its rivals", ["Acme Mining", "several of its rivals"]),
        ("Ann Roe and Tom Marr's lawyer", ["Ann Roe", "Tom Marr's lawyer"]),
        ("Neither Ann Roe nor her lawyer", ["Ann Roe", "her lawyer"]),
        ("both the Rural Front and Roe's agent, Tom Marr,", ["Rural Front", "Tom Marr"]),
        ("Ann Roe and Acme Mining", ["Acme Mining", "Ann Roe"]),
        ("Acme Mining chief and founder Ann Roe", ["Ann Roe"]),
        ("Papers, including the Morning Gazette,", ["Morning Gazette", "Papers"]),
        ("Ann Roe, the head of mines and quarries", ["Ann Roe"]),
    ],
)
def test_who_speaks_beside_a_name_has_a_statement_too(source: str, speakers: list[str]) -> None:
    found = told(f"[1 {source}] <1 said> {{1 the mine was shut}}.")
    assert sorted(str(who(s)) for s in found.values()) == sorted(speakers)


def test_a_pronoun_is_the_one_who_spoke_before() -> None:
    found = told(
        "[1 Ann Roe] <1 said> {1 the mine was shut}. Tom Marr was away. "
        "[2 She] <2 added> {2 that it would stay shut}."
    )
    assert who(found["2"]) == "Ann Roe"
    assert found["2"].because[-1].rule == "pronoun"


def test_it_is_no_person_and_he_no_company() -> None:
    found = told(
        "Acme Mining met Tom Marr. [1 He] <1 said> {1 it was late}. [2 It] <2 denied> {2 that}."
    )
    assert who(found["1"]) == "Tom Marr"
    assert who(found["2"]) == "Acme Mining"


@pytest.mark.parametrize(
    ("content", "aimed"),
    [
        ("Ann Roe’s class teacher stole the fund", False),
        ("Ann Roe's fiancé, a miner of 40, stole the fund", False),
        ("the mother of Ann Roe’s friend stole the fund", False),
        ("Ann Roe’s plan stole the fund", True),
        ("Ann Roe’s friend knew that Ann Roe stole the fund", True),
    ],
)
def test_a_charge_of_anothers_friend_is_none_of_their_own(content: str, aimed: bool) -> None:
    marked = f"[1 Tom Marr] <1 said> {{1 {content}}}."
    found = told(marked, "accuse", pointing={"target": {"Ann Roe": 1.0}})
    assert bool(found["1"].target) is aimed


def test_nobody_opens_a_quotation_with_their_own_name() -> None:
    found = told("Tom Marr was away. {1 “Tom Marr never agreed to it,”} [1 he] <1 said>.")
    assert found["1"].speaker is None


def test_a_description_is_whom_its_role_fits() -> None:
    found = told(
        "Ann Roe, the envoy to Arcadia, met miners of Acme Mining. "
        "[1 The envoy] <1 said> {1 talks went well}. [2 The company] <2 denied> {2 it}."
    )
    assert who(found["1"]) == "Ann Roe"
    assert who(found["2"]) == "Acme Mining"


def test_a_source_that_hides_is_nobody_who_is_named() -> None:
    found = told(
        "[1 Ann Roe] <1 said> {1 it was shut}. {2 “Roe wants it shut for good,”} "
        "[2 the source] <2 told> the paper."
    )
    assert found["2"].speaker is None
    assert found["2"].speaker_label == "the source"


def test_who_is_spoken_to_does_not_speak() -> None:
    found = told(
        "Tom Marr met miners at the gate. [1 The man] <1 told> Tom Marr {1 that talks went well}."
    )
    assert found["1"].speaker_label == "The man"


def test_anonymous_speakers_keep_their_phrase() -> None:
    found = told("[1 Two officials who spoke on condition of anonymity] <1 said> {1 it was so}.")
    assert found["1"].speaker is None
    assert found["1"].speaker_label == "Two officials who spoke on condition of anonymity"


def test_a_cue_without_agent_is_its_own_label() -> None:
    found = told("The mine was <1 reportedly> {1 shut on Sunday}.")
    assert found["1"].speaker_label == "reportedly"


def test_no_source_goes_on_with_the_speaker_of_the_sentence() -> None:
    found = told("[1 Ann Roe] <1 said> {1 it was shut}, <2 adding> {2 that it was for good}.")
    assert who(found["2"]) == "Ann Roe"
    assert found["2"].speaker_confidence < found["1"].speaker_confidence


def test_i_is_the_speaker_of_the_quotation() -> None:
    found = told("“{1 [2 I] <2 believe> {2 the mine is shut}}”, [1 Tom Marr] <1 said>.")
    assert who(found["2"]) == "Tom Marr"


def test_the_medium_told_is_via() -> None:
    found = told(
        "[1 Ann Roe] <1 told> the Morning Gazette {1 that the mine was shut}. "
        "[2 Roe] <2 said> {2 it was for good}."
    )
    known: dict[str, str] = told.names  # type: ignore[attr-defined]
    assert [known[actor] for actor in found["1"].via] == ["Morning Gazette"]
    assert [known[actor] for actor in found["2"].via] == ["Morning Gazette"]


@pytest.mark.parametrize(
    ("marked", "attitude"),
    [
        ("[1 Ann Roe] <1 accused> {1 Acme Mining of fraud}.", "accuse"),
        ("[1 Ann Roe] <1 urged> {1 Acme Mining to pay}.", "demand"),
        ("[1 Ann Roe] <1 warned> Acme Mining {1 that it must pay}.", "warn"),
        ("[1 Ann Roe] <1 denied> {1 Acme Mining's claim}.", "deny"),
        ("[1 Ann Roe] <1 dismissed> {1 the report by Acme Mining on the fire}.", "deny"),
        ("[1 Ann Roe] <1 called on> {1 Acme Mining to pay}.", "demand"),
        ("[1 Ann Roe] <1 said> {1 Acme Mining had poisoned the river}.", "accuse"),
        ("Acme Mining met Tom Marr. [1 Ann Roe] <1 accused> {1 the company of fraud}.", "accuse"),
    ],
)
def test_targets(marked: str, attitude: Attitude) -> None:
    found = told(marked, attitude)
    known: dict[str, str] = told.names  # type: ignore[attr-defined]
    assert [known[actor] for actor in found["1"].target] == ["Acme Mining"]


def aims(marked: str, attitudes: dict[str, Attitude]) -> dict[str, list[str]]:
    """The names of the targets of each statement."""
    found = told(marked, "assert", attitudes)
    known: dict[str, str] = told.names  # type: ignore[attr-defined]
    return {key: [known[actor] for actor in s.target] for key, s in found.items()}


def test_a_denial_answers_the_accusation_against_its_speaker() -> None:
    marked = (
        "[1 Ann Roe] <1 accused> {1 Acme Mining of fraud}. Tom Marr was away. "
        "[2 Acme Mining] <2 said> {2 nothing of the sort had happened}."
    )
    assert aims(marked, {"1": "accuse", "2": "deny"})["2"] == ["Ann Roe"]


def test_a_denial_of_these_claims_answers_the_latest_accuser() -> None:
    marked = (
        "[1 Ann Roe] <1 said> {1 Acme Mining had lied}. "
        "[2 Tom Marr] <2 said> {2 there was no truth to these claims}."
    )
    assert aims(marked, {"1": "accuse", "2": "deny"})["2"] == ["Ann Roe"]


def test_a_denial_of_what_nobody_claimed_is_aimed_at_nobody() -> None:
    marked = (
        "[1 Ann Roe] <1 said> {1 it was a fine day}. "
        "[2 Tom Marr] <2 denied> {2 that he had seen Acme Mining}."
    )
    assert aims(marked, {"1": "assert", "2": "deny"})["2"] == []


def test_two_accused_side_by_side_are_both_targets() -> None:
    marked = "[1 Ann Roe] <1 accused> {1 Acme Mining and Rural Front of fraud}."
    assert aims(marked, {"1": "accuse"})["1"] == ["Acme Mining", "Rural Front"]


def test_the_owner_of_whoever_is_urged_is_not_urged() -> None:
    marked = "[1 Ann Roe] <1 urged> {1 Tom Marr's supporters to go}."
    assert aims(marked, {"1": "demand"})["1"] == []


def test_the_paper_told_is_not_accused() -> None:
    marked = "[1 Ann Roe] <1 told> the Morning Gazette {1 that it had been a crime}."
    assert aims(marked, {"1": "accuse"})["1"] == []


def test_an_interview_named_before_the_speaker_is_via() -> None:
    found = told(
        "In an interview with the Morning Gazette, [1 Ann Roe] <1 said> {1 the mine was shut}."
    )
    known: dict[str, str] = told.names  # type: ignore[attr-defined]
    assert [known[actor] for actor in found["1"].via] == ["Morning Gazette"]


def test_a_surname_written_large_is_its_person() -> None:
    found = told("Tom Marr went home. [1 Mr. Marr] <1 said> {1 it was late}.")
    assert who(found["1"]) == "Tom Marr"


def test_a_passive_that_gives_no_claim_is_no_speaker() -> None:
    found = told("The shaft <1 was named> {1 Old Deep}.")
    assert found["1"].speaker_label is None


@pytest.mark.parametrize(
    ("cue", "label"),
    [
        ("accusations over", "accusations"),
        ("have been reports of", "reports"),
        ("was accused of", "was accused of"),
        ("is believed to", "is believed to"),
    ],
)
def test_a_label_is_a_noun_phrase_or_a_passive(cue: str, label: str) -> None:
    found = told(f"The miners <1 {cue}> {{1 theft}}.")
    assert found["1"].speaker_label == label


def test_who_is_merely_mentioned_is_about_and_no_target() -> None:
    found = told("[1 Ann Roe] <1 said> {1 the fire near Acme Mining was out}.", "assert")
    assert found["1"].target == ()
    assert len(found["1"].about) == 1


def test_the_same_input_gives_the_same_output() -> None:
    marked = "[1 Ann Roe and Tom Marr] <1 said> {1 no}. [2 They] <2 denied> {2 it}."
    assert told(marked) == told(marked)


@pytest.mark.parametrize(
    "content",
    [
        "the killing of Tom Marr was a crime",
        "Tom Marr was beaten by thugs",
        "they had planned an attack on Tom Marr",
    ],
)
def test_the_victim_of_a_wrong_is_not_charged_with_it(content: str) -> None:
    assert aims(f"[1 Ann Roe] <1 said> {{1 {content}}}.", {"1": "accuse"})["1"] == []


@pytest.mark.parametrize(
    ("then", "speaker"),
    [
        ("Ann Roe, the French special representative, spoke in Tarn.", "Ann Roe"),
        ("Ann Roe, the Norwegian special representative, spoke in Tarn.", None),
        ("Ann Roe, a French singer, spoke in Tarn.", None),
        ("Ann Roe, the French ambassador, and Tom Marr, a French diplomat, spoke.", None),
        ("It rained. It rained again. It poured. Ann Roe, the French envoy, wept.", None),
    ],
)
def test_a_lead_tells_of_one_whom_the_next_sentence_names(then: str, speaker: str | None) -> None:
    found = told(f"[1 A senior French envoy] <1 said> {{1 the bridge fell}}. {then}")
    assert who(found["1"]) == (speaker or "A senior French envoy")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Arcadia was calm. [1 The Arcadian government] <1 said> {1 the mine was shut}.",
            "Arcadia",
        ),
        ("[1 Arcadia's government] <1 said> {1 the mine was shut}.", "Arcadia"),
        ("Arcadia was calm. [1 Arcadian authorities] <1 said> {1 it was shut}.", "Arcadia"),
        (
            "Rebels fought the Arcadian government. Arcadia was calm. "
            "[1 The government] <1 said> {1 the mine was shut}.",
            "Arcadia",
        ),
        (
            "Arcadia was calm. [1 Arcadian health authorities] <1 said> {1 it was shut}.",
            "Arcadian health authorities",
        ),
        ("Arcadia was calm. [1 The government] <1 said> {1 it was shut}.", "The government"),
        ("Arcadia was calm. [1 Arcadian media] <1 said> {1 it was shut}.", "Arcadian media"),
    ],
)
def test_a_states_government_is_the_state(text: str, speaker: str) -> None:
    assert who(told(text)["1"]) == speaker


def test_who_is_told_does_not_tell() -> None:
    found = told("[1 Acme Mining] <1 was told> {1 that the mine was shut}.")
    assert found["1"].speaker is None
    assert found["1"].speaker_label == "Acme Mining was told"


@pytest.mark.parametrize(
    ("following", "speaker"),
    [
        ("Tom Marr, 48, made the claim on Friday.", "Tom Marr"),
        (
            "[2 Tom Marr], who keeps goats, <2 told> us {2 that poison was in the village well}.",
            "Tom Marr",
        ),
        ("[2 Tom Marr], who keeps goats, <2 told> a paper {2 that prices rise}.", "A farmer"),
        ("Tom Marr, 48, was held by police.", "A farmer"),
    ],
)
def test_a_lead_may_put_the_name_off(following: str, speaker: str) -> None:
    found = told(f"[1 A farmer] <1 said> {{1 the village well was full of poison}}. {following}")
    assert who(found["1"]) == speaker


def test_an_office_is_held_by_whom_the_text_tells_to_hold_it() -> None:
    found = told(
        "Police hold Tom Marr, [1 the interior minister] <1 says> {1 in a letter}. "
        "[2 Interior minister Ann Roe] <2 said> {2 it was late}."
    )
    assert who(found["1"]) == "Ann Roe"


def test_a_president_of_one_country_is_not_another_countrys() -> None:
    found = told("[1 The Kenyan president] <1 said> {1 it was late}. President Ann Roe left.")
    assert who(found["1"]) == "The Kenyan president"


def test_nobody_speaks_as_the_holder_of_an_office_that_another_holds() -> None:
    found = told(
        "The president of Rell, Ann Roe, met a boy. The boy was Tom Marr. Tom Marr waved. "
        "[1 The president] <1 said> {1 Tom Marr was kind}."
    )
    assert who(found["1"]) == "Ann Roe"


def test_who_reportedly_did_a_thing_does_not_tell_it() -> None:
    found = told("[1 Acme Mining] <1 reportedly shut> {1 the mine on Sunday}.")
    assert found["1"].speaker is None
    assert found["1"].speaker_label == "reportedly shut"


@pytest.mark.parametrize(
    "source",
    ["An Acme Mining report on the village this month", "A new survey from Acme Mining"],
)
def test_a_report_is_the_words_of_the_body_that_issued_it(source: str) -> None:
    found = told(f"[1 {source}] <1 said> {{1 the mine was shut}}.")
    assert who(found["1"]) == "Acme Mining"


def test_where_a_body_is_based_does_not_speak() -> None:
    found = told("[1 The Arcadia-based maker Acme Mining] <1 said> {1 the mine was shut}.")
    assert who(found["1"]) == "Acme Mining"


def test_what_a_speaker_does_meanwhile_is_no_part_of_the_source() -> None:
    text = "Citing friends inside the bank, Roe says it failed."
    roles = [RoleSpan("source", Span(0, text.index(" says")), 0.9)]
    assert [span.of(text) for span in whole_sources(text, roles, roles)] == ["Roe"]


@pytest.mark.parametrize(
    ("before", "source", "whole"),
    [
        ("", "Two papers, which we", "we"),
        ("", "Two papers, which us Roe", "Two papers, which us Roe"),
        ("A move ", "that many residents", "many residents"),
        ("A move ", "that resident", "that resident"),
        ("So says ", "Harbour Herald today", "Harbour Herald"),
        ("So says ", "Harbour Herald on Monday", "Harbour Herald"),
        ("So says ", "The Echo On Sunday", "The Echo On Sunday"),
        ("It burnt, harbour.co.", "uk", "harbour.co.uk"),
        ("It burnt. ", "Roe", "Roe"),
    ],
)
def test_a_source_is_the_phrase_that_names_who_speaks(before: str, source: str, whole: str) -> None:
    text = f"{before}{source} asked, did not say."
    at = len(before)
    roles = [RoleSpan("source", Span(at, at + len(source)), 0.9)]
    assert [span.of(text) for span in whole_sources(text, roles, roles)] == [whole]


@pytest.mark.parametrize(
    ("content", "begun"),
    [
        ("He told her no | threats would be borne.", "no threats would be borne"),
        ("He said none of the | mills had burnt.", "none of the mills had burnt"),
        ("He said no | vote was held.", "vote was held"),
        ("He told her | threats would be borne.", "threats would be borne"),
    ],
)
def test_a_content_begins_with_the_word_that_negates_it(content: str, begun: str) -> None:
    at = content.index("|")
    text = content.replace("| ", "")
    read = [(Span(at, len(text) - 1), 0.9)]
    ((span, _),) = unclipped(text, read, [], [Span(0, len(text))])
    assert span.of(text) == begun


@pytest.mark.parametrize(
    ("source", "label"),
    [
        ("A guard, using the loudspeaker of the union,", "A guard"),
        ("a porter who was based in Osk as recently as", "a porter"),
        ("A teenager who drowned", "A teenager"),
        ("sources who have fled the valley", "sources who have fled the valley"),
    ],
)
def test_a_label_ends_before_a_clause_that_breaks_off(source: str, label: str) -> None:
    found = told(f"[1 {source}] <1 said> {{1 the mine was shut}}.")
    assert who(found["1"]) == label


@pytest.mark.parametrize(
    "heard", ["Ann Roe said that [1 she] <1 had been told>", "[1 Ann Roe] <1 was told>"]
)
def test_who_is_told_something_does_not_say_it(heard: str) -> None:
    found = told(f"{heard} {{1 the mine was shut}}.")
    assert found["1"].speaker is None
    assert any(reason.rule == "agentless" for reason in found["1"].because)


@pytest.mark.parametrize(
    "content",
    [
        "Ann Roe had been drugged and beaten",
        "Ann Roe says that she was assaulted",
        "they have killed young miner Ann Roe",
        "Ann Roe was hit by a lorry and left for dead",
    ],
)
def test_who_suffers_a_wrong_is_not_charged_with_it(content: str) -> None:
    found = told(f"[1 Tom Marr] <1 said> {{1 {content}}}.", "accuse")
    assert found["1"].target == ()
