"""The pair network that ships: loaded, checked, and each pair read by itself."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from hearsay.errors import ModelMismatch
from hearsay.model import pairs
from hearsay.model.pairs import ANSWERS, WIDTH, PairNetwork

WEIGHTS = Path(pairs.__file__).parent / "pair_weights"
PUT = "The Quessa dam held through the night."
PAIRS = [
    (PUT, "The Quessa dam did not hold."),
    (PUT, "Officials said that the Quessa dam held through the night."),
    (PUT, "Orla Venn was chosen to lead the harbour board of Tassin on Monday."),
    ("", "Nothing stands beside this."),
]


def test_probabilities_for_every_pair() -> None:
    found = PairNetwork.load().scores(PAIRS)
    assert found.shape == (len(PAIRS), 3)
    assert found.dtype == np.float32
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)
    assert PairNetwork.load().scores([]).shape == (0, 3)


def test_a_denial_another_matter_and_the_same_are_told_apart() -> None:
    denied, same, other, _ = PairNetwork.load().scores(PAIRS)
    assert ANSWERS[int(denied.argmax())] == "opposed"
    assert ANSWERS[int(same.argmax())] == "same"
    assert ANSWERS[int(other.argmax())] == "neither"


def test_the_same_pair_has_the_same_bits_whatever_stands_beside_it() -> None:
    network = PairNetwork.load()
    together = network.both(PAIRS)
    assert np.array_equal(together, network.both(PAIRS))
    for row, pair in enumerate(PAIRS):
        assert np.array_equal(together[row], network.both([pair])[0])
    assert np.array_equal(together[::-1], network.both(PAIRS[::-1]))


def test_the_order_of_two_statements_changes_nothing_where_it_should_not() -> None:
    network = PairNetwork.load()
    turned = [(right, left) for left, right in PAIRS]
    assert np.array_equal(network.alike(PAIRS), network.alike(turned))
    assert not np.array_equal(network.scores(PAIRS), network.scores(turned))


def test_single_texts_have_unit_vectors_whatever_is_read_beside_them() -> None:
    network = PairNetwork.load()
    texts = ["The mill burned down", "Nobody has seen the mayor since Monday"]
    found = network.vectors(texts)
    assert found.shape == (2, WIDTH)
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)
    assert np.array_equal(found[1:], network.vectors(texts[1:]))


def test_long_texts_are_cut_not_refused() -> None:
    network = PairNetwork.load()
    long = "The dam held. " * 200
    assert network.scores([(long, long), (long, PUT)]).shape == (2, 3)
    assert np.array_equal(network.scores([(long, PUT)]), network.scores([(long * 2, PUT)]))


def test_changed_weights_are_refused_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    with (folder / "graph.onnx").open("ab") as graph:
        graph.write(b"x")
    with pytest.raises(ModelMismatch, match=r"graph\.onnx is not the file") as told:
        PairNetwork.load(folder)
    assert "\n" not in str(told.value)


def test_other_questions_and_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMismatch, match="no readable weights"):
        PairNetwork.load(tmp_path)
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["answers"] = ["yes", "no"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelMismatch, match="other questions"):
        PairNetwork.load(folder)
