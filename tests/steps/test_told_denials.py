"""Who tells that another denied something, and who denies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hearsay.links.context import Context
from hearsay.links.stances import side_of
from hearsay.steps.told_denials import is_told_denial, told_denials
from hearsay.text import sentences
from hearsay.types import Actor, Analysis, Attitude, Document, Span, Statement

UNION, MAYOR = "the union", "Mayor Orrim"


def told(
    text: str,
    cue: str,
    inner_cue: str,
    inner_content: str,
    role: str | None = None,
    inner_by: str = MAYOR,
) -> Analysis:
    """Somebody tells what the mayor said: the outer one read as a denial, the inner one as such."""

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    whole = text[span(cue).end :].strip(" .")
    outer = Statement(
        "s-1",
        "d-1",
        (span(whole),),
        source=(span(UNION),),
        cue=(span(cue),),
        speaker="a-1",
        attitude="deny",
    )
    inner = Statement(
        "s-2",
        "d-1",
        (span(inner_content),),
        source=(span(inner_by),),
        cue=(span(inner_cue),),
        speaker="a-1" if inner_by == UNION else "a-2",
        attitude="deny",
        parent="s-1",
    )
    actors = (
        Actor("a-1", UNION, "organisation", role=role),
        Actor("a-2", MAYOR, "person"),
    )
    return Analysis(
        Document("d-1", "a.txt", text),
        actors=actors,
        statements=(outer, inner),
        sentences=tuple(sentences(text)),
    )


@pytest.mark.parametrize(
    ("text", "cue", "inner_cue", "inner_content", "attitude"),
    [
        (
            "Later the union said that Mayor Orrim had denied that the mill was sold.",
            "said that",
            "had denied",
            "that the mill was sold",
            "assert",
        ),
        # the mayor's denial is the smaller part of what the union says
        (
            "Later the union said that the mill was never sold to anybody from Osk at any price, "
            "which Mayor Orrim denies too.",
            "said that",
            "denies",
            "which",
            "deny",
        ),
        # the union denies
        (
            "Later the union denied that Mayor Orrim had denied that the mill was sold.",
            "union denied that",
            "had denied",
            "that the mill was sold",
            "deny",
        ),
        # what the mayor says is no denial by its words
        (
            "Later the union said that Mayor Orrim had never told anyone that the mill was sold.",
            "said that",
            "had never told anyone",
            "that the mill was sold",
            "deny",
        ),
    ],
)
def test_who_tells_of_a_denial_denies_nothing(
    text: str, cue: str, inner_cue: str, inner_content: str, attitude: Attitude
) -> None:
    outer, inner = told_denials(told(text, cue, inner_cue, inner_content)).statements
    assert outer.attitude == attitude
    assert inner.attitude == "deny"
    assert is_told_denial(outer) == (attitude == "assert")
    reasons = [r for r in outer.because if r.rule == "told denial"]
    assert all(reason.refs == ("s-2",) for reason in reasons)


TOLD = "Later the union said that Mayor Orrim had denied that the mill was sold."


def test_a_spokeswoman_denies_for_whom_she_speaks() -> None:
    analysis = told(TOLD, "said that", "had denied", "that the mill was sold", "spokeswoman")
    assert told_denials(analysis).statements[0].attitude == "deny"


def test_what_somebody_says_of_their_own_denial_is_a_denial() -> None:
    text = "Later the union said that it had denied that the mill was sold."
    analysis = told(text, "said that", "had denied", "that the mill was sold", inner_by=UNION)
    assert told_denials(analysis).statements[0].attitude == "deny"


def test_who_tells_of_a_denial_leaves_open_what_was_denied() -> None:
    analysis = told_denials(told(TOLD, "said that", "had denied", "that the mill was sold"))
    outer, inner = analysis.statements
    document = analysis.document
    statements = {s.id: s for s in analysis.statements}
    context = Context({"d-1": document}, {}, statements, {}, {"d-1": sentences(document.text)})
    assert side_of(outer, inner, context, 0.9, None).stance == "leaves_open"


@pytest.mark.parametrize(
    ("text", "only_told"),
    [
        (TOLD, True),
        ("Later the union said that the sale, which Mayor Orrim had denied, was made.", False),
    ],
)
def test_what_was_read_as_a_charge_may_only_tell_of_its_denial(text: str, only_told: bool) -> None:
    content = "that the mill was sold" if only_told else "the sale, which"
    outer, inner = told(text, "said that", "had denied", content).statements
    analysis = told(text, "said that", "had denied", content)
    analysis = replace(analysis, statements=(replace(outer, attitude="accuse"), inner))
    assert is_told_denial(told_denials(analysis).statements[0]) is only_told
