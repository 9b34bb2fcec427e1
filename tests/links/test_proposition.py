"""In which words a matter is put, and whom a denial turns on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.links import relate, words
from hearsay.links.context import Context
from hearsay.links.grouping import group_rows
from hearsay.links.proposition import complete, finite, passage, proposition_of, tidied
from hearsay.links.stances import side_of
from hearsay.settings import Settings
from hearsay.steps.rejoinders import RULE
from hearsay.types import Analysis, Document, Reason, Span, Statement

SETTINGS = Settings(same_matter=0.55)


@pytest.mark.parametrize(
    "text",
    [
        "The company poisoned the wells",
        "the wells were poisoned by the company",
        "Arcadians seek to close the bridge",
    ],
)
def test_plain_sentences(text: str) -> None:
    assert complete(text)


@pytest.mark.parametrize(
    "text",
    [
        "Arcadia of giving shelter to the group",
        "himself as a field commander",
        "to have weakened the group",
        "the message",
        "sheltering the group that had poisoned the wells",
        "the bridge was opened by",
        "a group that attacked the town",
        "its claims of looting",
    ],
)
def test_parts_of_sentences(text: str) -> None:
    assert not complete(text)


def test_a_relative_clause_is_no_predicate() -> None:
    assert not finite("a man who has left")
    assert finite("a man has left")


@given(st.text(alphabet="ab “”\"',. that", max_size=30), st.integers(0, 5), st.integers(0, 30))
def test_tidying_stays_within_the_span(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    span = Span(start, min(len(text), start + length))
    assert span.covers(tidied(text, span)) or not tidied(text, span).of(text)


def test_a_claim_is_not_put_as_the_sentence_that_rejects_it(
    article: Callable[..., Any],
) -> None:
    one = article("one", "The Osk Front rejects claims of looting in the valley of Tallow.")
    claim = one.says("claims of looting in the valley of Tallow", one.actor("Osk Front"))
    (two,) = [s for s in one.analysis().statements if s.id == claim]
    assert passage(two, told(one.analysis())) == "claims of looting in the valley of Tallow"


def test_no_matter_is_put_as_a_sentence_about_a_claim(article: Callable[..., Any]) -> None:
    one = article(
        "one",
        "Ada Varga said these accusations of poisoned wells in Tallow may upset the valley. "
        "The mayor said the Osk Front had poisoned the wells in Tallow.",
    )
    about = one.says(
        "these accusations of poisoned wells in Tallow may upset the valley", one.actor("Ada Varga")
    )
    plain = one.says("the Osk Front had poisoned the wells in Tallow", one.actor("The mayor"))
    context = told(one.analysis())
    both = [context.statements[about], context.statements[plain]]
    chosen = proposition_of(both, context, np.array([[1.0, 1.0], [0.7, 0.7]]))
    assert chosen is not None and chosen.id == plain


def test_what_is_gone_and_what_does_not_exist_are_no_contraries(
    article: Callable[..., Any],
) -> None:
    one = article(
        "one",
        "Ada Varga said the Osk Front had been defeated in the valley. "
        "The mayor said no Osk Front camps exist in the valley.",
    )
    gone = one.says("the Osk Front had been defeated in the valley", one.actor("Ada Varga"))
    none = one.says("no Osk Front camps exist in the valley", one.actor("The mayor"), "deny")
    context = told(one.analysis())
    side = side_of(context.statements[none], context.statements[gone], context, 0.9, None)
    assert side.stance == "affirms"
    assert any("both negate" in reason.detail for reason in side.because)


def told(analysis: Analysis) -> Context:
    """What links know of one article."""
    return Context(
        documents={analysis.document.id: analysis.document},
        actors={actor.id: actor for actor in analysis.actors},
        statements={statement.id: statement for statement in analysis.statements},
        vectors=dict(analysis.vectors),
        sentences={analysis.document.id: analysis.sentences},
    )


def test_tidying_takes_off_loose_ends() -> None:
    text = "“that the wells were poisoned,"
    assert tidied(text, Span(0, len(text))).of(text) == "the wells were poisoned"
    quoted = "it is “a lie”"
    assert tidied(quoted, Span(0, len(quoted))).of(quoted) == quoted


def test_a_part_is_shown_as_the_sentence_that_holds_it(article: Callable[..., Any]) -> None:
    one = article("one", "Ada Varga accused Arcadia of giving shelter to the Osk rebels.")
    two = article("two", "Residents accused Arcadia of giving shelter to the Osk rebels too.")
    for each, speaker in ((one, one.actor("Ada Varga")), (two, None)):
        target = each.actor("Arcadia", "government")
        each.says("Arcadia of giving shelter to the Osk rebels", speaker, "accuse", (target,))
    (matter,) = relate([one.analysis(), two.analysis()], (), SETTINGS).matters
    texts = [one.document.text, two.document.text]
    assert any(matter.proposition in text for text in texts)
    assert " accused Arcadia" in matter.proposition
    assert matter.proposition_statement is not None


def test_what_says_nothing_by_itself_is_no_matter(article: Callable[..., Any]) -> None:
    one = article("one", "Ada Varga spoke of the message.")
    two = article("two", "Joan Pell spoke of the message.")
    one.says("the message", one.actor("Ada Varga"))
    two.says("the message", two.actor("Joan Pell"))
    assert relate([one.analysis(), two.analysis()], (), SETTINGS).matters == ()


def test_a_denial_lists_what_others_claim_and_nothing_of_its_own_speaker(
    article: Callable[..., Any],
) -> None:
    claim = "the Harlan Company poisoned the wells of Tallow with solvent"
    analyses, claims = [], []
    for number in range(6):
        one = article(f"a{number}", f"Person {'ABCDEF'[number]}x said {claim} on day {number}.")
        claims.append(one.says(claim, one.actor(f"Person {'ABCDEF'[number]}x"), "accuse"))
        analyses.append(one.analysis())
    last = article(
        "last",
        f"Joan Pell said {claim}. Pell said it is not true that {claim}.",
    )
    pell = last.actor("Joan Pell")
    own = last.says(claim, pell)
    last.says(f"it is not true that {claim}", pell, "deny")
    analyses.append(last.analysis())
    found = [o for m in relate(analyses, (), SETTINGS).matters for o in m.oppositions]
    assert {o.claim for o in found} == set(claims)
    assert own not in {o.claim for o in found}
    assert all(o.confidence <= 0.5 for o in found)


def test_whose_claims_a_denial_names() -> None:
    assert words.claimants("claims made by Ada Varga about the wells") >= {"ada", "varga"}
    assert words.claimants("Arcadia’s latest allegations") == {"arcadia"}
    assert not words.claimants("allegations that Ada Varga was poisoned")


def test_no_two_of_a_group_are_too_far_apart() -> None:
    scores = np.array([[1.0, 0.9, 0.4], [0.9, 1.0, 0.9], [0.4, 0.9, 1.0]])
    assert group_rows(scores, 0.6) == [[0, 1, 2]]
    assert group_rows(scores, 0.6, 0.5) == [[0, 1], [2]]


def test_two_who_deny_in_the_same_words_stand_on_one_side() -> None:
    text = "Roe and Dorn denied that no wells were poisoned. Roe said so, a claim Varga denies."
    place = (Span(text.index("no wells"), text.index(". Roe")),)
    tied = (Reason(RULE, "stands behind it", ("s1",)),)
    one, other = (Statement(name, "d1", place, attitude="deny") for name in ("s1", "s2"))
    behind = Statement("s3", "d1", place, attitude="deny", because=tied)
    copy = Statement("s4", "d2", place, attitude="deny")
    context = Context(
        {name: Document(name, f"{name}.txt", text) for name in ("d1", "d2")},
        {},
        {s.id: s for s in (one, other, behind, copy)},
        {},
        {"d1": (Span(0, len(text)),), "d2": (Span(0, len(text)),)},
    )
    stands = {s.id: side_of(s, one, context, 0.9, None).stance for s in (other, behind, copy)}
    assert stands == {"s2": "affirms", "s3": "denies", "s4": "affirms"}
