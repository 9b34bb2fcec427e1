"""VitaminC: does a sentence of Wikipedia back a claim, refute it, or not tell?

Takes a file of the form of `data/vitaminc/dev.jsonl.gz`, gives accuracy and macro-F1 over its
three labels, as `hearsay.links.evidence` answers: the pair network and a regression that compares
numbers. Beside it stand the network by itself (its question `evidence`) and the regression by
itself, each with its most probable answer. Nothing is fitted here. Both learned from
`train.jsonl.gz`; on that file the figures tell nothing. Resampled by Wikipedia page.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import stances
from benchmarks.outcome import BenchmarkError, Outcome
from hearsay.links import evidence
from hearsay.links.evidence_features import features
from hearsay.model.pairs import QUESTIONS, PairNetwork

LABELS = ("SUPPORTS", "REFUTES", "NOT ENOUGH INFO")
"""In the order of the network's answers."""
OURS = "pairs and amounts"
FIELDS = ("unique_id", "label", "claim", "evidence", "page")


class VitamincError(BenchmarkError):
    """The file does not hold claims with evidence; the message says which field is missing."""


def vitaminc(file: Path, pairs: PairNetwork) -> Outcome:
    """One file, packed or not. Raises VitamincError if a row has not its fields."""
    rows = rows_of(file)
    asked = [(row["evidence"], row["claim"]) for row in rows]
    read = pairs.both(asked)
    seen = [features(claim, text) for text, claim in asked]
    alone = evidence.chances(seen, evidence.weights()[evidence.EXPERT])
    both = evidence.chances(evidence.weighed(seen, alone, read), evidence.weights()[evidence.BOTH])
    wanted = [row["label"] for row in rows]
    most = max(sorted(set(wanted)), key=wanted.count)
    return stances.outcome(
        "vitaminc",
        f"{len(rows)} claims beside evidence, three labels; shipped weights",
        [row["unique_id"] for row in rows],
        [row["page"] for row in rows],
        wanted,
        {
            OURS: _answers(both),
            "the pair network alone": _answers(read[:, QUESTIONS.index("evidence")]),
            "the regression alone": _answers(alone),
            "the commonest label": [most] * len(rows),
        },
        OURS,
    )


def _answers(chances: NDArray[np.floating[Any]]) -> list[str]:
    return [LABELS[at] for at in np.argmax(chances, axis=1)]


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
