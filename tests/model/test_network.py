"""The weights that ship: loaded, checked, and the same answer whatever stands beside."""

import json
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay import text as offsets
from hearsay.errors import ModelMismatch
from hearsay.model import labels, network
from hearsay.model.labels import WIDTH, columns
from hearsay.model.pieces import encode, windows
from hearsay.types import Span

WEIGHTS = Path(network.__file__).parent / "weights"
ARTICLE = (
    "TASSIN, Oct. 8 — The governor denied on Tuesday that his guards had fired on the convoy.\n"
    "“We were not there,” Orla Venn told reporters. “Nobody from this office was.”\n"
    "According to a hospital doctor, at least 19 people were killed.\n"
)


def test_columns_fill_the_matrix() -> None:
    found = columns()
    assert max(part.stop for part in found.values()) == WIDTH


def test_reads_an_attribution() -> None:
    reading = network.load().read(ARTICLE, offsets.sentences(ARTICLE))
    said = {(r.role, r.span.of(ARTICLE)) for r in reading.roles}
    assert ("cue", "told reporters") in said or ("cue", "told") in said
    assert any(role == "content" and "We were not there" in words for role, words in said)
    assert any("Orla Venn" in n.span.of(ARTICLE) and n.kind == "person" for n in reading.names)


def test_threads_change_nothing() -> None:
    sentences = offsets.sentences(ARTICLE)
    one = network.load(threads=1).read(ARTICLE, sentences)
    two = network.load(threads=2).read(ARTICLE, sentences)
    assert one.roles == two.roles and one.names == two.names
    assert np.allclose(one.scores, two.scores, atol=1e-4)


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    with (folder / "graph.onnx").open("ab") as graph:
        graph.write(b"x")
    with pytest.raises(ModelMismatch, match=r"graph\.onnx"):
        network.load(folder)


def test_other_labels_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["names"] = ["person"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelMismatch, match="other labels"):
        network.load(folder)


def test_no_weights_there(tmp_path: Path) -> None:
    with pytest.raises(ModelMismatch, match="no readable weights"):
        network.load(tmp_path)


@given(st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_any_text_has_pieces_within_it(text: str) -> None:
    sentences = offsets.sentences(text)
    pieces = encode(text, sentences, network.load().tokenizer)
    assert all(0 <= a < b <= len(text) for a, b in pieces.offsets.tolist())


def test_windows_hold_every_piece_once() -> None:
    text = ARTICLE * 40
    pieces = encode(text, offsets.sentences(text), network.load().tokenizer)
    kept = [at for w in windows(pieces) for at in range(w.first, w.last)]
    assert kept == list(range(len(pieces)))
    assert all(w.end - w.start <= 254 for w in windows(pieces))


@pytest.mark.parametrize("words", [3, 40, 400])
def test_windows_end_with_a_sentence_wherever_one_fits(words: int) -> None:
    text = " ".join("Stones " + "fell " * words + "." for _ in range(60))
    pieces = encode(text, offsets.sentences(text), network.load().tokenizer)
    found = windows(pieces)
    ends = {int(at) + 1 for at in np.flatnonzero(np.diff(pieces.sentence))} | {len(pieces)}
    fits = words < 200
    assert all(w.last in ends for w in found) is fits
    for before, after in pairwise(found):
        assert after.first == before.last
        assert after.start < after.first  # some context of what came before
        assert before.end > before.last
    assert all(0 < w.end - w.start <= 254 for w in found)


def test_empty_text() -> None:
    reading = network.load().read("", [])
    assert reading.names == () and reading.roles == ()
    assert reading.proposition([Span(0, 0)]) is None


def test_a_word_read_by_itself_is_near_its_like() -> None:
    loaded = network.load()

    def vector(word: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        found = loaded.word(word)
        assert found is not None
        return np.frombuffer(found, dtype=np.int8).astype(np.float64) / 127

    assert vector("Earthquake") @ vector("earthquake") == pytest.approx(1.0, abs=0.02)
    assert vector("earthquake") @ vector("tremor") > vector("earthquake") @ vector("election")
    sentences = offsets.sentences(ARTICLE)
    assert loaded.read(ARTICLE, sentences).word("denied") == loaded.word("denied")


def with_manifest(folder: Path, **changed: object) -> Path:
    """The weights that ship, with other things in their manifest."""
    shutil.copytree(WEIGHTS, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for block in ("blocks", *changed):
        manifest.pop(block, None)
    manifest |= changed
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def listed(blocks: int) -> list[list[object]]:
    return [list(head) for head in labels.heads(blocks)]


def test_a_block_of_heads_may_be_there_or_not(tmp_path: Path) -> None:
    events = [labels.EVENTS.name, labels.EVENTS.version]
    without = with_manifest(tmp_path / "without", heads=listed(0))
    named = with_manifest(tmp_path / "with", heads=listed(1), blocks=[events])
    assert network.digest(without) == network.digest(named)


@pytest.mark.parametrize(
    ("heads", "blocks"),
    [
        (0, [[labels.EVENTS.name, labels.EVENTS.version]]),
        (1, []),
        (1, [[labels.EVENTS.name, labels.EVENTS.version + 1]]),
        (1, [["weather", 1]]),
        (0, None),
        (0, "events"),
    ],
)
def test_a_block_that_the_heads_do_not_bear_out_is_refused(
    tmp_path: Path, heads: int, blocks: object
) -> None:
    folder = with_manifest(tmp_path / "weights", heads=listed(heads), blocks=blocks)
    with pytest.raises(ModelMismatch, match="other labels"):
        network.digest(folder)
