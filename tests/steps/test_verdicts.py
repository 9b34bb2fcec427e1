"""An outlet's verdict is a denial of the outlet's own, of the claim that stands before it."""

import pytest

from hearsay import links, pipeline
from hearsay.model.network import load
from hearsay.settings import Settings
from hearsay.steps import verdicts
from hearsay.text import sentences
from hearsay.types import Analysis, Document, Ledger, Statement


@pytest.mark.parametrize(
    "line",
    [
        "It’s not true.",
        "FALSE",
        "PROBABLY FALSE",
        "Verdict: mostly false",
        "The report is fiction.",
        "Well luckily this one is not true at all.",
        "Not even remotely true.",
        "Now, it didn't actually happen.",
        "But this isn't true.",
    ],
)
def test_a_verdict(line: str) -> None:
    text = f"Roe wants to sell the harbour.\n\n{line}\n\nThe town has no such plan."
    assert [span.of(text) for span in verdicts.verdicts(text, sentences(text))] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Is this true or false?",
        "Hoax?",
        "It is wrong to steal.",
        "This was a mistake.",
        "“It's not true,” the mayor said.",
        "“It was a hoax.”",
        "They told us a FALSE story.",
        "Verdict: not fake",
        "They were fake.",
        "It was bogus.",
        "It never happened.",
    ],
)
def test_no_verdict(line: str) -> None:
    text = f"Roe wants to sell the harbour.\n\n{line}\n\nThe town has no such plan."
    assert verdicts.verdicts(text, sentences(text)) == []


CHECK = (
    "Claim: Mayor Ilse Corven said that the old harbour of Tallow should be sold to a casino.\n\n"
    "FALSE\n\n"
    "On 3 May the page Tallow Today posted a picture of Mayor Ilse Corven with a quotation about "
    "the harbour. No newspaper carried it.\n"
)
BLOG = (
    "Did the mayor of Tallow want a casino?\n\n"
    "A picture that thousands have shared claims that Mayor Ilse Corven said the old harbour of "
    "Tallow should be sold to a casino.\n\n"
    "It's not true.\n\n"
    "The picture was posted by a page that is known for invented quotations.\n"
)


def read(text: str, name: str) -> Analysis:
    return pipeline.analyse(Document(id=f"d-{name}", path=name, text=text), load(), Settings())


def said(ledger: Ledger, text: str, words: str) -> list[Statement]:
    found = [s for s in ledger.statements if "".join(p.of(text) for p in s.content) == words]
    assert found
    return found


def test_the_claim_of_a_fact_check_is_nobodys_and_denied_by_its_verdict() -> None:
    ledger = links.relate((read(CHECK, "check.txt"),), (), Settings())
    (claim,) = said(ledger, CHECK, CHECK.split("\n", maxsplit=1)[0].removeprefix("Claim: "))
    (verdict,) = said(ledger, CHECK, "FALSE")
    assert (claim.speaker, claim.speaker_label, claim.certainty) == (None, "Claim", "alleged")
    assert (verdict.voice, verdict.attitude) == ("outlet", "deny")
    inner = [s for s in ledger.statements if s.parent == claim.id]
    assert inner
    assert all(not s.via for s in inner)
    links_of = {o.claim: o.confidence for m in ledger.matters for o in m.oppositions}
    assert links_of[claim.id] >= 0.9
    assert {o.denial for m in ledger.matters for o in m.oppositions} == {verdict.id}


def test_a_verdict_in_a_sentence_stands_against_what_it_follows() -> None:
    ledger = links.relate((read(BLOG, "blog.txt"), read(CHECK, "check.txt")), (), Settings())
    (verdict,) = said(ledger, BLOG, "It's not true.")
    (claim,) = said(
        ledger, CHECK, "Mayor Ilse Corven said that the old harbour of Tallow should be sold to a "
        "casino."
    )  # fmt: skip
    matter = next(m for m in ledger.matters if claim.id in {s.statement for s in m.sides})
    stances = {side.statement: side.stance for side in matter.sides}
    assert stances[verdict.id] == "denies"
    assert stances[claim.id] == "affirms"


def test_any_other_label_puts_nothing_to_the_test() -> None:
    text = "Price: the old harbour of Tallow should cost nine million.\n\nFALSE\n"
    assert not any(verdicts.is_put_to_the_test(s) for s in read(text, "a.txt").statements)


def test_a_label_alone_puts_nothing_to_the_test() -> None:
    text = "Claim:\n\nFALSE\n\nThe town sold its harbour on Monday, the mayor said.\n"
    assert not any(verdicts.is_put_to_the_test(s) for s in read(text, "a.txt").statements)
