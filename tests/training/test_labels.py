"""The labels that lie beside the training code: legal by themselves, and fitting the corpora."""

from pathlib import Path

import pytest
from training.label_checks import (
    ATTRIBUTIONS,
    NESTED,
    SOURCES,
    Row,
    fit,
    fit_articles,
    form,
    rows,
)

SHARED = Path(__file__).resolve().parents[3] / "shared"
POLNEAR = SHARED / "data" / "polnear"
ARTICLES = SHARED / "gold" / "articles" / "train"

needs_polnear = pytest.mark.skipif(
    not POLNEAR.is_dir(), reason="needs PolNeAR, which lies in ../shared/data/polnear"
)
needs_articles = pytest.mark.skipif(
    not ARTICLES.is_dir(), reason="needs the whole articles, which lie in ../shared/gold/articles"
)


def attribution(**changes: str | None) -> Row:
    """A row of attributions.jsonl."""
    row: Row = {"article": "ferry", "event": "E1", "attitude": "deny", "certainty": "certain"}
    return row | {"speaker": "Ada Quill", "target": "Orla Venn", "via": None} | changes


def looked_through(start: int = 10, end: int = 19, **changes: str) -> Row:
    """A row of nested.jsonl; start, end: of the one nested source."""
    inner: Row = {"source": [[start, end]], "cue": [[20, 24]], "content": [[25, 40]]}
    inner |= {"attitude": "assert", "certainty": "certain"} | changes
    return {"article": "ferry", "event": "E1", "inner": [inner]}


def source(**changes: object) -> Row:
    """A row of sources.jsonl."""
    return {"id": "x1.s1", "source": [[0, 9]], "target": ["x1/rell"]} | changes


def test_the_files_are_legal() -> None:
    assert form(rows(ATTRIBUTIONS), rows(NESTED), rows(SOURCES)) == []


@needs_polnear
def test_the_files_fit_polnear() -> None:
    assert fit(rows(ATTRIBUTIONS), rows(NESTED), POLNEAR) == []


@needs_articles
def test_the_files_fit_the_whole_articles() -> None:
    assert fit_articles(rows(SOURCES), ARTICLES) == []


def test_rows_made_well_are_legal() -> None:
    assert form([attribution()], [looked_through()], [source()]) == []


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (attribution(attitude="mock"), "attitude 'mock'"),
        (attribution(certainty="maybe"), "certainty 'maybe'"),
        (attribution(speaker=None), "no speaker"),
        (attribution(via=""), "via '' has an empty"),
        (attribution(target="Ada Quill + "), "empty or untidy"),
        (attribution(speaker="anonymous:"), "empty or untidy"),
        (attribution(speaker="word " * 40 + "."), "not a passage"),
        (attribution(kind="person"), "fields article"),
    ],
)
def test_a_bad_attribution_is_told(row: Row, complaint: str) -> None:
    (wrong,) = form([row], [], [])
    assert wrong.startswith("attributions.jsonl:1: ") and complaint in wrong


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (looked_through(attitude="mock"), "attitude 'mock'"),
        (looked_through(10, 22), "overlap"),
        (looked_through(19, 10), "a later end"),
    ],
)
def test_bad_nested_speech_is_told(row: Row, complaint: str) -> None:
    (wrong,) = form([], [row], [])
    assert wrong.startswith("nested.jsonl:1: inner 1: ") and complaint in wrong


def test_a_row_that_comes_twice_is_told() -> None:
    assert form([attribution(), attribution()], [], []) == [
        "attributions.jsonl: ferry E1 comes 2 times"
    ]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """PolNeAR with one article that is free to label, and one for each reason that it is not."""
    for folder in ("train/attributions", "labels"):
        (tmp_path / folder).mkdir(parents=True)
    marked = "T1\tContent 10 40\twords\nT2\tCue 0 4\tsaid\nE1\tAttribution:T2 Cue:T2 Content:T1\n"
    for article in ("ferry", "sealed", "held", "done"):
        (tmp_path / f"train/attributions/{article}_a1.ann").write_text(marked, "utf-8")
    (tmp_path / "exclude.txt").write_text("sealed\n", "utf-8")
    (tmp_path / "labels/dev.jsonl").write_text('{"article": "held"}\n', "utf-8")
    (tmp_path / "labels/train.jsonl").write_text('{"article": "done"}\n', "utf-8")
    return tmp_path


def test_labels_that_fit(corpus: Path) -> None:
    assert fit([attribution()], [looked_through()], corpus) == []
    # nested speech may be sought where the corpus has labels
    assert fit([], [looked_through() | {"article": "done"}], corpus) == []


@pytest.mark.parametrize("article", ["sealed", "held", "done"])
def test_articles_that_are_not_free_are_told(corpus: Path, article: str) -> None:
    (wrong,) = fit([attribution(article=article)], [], corpus)
    assert f"{article} is left out or labelled already" in wrong


def test_what_is_not_in_the_corpus_is_told(corpus: Path) -> None:
    rows = [attribution(article="barge"), attribution(event="E7")]
    unknown, event = fit(rows, [], corpus)
    assert "no article of the training part" in unknown and "has no E7" in event
    (outside,) = fit([], [looked_through(8, 19)], corpus)
    assert "outside the content of E1" in outside
