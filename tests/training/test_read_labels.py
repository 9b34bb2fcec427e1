"""Labels of real articles that were read for this project: what is made of them, and that the files
fit their texts and name no article that measures."""

import json
from pathlib import Path

import pytest
from training.label_checks import LONGEST_NAME

from hearsay.types import Span
from training import own_articles, read_articles, read_matters

SHARED = Path(__file__).resolve().parents[3] / "shared"
needs_bodies = pytest.mark.skipif(
    not (SHARED / read_articles.BODIES).is_file(),
    reason="needs FNC-1's bodies, which lie in ../shared/data/fnc",
)

TEXT = "Mira Ostrell denied that the dam was weak. The dam burst in May."


def row(**changes: object) -> dict[str, object]:
    """A line of articles.jsonl."""
    statement = {
        "source": [[0, 12]],
        "cue": [[13, 19]],
        "content": [[20, 41]],
        "attitude": "deny",
        "certainty": "certain",
        "speaker": ["Mira Ostrell"],
        "via": [],
        "target": ["anonymous:villagers"],
    }
    actors = [["person", "Mira Ostrell", "Ostrell"]]
    return {"article": "x1", "actors": actors, "statements": [statement | changes]}


def test_a_line_and_its_text_are_an_example() -> None:
    article = read_articles.labelled(row(), TEXT)
    assert article.statements[1].marks["c"] == [Span(20, 41)]
    example = own_articles.example(article, read_articles.COUNTS, "gold-read-")
    (one,) = example.attributions
    assert one.content[0].of(TEXT) == "that the dam was weak"
    assert one.counts == 1.0
    assert [name.span.of(TEXT) for name in example.names or ()] == ["Mira Ostrell"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"attitude": "shout"}, "no value"),
        ({"speaker": ["Ada Quill"]}, "no actor"),
        ({"cue": [[10, 22]]}, "overlap"),
        ({"content": []}, "no content"),
    ],
)
def test_a_line_that_does_not_fit_is_refused(changes: dict[str, object], complaint: str) -> None:
    with pytest.raises(own_articles.WrongArticleError, match=complaint):
        read_articles.labelled(row(**changes), TEXT)


def test_the_lines_of_a_story_know_every_matter_they_stand_in() -> None:
    denied, burst = ("x1", (Span(20, 41),)), ("x1", (Span(43, 63),))
    matters = (
        read_matters.Matter("The dam was weak", {denied: "denies", burst: "affirms"}),
        read_matters.Matter("The dam burst", {burst: "affirms"}),
    )
    story = read_matters.Story({"x1": TEXT}, matters, ())
    assert dict(story.lines()) == {
        "The dam was weak": {0: "affirms"},
        "that the dam was weak": {0: "denies"},
        "The dam burst in May": {0: "affirms", 1: "affirms"},
        "The dam burst": {1: "affirms"},
    }


def test_statements_are_learned_from_where_they_stand() -> None:
    denied = ("x1", (Span(20, 41),))
    matters = (read_matters.Matter("The dam was weak", {denied: "denies"}),)
    placed = read_matters.Story({"x1": TEXT}, matters, ()).placed()
    assert [(one.passage, numbers) for one, numbers in placed] == [
        ("The dam was weak", {0}),
        (TEXT, {0}),
    ]
    assert [part.of(TEXT) for part in placed[1][0].parts] == ["that the dam was weak"]


def test_some_stories_are_held_back_from_networks() -> None:
    stories = [read_matters.Story({name: ""}, (), (), name in "bd") for name in "abcde"]
    learned, held = read_matters.parted(stories)
    assert [next(iter(one.texts)) for one in held] == ["b", "d"]
    assert len(learned) == 3


@needs_bodies
def test_no_article_of_a_story_held_back_is_learned_from() -> None:
    learned, held = read_matters.parted(read_matters.read(SHARED))
    names = {name for story in held for name in story.texts}
    assert len(held) == 21
    assert not names & {name for story in learned for name in story.texts}


def test_the_files_hold_no_passage_of_an_article() -> None:
    for line in read_articles.LABELS.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        assert set(told) == {"article", "actors", "statements"}
        names = [name for _, *forms in told["actors"] for name in forms]
        for one in told["statements"]:
            names += [*one["speaker"], *one["via"], *one["target"]]
        assert max(map(len, names), default=0) <= LONGEST_NAME


@needs_bodies
def test_the_labels_fit_their_texts() -> None:
    assert sum(1 for _ in read_articles.read(SHARED)) > 200
    for story in read_matters.read(SHARED):
        for matter in story.matters:
            assert all(story.words(said) for said in matter.sides)
        for act in story.acts:
            assert all(story.words(said) for said in act)


def ids(*patterns: str) -> set[str]:
    """The articles of some folders of the gold data."""
    return {path.stem for pattern in patterns for path in (SHARED / "gold").glob(pattern)}


@needs_bodies
def test_no_article_that_measures_is_labelled() -> None:
    read = read_articles.LABELS.read_text(encoding="utf-8").splitlines()
    articles = {json.loads(line)["article"] for line in read}
    assert not articles & ids("articles/*/docs/*.txt", "matters/dev/*/docs/*.txt")
    stories = {name for story in read_matters.read(SHARED) for name in story.texts}
    assert not stories & ids("matters/*/*/docs/*.txt")
    assert not (articles | stories) & ids("stories/*/docs/*.txt")
