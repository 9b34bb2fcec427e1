"""Fits the table that tells which kind of political act a sentence tells of.

    python -m training.train_event_types ../shared/data/plv/train.jsonl [--folds] [--write]

Takes PLV's labelled sentences (`data/plv/README.md`) and the invented ones beside this file, reads
them with the shipped network, writes `src/hearsay/steps/event_type_weights.tsv`. Numpy only; the
same input gives the same table. `--folds` prints how good it is on held-back folds, and which
precision each threshold keeps. Without --write nothing changes.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import hearsay.steps
from hearsay.model.network import Network, load
from hearsay.steps.event_types import NONE, UNIT, Matrix, Seen, Table, see, vector_names
from hearsay.types import Span
from training.plover import INVENTED, Labelled, invented, rows_of

# Macro-F1 on held-back folds, mean of three ways to cut them; the whole table stands in
# training/README.md, "Event types".
PENALTY = 1.0
"""0.831 at 0.5, 1 and 2; the log loss is least at 1."""
SEEN_AT_LEAST = 3
"""Rarer features are left out: 0.831 from two on and from three on."""
VECTORS = 10.0
"""What the vectors' products weigh beside those of the features: 0.825 at 2.5, 0.831 at 5, 0.836
at 10."""
INVENTED_WEIGHT = 0.5
"""0.828 without the invented sentences, 0.833 at a half, 0.831 at one."""
BLIND_WEIGHT = 0.3
"""Each sentence is learned from once more as if its parties were not known, for events are often
told without them: asked so, 0.763 at 0 and 0.804 at 0.3; with its parties 0.832 and 0.837."""
STEPS = 150
"""Held-back accuracy 0.861 at 150 and 0.859 at 300."""
FOLDS = 5
SEED = 7


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled sentence as the regression sees it. weight: how much it counts."""

    seen: Seen
    label: str
    weight: float


def looked_at(rows: Sequence[Labelled], network: Network, blind: bool = False) -> list[Seen]:
    """What each sentence shows, read by itself; blind: as if its parties were not known."""
    found = []
    for row in rows:
        whole = Span(0, len(row.text))
        reading = network.read(row.text, (whole,))
        parties = (None, None) if blind else (row.source, row.target)
        found.append(see(row.text, whole, *parties, reading))
    return found


def fit(examples: Sequence[Example]) -> Table:
    """Multinomial logistic regression with an L2 penalty.

    Minimised with a fixed bound on its curvature (Böhning 1992, "Multinomial logistic regression
    algorithm"), sped up by Nesterov's momentum, in the space that the examples span.
    """
    counts = Counter(name for one in examples for name in one.seen.features)
    names = sorted(name for name, count in counts.items() if count >= SEEN_AT_LEAST)
    rows = {name: row for row, name in enumerate(names)}
    types = tuple(sorted({one.label for one in examples}))
    words = np.zeros((len(examples), len(names)))
    for number, one in enumerate(examples):
        words[number, [rows[name] for name in one.seen.features if name in rows]] = 1.0
    vectors = np.stack([one.seen.vectors for one in examples]) * np.sqrt(VECTORS)
    design = np.concatenate([words, vectors], axis=1)
    wanted = np.array([[one.label == name for name in types] for one in examples], dtype=float)
    found = _weights(design, wanted, np.array([one.weight for one in examples]))
    return Table(types, rows, found[: len(names)], found[len(names) :] * np.sqrt(VECTORS))


def _weights(design: Matrix, wanted: Matrix, weight: Matrix) -> Matrix:
    """design: float64 (examples, features). Returns float64 (features, types)."""
    values, vectors = np.linalg.eigh(design @ design.T)
    kept = values > 1e-6
    values, vectors = values[kept], vectors[:, kept]
    reduced = vectors * np.sqrt(values)
    weighed = reduced * weight[:, None]
    curve = np.linalg.inv(0.5 * reduced.T @ weighed + PENALTY * np.eye(len(values)))
    found = ahead = np.zeros((len(values), wanted.shape[1]))
    pace = 1.0
    for _ in range(STEPS):
        scores = reduced @ ahead
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances = powers / powers.sum(axis=1, keepdims=True)
        after = ahead - curve @ (weighed.T @ (chances - wanted) + PENALTY * ahead)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = after + (pace - 1) / faster * (after - found)
        found, pace = after, faster
    weights: Matrix = design.T @ (vectors / np.sqrt(values) @ found)
    return weights


