"""What the wording of source, cue and content tells of how words are meant."""

import pytest

from hearsay import pipeline
from hearsay.model.network import load
from hearsay.settings import Settings
from hearsay.steps import attribution
from hearsay.types import Document, Span, Statement


def first(text: str) -> Statement:
    analysis = pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings())
    return min(
        (s for s in analysis.statements if s.voice == "attributed"), key=lambda s: s.content[0]
    )


@pytest.mark.parametrize(
    ("source", "certainty"), [("Rumours", "alleged"), ("Two ministers", "certain")]
)
def test_what_rumours_say_is_alleged(source: str, certainty: str) -> None:
    assert first(f"{source} say that the harbour was sold in May.").certainty == certainty


@pytest.mark.parametrize(
    ("text", "word", "none"),
    [
        ("She “flatly” denied opening the gate.", "“flatly”", True),
        ("Asked about the sale, she said “possibly”.", "“possibly”", False),
        ("She answered “possibly” when asked about the sale.", "“possibly”", False),
    ],
)
def test_a_quoted_adverb_is_a_statement_only_as_an_answer(text: str, word: str, none: bool) -> None:
    at = text.index(word)
    assert attribution._too_little(text, (Span(at, at + len(word)),), "direct") is none
