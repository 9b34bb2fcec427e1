"""How wording in the cue and beside it decides between attitudes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from hearsay.model.reading import Reading
from hearsay.steps.attitude import barely_heard, judge, untold
from hearsay.types import Attitude, Span, Statement


@dataclass(frozen=True)
class Hearing(Reading):
    """A reading that hears one attitude with a given share, the others alike."""

    heard: Attitude = "assert"
    share: float = 0.4

    def judge(self, what: str, cue: Sequence[Span], content: Sequence[Span]) -> dict[str, float]:
        shares = Reading.judge(self, what, cue, content)
        if what != "attitude":
            return shares
        rest = (1 - self.share) / (len(shares) - 1)
        return {name: self.share if name == self.heard else rest for name in shares}


def made_of(
    before: str,
    cue: str,
    content: str,
    heard: Attitude = "assert",
    share: float = 0.4,
    within: str | None = None,
) -> Statement:
    """The statement of "Ann Roe BEFORE CUE CONTENT.", judged."""
    lead = f"Ann Roe {before} ".replace("  ", " ")
    text = f"{lead}{cue} {content}."
    start = len(lead)
    statement = Statement(
        id="s-1",
        document="d-1",
        cue=(Span(start, start + len(cue)),),
        content=(Span(start + len(cue) + 1, len(text) - 1),),
        parent=within,
    )
    return judge(text, statement, Hearing(heard=heard, share=share))


def attitude(
    before: str, cue: str, content: str, heard: Attitude = "assert", share: float = 0.4
) -> str:
    """What attitude is made of it."""
    return made_of(before, cue, content, heard, share).attitude


@pytest.mark.parametrize(
    ("before", "cue", "content", "wanted"),
    [
        ("", "denied", "the raid on the mill", "deny"),
        ("did not", "deny", "the raid on the mill", "decline"),
        ("could not", "confirm", "the raid on the mill", "decline"),
        ("is not", "asking", "the miners to leave", "deny"),
        ("did not", "warn", "that the dam would burst", "deny"),
        ("", "is not asking", "the miners to leave", "deny"),
        ("", "did not deny", "the raid on the mill", "decline"),
        ("", "warned", "that the dam would burst", "warn"),
        ("", "said", "the valley is calm and no rebel camps exist in it", "deny"),
        ("", "urged", "the miners to leave", "demand"),
        ("", "slammed", "Acme Mining", "accuse"),
        ("", "vowed", "to rebuild the mill", "promise"),
        ("", "said", "the dam is safe", "assert"),
        ("", "said", "the report is completely false", "deny"),
        ("", "said", 'that the claim itself was "entirely credible"', "confirm"),
        ("", "said", "the report is not true", "deny"),
        ("", "said", "no, the mill is open", "deny"),
        ("", "said", "no one had gone to the mill", "assert"),
        ("", "pleaded not guilty", "to all charges", "deny"),
        ("", "pleaded guilty", "to one charge", "confirm"),
        ("", "pleaded", "for more time", "demand"),
    ],
)
def test_wording(before: str, cue: str, content: str, wanted: str) -> None:
    assert attitude(before, cue, content) == wanted


@pytest.mark.parametrize("heard", ["decline", "assert", "accuse", "confirm"])
def test_a_plain_denial_is_one_whatever_the_network_hears(heard: Attitude) -> None:
    assert attitude("", "has denied", "that tally", heard, 0.9) == "deny"


@pytest.mark.parametrize("cue", ["is looking into reports", "was investigating claims"])
def test_who_looks_into_reports_does_not_say_what_they_say(cue: str) -> None:
    assert attitude("", cue, "that the dam had burst", "assert", 0.99) == "decline"


@pytest.mark.parametrize(
    ("cue", "wanted"),
    [
        ("don't give a straw", "assert"),
        ("ignored", "decline"),
        ("To say nothing about", "assert"),
        ("don't believe", "deny"),
    ],
)
def test_who_does_not_heed_something_does_not_deny_it(cue: str, wanted: str) -> None:
    assert attitude("", cue, "which report was never read", "deny", 0.95) == wanted


def test_without_a_denying_word_a_denial_needs_more_certainty() -> None:
    assert attitude("", "asserts", "the city has failed to act", "deny", 0.75) != "deny"
    assert attitude("", "asserts", "the city has failed to act", "deny", 0.85) == "deny"
    assert attitude("", "asserts", "the city has never acted", "deny", 0.75) == "deny"


def test_threatening_to_become_is_no_warning() -> None:
    assert attitude("", "threatening", "to become the largest port") == "assert"


@pytest.mark.parametrize(
    ("content", "share", "none", "hardly"),
    [
        ("the mill would have to be run with others", 0.3, True, True),
        ("the mill would have to be run with others", 0.5, False, True),
        ("the mill would have to be run with others", 0.9, False, False),
        ("the Osk Front killed nine people at the mill", 0.3, False, True),
        ("the Osk Front killed nine people at the mill", 0.5, False, False),
    ],
)
def test_a_charge_that_nothing_tells_of_is_marked(
    content: str, share: float, none: bool, hardly: bool
) -> None:
    judged = made_of("", "said", content, "accuse", share)
    assert judged.attitude == "accuse"
    assert untold(judged) is none
    assert barely_heard(judged, "person") is hardly
    assert not barely_heard(judged, "armed_group")


@pytest.mark.parametrize(
    ("cue", "content", "heard", "wanted"),
    [
        ("has remained silent on", "the raid on the mill", "deny", "decline"),
        ("stays mum about", "the raid on the mill", "deny", "decline"),
        ("has yet to address", "the raid on the mill", "accuse", "decline"),
        ("has not actually claimed", "that Doe robbed the mill", "accuse", "decline"),
        ("has not said", "that the mill was safe", "assert", "decline"),
        ("did not only say", "that the mill was safe", "assert", "assert"),
        ("does not believe", "that the mill was safe", "assert", "deny"),
        ("could not believe", "that the mill was safe", "assert", "assert"),
        ("is speaking out about", "what went on at the mill", "decline", "assert"),
    ],
)
def test_who_is_silent_or_claims_nothing_does_neither_deny_nor_accuse(
    cue: str, content: str, heard: Attitude, wanted: Attitude
) -> None:
    assert attitude("", cue, content, heard, 0.5) == wanted


def test_within_anothers_words_who_did_not_say_something_denies_it() -> None:
    cue, content = "did not tell", "the firm that Doe robbed the mill"
    assert made_of("", cue, content, "deny", 0.5).attitude == "decline"
    assert made_of("", cue, content, "deny", 0.5, within="s-0").attitude == "deny"


def test_who_stands_by_a_claim_does_not_deny_it() -> None:
    claim = "its claim that the guard was asleep"
    assert attitude("", "is standing by", claim, "deny", 0.9) == "confirm"
    assert attitude("", "is standing at", claim, "deny", 0.9) == "deny"
