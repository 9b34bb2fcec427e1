"""How many stand behind a side, and that copies add nobody."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.links.context import Context
from hearsay.links.support import sharing, with_support
from hearsay.types import (
    Actor,
    Copy,
    Document,
    Matter,
    Reason,
    Side,
    Span,
    Statement,
    Support,
    Utterance,
    Voice,
)

TEXT = "The wells of Tallow were poisoned."
ACTORS = (
    Actor("a-varga", "Ada Varga", "person", part_of="a-town"),
    Actor("a-pell", "Joan Pell", "person", part_of="a-town"),
    Actor("a-town", "Town of Tallow", "government"),
    Actor("a-roe", "Ann Roe", "person"),
    Actor("a-kenya", "Kenya", "government"),
)


def article(name: str, *origins: str, outlet: str | None = None) -> Document:
    return Document(f"d-{name}", f"{name}.txt", TEXT, outlet=outlet or name, origins=origins)


def said(
    name: str,
    document: str,
    speaker: str | None = None,
    label: str | None = None,
    via: tuple[str, ...] = (),
    voice: Voice = "attributed",
) -> Statement:
    return Statement(
        f"s-{name}",
        f"d-{document}",
        (Span(0, len(TEXT)),),
        speaker=speaker,
        speaker_label=label,
        via=via,
        voice=voice,
    )


def counted(
    documents: list[Document],
    statements: list[Statement],
    copies: tuple[Copy, ...] = (),
    utterances: tuple[Utterance, ...] = (),
) -> Support:
    context = Context(
        documents={d.id: d for d in documents},
        actors={a.id: a for a in ACTORS},
        statements={s.id: s for s in statements},
        vectors={},
        sentences={d.id: (Span(0, len(TEXT)),) for d in documents},
    )
    sides = tuple(Side(s.id, "affirms", 1.0) for s in statements)
    matter = Matter("m-1", TEXT, None, sides)
    shared = sharing([d.id for d in documents], copies, utterances)
    return with_support(matter, context, shared).affirms


def same_text(*names: str) -> Copy:
    return Copy(tuple(f"d-{n}" for n in names), "same_text", (), (Reason("same_text", "all"),))


def test_two_people_in_two_papers_are_two_origins() -> None:
    support = counted(
        [article("a"), article("b")], [said("1", "a", "a-varga"), said("2", "b", "a-roe")]
    )
    assert (support.origins_low, support.origins_high) == (2, 2)
    assert support.parties == ("a-roe", "a-town")


def test_what_credits_nobody_is_never_separate_and_joins_nothing() -> None:
    support = counted(
        [article(n) for n in "abcd"],
        [
            said("1", "a", "a-varga"),
            said("2", "b", "a-roe"),
            said("3", "c", voice="outlet"),
            said("4", "d"),
        ],
    )
    assert (support.origins_low, support.origins_high) == (2, 4)
    assert support.parties == ("a-roe", "a-town")
    (nobody,) = [r for r in support.because if r.rule == "nobody credited"]
    assert nobody.detail == "2 texts credit nobody"
    assert set(nobody.refs) == {"s-3", "s-4"}


def test_papers_that_credit_nobody_may_all_be_one() -> None:
    support = counted([article("a"), article("b")], [said("1", "a"), said("2", "b")])
    assert (support.origins_low, support.origins_high) == (1, 2)


def test_one_wire_is_one_origin() -> None:
    documents = [article("a", "Arcadia Wire"), article("b", "the Arcadia Wire")]
    support = counted(documents, [said("1", "a", voice="outlet"), said("2", "b", voice="outlet")])
    assert (support.origins_low, support.origins_high) == (1, 1)
    told = counted(documents, [said("1", "a", "a-varga"), said("2", "b", "a-varga")])
    assert (told.origins_low, told.origins_high) == (1, 1)


def test_one_act_of_speaking_is_one_origin() -> None:
    statements = [said("1", "a", label="an official"), said("2", "b", label="a source")]
    act = Utterance("u-1", ("s-1", "s-2"), (Reason("one act of speaking", "words"),))
    support = counted([article("a"), article("b")], statements, utterances=(act,))
    assert (support.origins_low, support.origins_high) == (1, 1)
    assert any(reason.rule == "one utterance" for reason in support.because)


def test_three_officials_of_one_government_are_one_party() -> None:
    statements = [
        said("1", "a", label="a Kenyan official"),
        said("2", "b", label="two senior Kenyan officers"),
        said("3", "c", "a-kenya"),
    ]
    support = counted([article(n) for n in "abc"], statements)
    assert support.parties == ("a-kenya",)
    (merge,) = [r for r in support.because if r.rule == "one party"]
    assert set(merge.refs) == {"s-1", "s-2", "s-3"}


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Document], list[Statement], list[Copy]]:
    names = [chr(ord("b") + n) for n in range(draw(st.integers(1, 4)))]
    origins = st.sampled_from([(), ("Arcadia Wire",), ("Valley News",)])
    documents = [article(name, *draw(origins)) for name in names]
    statements = []
    for number in range(draw(st.integers(1, 6))):
        speaker = draw(st.sampled_from([None, "a-varga", "a-pell", "a-roe"]))
        label = None if speaker else draw(st.sampled_from([None, "an official", "residents"]))
        voice: Voice = (
            "outlet" if not speaker and not label and draw(st.booleans()) else "attributed"
        )
        document = draw(st.sampled_from(names))
        via = draw(st.sampled_from([(), ("Tallow Radio",)]))
        statements.append(said(str(number), document, speaker, label, via, voice))
    copies = [
        Copy((f"d-{one}", f"d-{two}"), "shared_passage", (), (Reason("shared_passage", "some"),))
        for one, two in pairwise(names)
        if draw(st.booleans())
    ]
    return documents, statements, copies


@settings(max_examples=150, deadline=None)
@given(cases(), st.randoms(use_true_random=False), st.sampled_from(["a", "z"]))
def test_a_copy_adds_nobody_and_order_does_not_matter(
    case: tuple[list[Document], list[Statement], list[Copy]], mix: object, name: str
) -> None:
    documents, statements, copies = case
    before = counted(documents, statements, tuple(copies))
    assert before.origins_low <= before.origins_high
    source = documents[0]
    copied = replace(source, id=f"d-{name}", path=f"{name}.txt", outlet="Evening Copy")
    again = [
        replace(s, id=f"{s.id}-copy", document=copied.id)
        for s in statements
        if s.document == source.id
    ]
    first, *rest = sorted((source.id, copied.id))
    pair = same_text(*(d.removeprefix("d-") for d in (first, *rest)))
    moved = [
        replace(
            c, documents=tuple(sorted(first if d in (first, *rest) else d for d in c.documents))
        )
        for c in copies
    ]
    after = counted([*documents, copied], [*statements, *again], (pair, *moved))
    assert after.origins_low == before.origins_low
    assert after.origins_high == before.origins_high
    assert after.parties == before.parties
    assert len(after.texts) == len(before.texts)
    shuffled = list(statements)
    mix.shuffle(shuffled)  # type: ignore[attr-defined]
    assert counted(documents, shuffled, tuple(copies)) == before


@pytest.mark.parametrize("voice", ["outlet", "attributed"])
def test_a_side_of_one_statement(voice: Voice) -> None:
    support = counted([article("a")], [said("1", "a", voice=voice)])
    assert (support.origins_low, support.origins_high) == (1, 1)
