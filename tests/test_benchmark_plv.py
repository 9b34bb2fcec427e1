"""The benchmark of event types, on invented sentences; no network is read in most of them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks import plv, run, tables
from benchmarks.floors import Floors
from benchmarks.outcome import Outcome
from training.plover import Labelled, invented, rows_of, unmarked
from training.train_event_types import (
    FOLDS,
    Example,
    best_type,
    fit,
    fold_of,
    macro_f1,
    written,
)

from hearsay.model.network import load
from hearsay.steps.event_types import NONE, see, table, vector_names
from hearsay.types import Span

ROWS = [
    ("ASSAULT", "<s>Guards of Pell</s> shot <t>two clerks</t> in Quessa."),
    ("ASSAULT", "<t>A bridge</t> was blown up by <s>the Lorran Front</s>."),
    ("CONSULT", "<s>Lorran</s> met <t>Quessa</t> on Monday."),
    ("RETREAT", "<s>Pell</s> pulled its troops out of <t>Quessa</t>."),
]


def labelled() -> list[Labelled]:
    found = []
    for number, (label, marked) in enumerate(ROWS):
        text, source, target = unmarked(marked)
        found.append(Labelled(f"x-{number}", str(number), text, source, target, label))
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [
        {"id": f"x-{number}", "sentence_id": number, "marked_sentence": marked, "label": label}
        for number, (label, marked) in enumerate(ROWS)
    ]
    path = tmp_path / "plv.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def test_marks_become_spans(file: Path) -> None:
    first, second, _, last = rows_of(file)
    assert first.source is not None
    assert first.source.of(first.text) == "Guards of Pell"
    assert second.target == Span(0, 8)
    assert "<" not in first.text
    assert last.label == "YIELD"
    assert unmarked("Nobody is named.") == ("Nobody is named.", None, None)


def test_the_shipped_weights_are_scored(file: Path) -> None:
    found = plv.plv(file, load(threads=1))
    assert found.figures["macro-F1"]["n"] == 4
    assert 0.5 <= found.figures["macro-F1"]["f1"] <= 1
    assert set(found.items) == {"x-0", "x-1", "x-2", "x-3"}
    assert list(found.parts["by type"]) == ["ASSAULT", "CONSULT", "YIELD"]
    assert Outcome.of(json.loads(json.dumps(found.plain()))) == found
    assert "macro-F1" in tables.printed(found, Floors({}))


def test_figures_of_given_answers() -> None:
    rows = labelled()[:3]
    answers = [{"ASSAULT": 0.9, NONE: 0.1}, {"CONSULT": 0.6}, {"CONSULT": 0.4, NONE: 0.6}]
    found = plv.scored(rows, answers, "by hand")
    # ASSAULT: one of two found, F1 2/3; CONSULT: found, once too often, F1 2/3
    assert found.figures["macro-F1"]["f1"] == pytest.approx(0.6667)
    assert found.figures["accuracy"]["acc"] == pytest.approx(0.6667)
    assert found.items == {"x-0": "+", "x-1": "-CONSULT", "x-2": "+"}
    coverage = found.parts["accuracy with coverage"]
    assert coverage["right from 0.5"] == {**coverage["right from 0.5"], "n": 2, "acc": 0.5}


def test_the_interval_is_that_of_whole_resamples() -> None:
    counts = np.tile(np.array([[[1.0, 1.0, 1.0], [0.0, 1.0, 1.0]]]), (40, 1, 1))
    assert plv.macro_interval(counts) == [0.5, 0.5]
    assert plv.macro_interval(counts[:2]) is None


def test_a_broken_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plv.jsonl"
    path.write_text('{"id": "x", "sentence_id": 1, "label": "AID"}\n', encoding="utf-8")
    assert run.main(["plv", str(path)]) == 2
    assert "marked_sentence" in capsys.readouterr().err
    path.write_text("", encoding="utf-8")
    with pytest.raises(plv.PlvError, match="no sentence"):
        plv.plv(path, load(threads=1))


def test_one_json_object_is_printed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["plv", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["benchmark"] == "plv"


# --- training --------------------------------------------------------------------------------


def test_rows_of_one_sentence_share_their_fold() -> None:
    rows = [Labelled(str(n), str(n // 2), "", None, None, "AID") for n in range(60)]
    folds = fold_of(rows)
    assert folds[::2] == folds[1::2]
    assert set(folds) == set(range(FOLDS))
    assert folds == fold_of(rows)


def test_a_fit_learns_what_tells_types_apart() -> None:
    examples = []
    for label, words in (("AID", "Lorran fed Quessa."), ("PROTEST", "Lorran jeered Quessa.")):
        seen = see(words, Span(0, len(words)), Span(0, 6), Span(len(words) - 7, len(words) - 1))
        examples += [Example(seen, label, 1.0)] * 5
    found = fit(examples)
    for one in examples:
        assert best_type(found.probabilities(one.seen)) == one.label
    again = fit(examples)
    assert written(found, "x") == written(again, "x")


def test_macro_f1_weighs_types_alike() -> None:
    assert macro_f1(["A", "A", "B"], ["A", "A", "B"]) == 1.0
    assert macro_f1(["A", "A", "A"], ["A", "A", "B"]) == pytest.approx(0.4)


def test_invented_sentences_cover_every_type() -> None:
    rows = invented()
    assert {row.label for row in rows} == set(table().types)
    assert len({row.text for row in rows}) == len(rows)
    assert all(row.text.strip() and not row.group for row in rows)


def test_the_table_is_whole() -> None:
    held = table()
    assert held.words.shape == (len(held.rows), len(held.types))
    assert held.vectors.shape == (len(vector_names()), len(held.types))
    assert NONE in held.types
