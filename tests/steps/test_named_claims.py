"""Claims that a denial names with their maker."""

from __future__ import annotations

import pytest

from hearsay.steps.named_claims import aimed, denial_of, is_named_claim, with_named_claims
from hearsay.text import sentences
from hearsay.types import Analysis, Document, Span, Statement


def place(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def said(text: str, cue: str, content: str, name: str = "s-1") -> Statement:
    return Statement(name, "d-1", (place(text, content),), cue=(place(text, cue),), confidence=0.8)


def found(text: str, *known: Statement) -> list[Statement]:
    document = Document("d-1", "a.txt", text)
    analysis = Analysis(document, sentences=tuple(sentences(text)))
    return with_named_claims(analysis, known)


@pytest.mark.parametrize(
    ("denied", "owner", "noun", "claimed"),
    [
        ("Orrim's claim that it arms the rebels", "Orrim", "claim", "it arms the rebels"),
        ("a claim made by Ann Roe that ten men fled", "Ann Roe", "claim", "ten men fled"),
        ("reports on local sites on Monday that he died", "local sites", "reports", "he died"),
        (
            "a Rell Herald report that its chief was dead",
            "Rell Herald",
            "report",
            "its chief was dead",
        ),
        ("the allegations that soldiers burned it", None, "allegations", "soldiers burned it"),
        ("claims it shelters the rebels", None, "claims", "it shelters the rebels"),
        ("reports its chief Ann Roe is dying", None, "reports", "its chief Ann Roe is dying"),
    ],
)
def test_the_claim_is_a_statement_within_the_denial(
    denied: str, owner: str | None, noun: str, claimed: str
) -> None:
    text = f"Veld has denied {denied} now."
    denied, claimed = f"{denied} now", f"{claimed} now"
    denial, claim = found(text, said(text, "has denied", denied))
    assert denial.content[0].of(text) == denied
    assert [span.of(text) for span in claim.source] == ([owner] if owner else [])
    assert [span.of(text) for span in claim.cue] == [noun]
    assert [span.of(text) for span in claim.content] == [claimed]
    assert claim.parent == denial.id == denial_of(claim)
    assert is_named_claim(claim) and not is_named_claim(denial)


@pytest.mark.parametrize(
    ("called", "claimed", "owner"),
    [
        ("the rumours that ten men had fled were totally untrue", "ten men had fled", None),
        ("reports that its chief was dead are not true", "its chief was dead", None),
        ("Orrim's claim that it arms the rebels was 'a lie'", "it arms the rebels", "Orrim"),
    ],
)
def test_a_claim_called_untrue_is_a_statement_within_the_denial(
    called: str, claimed: str, owner: str | None
) -> None:
    text = f"Veld said {called} on Monday."
    denial, claim = found(text, said(text, "said", called))
    assert denial.content[0].of(text) == called
    assert [span.of(text) for span in claim.content] == [claimed]
    assert [span.of(text) for span in claim.source] == ([owner] if owner else [])
    assert claim.parent == denial.id == denial_of(claim)


def test_a_claim_read_with_what_calls_it_untrue_ends_before_that() -> None:
    text = "Veld said the rumours that ten men had fled were totally untrue."
    whole = "the rumours that ten men had fled were totally untrue"
    inner = said(text, "rumours", "ten men had fled were totally untrue", "s-2")
    _, claim = found(text, said(text, "said", whole), inner)
    assert claim.id == "s-2" and claim.content[0].of(text) == "ten men had fled"


@pytest.mark.parametrize(
    "called",
    ["the rumours that ten men had fled were true", "the report that he fled was read by all"],
)
def test_a_claim_called_true_is_none_that_is_denied(called: str) -> None:
    text = f"Veld said {called}."
    assert len(found(text, said(text, "said", called))) == 1


def test_a_content_that_begins_with_the_owner_is_what_is_claimed() -> None:
    text = "The Front has denied claims by Orrim that it agreed to a truce."
    read = said(text, "has denied claims by", "Orrim that it agreed to a truce")
    denial, claim = found(text, read)
    assert denial.content[0].of(text) == "it agreed to a truce"
    assert claim.content == denial.content and claim.parent is None
    assert claim.source[0].of(text) == "Orrim"


def test_a_denial_of_just_what_is_claimed_stays_beside_the_claim() -> None:
    text = "The Front has rejected claims that it agreed to a truce."
    read = said(text, "has rejected claims", "that it agreed to a truce")
    denial, claim = found(text, read)
    assert denial == read
    assert claim.content[0].of(text) == "it agreed to a truce" and claim.parent is None


def test_a_denial_under_way_is_a_whole_word() -> None:
    text = "Veld is denying a senator's assertion that it arms the rebels."
    _, claim = found(
        text, said(text, "is denying", "a senator's assertion that it arms the rebels")
    )
    assert claim.source[0].of(text) == "a senator"


def test_a_claim_that_was_read_gets_its_maker() -> None:
    text = "An official spoke, contradicting earlier reports that it was her son."
    outer = said(text, "contradicting", "earlier reports that it was her son")
    inner = said(text, "reports", "it was her son", "s-2")
    inner = Statement(
        inner.id, "d-1", inner.content, cue=inner.cue, source=(place(text, "An official"),)
    )
    _, claim = found(text, outer, inner)
    assert claim.id == "s-2" and claim.source == () and claim.parent == "s-1"


@pytest.mark.parametrize(
    "text",
    [
        "Veld repeated Orrim's claim that it arms the rebels.",  # denies nothing
        "Veld denied that it arms the rebels.",
        "Veld denied the report, which said that it arms the rebels.",
        "Veld denied the charges it faces in court there.",
        "Veld denied claims it called baseless on Monday.",
    ],
)
def test_where_no_claim_is_named_nothing_is_added(text: str) -> None:
    cue = text.split()[1]
    known = said(text, cue, text[text.index(cue) + len(cue) + 1 : -1])
    assert found(text, known) == [known]


def test_who_denies_a_charge_that_opens_with_a_pronoun_is_charged() -> None:
    text = "Veld rejects Orrim's claim that it arms the rebels."
    denial, claim = found(text, said(text, "rejects", "Orrim's claim that it arms the rebels"))
    denial = Statement("s-1", "d-1", denial.content, speaker="a-veld", attitude="deny")
    charge = Statement(
        claim.id, "d-1", claim.content, speaker="a-orrim", attitude="accuse", because=claim.because
    )
    both = {one.id: one for one in (denial, charge)}
    assert aimed(text, both)[charge.id].target == ("a-veld",)
    plain = Statement(claim.id, "d-1", claim.content, because=claim.because)
    assert aimed(text, both | {claim.id: plain})[claim.id].target == ()


def test_a_claim_without_that_gets_the_subject_it_was_read_without() -> None:
    text = "The Front rejects allegations they are allowing rebels to hide there."
    outer = said(text, "rejects", "allegations they are allowing rebels to hide there")
    inner = said(text, "allegations", "allowing rebels to hide there", "s-2")
    _, claim = found(text, outer, inner)
    assert claim.content[0].of(text) == "they are allowing rebels to hide there"


@pytest.mark.parametrize(
    ("verb", "cue", "claim"),
    [
        ("has denied", "allegations", "the Courier's allegations that she sold it"),
        ("has shot down", "claiming", "a Courier report claiming she sold it"),
    ],
)
def test_a_denial_passed_over_for_its_claim_is_read(verb: str, cue: str, claim: str) -> None:
    text = f"The warden, Ann Roe, {verb} {claim}."
    content = "that she sold it" if "that" in claim else "she sold it"
    read = Statement(
        "s-1",
        "d-1",
        (place(text, content),),
        source=(place(text, "The warden, Ann Roe"),),
        cue=(place(text, cue),),
        confidence=0.8,
    )
    denial = next(s for s in found(text, read) if s.cue and s.cue[0].of(text) in verb)
    named = next(s for s in found(text, read) if is_named_claim(s))
    assert [part.of(text) for part in denial.source] == ["The warden, Ann Roe"]
    assert denial.content[0].of(text) == claim
    assert [part.of(text) for part in named.source] == [
        "Courier" if "a C" in claim else "the Courier"
    ]
    assert denial_of(named) == denial.id


def test_what_is_said_besides_a_denial_is_no_second_denial() -> None:
    text = "Ann Roe has denied the Courier's allegations that she sold it, saying that it sank."
    read = [
        Statement(
            f"s-{cue}",
            "d-1",
            (place(text, content),),
            source=(place(text, "Ann Roe"),),
            cue=(place(text, cue),),
            confidence=0.8,
        )
        for cue, content in (
            ("has denied", "the Courier's allegations that she sold it"),
            ("saying", "it sank"),
        )
    ]
    denials = [s for s in found(text, *read) if s.cue and "denied" in s.cue[0].of(text)]
    assert [s.id for s in denials] == ["s-has denied"]
