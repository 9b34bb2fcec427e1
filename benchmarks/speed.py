"""How fast: from files to a case, the reading alone, its share outside the encoder, the start.

Takes some articles and a network to compare with, gives one plain table. Nothing is asserted: times
belong to the machine. What is compared runs by turns on the same threads, the median of the rounds
counts, and the files, the case and the loaded weights are the same in each.

    reading          `pipeline.analyse` of every article, weights being loaded
    bare pass        the shipped encoder alone over the same words: whole windows, cut anywhere,
                     none overlapping another, pieces made before
    yardstick        the untouched encoder in float32, the same way
"""

from __future__ import annotations

import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from benchmarks.outcome import BenchmarkError
from hearsay import pipeline
from hearsay.case import Case
from hearsay.identity import identify
from hearsay.model.network import CLS, SEP, Network, load
from hearsay.model.pieces import FEATURES
from hearsay.settings import Settings
from hearsay.types import Document

ARTICLES = 60
ROUNDS = 3
PIECES = 254
"""Pieces of a window of the bare passes, cut anywhere: with the two special ones, 256."""
BATCH = 8
"""Windows at once of a network that can be told what is padding; others get one at a time."""
SHORTEST = 500
"""Code points of an article that is worth timing; the corpus holds fragments."""
BARE_AT_MOST, YARDSTICK_AT_MOST, START_AT_MOST = 1.4, 0.9, 1.0
"""What is aimed at: reading over the bare pass, reading over the yardstick, seconds to a start."""
HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples" / "articles"

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


def batches(articles: Sequence[str], tokenizer: Tokenizer, at_once: int = BATCH) -> list[Batch]:
    """The articles' pieces in one row, cut into windows of one length; only the last is shorter."""
    pieces = [
        piece for text in articles for piece in tokenizer.encode(text, add_special_tokens=False).ids
    ]
    windows = [pieces[at : at + PIECES] for at in range(0, len(pieces), PIECES)]
    found: list[Batch] = []
    for begin in range(0, len(windows), at_once):
        chosen = windows[begin : begin + at_once]
        shape = (len(chosen), len(chosen[0]) + 2)
        ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for number, window in enumerate(chosen):
            ids[number, : len(window) + 2] = [CLS, *window, SEP]
            mask[number, : len(window) + 2] = 1
        features = np.zeros((*shape, len(FEATURES)), np.int64)
        found.append({"ids": ids, "mask": mask, "features": features})
    return found


class Bare:
    """An encoder alone with its input made: what a reading is compared with."""

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        articles: Sequence[str],
        tokenizer: Tokenizer,
    ) -> None:
        wanted = {given.name for given in session.get_inputs()}
        self.session = session
        self.inputs = [
            {name: values for name, values in batch.items() if name in wanted}
            for batch in batches(articles, tokenizer, BATCH if "mask" in wanted else 1)
        ]

    def seconds(self) -> float:
        """Of one pass."""
        begin = time.perf_counter()
        for batch in self.inputs:
            self.session.run(None, batch)
        return time.perf_counter() - begin


