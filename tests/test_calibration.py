"""Calibration error, area under the curve, bins, and the diagram that shows them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks import calibration, diagram
from benchmarks.outcome import BenchmarkError, Case
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

CASES: dict[str, list[Case]] = {
    "ulm": [[0.95, 1], [0.95, 1], [0.15, 0]],
    "bre": [[0.95, 0], [0.15, 1]],
    "tas": [[0.95, 1], [0.15, 0], [0.15, 0]],
}
"""0.95 is right 3 times in 4, 0.15 once in 4."""

HUNDREDTHS = st.integers(0, 100).map(lambda k: k / 100)
PAIRS = st.lists(st.tuples(HUNDREDTHS, st.booleans()), min_size=1, max_size=40)


def arrays(pairs: list[tuple[float, bool]]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    return np.array([c for c, _ in pairs]), np.array([r for _, r in pairs])


def test_error_and_area_by_hand() -> None:
    found = calibration.rows(CASES)
    assert found["confidence, calibration error"]["error"] == 0.15
    # of 16 pairs of a right and a wrong case 9 are in order, 6 tied
    assert found["confidence, AUROC"]["auroc"] == 0.75
    assert all(row["n"] == 8 and len(row["interval"]) == 2 for row in found.values())


def test_bins_take_their_lower_edge() -> None:
    confidence = [0.29, 0.3, 0.57, 0.58, 0.6, 0.7, 1.0]
    made = calibration.bins({"d": [[c, 1] for c in confidence]})
    assert [(b.low, b.n) for b in made] == [
        (0.2, 1),
        (0.3, 1),
        (0.5, 2),
        (0.6, 1),
        (0.7, 1),
        (0.9, 1),
    ]
    assert made[0].interval is None


@settings(deadline=None)
@given(PAIRS)
def test_area_is_the_share_of_pairs_in_order(pairs: list[tuple[float, bool]]) -> None:
    right = [c for c, r in pairs if r]
    wrong = [c for c, r in pairs if not r]
    found = calibration.auroc(*arrays(pairs))
    if not right or not wrong:
        assert np.isnan(found)
        return
    won = sum((r > w) + (r == w) / 2 for r in right for w in wrong)
    assert found == pytest.approx(won / len(right) / len(wrong))


@settings(deadline=None)
@given(PAIRS)
def test_error_is_the_weighted_gap_of_the_bins(pairs: list[tuple[float, bool]]) -> None:
    made = calibration.bins({"d": [[c, r] for c, r in pairs]})
    gap = sum(b.n * abs(b.stated - b.right) for b in made) / len(pairs)
    assert calibration.calibration_error(*arrays(pairs)) == pytest.approx(gap)


def test_nothing_is_no_figure() -> None:
    found = calibration.rows({"ulm": [], "bre": [], "tas": []})
    assert found["confidence, calibration error"] == {"n": 0, "error": None}
    assert not calibration.bins({"ulm": []})


def test_the_diagram_is_told_in_numbers() -> None:
    said = diagram.told(CASES)
    assert "stated 0.15, right 0.25 (0.00 to 1.00), n 4" in said
    assert "stated 0.95, right 0.75" in said
    assert "]" not in said and "\n" not in said


def test_the_diagram_is_drawn_alike_twice(tmp_path: Path) -> None:
    one, other = tmp_path / "one.svg", tmp_path / "other.svg"
    diagram.draw(CASES, one)
    diagram.draw(CASES, other)
    assert one.read_bytes() == other.read_bytes()
    drawn = one.read_text(encoding="utf-8")
    assert drawn.startswith("<svg") and drawn.count("n=4") >= 2


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(BenchmarkError, match="altair and vl_convert"):
        diagram.needed()
