"""How fast: the whole way from files to a case, beside a fixed yardstick over the same words.

Takes some articles and a network to compare with, gives articles and words a second, and the ratio.
Nothing is asserted: times belong to the machine. Both sides run by turns, the median of three
rounds counts, and the files, the case and the loaded weights are the same in each.
"""

from __future__ import annotations

import csv
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hearsay import pipeline
from hearsay.case import Case
from hearsay.model.network import CLS, SEP, Network, load
from hearsay.model.pieces import FEATURES
from hearsay.settings import Settings

ARTICLES = 60
ROUNDS = 3
PIECES = 254
"""Pieces of a window of the yardstick, cut anywhere: with the two special ones, 256."""
BATCH = 8
SHORTEST = 500
"""Code points of an article that is worth timing; the corpus holds fragments."""
EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"

Batch = dict[str, NDArray[np.int64]]


def texts(data: Path | None, count: int) -> list[str]:
    """Articles to time: spread over the bodies of `data`, else our own examples, repeated."""
    bodies = data / "data" / "fnc" / "train_bodies.csv" if data else None
    if bodies and bodies.is_file():
        csv.field_size_limit(1 << 24)
        with bodies.open(encoding="utf-8", newline="") as stream:
            every = [r["text"] for r in csv.DictReader(stream) if len(r["text"]) >= SHORTEST]
    else:
        every = [f"{p.read_text(encoding='utf-8')}" for p in sorted(EXAMPLES.glob("*.txt"))]
        every = [every[k % len(every)] for k in range(count)]
    step = max(1, len(every) // count)
    return every[::step][:count]


def lay_out(articles: Sequence[str], folder: Path) -> None:
    """The articles as files."""
    folder.mkdir()
    for number, text in enumerate(articles):
        (folder / f"{number:04}.txt").write_bytes(text.encode("utf-8"))


def whole_way(articles: Path, settings: Settings) -> float:
    """Seconds from files to a written case, weights being loaded already."""
    with tempfile.TemporaryDirectory() as place:
        begin = time.perf_counter()
        with Case.create(Path(place) / "timed.case") as case:
            pipeline.ingest([str(articles)], case, settings)
        return time.perf_counter() - begin


def batches(articles: Sequence[str], tokenizer: Tokenizer) -> list[Batch]:
    """The yardstick's input: windows cut anywhere, like lengths together, eight at a time."""
    windows = []
    for text in articles:
        pieces = tokenizer.encode(text, add_special_tokens=False).ids
        windows += [pieces[at : at + PIECES] for at in range(0, len(pieces), PIECES)]
    windows.sort(key=len, reverse=True)
    found: list[Batch] = []
    for begin in range(0, len(windows), BATCH):
        chosen = windows[begin : begin + BATCH]
        shape = (len(chosen), len(chosen[0]) + 2)
        ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for number, window in enumerate(chosen):
            ids[number, : len(window) + 2] = [CLS, *window, SEP]
            mask[number, : len(window) + 2] = 1
        features = np.zeros((*shape, len(FEATURES)), np.int64)
        found.append({"ids": ids, "mask": mask, "features": features})
    return found


def bare_pass(session: onnxruntime.InferenceSession, inputs: Sequence[Batch]) -> float:
    """Seconds of the encoder alone; pieces are made before."""
    wanted = {given.name for given in session.get_inputs()}
    begin = time.perf_counter()
    for batch in inputs:
        session.run(None, {name: values for name, values in batch.items() if name in wanted})
    return time.perf_counter() - begin


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        path.read_bytes(), options, providers=["CPUExecutionProvider"]
    )


def measure(
    articles: Sequence[str], settings: Settings, yardstick: Path | None, rounds: int = ROUNDS
) -> dict[str, Any]:
    """Articles and words a second of the whole way and of the yardstick, and their ratio."""
    begin = time.perf_counter()
    network: Network = load(threads=settings.threads)
    loading = time.perf_counter() - begin
    session = _session(yardstick) if yardstick else load(threads=1).session
    inputs = batches(articles, network.tokenizer)
    words = sum(len(text.split()) for text in articles)
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        lay_out(articles, folder)
        # what is loaded at first use (tables, patterns) is no part of a round
        lay_out(articles[:1], Path(place) / "warm")
        whole_way(Path(place) / "warm", settings)
        bare_pass(session, inputs[-1:])
        for number in range(rounds):
            ours.append(whole_way(folder, settings))
            theirs.append(bare_pass(session, inputs))
            print(
                f"round {number + 1}: whole way {ours[-1]:.2f} s, yardstick {theirs[-1]:.2f} s",
                file=sys.stderr,
            )
    seconds = statistics.median(ours)
    return {
        "articles": len(articles),
        "articles a second": round(len(articles) / seconds, 2),
        "loading, seconds": round(loading, 2),
        "ratio": round(statistics.median(t / o for o, t in zip(ours, theirs, strict=True)), 3),
        "rounds": rounds,
        "threads": settings.threads,
        "words": words,
        "words a second": round(words / seconds),
        "yardstick": "untouched encoder, float32" if yardstick else "our own encoder, bare",
        "yardstick words a second, one thread": round(words / statistics.median(theirs)),
    }


def printed(found: dict[str, Any]) -> str:
    """The measurement for a terminal."""
    lines = ["Reading speed: files to a written case, weights loaded"]
    lines += [f"{name:44}{value:>36}" for name, value in found.items()]
    lines.append(
        "ratio: speed of the whole way over that of the yardstick on one thread, same words"
    )
    if found["yardstick"] != "untouched encoder, float32":
        lines.append("No --yardstick given: compared with our own encoder, not with the fixed one.")
    return "\n".join(lines)
