"""What a statement is about, as a vector: near those of other statements of the same matter.

Takes short texts, gives unit vectors. The network learned from invented stories which statements
are of one matter of a story, whatever side they take ("the bridge had been inspected", "nobody
ever looked at it"), and to keep apart those of the story's other matters. Which side a statement
takes is not in its vector.

The files in `statement_weights/` are made and checked as those of `weights/` are. A text is read by
itself, without padding and with fixed ranges, so nothing that is asked beside it changes its
vector. One core reads some 350 statements in a second.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hearsay.errors import ModelMismatch
from hearsay.model.network import sha256

Vectors = NDArray[np.float32]

WIDTH = 384
LONGEST = 64
"""Word pieces of a statement, as in training; of what is longer, the end is cut."""
_HINT = "Install hearsay anew, or give the folder of matching weights."


@dataclass(frozen=True)
class StatementNetwork:
    """Loaded weights. digest: sha256 of the graph's file, the first 12 hex digits."""

    digest: str
    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession

    @staticmethod
    def load(folder: Path | None = None) -> StatementNetwork:
        """The weights of a folder, by default those that ship with hearsay; one load per process.

        Raises ModelMismatch if a file is missing, changed, or made for other lengths.
        """
        return _load(folder or _shipped())

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """float32 (texts, 384), each of length one."""
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        # only the tokenizer sees several at once; it does not pad
        for row, one in enumerate(self.tokenizer.encode_batch(list(texts))):
            (out,) = self.session.run(None, {"ids": np.array([one.ids], dtype=np.int64)})
            found[row] = out[0]
        return found


def digest(folder: Path | None = None) -> str:
    """What `StatementNetwork.load` would give as `digest`, without making a session of it.

    Raises ModelMismatch as `load` does.
    """
    return _checked(folder or _shipped())[0]


def _shipped() -> Path:
    return Path(str(resources.files("hearsay.model") / "statement_weights"))


@lru_cache(maxsize=2)
def _checked(place: Path) -> tuple[str, bytes]:
    """The digest of the graph and the tokenizer's file, both as the manifest tells of them."""
    try:
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        files = {n: (place / n).read_bytes() for n in ("graph.onnx", "tokenizer.json")}
    except (OSError, ValueError) as error:
        raise ModelMismatch(f"{place}: no readable weights there ({error}). {_HINT}") from None
    if not isinstance(manifest, dict) or manifest.get("longest") != LONGEST:
        raise ModelMismatch(f"{place}: these weights read statements of another length. {_HINT}")
    for name, content in files.items():
        if manifest.get("digests", {}).get(name) != sha256(content):
            raise ModelMismatch(f"{place / name} is not the file its manifest tells of. {_HINT}")
    return sha256(files["graph.onnx"])[:12], files["tokenizer.json"]


@lru_cache(maxsize=2)
def _load(place: Path) -> StatementNetwork:
    found, words = _checked(place)
    options = onnxruntime.SessionOptions()
    # one: a statement is too short to be shared out, and the sums come out alike everywhere
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    graph = str(place / "graph.onnx")
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(words.decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return StatementNetwork(found, tokenizer, session)