def examples_of(rows: Sequence[Labelled], network: Network) -> list[list[Example]]:
    """For each row what is learned from it."""
    found = []
    views = [(looked_at(rows, network), 1.0)]
    if BLIND_WEIGHT:
        views.append((looked_at(rows, network, blind=True), BLIND_WEIGHT))
    for number, row in enumerate(rows):
        share = 1.0 if row.group else INVENTED_WEIGHT
        found.append([Example(seen[number], row.label, share * part) for seen, part in views])
    return found


def fold_of(rows: Sequence[Labelled]) -> list[int]:
    """Which fold holds each row back; rows of one sentence share theirs."""
    groups = sorted({row.group for row in rows})
    order = np.random.default_rng(SEED).permutation(len(groups))
    place = {groups[index]: number % FOLDS for number, index in enumerate(order)}
    return [place[row.group] for row in rows]


def held_back(
    rows: Sequence[Labelled], network: Network, blind: bool = False
) -> list[dict[str, float]]:
    """Probabilities of each row by weights that were fitted without its fold.

    blind: they are asked of the sentence without its parties. The invented sentences are learned
    from in every fold and scored in none.
    """
    own = [one for many in examples_of(invented(), network) for one in many]
    given = examples_of(rows, network)
    folds = fold_of(rows)
    found: list[dict[str, float]] = [{} for _ in rows]
    for fold in range(FOLDS):
        learned = [one for many, at in zip(given, folds, strict=True) if at != fold for one in many]
        table = fit([*learned, *own])
        for number, at in enumerate(folds):
            if at == fold:
                found[number] = table.probabilities(given[number][-1 if blind else 0].seen)
    return found


def best_type(chances: dict[str, float]) -> str:
    """The most probable type, NONE left out."""
    return max(sorted(chances), key=lambda name: (name != NONE, chances[name]))


def macro_f1(given: Sequence[str], wanted: Sequence[str]) -> float:
    """The plain mean of F1 over the types that are wanted anywhere."""
    total = 0.0
    names = sorted(set(wanted))
    for name in names:
        hits = sum(a == b == name for a, b in zip(given, wanted, strict=True))
        total += 2 * hits / max(1, given.count(name) + wanted.count(name))
    return total / len(names)


def written(table: Table, told: str) -> str:
    """The file of a table: a line for each feature, whole numbers in units of 1/UNIT."""
    lines = [f"# Written by training/train_event_types.py from {told}; thousandths.\n"]
    lines.append("\t".join(["feature", *table.types]) + "\n")
    held = [*zip(sorted(table.rows), table.words, strict=True)]
    held += zip(vector_names(), table.vectors, strict=True)
    for name, values in held:
        lines.append("\t".join([name, *(str(round(v * UNIT)) for v in values.tolist())]) + "\n")
    return "".join(lines)


def show(rows: Sequence[Labelled], chances: Sequence[dict[str, float]], told: str) -> None:
    """Prints macro-F1, and how many each threshold keeps and how many of these are right."""
    labels = [row.label for row in rows]
    given = [best_type(one) for one in chances]
    print(f"{told}: macro-F1 {macro_f1(given, labels):.3f}")
    for least in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        kept = [
            said == label
            for one, said, label in zip(chances, given, labels, strict=True)
            if one[said] >= least
        ]
        print(f"  from {least}: {len(kept)} of {len(rows)}, {np.mean(kept):.3f} right")


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--folds", action="store_true", help="score held-back folds")
    parser.add_argument("--write", action="store_true", help="write the table")
    args = parser.parse_args()
    network = load(threads=1)
    rows = rows_of(args.file)
    if args.folds:
        for blind in (False, True):
            show(rows, held_back(rows, network, blind), "no parties" if blind else "parties given")
    if args.write:
        every = [one for many in examples_of([*rows, *invented()], network) for one in many]
        digests = [hashlib.sha256(f.read_bytes()).hexdigest()[:16] for f in (args.file, INVENTED)]
        told = f"PLV {digests[0]}, sentences {digests[1]}, network {network.digest}"
        target = Path(hearsay.steps.__file__).with_name("event_type_weights.tsv")
        target.write_text(written(fit(every), told), encoding="utf-8")
        print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
