"""What the wording of source, cue and content tells of how words are meant."""

import pytest

from hearsay import pipeline
from hearsay.model.network import load
from hearsay.settings import Settings
from hearsay.types import Document, Statement


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


def test_a_quoted_adverb_is_no_statement() -> None:
    text = (
        "The singer's doctor Ann Roe spoke on Monday. She “categorically” denied performing the "
        "operation.\n"
    )
    analysis = pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings())
    contents = [" ".join(p.of(text) for p in s.content) for s in analysis.statements]
    assert "categorically" not in contents
