"""Which tags are allowed: what is known is one tag, what is not known is several."""

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from training.examples import Attribution, Example, Name
from training.supervision import Allowed, Supervised, supervise

from hearsay.model import network
from hearsay.model.labels import NAME_TAGS, ROLE_TAGS
from hearsay.types import Span

TEXT = "Ada Quill said that Orla Venn denied the theft. It rained in Tarn."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The tokenizer that ships."""
    folder = Path(network.__file__).parent / "weights"
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


def span(words: str) -> Span:
    """Where some words of TEXT stand."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def outer() -> Attribution:
    return Attribution(
        [span("Ada Quill")], [span("said")], [span("that Orla Venn denied the theft")]
    )


def inner() -> Attribution:
    return Attribution([span("Orla Venn")], [span("denied")], [span("the theft")], inner=True)


def tags(one: Supervised, allowed: Allowed, words: str, names: tuple[str, ...]) -> list[set[str]]:
    """The allowed tags of each piece of some words."""
    first, last = one.pieces.covering(span(words))
    return [{names[k] for k in np.flatnonzero(row)} for row in allowed[first:last]]


def test_nothing_annotated_leaves_everything_open(tokenizer: Tokenizer) -> None:
    one = supervise(Example("x", TEXT), tokenizer)
    assert one.role.all() and one.inner.all() and one.name.all()


def test_full_roles_are_one_tag_each(tokenizer: Tokenizer) -> None:
    one = supervise(Example("x", TEXT, [outer()], roles="full", inner="outside"), tokenizer)
    assert (one.role.sum(axis=1) == 1).all()
    assert tags(one, one.role, "said", ROLE_TAGS) == [{"B-cue"}]
    assert tags(one, one.role, "that Orla", ROLE_TAGS)[0] == {"B-content"}
    assert set().union(*tags(one, one.role, "Venn denied the theft", ROLE_TAGS)) == {"I-content"}
    assert tags(one, one.role, "rained", ROLE_TAGS) == [{"O"}]


def test_open_roles_leave_room_for_a_source(tokenizer: Tokenizer) -> None:
    example = Example("x", TEXT, [outer()], roles="open", inner="full")
    example.attributions[0].source = []
    one = supervise(example, tokenizer)
    assert tags(one, one.role, "rained", ROLE_TAGS) == [{"O", "B-source", "I-source"}]
    assert tags(one, one.role, "said", ROLE_TAGS) == [{"B-cue"}]


def test_inside_a_content_nesting_is_unknown_unless_it_was_made(tokenizer: Tokenizer) -> None:
    plain = supervise(Example("x", TEXT, [outer()], roles="full", inner="outside"), tokenizer)
    assert tags(plain, plain.inner, "denied", ROLE_TAGS) == [set(ROLE_TAGS)]
    assert tags(plain, plain.inner, "said", ROLE_TAGS) == [{"O"}]
    made = Example("x", TEXT, [inner(), outer()], roles="full", inner="outside")
    wrapped = supervise(made, tokenizer)
    assert (wrapped.inner.sum(axis=1) == 1).all()
    assert tags(wrapped, wrapped.inner, "denied", ROLE_TAGS) == [{"B-cue"}]
    assert tags(wrapped, wrapped.inner, "that", ROLE_TAGS) == [{"O"}]


def test_whole_articles_know_their_nesting_but_for_sources(tokenizer: Tokenizer) -> None:
    example = Example("x", TEXT, [inner(), outer()], roles="open", inner="full")
    one = supervise(example, tokenizer)
    assert tags(one, one.inner, "that", ROLE_TAGS) == [{"O", "B-source", "I-source"}]
    assert tags(one, one.inner, "the theft", ROLE_TAGS)[0] == {"B-content"}
    assert tags(one, one.inner, "rained", ROLE_TAGS) == [{"O"}]


def test_names_of_one_or_several_kinds(tokenizer: Tokenizer) -> None:
    names = [Name(span("Ada Quill"), ("person", "people"))]
    one = supervise(Example("x", TEXT, names=names, unsure=[span("Orla Venn")]), tokenizer)
    assert tags(one, one.name, "Ada", NAME_TAGS)[0] == {"B-person", "B-people"}
    assert tags(one, one.name, "Quill", NAME_TAGS)[0] == {"I-person", "I-people"}
    assert tags(one, one.name, "Venn", NAME_TAGS)[0] == set(NAME_TAGS)
    assert tags(one, one.name, "Tarn", NAME_TAGS)[0] == {"O"}


def test_an_unmarked_capital_may_be_a_place(tokenizer: Tokenizer) -> None:
    one = supervise(Example("x", TEXT, names=[], places_open=True), tokenizer)
    assert tags(one, one.name, "Tarn", NAME_TAGS)[0] == {"O", "B-place", "I-place"}
    assert tags(one, one.name, "rained", NAME_TAGS)[0] == {"O"}


def test_a_content_that_was_looked_through_is_known(tokenizer: Tokenizer) -> None:
    looked = outer()
    looked.inner_known = True
    one = supervise(Example("x", TEXT, [looked], roles="full", inner="outside"), tokenizer)
    assert (one.inner.sum(axis=1) == 1).all() and one.inner[:, 0].all()  # nothing is nested
    with_one = Example("x", TEXT, [looked, inner()], roles="full", inner="outside")
    found = supervise(with_one, tokenizer)
    assert (found.inner.sum(axis=1) == 1).all()
    assert tags(found, found.inner, "denied", ROLE_TAGS) == [{"B-cue"}]
    assert tags(found, found.role, "denied", ROLE_TAGS) == [{"I-content"}]


def test_one_looked_through_content_says_nothing_of_another(tokenizer: Tokenizer) -> None:
    looked = Attribution([], [span("said")], [span("that Orla Venn denied")], inner_known=True)
    other = Attribution([], [], [span("It rained")])
    one = supervise(Example("x", TEXT, [looked, other], roles="full", inner="outside"), tokenizer)
    assert tags(one, one.inner, "denied", ROLE_TAGS) == [{"O"}]
    assert tags(one, one.inner, "rained", ROLE_TAGS) == [set(ROLE_TAGS)]
