"""The benchmarks that read two texts together, on invented ones."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks import emergent, fnc, run, stances, tables, vitaminc
from benchmarks.floors import Floors
from benchmarks.outcome import Outcome

from hearsay.model.network import load
from hearsay.model.pairs import PairNetwork
from training import softmax

EVIDENCE = [
    ("SUPPORTS", "The mill of Pell employs 40 people.", "The mill of Pell has over 30 workers."),
    ("REFUTES", "The mill of Pell employs 40 people.", "The mill of Pell has under 30 workers."),
    ("SUPPORTS", "Orla Venn wrote two novels.", "Orla Venn is a writer."),
    ("NOT ENOUGH INFO", "Orla Venn wrote two novels.", "Orla Venn was born in Tassin."),
]
HEADLINES = [
    ("A two-headed goat was born in Pell", "Goat with two heads born in Pell", "for"),
    ("A two-headed goat was born in Pell", "No, that two-headed goat is a hoax", "against"),
    ("A two-headed goat was born in Pell", "Two-headed goat reportedly born in Pell", "observing"),
    ("The Quessa dam will be torn down", "Quessa to tear down its dam", "for"),
    ("The Quessa dam will be torn down", "Quessa denies that dam will go", "against"),
    ("The Quessa dam will be torn down", "Report: Quessa dam may be torn down", "observing"),
    ("Orla Venn has left the Lorran party", "Orla Venn leaves Lorran party", "for"),
    ("Orla Venn has left the Lorran party", "Venn did not leave Lorran party", "against"),
    ("Orla Venn has left the Lorran party", "Has Orla Venn left? Rumours swirl", "observing"),
]
NAMES = {"for": "agree", "against": "disagree", "observing": "discuss"}


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    rows = [
        {"unique_id": f"x-{n}", "label": label, "claim": claim, "evidence": told, "page": f"p{n}"}
        for n, (label, told, claim) in enumerate(EVIDENCE)
    ]
    path = tmp_path / "vitaminc.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    return path


@pytest.fixture
def headlines(tmp_path: Path) -> Path:
    path = tmp_path / "emergent.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["pair_id", "claim", "headline", "stance", "fold"])
        for n, (claim, headline, stance) in enumerate(HEADLINES):
            writer.writerow([n, claim, headline, stance, n // 3])
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    with (tmp_path / "stances.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["headline", "body_id", "stance"])
        for n, (claim, _, stance) in enumerate(HEADLINES):
            writer.writerow([claim, n, NAMES[stance]])
    with (tmp_path / "bodies.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["body_id", "story", "text"])
        for n, (_, headline, _) in enumerate(HEADLINES):
            writer.writerow(
                [n, n // 3, f"{headline}, it is told. Nobody else was there to see it."]
            )
    return tmp_path


def test_vitaminc_is_answered_by_the_shipped_weights(evidence: Path) -> None:
    found = vitaminc.vitaminc(evidence, PairNetwork.load())
    assert found.figures["accuracy"]["n"] == 4
    assert found.figures["accuracy of the commonest label"]["acc"] == 0.5
    assert list(found.parts["by answer"]) == ["NOT ENOUGH INFO", "REFUTES", "SUPPORTS"]
    assert Outcome.of(json.loads(json.dumps(found.plain()))) == found
    assert "macro-F1" in tables.printed(found, Floors({}))


def test_emergent_is_fitted_without_the_fold_it_scores(headlines: Path) -> None:
    found = emergent.emergent(headlines, PairNetwork.load(), load())
    assert "3 folds by claim" in found.about
    assert found.figures["accuracy of the cue-word rule"]["acc"] == 1.0
    assert found.figures["accuracy"]["n"] == 9
    assert found == emergent.emergent(headlines, PairNetwork.load(), load())


def test_a_claim_may_not_be_learned_and_scored(headlines: Path) -> None:
    with pytest.raises(emergent.EmergentError, match="two-headed goat"):
        emergent.emergent(headlines, PairNetwork.load(), load(), headlines)


def test_fnc_reads_the_headline_beside_the_article(articles: Path) -> None:
    found = fnc.fnc(articles, PairNetwork.load())
    assert "3 folds by story" in found.about
    assert set(found.parts["by answer"]) == set(fnc.STANCES)
    assert 0 <= found.figures["macro-F1"]["f1"] <= 1


def test_one_json_object_is_printed(
    evidence: Path, headlines: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, place in (("vitaminc", evidence), ("emergent", headlines), ("fnc", articles)):
        assert run.main([name, str(place), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["benchmark"] == name


def test_broken_files_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rows"
    path.write_text('{"unique_id": "x"}\n', encoding="utf-8")
    assert run.main(["vitaminc", str(path)]) == 2
    assert "label" in capsys.readouterr().err
    path.write_text("pair_id,claim,stance\n1,x,for\n", encoding="utf-8")
    assert run.main(["emergent", str(path)]) == 2
    assert "headline" in capsys.readouterr().err
    assert run.main(["fnc", str(tmp_path)]) == 2
    assert "stances.csv" in capsys.readouterr().err


def test_cue_words_tell_denial_from_hedge() -> None:
    assert stances.by_cues("Venn didn't leave, reports say") == "denies"
    assert stances.by_cues("Venn may leave") == "hedges"
    assert stances.by_cues("Venn leaves for want of rent") == "neither"


def test_denial_and_hedge_need_no_common_word() -> None:
    assert "headline denies" in stances.cues("Venn drops out of the race", "headline")
    assert "headline wavers" in stances.cues("Venn in talks to lead the party", "headline")
    assert stances.by_cues("Venn drops out of the race") == "neither"


def test_words_of_the_claim_are_masked() -> None:
    seen = stances.worded("Goat story false", "A goat was born", "h")
    assert set(seen) == {"h word =", "h word story", "h word false"}


def test_rows_of_one_group_share_a_fold() -> None:
    groups = [str(n // 4) for n in range(80)]
    folds = stances.folds_of(groups, 5, seed=1)
    assert folds[::4] == folds[3::4]
    assert set(folds) == set(range(5))


def test_softmax_learns_what_tells_answers_apart() -> None:
    rows = [{"bias": 1.0, name: 1.0} for name in ("red", "green", "blue")] * 6
    answers = [0, 1, 2] * 6
    fitted = softmax.fit(rows, answers, 3, penalty=0.1)
    found = fitted.probabilities([*rows[:3], {"bias": 1.0, "unknown": 5.0}])
    assert found[:3].argmax(axis=1).tolist() == [0, 1, 2]
    assert np.allclose(found[3], 1 / 3, atol=1e-3)
    assert np.array_equal(softmax.fit(rows, answers, 3, 0.1).weights, fitted.weights)
    rare = softmax.fit([{"bias": 1.0}] * 10, [0] * 9 + [1], 2, 0.1, balance=1.0)
    assert rare.probabilities([{"bias": 1.0}])[0, 1] == pytest.approx(0.5, abs=0.01)
    with pytest.raises(ValueError, match="one answer a row"):
        softmax.fit(rows, [0], 3, 0.1)


def test_whose_words_a_headline_gives() -> None:
    claim = "The Quessa dam will be torn down"
    told = emergent.spoken("Mayor says Quessa dam will be torn down", claim, load())
    assert told["speaks source cue content"] == 1.0
    assert told["claim spoken"] > told["claim outside"]
    plain = emergent.spoken("Quessa dam to be torn down", claim, load())
    assert plain["speaks nobody"] == 1.0
    assert plain["claim spoken"] == 0.0
