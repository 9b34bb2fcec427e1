"""The weights and their run: loads and checks `weights/`, reads one document at a time.

Takes a document's text and sentences, gives a `ScoredReading`. Windows are read one at a time with
fixed ranges, so what one article yields does not depend on its neighbours. Files: `graph.onnx`
(the network; the encoder's matrices are multiplied in int8 with fixed ranges, as told in
training/README.md), `tokenizer.json`, `manifest.json` (labels, digests, recipe).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from hearsay.errors import ModelMismatch
from hearsay.model import labels
from hearsay.model.pieces import FEATURES, encode, windows
from hearsay.model.reading import ScoredReading, from_scores
from hearsay.text import sentences as sentences_of
from hearsay.types import Span

CLS, SEP = 101, 102
EDGE = (7, 0, 3)  # the features of the two special pieces


@dataclass(frozen=True)
class Network:
    """Loaded weights. digest: sha256 of the graph's file, the first 12 hex digits.

    words: vectors of the words read by themselves so far; one takes 5 ms, and they recur.
    """

    digest: str
    manifest: Mapping[str, Any]
    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession
    words: dict[str, bytes | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def width(self) -> int:
        """Columns of the output matrix."""
        return sum(width for _, width in self.manifest["heads"])

    def predicts(self, head: str) -> bool:
        """Whether these weights have a head; those of `labels.HEADS` all weights have."""
        return any(name == head for name, _ in self.manifest["heads"])

    def read(self, text: str, sentences: Sequence[Span]) -> ScoredReading:
        """All heads' scores for every piece of a text.

        One window at a time: on a processor several at once are no faster, and where none is
        padded nothing has to be masked.
        """
        pieces = encode(text, sentences, self.tokenizer)
        scores = np.zeros((len(pieces), self.width), dtype=np.float32)
        cuts = windows(pieces)
        for window in cuts:
            n = window.end - window.start
            ids = np.full((1, n + 2), CLS, dtype=np.int64)
            ids[0, 1:-1] = pieces.ids[window.start : window.end]
            ids[0, -1] = SEP
            features = np.full((1, n + 2, len(FEATURES)), EDGE, dtype=np.int64)
            features[0, 1:-1] = pieces.features[window.start : window.end]
            (out,) = self.session.run(None, {"ids": ids, "features": features})
            at = window.first - window.start + 1
            scores[window.first : window.last] = out[0, at : at + window.last - window.first]
        return from_scores(text, pieces, scores, self.word, self.apart)

    def apart(self, words: str) -> ScoredReading:
        """Some words read by themselves, as if they were an article."""
        return self.read(words, sentences_of(words))

    def word(self, word: str) -> bytes | None:
        """The proposition vector of a word or short phrase read by itself, in lower case."""
        folded = word.casefold()
        if folded not in self.words:
            whole = [Span(0, len(folded))]
            self.words[folded] = self.read(folded, whole).proposition(whole)
        return self.words[folded]


def sha256(content: bytes) -> str:
    """The digest by which a manifest knows a file, in hex."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class _Files:
    """What a folder of weights holds, checked against its manifest."""

    digest: str
    manifest: Mapping[str, Any]
    graph: bytes
    tokenizer: bytes


def load(folder: Path | None = None, threads: int = 2) -> Network:
    """The weights of a folder, by default those that ship with hearsay; one load per process.

    Raises ModelMismatch if a file is missing, changed, or made for other labels.
    """
    return _load(folder or _shipped(), threads)


def digest(folder: Path | None = None) -> str:
    """What `load` would give as `Network.digest`, without making a session of it.

    Raises ModelMismatch as `load` does.
    """
    return _checked(folder or _shipped()).digest


def _shipped() -> Path:
    return Path(str(resources.files("hearsay.model") / "weights"))


def _checked(place: Path) -> _Files:
    hint = "Install hearsay anew, or give the folder of matching weights."
    try:
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        graph = (place / "graph.onnx").read_bytes()
        tokenizer_file = (place / "tokenizer.json").read_bytes()
    except (OSError, ValueError) as error:
        raise ModelMismatch(f"{place}: no readable weights there ({error}). {hint}") from None
    for name, content in (("graph.onnx", graph), ("tokenizer.json", tokenizer_file)):
        if manifest.get("digests", {}).get(name) != sha256(content):
            raise ModelMismatch(f"{place / name} is not the file its manifest tells of. {hint}")
    if not _fits(manifest):
        raise ModelMismatch(
            f"{place}: these weights predict other labels than this hearsay expects. {hint}"
        )
    return _Files(sha256(graph)[:12], manifest, graph, tokenizer_file)


def _fits(manifest: Mapping[str, Any]) -> bool:
    """Whether a manifest tells of the heads of this hearsay, with all, some or none of its blocks.

    Blocks follow one another in their order, so that the columns of those that are there stand
    where `labels.columns` says. A manifest from before there were blocks names none.
    """
    blocks = manifest.get("blocks", [])
    known = [[block.name, block.version] for block in labels.BLOCKS]
    return (
        isinstance(blocks, list)
        and blocks == known[: len(blocks)]
        and manifest.get("heads") == [list(head) for head in labels.heads(len(blocks))]
        and manifest.get("names") == list(labels.NAME_KINDS)
    )


@lru_cache(maxsize=4)
def _load(place: Path, threads: int) -> Network:
    files = _checked(place)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(files.graph, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(files.tokenizer.decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Network(files.digest, files.manifest, tokenizer, session)
