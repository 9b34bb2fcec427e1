"""Event types of PLOVER: which kind of political act a sentence tells, its parties given.

Takes a file of labelled sentences (`data/plv/README.md`), gives F1 of each type and their mean, as
the file's makers report it: CONCEDE and RETREAT are one type, YIELD, and every sentence tells some
type, so that "no political act" is never answered. Scored either with the shipped weights or, on
the file that these were fitted on, with weights fitted on four fifths of its sentences for the
fifth that they are scored on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from training.plover import Labelled, rows_of
from training.train_event_types import best_type, held_back, looked_at

from benchmarks import counting
from benchmarks.counting import Floats, Tally
from benchmarks.outcome import BenchmarkError, Outcome, Rows
from hearsay.model.network import Network
from hearsay.steps.event_types import table

Chances = Mapping[str, float]

QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT"),
    "material cooperation": ("AID", "COOPERATE", "YIELD"),
    "verbal conflict": ("ACCUSE", "REJECT", "REQUEST", "THREATEN"),
    "material conflict": ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"),
}
"""As the labelled file has them: YIELD is material cooperation, SANCTION material conflict."""
KEPT = (0.5, 0.7, 0.8, 0.9, 0.95)
PEOPLE = {"accuracy": "0.906"}
"""The file's earlier label against its final one, on the training part (data/plv/README.md)."""


class PlvError(BenchmarkError):
    """The file does not hold labelled sentences; the message says which field is missing."""


def plv(file: Path, network: Network, folds: bool = False) -> Outcome:
    """One file. folds: fit anew on four fifths of it for each held-back fifth.

    Raises PlvError if a row has not its fields.
    """
    try:
        rows = rows_of(file)
    except (KeyError, json.JSONDecodeError) as error:
        raise PlvError(f"{file}: {error} is missing or broken in a row.") from None
    if not rows:
        raise PlvError(f"{file} holds no sentence.")
    if folds:
        chances = held_back(rows, network)
        how = "weights fitted without the fifth they are scored on"
    else:
        shipped = table()
        chances = [shipped.probabilities(seen) for seen in looked_at(rows, network)]
        how = "shipped weights"
    return scored(rows, chances, how)


def scored(rows: Sequence[Labelled], chances: Sequence[Chances], how: str) -> Outcome:
    """The outcome of some answers. chances: for each row the probability of each type."""
    documents = list(dict.fromkeys(row.group for row in rows))
    types = sorted({row.label for row in rows})
    quad_of = {name: quad for quad, names in QUADS.items() for name in names}
    whole, by_type, by_quad, kept = (Tally(documents) for _ in range(4))
    counts = {name: np.zeros((len(types), 3)) for name in documents}
    items: dict[str, str] = {}
    for name in types:  # the order of the table, also of types that come late or rarely
        by_type.add(name, documents[0], 0, 0, 0)
    for row, answer in zip(rows, chances, strict=True):
        said = best_type(dict(answer))
        right = said == row.label
        whole.add("accuracy", row.group, right, 1)
        quads = [quad_of.get(name, "other") for name in (said, row.label)]
        whole.add("accuracy of the four quads", row.group, quads[0] == quads[1], 1)
        for place, name in enumerate(types):
            added = (right and said == name, said == name, row.label == name)
            counts[row.group][place] += added
            if any(added):
                by_type.add(name, row.group, *added)
        for quad in QUADS:
            told = (quads[0] == quads[1] == quad, quads[0] == quad, quads[1] == quad)
            by_quad.add(quad, row.group, *told)
        for least in KEPT:
            sure = answer[said] >= least
            kept.add(f"kept from {least}", row.group, sure, 1)
            if sure:
                kept.add(f"right from {least}", row.group, right, 1)
        # the labels themselves stay with the data
        items[row.id] = "+" if right else f"-{said}"
    stacked = np.stack([counts[name] for name in documents])
    macro: counting.Row = {
        "n": len(rows),
        "f1": counting.rounded(float(macro_f1(stacked.sum(axis=0)[None])[0])),
    }
    if drawn := macro_interval(stacked):
        macro["interval"] = drawn
    figures: Rows = {"macro-F1": macro, **whole.rows()}
    return Outcome(
        benchmark="plv",
        about=f"{len(rows)} sentences, {len(types)} event types, parties given; {how}",
        figures=figures,
        parts={
            "by type": by_type.rows(),
            "by quad": by_quad.rows(),
            "accuracy with coverage": kept.rows(),
        },
        items=items,
        people=PEOPLE,
    )


def macro_f1(counts: Floats) -> Floats:
    """Plain mean of F1 over the types that are there.

    counts: float64 (samples, types, 3): hit, given, wanted. Returns float64 (samples,).
    """
    f1 = counting.parts(counts)[2]
    there = counts[..., 2] > 0
    found: Floats = np.where(there, f1, 0.0).sum(axis=-1) / np.maximum(there.sum(axis=-1), 1)
    return found


def macro_interval(counts: Floats) -> list[float] | None:
    """Percentile bootstrap over sentences, drawn as `counting.interval` draws.

    counts: float64 (sentences, types, 3). None with fewer than three sentences.
    """
    if len(counts) < 3:
        return None
    draw = np.random.default_rng(counting.SEED)
    chosen = draw.integers(0, len(counts), size=(counting.RESAMPLES, len(counts)))
    # how often each sentence is drawn: the sums of all resamples as one product of matrices
    often = np.stack([np.bincount(one, minlength=len(counts)) for one in chosen]).astype(float)
    sums = (often @ counts.reshape(len(counts), -1)).reshape(len(often), *counts.shape[1:])
    low, high = np.percentile(macro_f1(sums), [2.5, 97.5])
    return [round(float(low), counting.DIGITS), round(float(high), counting.DIGITS)]
