"""The benchmark of checking claims: what counts as right, on an invented story."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from benchmarks import checking
from benchmarks.outcome import BenchmarkError

from hearsay.links.checking import Checked, Touched
from hearsay.links.likeness import Claim
from hearsay.types import Document, Ledger, Matter, Side, Span, Statement, Support

TEXT = "The mayor said the Osk dam held. An engineer said the Osk dam had burst."
HELD, BURST = Span(15, 31), Span(50, 71)


def ledger() -> Ledger:
    said = (
        Statement("s-held", "d-1", (HELD,)),
        Statement("s-burst", "d-1", (BURST,)),
    )
    none = Support((), (), 0, 0, ())
    matter = Matter(
        "m-1",
        "the Osk dam held",
        "s-held",
        (Side("s-burst", "denies", 0.9), Side("s-held", "affirms", 1.0)),
        (),
        none,
        none,
        none,
    )
    document = Document("d-1", "docs/one.txt", TEXT)
    return Ledger("0", "none", (document,), (), said, matters=(matter,))


def story(folder: Path, name: str) -> Path:
    place = folder / name
    (place / "docs").mkdir(parents=True)
    sides = [
        {"doc": "one", "quote": "the Osk dam held", "stance": "affirms"},
        {"doc": "one", "quote": "the Osk dam had burst", "stance": "affirms"},
    ]
    matters = [{"proposition": f"The dam of {name} held.", "sides": sides}]
    (place / "matters.json").write_text(json.dumps({"matters": matters}), encoding="utf-8")
    return place


@contextmanager
def opened(folder: Path) -> Iterator[checking.Opened]:
    """A case that shows its one matter for claims that name its own story."""
    own = folder.parent.name

    def check(words: str) -> Checked:
        found = ledger().matters[0]
        touched = Touched(found.id, 0.9, turned=False, unsure=False, sides=found.sides)
        return Checked(Claim(words), (1, None, None), matters=(touched,) if own in words else ())

    yield ledger(), check


def test_statements_are_found_by_their_quotes() -> None:
    sides = [
        {"doc": "one.txt", "quote": "said the Osk dam held", "stance": "affirms"},
        {"doc": "one", "quote": "never written", "stance": "denies"},
    ]
    assert checking.quoted(sides, ledger()) == {"s-held": "affirms"}


def test_right_matters_right_sides_and_silence_are_counted(tmp_path: Path) -> None:
    folders = [story(tmp_path, name) for name in ("osk", "rell")]
    found = checking.checking(folders, opened)
    assert found.documents["osk"][checking.FIRST] == [1.0, 1.0]
    assert found.figures[checking.SHOWN]["acc"] == 1.0
    # readers say that both affirm, the case that one denies
    assert found.figures[checking.STANCES]["acc"] == 0.5
    assert found.figures[checking.SILENT] == {"n": 2, "acc": 1.0}


def test_one_story_alone_cannot_be_asked_anothers_claims(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="two stories"):
        checking.checking([story(tmp_path, "osk")], opened)
