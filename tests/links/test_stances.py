"""Where a statement stands on a proposition."""

from __future__ import annotations

import pytest

from hearsay.links.context import Context
from hearsay.links.stances import side_of
from hearsay.text import sentences
from hearsay.types import Attitude, Document, Span, Stance, Statement

CHARGE = "they are letting rebels use the valley"


def stance(words: str, attitude: Attitude) -> Stance:
    """Of what Veld says, on the charge against it."""
    text = f"Orrim says {CHARGE}. Veld said {words}."
    document = Document("d-1", "a.txt", text)
    put, said = (
        Statement(name, "d-1", (Span(text.index(part), text.index(part) + len(part)),))
        for name, part in (("s-1", CHARGE), ("s-2", words))
    )
    said = Statement("s-2", "d-1", said.content, attitude=attitude)
    context = Context(
        {"d-1": document}, {}, {"s-1": put, "s-2": said}, {}, {"d-1": sentences(text)}
    )
    return side_of(said, put, context, 0.9, None).stance


@pytest.mark.parametrize(
    ("words", "attitude", "wanted"),
    [
        ("it would prevent rebels from using the valley", "promise", "leaves_open"),
        ("it will not let rebels use the valley", "promise", "leaves_open"),
        ("that Orrim stop letting rebels use the valley", "demand", "affirms"),
        ("it would let rebels use the valley", "promise", "affirms"),
        ("it prevents rebels from using the valley", "assert", "affirms"),
    ],
)
def test_who_promises_to_prevent_something_does_not_say_that_it_is_so(
    words: str, attitude: Attitude, wanted: Stance
) -> None:
    assert stance(words, attitude) == wanted


@pytest.mark.parametrize(
    ("cue", "words", "attitude", "wanted"),
    [
        ("asked about", CHARGE, "demand", "leaves_open"),
        ("asked whether", CHARGE, "demand", "affirms"),  # the question stands in the proposition
        ("is investigating", CHARGE, "decline", "leaves_open"),
        ("said it is not clear that", CHARGE, "assert", "leaves_open"),
        ("said", CHARGE, "assert", "affirms"),
    ],
)
def test_a_matter_put_in_the_words_of_who_leaves_it_open_is_left_open_by_them(
    cue: str, words: str, attitude: Attitude, wanted: Stance
) -> None:
    text = f"Veld {cue} {words}."

    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    document = Document("d-1", "a.txt", text)
    one = Statement("s-1", "d-1", (span(words),), cue=(span(cue),), attitude=attitude)
    context = Context({"d-1": document}, {}, {"s-1": one}, {}, {"d-1": sentences(text)})
    assert side_of(one, one, context, 1.0, None).stance == wanted


@pytest.mark.parametrize(
    ("put", "wanted"),
    [
        ("she turned down further treatment", "affirms"),
        ("doctors gave her further treatment", "leaves_open"),
    ],
)
def test_who_refuses_something_stands_with_those_who_say_so(put: str, wanted: Stance) -> None:
    text = f"Orrim said {put}. Veld refused further treatment at the clinic."

    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    document = Document("d-1", "a.txt", text)
    one = Statement("s-1", "d-1", (span(put),))
    other = Statement(
        "s-2",
        "d-1",
        (span("further treatment at the clinic"),),
        cue=(span("refused"),),
        attitude="decline",
    )
    context = Context(
        {"d-1": document}, {}, {"s-1": one, "s-2": other}, {}, {"d-1": sentences(text)}
    )
    assert side_of(other, one, context, 0.9, None).stance == wanted
