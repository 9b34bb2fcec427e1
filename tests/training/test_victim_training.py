"""The keys of MUC-4 as they are read, what fits them, and the regression fitted to them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from training.muc4 import Filler, fits, matched, read
from training.train_victims import folds
from training.victim_evidence import Harm
from training.victims import Victims

from hearsay.types import Qualifier, Span
from training import logistic


def number(
    low: float | None, high: float | None, qualifier: str, of: list[str], **more: Any
) -> dict[str, Any]:
    figures = [{"low": low, "high": high, "qualifier": qualifier}]
    return {"raw": "", "values": [""], "of": of, "figures": figures, **more}


def template(kind: str, numbers: list[Any], effects: list[Any], **more: Any) -> dict[str, Any]:
    human = {
        "name": [{"raw": "", "values": ["MIRA TALLO"]}],
        "description": [],
        "number": numbers,
        "effect": effects,
    }
    return {"template": 1, "optional": False, "type": [kind], "human": human, **more}


def effect(value: str, *of: str) -> dict[str, Any]:
    return {"raw": "", "values": [value], "of": list(of)}


def fillers(tmp_path: Path, *templates: dict[str, Any]) -> tuple[Filler, ...]:
    article = {"id": "x-1", "text": "", "relevant": True, "templates": list(templates)}
    file = tmp_path / "key.jsonl"
    file.write_text(json.dumps(article) + "\n", encoding="utf-8")
    return read(file)[0].fillers


def count(
    low: float | None,
    high: float | None,
    measure: Harm = "killed",
    qualifier: Qualifier = "exact",
    words: str = "",
) -> Victims:
    return Victims(measure, (words,), low, high, qualifier, (Span(0, 1),), Span(0, 1), 1.0)


def test_ranges_measures_and_what_is_required(tmp_path: Path) -> None:
    found = fillers(
        tmp_path,
        template(
            "ATTACK",
            [
                number(1, 1, "exact", ["MIRA TALLO"]),
                number(2, None, "vague", ["NUNS"]),
                number(9, 9, "exact", ["GUARDS"], optional=True),
                number(None, None, "", ["GHOSTS"], figures=[]),
            ],
            [effect("DEATH", "MIRA TALLO"), effect("NO INJURY OR DEATH", "NUNS")],
        ),
        template("KIDNAPPING", [number(3, 3, "exact", ["NUNS"])], [effect("DEATH", "NUNS")]),
        template("BOMBING", [number(4, None, "at_least", ["MEN"])], [], optional=True),
    )
    assert [f.sort for f in found] == ["one, named", "plural", "several", "several", "several"]
    assert [f.required for f in found] == [True, True, False, True, False]
    assert [sorted(f.harms) for f in found[:2]] == [["killed"], ["abducted", "attacked"]]
    assert sorted(found[3].harms) == ["abducted", "killed"]
    assert len(found[4].harms) == 4


def test_what_fits(tmp_path: Path) -> None:
    one, plural, least = fillers(
        tmp_path,
        template(
            "ATTACK",
            [
                number(1, 1, "exact", ["MIRA TALLO"]),
                number(2, None, "vague", ["NUNS"]),
                number(30, None, "at_least", ["MEN"]),
            ],
            [effect("DEATH", "MIRA TALLO", "NUNS", "MEN")],
        ),
    )
    assert fits(one, count(1, 1))
    assert not fits(one, count(1, 1, "injured"))
    assert not fits(one, count(2, 2))
    assert fits(plural, count(24, None, qualifier="vague"))
    assert not fits(plural, count(24, None, qualifier="at_least"))
    assert fits(least, count(30, None, qualifier="more_than"))
    assert not fits(least, count(30, 30))
    assert fits(one, count(1, 1, words="Judge Tallo"), same_people=True)
    assert not fits(one, count(1, 1, words="a judge"), same_people=True)


def test_each_filler_and_each_count_is_used_once_and_the_required_come_first() -> None:
    killed = frozenset({"killed"})
    either = frozenset({"killed", "injured"})
    optional = Filler("1.1", ((1, 1),), killed, frozenset(), False, "several")
    loose = Filler("1.2", ((1, 1),), either, frozenset(), True, "several")
    strict = Filler("1.3", ((1, 1),), killed, frozenset(), True, "several")
    counts = [count(1, 1), count(1, 1, "injured")]
    assert matched([optional, loose, strict], counts) == {1: 1, 2: 0}
    assert matched([optional, loose, strict], counts[:1]) == {1: 0}
    assert matched([], counts) == {}


def test_folds_are_the_same_in_any_order_and_alike_in_size() -> None:
    names = [f"x-{number}" for number in range(23)]
    assert folds(names) == folds(names[::-1])
    sizes = [list(folds(names).values()).count(fold) for fold in range(5)]
    assert max(sizes) - min(sizes) == 1


def test_the_regression_finds_the_rate_of_a_feature() -> None:
    rows = [("bias", "a")] * 40 + [("bias",)] * 40 + [("bias", "rare")]
    labels = [True] * 30 + [False] * 10 + [True] * 10 + [False] * 31
    table = logistic.fit(rows, labels, penalty=1e-4, seen_at_least=2)
    assert set(table) == {"bias", "a"}
    assert table["bias"] + table["a"] == pytest.approx(math.log(30 / 10), abs=0.01)
    assert table["bias"] == pytest.approx(math.log(10 / 31), abs=0.01)
    assert logistic.fit(rows, labels, 1e-4, 2) == table
    with pytest.raises(ValueError, match="one label a row"):
        logistic.fit(rows, labels[:-1], 1.0, 1)
