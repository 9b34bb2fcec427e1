"""VitaminC: does a sentence of Wikipedia back a claim, refute it, or not tell?

Takes a file of the form of `data/vitaminc/dev.jsonl.gz`, gives accuracy and macro-F1 over its three
labels, as the pair network answers by itself: its question `evidence`, the most probable answer.
Nothing is fitted here. The network was trained on `train.jsonl.gz`; on that file the figures tell
nothing. Resampled by Wikipedia page.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np

from benchmarks import stances
from benchmarks.outcome import BenchmarkError, Outcome
from hearsay.model.pairs import PairNetwork

LABELS = ("SUPPORTS", "REFUTES", "NOT ENOUGH INFO")
"""In the order of the network's answers."""
FIELDS = ("unique_id", "label", "claim", "evidence", "page")


class VitamincError(BenchmarkError):
    """The file does not hold claims with evidence; the message says which field is missing."""


def vitaminc(file: Path, pairs: PairNetwork) -> Outcome:
    """One file, packed or not. Raises VitamincError if a row has not its fields."""
    rows = rows_of(file)
    given = pairs.scores([(row["evidence"], row["claim"]) for row in rows], "evidence")
    wanted = [row["label"] for row in rows]
    most = max(sorted(set(wanted)), key=wanted.count)
    return stances.outcome(
        "vitaminc",
        f"{len(rows)} claims beside evidence, three labels; shipped weights",
        [row["unique_id"] for row in rows],
        [row["page"] for row in rows],
        wanted,
        {
            "the pair network": [LABELS[at] for at in np.argmax(given, axis=1)],
            "the commonest label": [most] * len(rows),
        },
        "the pair network",
    )


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of a file, each with `FIELDS`."""
    packed = file.read_bytes()
    try:
        told = (gzip.decompress(packed) if file.suffix == ".gz" else packed).decode("utf-8")
        rows = [json.loads(line) for line in told.split("\n") if line.strip()]
        found = [{field: str(row[field]) for field in FIELDS} for row in rows]
    except (KeyError, TypeError, ValueError) as error:
        raise VitamincError(f"{file}: {error} is missing or broken in a row.") from None
    if not found:
        raise VitamincError(f"{file} holds no claim.")
    wrong = sorted({row["label"] for row in found} - set(LABELS))
    if wrong:
        raise VitamincError(f"{file}: label {wrong[0]!r} is none of {', '.join(LABELS)}.")
    return found
