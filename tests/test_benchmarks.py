"""The benchmarks' own logic: counts, intervals, floors, frozen results, and scoring by document.

Stories here are invented; tests of the scorers themselves need the data beside the checkout.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from benchmarks import (
    counting,
    floors,
    labels,
    matters,
    polnear,
    results,
    run,
    scorers,
    speed,
    stories,
    tables,
)
from benchmarks.outcome import Outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.types import Actor, Analysis, Document, Span, Statement

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


# --- floors ----------------------------------------------------------------------------------


def outcome(value: float = 0.7312, n: int = 100, **other: Any) -> Outcome:
    figures = {"statements": {"p": 0.7, "r": 0.8, "f1": value, "n": n}}
    return Outcome("stories", "two stories", figures, **other)


def test_a_figure_under_its_floor_is_named() -> None:
    held = floors.Floors({"stories/statements": 0.75, "stories/gone": 0.1})
    wrong = floors.under(held, [outcome()], {})
    assert len(wrong) == 2
    assert wrong[0].startswith("stories/gone: no such figure")
    assert "stories/statements: 0.7312 is under its floor 0.750" in wrong[1]
    assert not floors.under(floors.Floors({"stories/statements": 0.73}), [outcome()], {})


def test_other_data_is_told() -> None:
    held = floors.Floors({}, {"stories": "a" * 64})
    assert "not those" in floors.under(held, [], {"stories": "b" * 64})[0]
    assert not floors.under(held, [], {"stories": "a" * 64})


def test_floors_rise_and_never_fall() -> None:
    held = floors.Floors({"stories/statements": 0.5, "stories/speaker": 0.9})
    up = floors.raised(held, [outcome()], {"stories": "d"})
    assert up.floors == {"stories/statements": 0.73, "stories/speaker": 0.9}
    assert up.data == {"stories": "d"}
    assert floors.raised(up, [outcome(0.4)], {}).floors == up.floors


def test_small_figures_get_no_floor_of_their_own() -> None:
    assert not floors.raised(floors.Floors({}), [outcome(n=3)], {}).floors


@settings(deadline=None)
@given(st.floats(0, 1))
def test_a_raised_floor_lies_under_its_figure(value: float) -> None:
    assert value - floors.STEP - 1e-9 <= floors.beneath(value) <= value + 1e-6


def test_lowering_needs_a_name_a_reason_and_a_need(tmp_path: Path) -> None:
    held = floors.Floors({"stories/statements": 0.9})
    with pytest.raises(floors.FloorError, match="no floor"):
        floors.lowered(held, [outcome()], "stories/nothing", "why not")
    with pytest.raises(floors.FloorError, match="needs a reason"):
        floors.lowered(held, [outcome()], "stories/statements", " ")
    down = floors.lowered(held, [outcome()], "stories/statements", "the gold was corrected")
    assert down.floors["stories/statements"] == 0.73
    floors.save(down, tmp_path / "floors.json")
    again = floors.load(tmp_path / "floors.json")
    assert again.lowered[0]["because"] == "the gold was corrected"
    with pytest.raises(floors.FloorError, match="not under"):
        floors.lowered(again, [outcome()], "stories/statements", "again")


def test_digest_sees_names_and_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_bytes(b"x")
    other.write_bytes(b"y")
    first = floors.digest([one, other], tmp_path)
    assert first == floors.digest([other, one], tmp_path)
    other.write_bytes(b"z")
    assert first != floors.digest([one, other], tmp_path)


def test_the_floors_of_the_repository_load() -> None:
    held = floors.load(run.FLOORS)
    assert held.floors
    assert all(0 <= floor <= 1 for floor in held.floors.values())
    assert all(entry["because"] for entry in held.lowered)


# --- frozen results, tables, the page --------------------------------------------------------


def test_frozen_results_come_back_and_name_what_flipped(tmp_path: Path) -> None:
    before = outcome(
        documents={"a/1": {"statements": [1, 2, 3]}},
        items={"a/1.s1": "found +speaker", "a/1.s2": "missed"},
        parts={"a": {"statements": {"f1": 0.7, "p": 0.7, "r": 0.7, "n": 3}}},
    )
    results.save(before, tmp_path)
    assert results.load(tmp_path) == [before]
    assert '"statements": [1, 2, 3]' in results.frozen(before)
    after = outcome(
        documents={"a/1": {"statements": [2, 2, 3]}},
        items={"a/1.s1": "found -speaker", "a/1.s2": "missed"},
    )
    assert results.flipped(before, after) == [
        "stories a/1.s1: found +speaker -> found -speaker",
        "stories a/1: statements",
    ]
    assert not results.flipped(before, before)


def test_tables_fit_80_columns() -> None:
    long = "denials linked (P by link, R by denial)"
    figures = {long: {"p": 0.7, "r": 1.0, "f1": 0.8, "n": 12345, "interval": [0.71, 0.85]}}
    shown = tables.printed(
        Outcome("stories", "x", figures, parts={"one": figures}), floors.Floors({})
    )
    assert max(map(len, shown.splitlines())) <= 80
    assert "0.71-0.85" in shown


def test_the_page_shows_floor_interval_and_people() -> None:
    measured = outcome(people={"statements": "0.87"})
    measured.figures["statements"]["interval"] = [0.7, 0.76]
    held = floors.Floors({"stories/statements": 0.73})
    page = tables.page([measured], held)
    assert "| statements | 0.700 | 0.800 | 0.731 | 0.700 to 0.760 | 100 | 0.730 | 0.87 |" in page


def test_docs_tell_the_frozen_results() -> None:
    held = results.load(run.RESULTS)
    if not held:
        pytest.skip("no frozen results yet: run benchmarks/run.py --data ../shared --write-docs")
    written = run.PAGE.read_text(encoding="utf-8")
    assert written == tables.page(held, floors.load(run.FLOORS))


# --- the gate --------------------------------------------------------------------------------


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(run, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(run, "PAGE", tmp_path / "quality.md")
    floors.save(floors.Floors({"stories/statements": 0.72}), tmp_path / "floors.json")
    return tmp_path


def test_gate_fails_under_a_floor(places: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = run.parsed(["--data", "."])
    assert run.gate(args, [outcome()], {}) == 0
    assert run.gate(args, [outcome(0.71)], {}) == 1
    said = capsys.readouterr()
    assert "FLOOR stories/statements: 0.7100 is under its floor 0.720" in said.err
    assert "changed" not in said.err


def test_check_writes_nothing(places: Path) -> None:
    assert run.gate(run.parsed(["--data", ".", "--check"]), [outcome()], {}) == 0
    assert sorted(p.name for p in places.iterdir()) == ["floors.json"]


def test_raise_and_lower_by_command(places: Path) -> None:
    assert run.gate(run.parsed(["--data", ".", "--raise-floors"]), [outcome()], {}) == 0
    assert floors.load(places / "floors.json").floors == {"stories/statements": 0.73}
    lower = ["--data", ".", "--lower-floor", "stories/statements", "--because", "new gold"]
    assert run.gate(run.parsed([*lower, "--write-docs"]), [outcome(0.6)], {}) == 0
    assert floors.load(places / "floors.json").floors == {"stories/statements": 0.6}
    assert "new gold" in (places / "quality.md").read_text(encoding="utf-8")


def test_command_line_refuses_what_makes_no_sense(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ([], ["--data", ".", "--lower-floor", "x", "--check"]):
        with pytest.raises(SystemExit):
            run.parsed(wrong)
    assert run.main(["articles", "no-such-folder"]) == 2
    assert "does not exist" in capsys.readouterr().err


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
            said(1, "ulm", "the Karsil dam was safe"),
            said(2, "ulm", "the raid on Orrim", attitude="deny"),
            said(3, "tas", "The gate held"),
            said(4, "tas", "Nobody else spoke", speaker="a2"),
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
    assert "interval" in found.figures["statements"]
    assert "interval" not in found.figures["actor names found"]
    by_document = stories.by_document(scorer, story, ledger())
    whole, _ = stories.scored(scorer, story, ledger())
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


# --- labels ----------------------------------------------------------------------------------

ROE = Actor("a-1", "Ann Roe", "person", aliases=("Roe",))
FRONT = Actor("a-2", "Tavesh Front", "armed_group")
BODY = "Ann Roe accused the Tavesh Front of a raid, an official told the Orrim Post."


def statement(**other: Any) -> Statement:
    return Statement("s-1", "d-1", (Span(33, 42),), **other)


def right(wanted: str, *group: Statement, outlet: str | None = None) -> bool:
    actors = {actor.id: actor for actor in (ROE, FRONT)}
    return labels.speaker_right(wanted, group, actors, outlet, str.casefold)


def test_speakers_by_the_labels_rule() -> None:
    by_roe, by_front = statement(speaker="a-1"), statement(speaker="a-2")
    unknown, official = statement(), statement(speaker_label="a senior official")
    assert right("Roe", by_roe)
    assert not right("Roe", by_front)
    assert right("Roe + Tavesh Front", by_roe, by_front)
    assert not right("Roe + Tavesh Front", by_roe)
    assert right("anonymous:an unnamed official", official)
    assert not right("anonymous:two residents", official)
    assert right("none", unknown)
    assert not right("none", official)
    assert right("outlet", by_front, outlet="Tavesh Front")
    assert not right("outlet", by_roe, outlet=None)


def test_labels_are_scored_with_spans_given(tmp_path: Path) -> None:
    label = {
        "article": "orrim",
        "event": "E1",
        "source": [[0, 7]],
        "cue": [[8, 15]],
        "content": [[33, 42]],
        "attitude": "accuse",
        "certainty": "alleged",
        "speaker": "Ann Roe",
        "target": "Tavesh Front",
        "via": "Orrim Post",
    }
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "orrim.txt").write_text(BODY, encoding="utf-8")
    file = tmp_path / "labels.jsonl"
    file.write_text(json.dumps(label) + "\n", encoding="utf-8")

    def judge(name: str, text: str, given: tuple[Statement, ...]) -> Analysis:
        (only,) = given
        assert only.content[0].of(text) == "of a raid"[:9]
        made = Statement(
            **{
                field: getattr(only, field)
                for field in ("id", "document", "content", "source", "cue")
            },
            speaker="a-1",
            attitude="accuse",
            target=("a-2",),
        )
        return Analysis(Document("d-1", "orrim.txt", text), actors=(ROE, FRONT), statements=(made,))

    found = labels.labels(file, judge, str.casefold)
    assert found.figures["attitude beyond assert"]["f1"] == 1.0
    assert found.figures["certainty beyond certain"]["r"] == 0.0
    assert found.figures["speaker"]["acc"] == 1.0
    assert found.figures["target"]["acc"] == 1.0
    assert found.figures["via"]["r"] == 0.0
    assert found.items == {"orrim/E1": "+attitude -certainty +speaker +target -via"}


def test_a_missing_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(labels.TextError, match="--texts"):
        labels.find_text("nowhere-to-be-found", tmp_path / "labels.jsonl")


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
