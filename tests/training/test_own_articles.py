"""Invented articles with their marks: what is read of them, and that the shipped ones are legal."""

from pathlib import Path

import pytest

from hearsay.types import Span
from training import own_articles

ARTICLE = """=== brenik-dam-1 | Lissom Courier
@ Mira Ostrell = Ostrell | person
@ Brenik Water Board = the board | organisation
@ Radio Lissom | media
Dam was safe, says chief

[1s|Mira Ostrell], head of the Brenik Water Board, [1q|denied] [1c|that the dam had been weak].

[2c|“We had it checked,”] [2s|she] [2q|told] Radio Lissom. [2c|“Twice.”]

[3s|One engineer] [3q|said] [3c|[4s|the board] had been [4q|told] [4c|that the wall moved]].
---
1 | deny | certain | Mira Ostrell | - | -
2 | assert | certain | Mira Ostrell | Radio Lissom | -
3 | accuse | alleged | anonymous:One engineer | - | Brenik Water Board
4 | assert | certain | anonymous:somebody | anonymous:One engineer | -
"""


def written(folder: Path, text: str) -> Path:
    """A file of articles."""
    place = folder / "articles.txt"
    place.write_text(text, encoding="utf-8")
    return place


def test_marks_become_spans_of_the_text_without_them(tmp_path: Path) -> None:
    (article,) = own_articles.articles(written(tmp_path, ARTICLE))
    assert "[" not in article.text
    assert "|" not in article.text
    said = article.statements[2]
    assert [span.of(article.text) for span in said.marks["c"]] == [
        "“We had it checked,”",
        "“Twice.”",
    ]
    assert [span.of(article.text) for span in said.marks["s"]] == ["she"]


def test_speech_within_speech_is_inner(tmp_path: Path) -> None:
    (example,) = own_articles.read(written(tmp_path, ARTICLE))
    assert [one.inner for one in example.attributions] == [False, False, False, True]


def test_statements_point_to_their_speaker_their_relay_and_their_target(tmp_path: Path) -> None:
    (example,) = own_articles.read(written(tmp_path, ARTICLE))
    _, told, accusation, _ = example.attributions

    def words(spans: list[Span]) -> list[str]:
        return [span.of(example.text) for span in spans]

    assert words(told.pointed["speaker"]) == ["Mira Ostrell"]
    assert words(told.pointed["via"]) == ["Radio Lissom"]
    assert "target" not in told.pointed
    assert accusation.pointed["speaker"] == []
    assert words(accusation.pointed["target"]) == ["Brenik Water Board"]


def test_a_pronoun_is_a_mention_of_its_speaker(tmp_path: Path) -> None:
    (example,) = own_articles.read(written(tmp_path, ARTICLE))
    unnamed = [m for m in example.mentions if not m.named]
    assert [(m.span.of(example.text), m.entity) for m in unnamed] == [("she", "Mira Ostrell")]


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("[1q|denied]", "[1q|denied", "is not closed"),
        ("1 | deny |", "1 | rebuff |", "is no value"),
        ("2 | assert | certain | Mira Ostrell", "2 | assert | certain | Mira", "no actor's first"),
        ("\n---\n", "\n\n", "no line `---`"),
        ("4 | assert", "5 | assert", "has no mark"),
        ("[1s|Mira Ostrell], head", "[1s|Mira Ostrell ], head", "begins or ends with a space"),
        ("@ Radio Lissom | media", "@ Radio Lissom | station", "is none of"),
        ("@ Radio Lissom | media", "@ Radio Lissom | media\n@ Orla Venn | person", "is not in its"),
    ],
)
def test_what_does_not_keep_to_the_form_is_told(
    tmp_path: Path, wrong: str, right: str, told: str
) -> None:
    assert wrong in ARTICLE
    with pytest.raises(own_articles.WrongArticleError, match=told):
        list(own_articles.articles(written(tmp_path, ARTICLE.replace(wrong, right))))


def test_the_articles_that_training_takes_are_legal_and_told_once() -> None:
    articles = list(own_articles.articles())
    assert len({article.name for article in articles}) == len(articles) > 300
    for article in articles:
        one = own_articles.example(article)
        ends = [part.end for a in one.attributions for part in a.parts]
        assert max(ends, default=0) <= len(one.text)
