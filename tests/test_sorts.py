"""The sorts that attributions fall into: kind, place of the source, how the speaker is given."""

from __future__ import annotations

import pytest
from benchmarks import sorts
from benchmarks.sorts import Article

TEXT = (
    "Ann Roe spoke at the dam. “The gate held,” she said. "
    "The minister added that it “would hold”.\n"
    "Nobody else came. Orrim is calm, according to the Karsil Post.\n"
)


def at(words: str) -> list[tuple[int, int]]:
    start = TEXT.index(words)
    return [(start, start + len(words))]


@pytest.fixture
def article() -> Article:
    return Article(TEXT)


@pytest.mark.parametrize(
    ("source", "content", "place"),
    [
        ("she", "The gate held", "in the sentence"),
        ("Ann Roe", "The gate held", "before it"),
        ("The minister", "The gate held", "after it"),
        ("Ann Roe", "Orrim is calm", "in another paragraph"),
        ("", "Orrim is calm", "none"),
    ],
)
def test_place_of_the_source(article: Article, source: str, content: str, place: str) -> None:
    given = {"source": at(source) if source else [], "content": at(content)}
    assert sorts.place_of(article, given) == place


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“The gate held,”", "direct"),
        ("it “would hold”", "mixed"),
        ("Orrim is calm", "indirect"),
    ],
)
def test_kind_by_quotation_marks(article: Article, content: str, kind: str) -> None:
    assert sorts.kind_of(article, {"content": at(content)}) == kind


@pytest.mark.parametrize(
    ("source", "speaker", "form"),
    [
        ("Ann Roe", "Ann Roe", "by name"),
        ("she", "Ann Roe", "by pronoun"),
        ("The minister", "Ann Roe", "by description"),
        ("the Karsil Post", "Karsil Post", "by name"),
        ("Orrim", "the mayor of Karsil", "by name"),
    ],
)
def test_form_of_a_source(source: str, speaker: str, form: str) -> None:
    assert sorts.form_of(TEXT, at(source), speaker) == form
    assert sorts.form_of(TEXT, [], speaker) == "by nothing in the sentence"


@pytest.mark.parametrize(
    ("content", "cue", "forms", "phrase", "form"),
    [
        ("The gate held", "said", ["Ann Roe"], None, "by pronoun"),
        ("The gate held", "spoke", ["Ann Roe", "Roe"], None, "by name"),
        ("it “would hold”", "added", ["Ann Roe", "the minister"], None, "by description"),
        ("Orrim is calm", "according to", ["Karsil Post"], None, "by name"),
        ("Nobody else came", "", ["Ann Roe"], None, "by nothing in the sentence"),
        ("Orrim is calm", "according to", [], "according to", "by the cue alone"),
        ("it “would hold”", "added", [], "The minister", "by description"),
        ("Orrim is calm", "according to", [], "two residents", "by nothing in the sentence"),
    ],
)
def test_how_a_sentence_gives_its_speaker(
    article: Article, content: str, cue: str, forms: list[str], phrase: str | None, form: str
) -> None:
    assert sorts.given_by(article, at(content), cue, forms, phrase) == form


def test_a_common_noun_that_opens_a_sentence_is_no_name() -> None:
    assert sorts.form_of("Officials said", [(0, 9)], "officials of Orrim") == "by description"


def test_a_name_inside_the_content_gives_nobody(article: Article) -> None:
    found = sorts.given_by(article, at("Orrim is calm"), "", ["Orrim"], None)
    assert found == "by nothing in the sentence"
