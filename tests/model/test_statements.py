"""Vectors of statements: near those of the same matter, whatever is read beside them."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from hearsay.errors import ModelMismatch
from hearsay.model import statements
from hearsay.model.statements import LONGEST, WIDTH, StatementNetwork

WEIGHTS = Path(statements.__file__).parent / "statement_weights"

SAID = [
    "the bridge at Osk had not been inspected since the spring",
    "nobody has looked at its pillars for half a year",
    "eleven people were killed when the bridge fell",
    "that the death toll had risen to eleven",
]


def test_vectors_are_unit_vectors_of_single_texts() -> None:
    network = StatementNetwork.load()
    found = network.vectors(SAID)
    assert found.shape == (len(SAID), WIDTH)
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)
    alone = np.concatenate([network.vectors([said]) for said in reversed(SAID)])[::-1]
    assert np.array_equal(found, alone)
    assert network.vectors([]).shape == (0, WIDTH)


def test_statements_of_one_matter_lie_nearer() -> None:
    found = StatementNetwork.load().vectors(SAID)
    likeness = found @ found.T
    assert min(likeness[0, 1], likeness[2, 3]) > likeness[:2, 2:].max()


def test_what_is_too_long_is_cut() -> None:
    long = "the mayor " * LONGEST
    first, second = StatementNetwork.load().vectors([long, long + "resigned"])
    assert np.array_equal(first, second)


def test_weights_that_do_not_match_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    with pytest.raises(ModelMismatch, match="no readable weights"):
        statements.digest(folder)
    shutil.copytree(WEIGHTS, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(
        json.dumps({**manifest, "longest": LONGEST + 1}), encoding="utf-8"
    )
    with pytest.raises(ModelMismatch, match="another length"):
        StatementNetwork.load(folder)
    other = tmp_path / "other"
    shutil.copytree(WEIGHTS, other)
    (other / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelMismatch, match="not the file its manifest tells of"):
        StatementNetwork.load(other)
