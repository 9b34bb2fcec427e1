"""Predicates and arguments out of scores: possible ones only, and neutral without the heads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from hearsay.model import network
from hearsay.model.decoding import Scores
from hearsay.model.labels import (
    ARGUMENT,
    ARGUMENTS,
    HEADS,
    PREDICATE_KINDS,
    PREDICATE_TAGS,
    REALITIES,
    WIDTH,
    columns,
)
from hearsay.model.pieces import Pieces, encode
from hearsay.model.predicates import words
from hearsay.model.reading import Reading, ScoredReading, from_scores
from hearsay.text import sentences
from hearsay.types import Span

TEXT = "Herders from Tarn attacked Quillbrook on Monday. They'll not return, U.S.-led envoys said."
AT = columns()


def tokenizer() -> Tokenizer:
    """The tokenizer that ships."""
    return Tokenizer.from_file(str(Path(network.__file__).parent / "weights" / "tokenizer.json"))


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return encode(TEXT, sentences(TEXT), tokenizer())


def span(word: str) -> Span:
    """Where a word of TEXT stands."""
    start = TEXT.index(word)
    return Span(start, start + len(word))


def marked(pieces: Pieces) -> Scores:
    """Scores by which the herders attacked, in one place, and "return" is planned."""
    scores = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    scores[:, AT["predicate"].start] = 4.0

    def put(word: str, head: str, column: int, value: float) -> None:
        first, last = pieces.covering(span(word))
        scores[first:last, AT[head].start + column] = value

    put("attacked", "predicate", PREDICATE_TAGS.index("verb"), 9.0)
    put("return", "predicate", PREDICATE_TAGS.index("verb"), 9.0)
    put("return", "reality", REALITIES.index("planned"), 9.0)
    put("attacked", "agent_query", 0, 9.0)
    put("Herders", "argument_key", 0, 9.0)
    put("envoys", "argument_key", 0, 9.0)  # in another sentence
    put("attacked", "time_query", ARGUMENT, 9.0)
    return scores


def test_predicates_are_whole_words_with_a_reality(pieces: Pieces) -> None:
    first, second = from_scores(TEXT, pieces, marked(pieces)).predicates()
    assert (first.span.of(TEXT), first.kind, first.reality) == ("attacked", "verb", "happened")
    assert (second.span.of(TEXT), second.reality) == ("return", "planned")
    assert second.reality_score > first.reality_score


def test_arguments_are_sought_in_the_predicates_sentence(pieces: Pieces) -> None:
    reading = from_scores(TEXT, pieces, marked(pieces))
    whole = Span(0, TEXT.index(" attacked"))
    shares = reading.arguments(span("attacked"), "agent", [whole, span("Monday"), span("envoys")])
    assert shares is not None and len(shares) == 4
    assert shares[0] > 0.9 and shares[1] < 0.1 and shares[2] == 0.0
    answer = reading.argument(span("attacked"), "agent")
    assert answer is not None and answer[0].of(TEXT) == "Herders"
    assert reading.argument(span("attacked"), "time") is None
    assert reading.arguments(Span(len(TEXT), len(TEXT) + 3), "agent", []) is None


def test_a_word_is_what_touches(pieces: Pieces) -> None:
    of = words(TEXT, pieces)
    found = [TEXT[a:b] for a, b in zip(of.start.tolist(), of.end.tolist(), strict=True)]
    assert (
        found
        == TEXT.replace("'", " ").replace(".", " ").replace(",", " ").replace("-", " ").split()
    )
    assert of.at(span("Quillbrook")) == found.index("Quillbrook")
    assert of.at(span(",")) is None


def test_weights_without_the_heads_answer_nothing(pieces: Pieces) -> None:
    narrow = marked(pieces)[:, : sum(width for _, width in HEADS)]
    for reading in (Reading(), from_scores(TEXT, pieces, narrow)):
        assert not reading.knows("predicate")
        assert reading.predicates() == ()
        assert reading.arguments(span("attacked"), "agent", [span("Herders")]) is None
        assert reading.argument(span("attacked"), "agent") is None


@given(st.text(max_size=120), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_whatever_the_scores_answers_are_possible(text: str, seed: int) -> None:
    cut = sentences(text)
    pieces = encode(text, cut, network.load().tokenizer)
    draw = np.random.default_rng(seed)
    scores = draw.normal(scale=3.0, size=(len(pieces), WIDTH)).astype(np.float32)
    reading = from_scores(text, pieces, scores)
    check_predicates(reading, text)
    for one in reading.predicates()[:3]:
        for role in ARGUMENTS:
            check_shares(reading, one.span, role, text)


def check_predicates(reading: ScoredReading, text: str) -> None:
    """Sorted, disjoint, each one word, of a known kind and reality."""
    before = 0
    for one in reading.predicates():
        assert before <= one.span.start < one.span.end <= len(text)
        assert one.span.of(text).isalnum()
        assert one.kind in PREDICATE_KINDS and one.reality in REALITIES
        assert 1 / len(PREDICATE_TAGS) <= one.score <= 1.001
        before = one.span.end


def check_shares(reading: ScoredReading, predicate: Span, role: str, text: str) -> None:
    """A share for each candidate and one for none; all that is sought stands in the text."""
    everything, half = Span(0, len(text)), Span(0, len(text) // 2)
    shares = reading.arguments(predicate, role, [everything, half, Span(0, 0)])
    assert shares is not None and len(shares) == 4
    assert shares[0] + shares[3] == pytest.approx(1.0, abs=1e-4)
    assert -1e-6 <= shares[1] <= shares[0] + 1e-6 and shares[2] == 0.0
    answer = reading.argument(predicate, role)
    if answer is not None:
        assert answer[0] != predicate and answer[0].of(text).strip()
        alone = reading.arguments(predicate, role, [answer[0]])
        assert alone is not None and alone[0] == pytest.approx(answer[1], abs=1e-5)
