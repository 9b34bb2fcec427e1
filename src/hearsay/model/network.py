"""The weights and their run: loads and checks `weights/`, reads one document at a time.

Takes a document's text and sentences, gives a `ScoredReading`. Batches never mix documents, so
what one article yields does not depend on its neighbours. Files: `graph.onnx` (the shape of the
network, weights in int8 with a scale for each output channel, unpacked when it is loaded),
`tokenizer.json`, `manifest.json` (labels, digests, recipe, scores).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
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
from hearsay.types import Span

CLS, SEP = 101, 102
EDGE = (7, 0, 3)  # the features of the two special pieces
BATCH = 8


@dataclass(frozen=True)
class Network:
    """Loaded weights. digest: sha256 of the graph's file, the first 12 hex digits."""

    digest: str
    manifest: dict[str, Any]
    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession

    def read(self, text: str, sentences: Sequence[Span]) -> ScoredReading:
        """All heads' scores for every piece of a text, in one batched pass."""
        pieces = encode(text, sentences, self.tokenizer)
        scores = np.zeros((len(pieces), labels.WIDTH), dtype=np.float32)
        cuts = windows(pieces)
        # like lengths together: padding costs as much as words do
        order = sorted(range(len(cuts)), key=lambda k: (cuts[k].start - cuts[k].end, k))
        for begin in range(0, len(order), BATCH):
            chosen = [cuts[k] for k in order[begin : begin + BATCH]]
            longest = max(w.end - w.start for w in chosen) + 2
            ids = np.zeros((len(chosen), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            features = np.zeros((len(chosen), longest, len(FEATURES)), dtype=np.int64)
            for row, window in enumerate(chosen):
                n = window.end - window.start
                ids[row, 0], ids[row, n + 1] = CLS, SEP
                ids[row, 1 : n + 1] = pieces.ids[window.start : window.end]
                mask[row, : n + 2] = 1
                features[row, 0] = features[row, n + 1] = EDGE
                features[row, 1 : n + 1] = pieces.features[window.start : window.end]
            (out,) = self.session.run(None, {"ids": ids, "mask": mask, "features": features})
            for row, window in enumerate(chosen):
                at = window.first - window.start + 1
                scores[window.first : window.last] = out[row, at : at + window.last - window.first]
        return from_scores(text, pieces, scores)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def load(folder: Path | None = None, threads: int = 2) -> Network:
    """The weights of a folder, by default those that ship with hearsay; one load per process.

    Raises ModelMismatch if a file is missing, changed, or made for other labels.
    """
    place = folder or Path(str(resources.files("hearsay.model") / "weights"))
    return _load(place, threads)


@lru_cache(maxsize=4)
def _load(place: Path, threads: int) -> Network:
    hint = "Install hearsay anew, or give the folder of matching weights."
    try:
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        graph = (place / "graph.onnx").read_bytes()
        tokenizer_file = (place / "tokenizer.json").read_bytes()
    except (OSError, ValueError) as error:
        raise ModelMismatch(f"{place}: no readable weights there ({error}). {hint}") from None
    for name, content in (("graph.onnx", graph), ("tokenizer.json", tokenizer_file)):
        if manifest.get("digests", {}).get(name) != _digest(content):
            raise ModelMismatch(f"{place / name} is not the file its manifest tells of. {hint}")
    expected = [list(head) for head in labels.HEADS]
    if manifest.get("heads") != expected or manifest.get("names") != list(labels.NAME_KINDS):
        raise ModelMismatch(
            f"{place}: these weights predict other labels than this hearsay expects. {hint}"
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The int8 weights are unpacked once, here; the arithmetic is float32 on every machine.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(tokenizer_file.decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Network(_digest(graph)[:12], manifest, tokenizer, session)
