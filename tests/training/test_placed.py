"""Statements as they are learned from: their own pieces among those around them."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer
from training.placed import PASSAGE, Placed, alone, pieces, within

from hearsay.model.statements import StatementNetwork
from hearsay.text import sentences
from hearsay.types import Span

TEXT = (
    "It rained in Osk. The bridge had no cracks, the mayor said. Nobody had looked at it. "
    "The ferry runs again."
)


def content(*words: str) -> tuple[Span, ...]:
    """Where some words stand in `TEXT`."""
    return tuple(Span(TEXT.index(one), TEXT.index(one) + len(one)) for one in words)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The shipped one, which neither cuts nor pads here."""
    found = Tokenizer.from_str(StatementNetwork.load().tokenizer.to_str())
    found.no_truncation()
    found.no_padding()
    return found


def own(tokenizer: Tokenizer, placed: Placed) -> str:
    """The words that are meant, as the network reads them."""
    (read,) = pieces(tokenizer, [placed])
    meant = [one for one, around in zip(read.ids, read.around, strict=True) if not around]
    words: str = tokenizer.decode(meant)
    return words


def test_words_stand_in_their_sentence_and_the_ones_beside_it() -> None:
    placed = within(TEXT, content("Nobody had looked at it"), sentences(TEXT))
    assert placed.passage == TEXT[TEXT.index("The bridge") :]
    assert [part.of(placed.passage) for part in placed.parts] == ["Nobody had looked at it"]
    assert alone(placed) == Placed("Nobody had looked at it")


def test_only_the_words_themselves_are_meant(tokenizer: Tokenizer) -> None:
    placed = within(TEXT, content("The bridge", "no cracks"), sentences(TEXT))
    assert own(tokenizer, placed) == "the bridge no cracks"
    assert own(tokenizer, alone(placed)) == "the bridge no cracks"


@pytest.mark.parametrize(("after", "before"), [(200, 111 // 2), (1, 110)])
def test_as_much_is_read_before_the_words_as_after_them(
    tokenizer: Tokenizer, after: int, before: int
) -> None:
    rain = "rain " * 200
    text = f"{rain}flood{' snow' * after}"
    (read,) = pieces(tokenizer, [Placed(text, (Span(len(rain), len(rain) + 5),))])
    assert len(read.ids) == len(read.around) == PASSAGE + 2
    assert read.around[1 : before + 1] == (1,) * before
    assert read.around[before + 1] == 0
