"""Two texts read together: whether they put the same proposition, contradict each other or neither.

Takes pairs of short texts (statements, claims, headlines, sentences), gives a probability for each
answer. The vectors of `network.py` tell what texts are about; "died" and "is alive" lie close
together there. Here one small network reads both texts at once, so it sees which word differs.
Nothing is looked up and no text is called true: only what the two texts say of each other counts.

Three questions are asked in one pass. *Statements*: do two statements of one story put one
proposition (`same`), contradict each other (`opposed`), or neither? *Evidence*: does the first
text back the second (`same`), refute it (`opposed`), or not tell (`neither`)? *Stance*, of two
statements of one matter: does the first affirm what the second affirms (`same`), deny it
(`opposed`), or leave it open (`neither`)?

The files in `pair_weights/` are made and checked as those of `weights/` are. A text or pair is read
by itself, without padding and with fixed ranges, so nothing that is asked beside it changes its
scores. One core reads about 150 pairs of a long sentence and a claim in a second, or 280 of short
statements; `alike` takes twice as long.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hearsay.errors import ModelMismatch
from hearsay.model.network import sha256

Answers = NDArray[np.float32]
Vectors = NDArray[np.float32]
Question = Literal["statements", "evidence", "stance"]

QUESTIONS: tuple[Question, ...] = ("statements", "evidence", "stance")
"""What is asked of a pair, in the order of the graph's columns."""
ANSWERS = ("same", "opposed", "neither")
"""Columns of every question's scores."""
WIDTH = 384
LONGEST = 128
"""Word pieces of a pair, as in training; of what is longer, the longer text's end is cut."""


@dataclass(frozen=True)
class PairNetwork:
    """Loaded weights. digest: sha256 of the graph's file, the first 12 hex digits."""

    digest: str
    manifest: Mapping[str, Any]
    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession

    @staticmethod
    def load(folder: Path | None = None) -> PairNetwork:
        """The weights of a folder, by default those that ship with hearsay; one load per process.

        Raises ModelMismatch if a file is missing, changed, or made for other questions.
        """
        return _load(folder or _shipped())

    def scores(
        self, pairs: Sequence[tuple[str, str]], question: Question = "statements"
    ) -> Answers:
        """Calibrated probability of each answer.

        Returns float32 (pairs, 3), columns as in `ANSWERS`, every row adding up to 1. The order of
        the two texts matters: see `alike` where it should not.
        """
        asked: Answers = self.both(pairs)[:, QUESTIONS.index(question)]
        return asked

    def alike(self, pairs: Sequence[tuple[str, str]]) -> Answers:
        """What `scores` says of statements, the mean over both orders of each pair.

        Returns float32 (pairs, 3), the same to the last bit whichever text of a pair comes first.
        """
        turned = [(right, left) for left, right in pairs]
        mean: Answers = (self.scores(pairs) + self.scores(turned)) / np.float32(2)
        return mean

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Single texts as this network reads them: float32 (texts, 384), each of length one."""
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, one in enumerate(self.tokenizer.encode_batch(list(texts))):
            ids = np.array([one.ids], dtype=np.int64)
            (out,) = self.session.run(["vector"], {"ids": ids, "second": np.zeros_like(ids)})
            found[row] = out[0] / max(float(np.linalg.norm(out[0])), 1e-9)
        return found

    def both(self, pairs: Sequence[tuple[str, str]]) -> Answers:
        """All questions of every pair from one pass: float32 (pairs, question, answer)."""
        found = np.zeros((len(pairs), len(QUESTIONS), len(ANSWERS)), dtype=np.float32)
        # only the tokenizer sees several at once; it does not pad
        encoded = self.tokenizer.encode_batch([tuple(pair) for pair in pairs])
        for row, one in enumerate(encoded):
            ids = np.array([one.ids], dtype=np.int64)
            second = np.array([one.type_ids], dtype=np.int64)
            (out,) = self.session.run(["scores"], {"ids": ids, "second": second})
            found[row] = out.reshape(len(QUESTIONS), len(ANSWERS))
        found /= np.array(self.manifest["temperatures"], dtype=np.float32)[:, None]
        found = np.exp(found - found.max(axis=-1, keepdims=True))
        shares: NDArray[np.float32] = found / found.sum(axis=-1, keepdims=True)
        return shares


def _shipped() -> Path:
    return Path(str(resources.files("hearsay.model") / "pair_weights"))


@lru_cache(maxsize=2)
def _load(place: Path) -> PairNetwork:
    hint = "Install hearsay anew, or give the folder of matching weights."
    try:
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        files = {n: (place / n).read_bytes() for n in ("graph.onnx", "tokenizer.json")}
    except (OSError, ValueError) as error:
        raise ModelMismatch(f"{place}: no readable weights there ({error}). {hint}") from None
    if not _fits(manifest):
        raise ModelMismatch(
            f"{place}: these weights answer other questions than this hearsay asks. {hint}"
        )
    for name, content in files.items():
        if manifest.get("digests", {}).get(name) != sha256(content):
            raise ModelMismatch(f"{place / name} is not the file its manifest tells of. {hint}")
    options = onnxruntime.SessionOptions()
    # one: a pair is too short to be shared out, and the sums come out alike everywhere
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    graph = files["graph.onnx"]
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(files["tokenizer.json"].decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST, strategy="longest_first")
    return PairNetwork(sha256(graph)[:12], manifest, tokenizer, session)


def _fits(manifest: object) -> bool:
    """Whether a manifest tells of the questions and answers of this hearsay."""
    return (
        isinstance(manifest, dict)
        and manifest.get("questions") == list(QUESTIONS)
        and manifest.get("answers") == list(ANSWERS)
        and manifest.get("longest") == LONGEST
        and len(manifest.get("temperatures", ())) == len(QUESTIONS)
    )
