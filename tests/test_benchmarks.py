"""The benchmarks' own logic: counts, intervals, scoring by document and by sort.

Stories here are invented; tests of the scorers themselves need the data beside the checkout.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from benchmarks import (
    counting,
    matters,
    polnear,
    provenance,
    results,
    scorers,
    speed,
    stories,
    suite,
)
from benchmarks.outcome import BenchmarkError, Outcome
from hypothesis import given, settings
from hypothesis import strategies as st

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_scorers = pytest.mark.skipif(
    not (SHARED / "gold" / "score.py").is_file(),
    reason="needs the scorers that lie with the development data in ../shared",
)

# --- counts and intervals --------------------------------------------------------------------


def test_row_adds_documents_up() -> None:
    row = counting.row([(1, 2, 4), (2, 2, 2), (0, 1, 0)])
    assert row["p"] == 0.6
    assert row["r"] == 0.5
    assert row["f1"] == round(2 * 0.6 * 0.5 / 1.1, 4)
    assert row["n"] == 6


def test_accuracy_and_sorted_counts() -> None:
    assert counting.row([(3, 4), (0, 1)]) == {"n": 5, "acc": 0.6}
    sorted_apart = counting.row([(1, 2, 3, 4)])
    assert (sorted_apart["p"], sorted_apart["r"]) == (0.5, 0.75)


def test_nothing_to_find_and_nothing_given_is_no_figure() -> None:
    assert counting.row([(0, 0, 0)])["f1"] is None
    assert counting.row([(0, 1, 0)])["f1"] == 0.0
    assert counting.row([(0, 0)])["acc"] is None


def test_interval_is_the_same_twice_and_holds_the_figure() -> None:
    counts = [(k % 3, 3, 3) for k in range(20)]
    first, again = counting.interval([counts]), counting.interval([counts])
    assert first == again
    assert first is not None
    value = counting.row(counts)["f1"]
    assert first[0] < value < first[1]


def test_no_interval_for_too_few_documents() -> None:
    assert counting.interval([[(1, 2, 2), (0, 1, 1)]]) is None
    assert counting.interval([]) is None


def test_interval_of_a_mean_resamples_each_story_by_itself() -> None:
    perfect, useless = [(1, 1, 1)] * 4, [(0, 1, 1)] * 4
    assert counting.interval([perfect, useless]) == [0.5, 0.5]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)).map(
            lambda c: (min(c), c[1], c[2])
        ),
        min_size=3,
        max_size=6,
    )
)
def test_intervals_stay_between_nought_and_one(counts: Sequence[tuple[int, int, int]]) -> None:
    drawn = counting.interval([counts])
    if drawn is not None:
        assert 0.0 <= drawn[0] <= drawn[1] <= 1.0


def test_mean_leaves_out_what_is_not_defined() -> None:
    rows: list[dict[str, Any]] = [{"f1": 0.5, "n": 3}, {"f1": None, "n": 0}, {"f1": 0.7, "n": 2}]
    assert counting.mean_row(rows) == {"n": 5, "f1": 0.6}


# --- an invented story, by the real scorers --------------------------------------------------

TEXTS = {
    "ulm": "Ann Roe said the Karsil dam was safe. The Tavesh Front denied the raid on Orrim.\n",
    "bre": "Ann Roe said the dam was safe.\n",
    "tas": "“The gate held,” Ann Roe said. Nobody else spoke.\n",
}
GOLD = {
    "documents": [
        {"id": d, "outlet": None, "published": None, "origins": [], "boilerplate": []}
        for d in TEXTS
    ],
    "actors": [
        {"id": "roe", "name": "Ann Roe", "kind": "person", "aliases": []},
        {"id": "front", "name": "Tavesh Front", "kind": "armed_group", "aliases": []},
    ],
    "statements": [
        {
            "id": f"{doc}.s{number}",
            "doc": doc,
            "speaker": speaker,
            "via": [],
            "content": content,
            "attitude": attitude,
            "certainty": "certain",
        }
        for doc, number, speaker, content, attitude in (
            ("ulm", 1, "roe", "the Karsil dam was safe", "assert"),
            ("ulm", 2, "front", "the raid on Orrim", "deny"),
            ("bre", 1, "roe", "the dam was safe", "assert"),
            ("tas", 1, "roe", "The gate held", "assert"),
        )
    ],
    "figures": [],
    "events": [],
    "matters": [],
    "copies": [],
}


def said(number: int, doc: str, words: str, **other: Any) -> dict[str, Any]:
    start = TEXTS[doc].index(words)
    return {
        "id": f"s{number}",
        "document": f"d-{doc}",
        "content": [[start, start + len(words)]],
        "attitude": "assert",
        "certainty": "certain",
        "speaker": "a1",
        "via": [],
        **other,
    }


def ledger() -> dict[str, Any]:
    """Finds three of four statements and one that is none; one speaker is wrong."""
    return {
        "documents": [
            {"id": f"d-{d}", "path": f"{d}.txt", "origins": [], "boilerplate": []} for d in TEXTS
        ],
        "actors": [
            {"id": "a1", "name": "Ann Roe", "kind": "person", "aliases": []},
            {"id": "a2", "name": "Tavesh Front", "kind": "armed_group", "aliases": []},
        ],
        "statements": [
            said(1, "ulm", "the Karsil dam was safe", confidence=0.9, speaker_confidence=0.9),
            said(2, "ulm", "the raid on Orrim", attitude="deny", confidence=0.6),
            said(3, "tas", "The gate held", confidence=0.8, speaker_confidence=0.6),
            said(4, "tas", "Nobody else spoke", speaker="a2", confidence=0.3),
        ],
        "figures": [],
        "events": [],
        "matters": [],
        "copies": [],
    }


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "dam"
    (folder / "docs").mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return folder


def read(folder: Path) -> dict[str, Any]:
    assert folder.is_dir()
    return ledger()


@needs_scorers
def test_a_story_is_scored_whole_and_by_document(story: Path) -> None:
    scorer = scorers.watched(scorers.load("stories", SHARED / "gold"))
    found = stories.stories([story], read, scorer)
    assert found.figures["statements"]["f1"] == 0.75
    assert found.figures["speaker"] == {"n": 3, "acc": 0.6667, "interval": [0.5, 1.0]}
    assert found.items == {
        "dam/bre.s1": "missed",
        "dam/tas.s1": "found +speaker +attitude +certainty",
        "dam/ulm.s1": "found +speaker +attitude +certainty",
        "dam/ulm.s2": "found -speaker +attitude +certainty",
    }
    assert found.documents["dam/tas"]["statements"] == [1, 2, 1]
    assert found.cases == {
        "dam/bre": [],
        "dam/tas": [[0.8, 1], [0.3, 0]],
        "dam/ulm": [[0.9, 1], [0.6, 0]],
    }
    assert found.figures["confidence, AUROC"]["auroc"] == 1.0
    assert found.figures["confidence, calibration error"]["error"] == 0.3
    assert "interval" in found.figures["statements"]
    assert "interval" not in found.figures["actor names found"]
    by_document = stories.by_document(scorer, story, ledger())
    whole = scorer.Story(story, ledger()).score()
    for name in whole:
        if name not in stories.ACROSS:
            assert stories.is_sum(name, whole, by_document), name


@needs_scorers
def test_a_folder_leaves_out_what_is_not_annotated(story: Path) -> None:
    scorer = scorers.watched(scorers.load("stories", SHARED / "gold"))
    found = stories.articles(story, read, scorer)
    assert "copies" not in found.figures
    assert found.figures["statements+speaker+attitude"]["n"] == 4
    assert Outcome.of(json.loads(results.frozen(found))) == found


@needs_scorers
def test_breakdowns_of_a_story(story: Path) -> None:
    scorer = scorers.watched(scorers.load("stories", SHARED / "gold"))
    parts = stories.stories([story], read, scorer).parts
    kinds = parts["by kind of quotation"]
    assert kinds["statements: direct"] == {
        "n": 1, "p": 1.0, "r": 1.0, "f1": 1.0, "interval": [1.0, 1.0],
    }  # fmt: skip
    assert kinds["statements: indirect"]["r"] == 0.6667
    assert kinds["speaker: indirect"]["acc"] == 0.5
    given = parts["by how the speaker is given"]
    assert list(given) == ["statements found: by name", "speaker: by name"]
    assert given["statements found: by name"]["acc"] == 0.75
    assert parts["by attitude"]["attitude: deny"]["f1"] == 1.0
    kept = parts["accuracy with coverage"]
    assert kept["statements kept from 0.7"]["acc"] == 0.5
    assert kept["span and speaker right from 0.7"]["acc"] == 1.0
    assert kept["speakers kept from 0.7"]["acc"] == 0.3333
    assert parts["by document"]["with speaker and attitude: dam/ulm"]["f1"] == 0.5
    assert parts["by stated confidence"]["stated 0.9 to 1.0, mean 0.90"]["acc"] == 1.0
    assert "dam" in parts


@needs_scorers
def test_what_reads_unresolved_is_held_against_a_guess(story: Path) -> None:
    def unresolved(folder: Path) -> dict[str, Any]:
        less = read(folder)
        for statement in less["statements"][:2]:
            statement["speaker"] = None
        return less

    scorer = scorers.watched(scorers.load("stories", SHARED / "gold"))
    found = stories.confidence([story], unresolved, scorer, read)
    kept = found.parts["accuracy with coverage"]
    assert kept["speaker given"]["acc"] == 0.3333
    assert kept["speaker right where given"]["acc"] == 1.0
    assert kept["a guess right where unresolved"]["acc"] == 0.5
    with pytest.raises(BenchmarkError, match="one name"):
        stories.confidence([story, story], read, scorer)
    assert found.documents["dam/tas"] == {"span and speaker right": [1.0, 2.0]}
    assert Outcome.of(json.loads(results.frozen(found))) == found


@needs_scorers
def test_provenance_is_pooled_over_folders(story: Path) -> None:
    gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
    boilerplate = TEXTS["bre"].strip()
    for entry in gold["documents"]:
        if entry["id"] == "bre":
            entry |= {"outlet": "Tavesh Courier", "boilerplate": [boilerplate]}
        elif entry["id"] == "ulm":
            entry["origins"] = ["AP"]
    (story / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    other = story.parent / "mill"
    shutil.copytree(story, other)

    def located(folder: Path) -> dict[str, Any]:
        given = read(folder)
        for document in given["documents"]:
            if document["path"] == "bre.txt":
                document["outlet"] = "The Tavesh Courier"
                if folder.parent == story:
                    document["boilerplate"] = [[0, len(boilerplate)]]
            elif document["path"] == "tas.txt":
                document["origins"] = ["AFP"]
        return given

    scorer = scorers.watched(scorers.load("stories", SHARED / "gold"))
    found = provenance.provenance([story, other], located, scorer)
    assert list(found.figures) == ["boilerplate lines", "document origins", "document outlet"]
    lines = found.figures["boilerplate lines"]
    assert (lines["p"], lines["r"], lines["n"]) == (1.0, 0.5, 2)
    assert found.figures["document origins"]["f1"] == 0.0
    assert found.figures["document outlet"]["f1"] == 1.0
    assert len(found.figures["document outlet"]["interval"]) == 2
    assert found.parts["mill"]["boilerplate lines"]["r"] == 0.0
    assert found.documents["dam/bre"]["boilerplate lines"] == [1.0, 1.0, 1.0]
    assert Outcome.of(json.loads(results.frozen(found))) == found
    with pytest.raises(BenchmarkError, match="one name"):
        provenance.provenance([story, story], located, scorer)


@needs_scorers
def test_matters_by_quotes(story: Path) -> None:
    side = {"doc": "ulm", "quote": "the raid on Orrim", "speaker": "x", "stance": "denies"}
    other = {"doc": "bre", "quote": "the dam was safe", "speaker": "x", "stance": "affirms"}
    gold = {"story": "dam", "matters": [{"proposition": "p", "sides": [side, other]}]}
    (story / "matters.json").write_text(json.dumps(gold), encoding="utf-8")
    found = matters.matters([story], read, scorers.load("matters", SHARED / "gold"))
    assert found.figures["sides found"] == {"n": 2, "acc": 0.5}
    assert found.figures["pairs opposed"] == {"n": 1, "p": 0.0, "r": 0.0, "f1": 0.0}


@needs_scorers
def test_polnear_pairs_are_the_scorers_own(story: Path) -> None:
    split = story.parent / "split"
    (split / "text").mkdir(parents=True)
    (split / "attributions").mkdir()
    annotations = {
        "ulm_aaaa": "T1\tSource 0 7\tx\nT2\tCue 8 12\tx\nT3\tContent 13 36\tx\n"
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n",
        "ulm_bbbb": "T3\tContent 13 36\tx\nE1\tAttribution:T3 Content:T3\n",
        "tas_aaaa": "T2\tCue 25 29\tx\nT3\tContent 0 16\tx\nE1\tAttribution:T2 Cue:T2 Content:T3\n",
        "bre_aaaa": "T3\tContent 13 29\tx\nE1\tAttribution:T3 Content:T3\n",
    }
    for name, text in TEXTS.items():
        (split / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
    for name, lines in annotations.items():
        (split / "attributions" / f"{name}.ann").write_text(lines, encoding="utf-8")
    given = ledger()
    given["statements"][0].update(source=[[0, 7]], cue=[[8, 12]])
    scorer = scorers.load("polnear", SHARED / "data" / "polnear")
    found = polnear.polnear(split, lambda _: given, scorer)
    # two annotators of one article: half a gold attribution each
    assert found.documents["ulm"]["whole attributions"] == [0.5, 2.0, 1.0]
    assert found.items["ulm_aaaa"] == "w"
    assert found.items["ulm_bbbb"] == "h"
    assert found.items["bre_aaaa"] == "-"
    kinds = found.parts["by kind of quotation"]
    assert kinds["content spans, half: direct"]["n"] == 1
    assert found.parts["by place of the source"]["whole attributions: none"]["n"] == 2
    assert set(found.parts["by outlet"]) >= {"whole attributions: ulm"}
    rows = ["filename\tpublisher", *(f"{name}\tKarsil Post" for name in TEXTS)]
    (split.parent / "metadata.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    outlets = polnear.polnear(split, lambda _: given, scorer).parts["by outlet"]
    assert outlets["content spans, half: Karsil Post"]["n"] == 3


def test_digests_do_not_depend_on_how_the_data_are_spelt(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = story.parent / "data"
    for place in ("gold/stories/dam/docs", "gold/articles/dev", "gold/matters/dev/dam"):
        (data / place).mkdir(parents=True)
    for place in ("data/polnear/dev", "data/polnear/labels", "data/ecbplus"):
        (data / place).mkdir(parents=True)
    (data / "data" / "ecbplus" / "dev.jsonl.gz").write_bytes(b"")
    (data / "data" / "polnear" / "labels" / "dev.jsonl").write_text("{}\n", encoding="utf-8")
    for kind, name in (("stories", "gold"), ("matters", "gold"), ("polnear", "data/polnear")):
        scorer = data / name / scorers.PLACES[kind][0]
        scorer.write_text(f"# {scorers.MARKS[kind]}\n", encoding="utf-8")
    monkeypatch.chdir(story.parent)
    before = suite.digests(Path("data"))
    assert before == suite.digests(data)
    assert set(before) == {
        "stories", "articles", "confidence", "provenance", "matters", "polnear", "labels",
        "ecbplus", "plv", "vitaminc", "emergent", "fnc", "joining", "copies",
        "check",
    }  # fmt: skip
    (data / "gold" / "score.py").write_text("class Story: ...\n", encoding="utf-8")
    after = suite.digests(Path("data"))
    assert {n for n in before if before[n] != after[n]} == {
        "stories", "articles", "confidence", "provenance", "labels", "joining",
    }  # fmt: skip


def test_a_missing_scorer_is_told(tmp_path: Path) -> None:
    with pytest.raises(scorers.ScorerError, match="--scorers"):
        scorers.find("stories", tmp_path, tmp_path)


def test_scorers_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "polnear" / "dev").mkdir(parents=True)
    (tmp_path / "gold" / "score.py").write_text("class Story: ...\n", encoding="utf-8")
    (tmp_path / "polnear" / "score.py").write_text("def read_ann(): ...\n", encoding="utf-8")
    near = tmp_path / "polnear" / "dev"
    assert scorers.find("stories", near) == tmp_path / "gold" / "score.py"
    assert scorers.find("polnear", near) == tmp_path / "polnear" / "score.py"


# --- speed -----------------------------------------------------------------------------------


def test_the_yardstick_sees_every_piece_once() -> None:
    def encode(text: str, add_special_tokens: bool) -> SimpleNamespace:
        assert not add_special_tokens
        return SimpleNamespace(ids=list(range(1000, 1000 + len(text))))

    tokenizer: Any = SimpleNamespace(encode=encode)
    inputs = speed.batches(["x" * 600, "y" * 10, "z" * 254] * 4, tokenizer)
    assert sum(int((batch["ids"] >= 1000).sum()) for batch in inputs) == 4 * 864
    assert max(batch["ids"].shape[1] for batch in inputs) == speed.PIECES + 2
    assert all(np.array_equal(b["mask"] > 0, b["ids"] > 0) for b in inputs)


def test_articles_to_time_come_from_our_examples_without_data() -> None:
    assert len(speed.texts(None, 20)) == 20