class Timed:
    """A session that adds up the seconds it runs."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self.session = session
        self.seconds = 0.0

    def run(self, names: Any, given: Any) -> Any:
        """As the session itself."""
        begin = time.perf_counter()
        found = self.session.run(names, given)
        self.seconds += time.perf_counter() - begin
        return found


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    return onnxruntime.InferenceSession(
        path.read_bytes(), options, providers=["CPUExecutionProvider"]
    )


def _told(text: str) -> None:
    print(text, file=sys.stderr)


def read_alone(
    articles: Sequence[str], settings: Settings, yardstick: Path | None, rounds: int = ROUNDS
) -> dict[str, Any]:
    """Words a second of the reading on some threads, and its ratios to the two bare passes."""
    network: Network = load(threads=settings.threads)
    timed = Timed(network.session)
    watched = replace(network, session=cast(onnxruntime.InferenceSession, timed))
    documents = [
        Document(identify("d", str(number), text), f"{number}.txt", text, language="en")
        for number, text in enumerate(articles)
    ]
    bare = Bare(network.session, articles, network.tokenizer)
    untouched = (
        Bare(_session(yardstick, settings.threads), articles, network.tokenizer)
        if yardstick
        else None
    )
    pipeline.analyse(documents[0], watched, settings)
    ours, inside, bares, theirs = [], [], [], []
    for number in range(rounds):
        timed.seconds = 0.0
        begin = time.perf_counter()
        for document in documents:
            pipeline.analyse(document, watched, settings)
        ours.append(time.perf_counter() - begin)
        inside.append(timed.seconds)
        bares.append(bare.seconds())
        theirs.append(untouched.seconds() if untouched else float("nan"))
        _told(
            f"threads {settings.threads}, round {number + 1}: reading {ours[-1]:.2f} s, "
            f"bare pass {bares[-1]:.2f} s, yardstick {theirs[-1]:.2f} s"
        )
    words = sum(len(text.split()) for text in articles)

    def over(others: Sequence[float]) -> float:
        return round(statistics.median(o / t for o, t in zip(ours, others, strict=True)), 3)

    return {
        "threads": settings.threads,
        "words a second": round(words / statistics.median(ours)),
        "outside the encoder, share": round(
            statistics.median(1 - i / o for i, o in zip(inside, ours, strict=True)), 3
        ),
        "bare pass, words a second": round(words / statistics.median(bares)),
        "over bare pass": over(bares),
        "yardstick, words a second": (
            round(words / statistics.median(theirs)) if untouched else None
        ),
        "over yardstick": over(theirs) if untouched else None,
    }


def started(articles: Sequence[str], threads: int, rounds: int = ROUNDS) -> dict[str, Any]:
    """Seconds of a fresh process to the first statement, by part, and the most memory it held.

    Ask before anything large is held here: a process starts with the memory of the one that starts
    it on its account.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        lay_out(articles, folder)
        # compiled modules are kept, as where hearsay is installed, and made before the first round
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(place) / "compiled")
        lay_out(articles[:1], Path(place) / "warm")
        _start(Path(place) / "warm", threads, environment)
        found = [_start(folder, threads, environment) for _ in range(rounds)]
    return {key: statistics.median(one[key] for one in found) for key in found[0]}


def _start(folder: Path, threads: int, environment: dict[str, str]) -> dict[str, float]:
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, str(HERE / "starting.py"), str(folder), str(threads)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - begin
        rest = process.stdout.read()
    if process.returncode:
        raise BenchmarkError(f"starting.py failed with {process.returncode}")
    parts = json.loads(line)
    return {"first statement": round(seconds, 3), **parts, **json.loads(rest)}


def from_files(articles: Sequence[str], settings: Settings, rounds: int = ROUNDS) -> dict[str, Any]:
    """Articles and words a second from files to a written case."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        lay_out(articles, folder)
        # what is loaded at first use (weights, tables, patterns) is no part of a round
        lay_out(articles[:1], Path(place) / "warm")
        whole_way(Path(place) / "warm", settings)
        ours = []
        for number in range(rounds):
            ours.append(whole_way(folder, settings))
            _told(f"files to a case, round {number + 1}: {ours[-1]:.2f} s")
    seconds = statistics.median(ours)
    return {
        "threads": settings.threads,
        "articles a second": round(len(articles) / seconds, 2),
        "words a second": round(sum(len(text.split()) for text in articles) / seconds),
    }


def measure(
    articles: Sequence[str], settings: Settings, yardstick: Path | None, rounds: int = ROUNDS
) -> dict[str, Any]:
    """All of it, on one thread and on as many as the settings say."""
    start = started(articles, settings.threads, rounds)
    return {
        "articles": len(articles),
        "words": sum(len(text.split()) for text in articles),
        "rounds": rounds,
        "start, seconds": start,
        "reading": [
            read_alone(articles, replace(settings, threads=threads), yardstick, rounds)
            for threads in sorted({1, settings.threads})
        ],
        "files to a case": from_files(articles, settings, rounds),
    }


def printed(found: dict[str, Any]) -> str:
    """The measurement for a terminal."""
    lines = [f"Reading speed: {found['articles']} articles, {found['words']} words"]

    def table(head: str, rows: dict[str, Any], goals: dict[str, float]) -> None:
        lines.extend(("", head))
        for name, value in rows.items():
            goal = f"  (goal: at most {goals[name]:g})" if name in goals else ""
            lines.append(f"  {name:30}{'not measured' if value is None else value:>14}{goal}")

    table(
        "A fresh process, seconds to the first statement",
        found["start, seconds"],
        {"first statement": START_AT_MOST},
    )
    goals = {"over bare pass": BARE_AT_MOST, "over yardstick": YARDSTICK_AT_MOST}
    for one in found["reading"]:
        table("Reading alone, weights loaded", one, goals)
    table("Files to a written case, weights loaded", found["files to a case"], {})
    if any(one["over yardstick"] is None for one in found["reading"]):
        lines += ["", "The yardstick is timed with --yardstick FILE (training/yardstick.py)."]
    return "\n".join(lines)
