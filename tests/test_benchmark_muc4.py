"""Counts of victims against keys, on invented articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks import muc4
from benchmarks.outcome import BenchmarkError, Outcome

from hearsay.steps.figures import figures
from hearsay.text import sentences
from hearsay.types import Analysis, Document

TEXTS = [
    "A bomb wounded 11 civilians in Orlen on Monday.",
    "Gunmen kidnapped three journalists in Orlen on Monday.",
    "A woman was murdered in Orlen on Monday.",
    "Gunmen killed two judges in Tarn on Friday.",
    "An attack wounded four students in Tarn on Friday.",
    "The mayor met 30 farmers in Tarn on Friday.",
]
KEYS: list[tuple[str, int, str, str]] = [
    ("BOMBING", 11, "CIVILIANS", "INJURY"),
    ("KIDNAPPING", 3, "JOURNALISTS", ""),
    ("ATTACK", 1, "WOMAN", "DEATH"),
    ("ATTACK", 2, "JUDGES", "DEATH"),
    ("ATTACK", 4, "STUDENTS", "INJURY"),
    ("ATTACK", 7, "NUNS", "DEATH"),
]


def row(number: int, relevant: bool = True) -> dict[str, Any]:
    kind, value, of, effect = KEYS[number]
    human = {
        "name": [],
        "number": [
            {
                "raw": "",
                "values": [str(value)],
                "of": [of],
                "figures": [{"low": value, "high": value, "qualifier": "exact"}],
            }
        ],
        "effect": [{"raw": "", "values": [effect], "of": [of]}] if effect else [],
    }
    filled = {"template": 1, "optional": False, "type": [kind], "human": human}
    return {"id": f"x-{number}", "text": TEXTS[number], "relevant": relevant, "templates": [filled]}


def analyse(name: str, text: str) -> Analysis:
    document = Document(id=name, path=f"{name}.txt", text=text)
    return figures(Analysis(document, sentences=tuple(sentences(text))))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [*(row(number) for number in range(6)), {**row(0, relevant=False), "id": "x-9"}]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def test_share_found_and_precision_of_relevant_articles(file: Path) -> None:
    outcome = muc4.muc4(file, analyse)
    assert outcome.figures[muc4.FOUND]["n"] == 6
    assert "x-9" not in outcome.documents
    found = {key for key, verdict in outcome.items.items() if verdict == "found"}
    assert {"x-0/1.1", "x-3/1.1"} <= found
    assert outcome.items["x-5/1.1"] == "missed"
    assert outcome.figures[muc4.WHOLE]["r"] == outcome.figures[muc4.FOUND]["acc"]
    assert outcome.figures[muc4.SAME]["r"] <= outcome.figures[muc4.WHOLE]["r"]
    assert "by fold" not in outcome.parts
    assert Outcome.of(json.loads(json.dumps(outcome.plain()))) == outcome


def test_folds_read_each_article_with_what_the_others_teach(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taught: list[set[str]] = []

    def watched(examples: list[Any]) -> dict[str, float]:
        taught.append({one.article.id for one in examples})
        return {"bias": 1.0}

    monkeypatch.setattr(muc4, "table", watched)
    outcome = muc4.muc4(file, analyse, held_back=True)
    names = set(outcome.documents)
    assert len(taught) == 5
    assert all(others < names for others in taught)
    # each article is left out of what one fold is taught, and of no other
    assert sorted(name for others in taught for name in names - others) == sorted(names)
    assert "victims, mean of folds" in outcome.figures
    assert sum(row["n"] for row in outcome.parts["by fold"].values()) == 6


def test_a_file_without_relevant_articles_is_told(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(row(0, relevant=False)) + "\n", encoding="utf-8")
    with pytest.raises(BenchmarkError, match="no relevant article"):
        muc4.muc4(path, analyse)
