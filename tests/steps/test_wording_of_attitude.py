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


@pytest.mark.parametrize(
    ("text", "word", "read"),
    [
        (
            "So says Dr Gwen Korro, the singer's doctor who has shot down a Courier report claiming "
            'Korro was so star-struck she took a picture. Korro also "categorically" denied '
            "performing an unauthorised operation on the singer.\n",
            "categorically",
            False,
        ),
        ('The mayor answered "possibly" when asked about the sale.\n', "possibly", True),
    ],
)
def test_a_quoted_adverb_is_a_statement_only_as_an_answer(text: str, word: str, read: bool) -> None:
    analysis = pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings())
    contents = ["".join(p.of(text) for p in s.content).strip('"') for s in analysis.statements]
    assert (word in contents) is read
