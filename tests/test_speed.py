"""The measurement of speed: that it measures what it says, whatever the times are."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from benchmarks import run, speed
from benchmarks.outcome import BenchmarkError

from hearsay.settings import Settings


class _Session:
    """Takes some inputs and remembers the shapes it was given."""

    def __init__(self, *inputs: str) -> None:
        self.inputs = inputs
        self.given: list[dict[str, tuple[int, ...]]] = []

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name) for name in self.inputs]

    def run(self, names: None, given: dict[str, Any]) -> None:
        self.given.append({name: values.shape for name, values in given.items()})


def _tokenizer() -> Any:
    def encode(text: str, add_special_tokens: bool) -> SimpleNamespace:
        return SimpleNamespace(ids=[7] * len(text))

    return SimpleNamespace(encode=encode)


ARTICLES = ["x" * 300, "y" * 300]


def test_a_network_without_mask_gets_whole_windows_one_at_a_time() -> None:
    session: Any = _Session("ids", "features")
    speed.Bare(session, ARTICLES, _tokenizer()).seconds()
    assert [shapes["ids"] for shapes in session.given] == [(1, 256), (1, 256), (1, 94)]
    assert all(sorted(shapes) == ["features", "ids"] for shapes in session.given)


def test_a_network_with_mask_gets_windows_together() -> None:
    session: Any = _Session("ids", "mask")
    speed.Bare(session, ARTICLES, _tokenizer()).seconds()
    assert [shapes["mask"] for shapes in session.given] == [(3, 256)]


def test_a_timed_session_passes_on_what_the_session_gives() -> None:
    class Echo:
        def run(self, names: None, given: dict[str, Any]) -> list[Any]:
            return [given["ids"]]

    session: Any = Echo()
    timed = speed.Timed(session)
    assert np.array_equal(timed.run(None, {"ids": np.arange(3)})[0], np.arange(3))
    assert timed.seconds > 0


def test_the_whole_measurement_is_one_plain_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["speed", "--articles", "1", "--rounds", "1", "--threads", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["threads"] for one in found["reading"]] == [1]
    one = found["reading"][0]
    assert 0 < one["outside the encoder, share"] < 1
    assert one["over bare pass"] > 0 and one["over yardstick"] is None
    start = found["start, seconds"]
    parts = start["import"] + start["weights"] + start["first article"]
    assert 0 < parts <= start["first statement"]
    assert start["peak memory, MiB"] > 50
    assert found["files to a case"]["words a second"] > 0
    shown = speed.printed(found)
    assert "not measured" in shown and "goal: at most 1.4" in shown


def test_a_start_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "starting.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    monkeypatch.setattr(speed, "HERE", tmp_path)
    with pytest.raises(BenchmarkError, match="3"):
        speed.started(["some words"], Settings().threads, rounds=1)
