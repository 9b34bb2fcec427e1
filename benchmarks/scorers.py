"""The scorers that lie with the data, loaded from there and watched.

Takes a folder, gives the modules `gold/score.py`, `gold/score_matters.py` and
`data/polnear/score.py` found on the way up from it. They are the data's own and stay outside this
repository; what they count is recorded, not recomputed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.outcome import BenchmarkError

Ledger = dict[str, Any]

PLACES = {
    "stories": ("score.py", "gold/score.py"),
    "matters": ("score_matters.py", "gold/score_matters.py"),
    "polnear": ("score.py", "polnear/score.py", "data/polnear/score.py"),
}
MARKS = {"stories": "class Story", "matters": "pairs opposed", "polnear": "def read_ann"}
"""Words of the scorer wanted: two of them have the same file name."""

BESIDE = Path(__file__).resolve().parents[2] / "shared"
"""Where the development data lies beside a checkout."""


class ScorerError(BenchmarkError):
    """No scorer was found; the message says where it was looked for."""


def find(kind: str, near: Path, given: Path | None = None) -> Path:
    """The scorer's file: below `given`, else on the way up from `near`, else beside the checkout.

    Raises ScorerError.
    """
    start = near.resolve()
    looked = [given.resolve()] if given else [start, *start.parents, BESIDE]
    for folder in looked:
        for name in PLACES[kind]:
            place = folder / name
            if place.is_file() and MARKS[kind] in place.read_text(encoding="utf-8"):
                return place
    raise ScorerError(
        f"no scorer ({PLACES[kind][-1]}) in {given or near} or above it. "
        "Give the folder that holds it with --scorers."
    )


def load(kind: str, near: Path, given: Path | None = None) -> ModuleType:
    """The scorer as a module of its own, free to be watched."""
    place = find(kind, near, given)
    spec = importlib.util.spec_from_file_location(f"scorer_of_{kind}", place)
    if spec is None or spec.loader is None:
        raise ScorerError(f"{place} cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def watched(module: ModuleType) -> ModuleType:
    """The story scorer, its `prf` and `accuracy` giving the counts beside the figures."""
    prf, accuracy = module.prf, module.accuracy

    def counted_prf(hit: int, predicted: int, gold: int) -> dict[str, Any]:
        return {**prf(hit, predicted, gold), "counts": (hit, predicted, gold)}

    def counted_accuracy(flags: Sequence[bool]) -> dict[str, Any]:
        return {**accuracy(flags), "counts": (sum(flags), len(flags))}

    module.__dict__.update(prf=counted_prf, accuracy=counted_accuracy)
    return module


def run_main(module: ModuleType, ledger: Mapping[str, Any], arguments: Sequence[str]) -> str:
    """What a scorer's own command prints of a ledger. Raises ScorerError if it refuses."""
    said = io.StringIO()
    before = sys.argv
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ledger.json"
        place.write_text(json.dumps(ledger), encoding="utf-8")
        sys.argv = ["score", str(place), *arguments]
        try:
            with contextlib.redirect_stdout(said):
                module.main()
        except SystemExit as refusal:
            raise ScorerError(f"the scorer refused the ledger: {refusal.code}") from None
        finally:
            sys.argv = before
    return said.getvalue()
