"""Floors and ceilings, frozen results, tables and the page: the gate, on invented outcomes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from benchmarks import calibration, floors, results, run, tables
from benchmarks.outcome import Outcome
from hypothesis import given, settings
from hypothesis import strategies as st

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


def judged(**other: Any) -> Outcome:
    """A benchmark of confidence with 30 cases in three documents."""
    cases = {d: [[0.9, 1.0]] * 9 + [[0.35, 0.0]] for d in ("ulm", "bre", "tas")}
    return Outcome("confidence", "three articles", calibration.rows(cases), cases=cases, **other)


def test_an_error_has_a_ceiling_that_only_falls() -> None:
    name = "confidence/confidence, calibration error"
    assert judged().figures["confidence, calibration error"]["error"] == 0.125
    up = floors.raised(floors.Floors({}), [judged()], {})
    assert up.floors == {name: 0.125, "confidence/confidence, AUROC": 1.0}
    assert floors.raised(floors.Floors({name: 0.05}), [judged()], {}).floors[name] == 0.05
    assert floors.raised(floors.Floors({name: 0.3}), [judged()], {}).floors[name] == 0.125
    (wrong,) = floors.under(floors.Floors({name: 0.05}), [judged()], {})
    assert wrong.endswith("0.1250 is over its ceiling 0.050")
    assert not floors.under(up, [judged()], {})
    down = floors.lowered(floors.Floors({name: 0.05}), [judged()], name, "new gold")
    assert down.floors[name] == 0.125
    with pytest.raises(floors.FloorError, match="not over its ceiling"):
        floors.lowered(down, [judged()], name, "again")


@settings(deadline=None)
@given(st.floats(0, 1))
def test_a_ceiling_lies_over_its_error(value: float) -> None:
    assert value - 1e-6 <= floors.above(value) <= value + floors.STEP + 1e-9


def test_the_order_of_rows_comes_back(tmp_path: Path) -> None:
    rows = {name: {"acc": 0.5, "n": 2} for name in ("z", "a", "m")}
    results.save(judged(parts={"by sort": rows}), tmp_path)
    (again,) = results.load(tmp_path)
    assert list(again.parts["by sort"]) == ["z", "a", "m"]
    assert again == judged(parts={"by sort": rows})


def test_the_page_tells_the_diagram_in_words() -> None:
    page = tables.page([judged()], floors.Floors({}))
    assert "](reliability.svg)" in page
    assert "stated 0.35, right 0.00 (0.00 to 0.00), n 3; stated 0.90, right 1.00" in page
    assert "reliability.svg" not in tables.page([outcome()], floors.Floors({}))


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


def test_docs_come_with_their_diagram(places: Path) -> None:
    pytest.importorskip("altair", reason="needs the extra `benchmarks`")
    pytest.importorskip("vl_convert", reason="needs the extra `benchmarks`")
    floors.save(floors.Floors({}), places / "floors.json")
    assert run.gate(run.parsed(["--data", ".", "--write-docs"]), [judged()], {}) == 0
    assert (places / "reliability.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "reliability.svg" in (places / "quality.md").read_text(encoding="utf-8")


def test_command_line_refuses_what_makes_no_sense(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ([], ["--data", ".", "--lower-floor", "x", "--check"]):
        with pytest.raises(SystemExit):
            run.parsed(wrong)
    assert run.main(["articles", "no-such-folder"]) == 2
    assert "does not exist" in capsys.readouterr().err
