"""Fits the weights with which statements of one proposition are found: `links/matter_weights.py`.

    python training/train_matters.py MATTERS_DIR VECTORS.npz [--dev MATTERS_DIR] [--write]

MATTERS_DIR holds stories annotated by quotes (`STORY/docs/ID.txt`, `STORY/matters.json`). Two
quotes of one matter are a positive pair, two of one story and no common matter a negative one.
VECTORS.npz holds `texts` (the quotes) and `v`, float (quotes, size): their proposition vectors, as
the network gives them. Without --write the table is printed and nothing changes.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearsay import text
from hearsay.links import matter_weights
from hearsay.links.similarity import VECTOR_SCALE, Matrix, Put, features, rarity

# Ridge penalty on standardised features; from 1e-5 to 1e-2 the order of pairs hardly changes.
PENALTY = 1e-4


def quotes_of(story: Path) -> tuple[dict[tuple[str, str], set[int]], list[str]]:
    """The quotes of a story, (document, words) to the matters they stand in, and all sentences."""
    told = json.loads((story / "matters.json").read_text(encoding="utf-8"))
    matters: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, matter in enumerate(told["matters"]):
        for side in matter["sides"]:
            matters[side["doc"], side["quote"]].add(number)
    sentences = []
    for path in sorted((story / "docs").iterdir()):
        words = path.read_bytes().decode("utf-8")
        sentences += [span.of(words) for span in text.sentences(words)]
    return dict(sorted(matters.items())), sentences


def pairs_of(story: Path, vectors: dict[str, bytes]) -> tuple[list[str], Matrix, Matrix]:
    """Names of features, features (pair, feature) and whether a pair is of one matter (pair,)."""
    matters, sentences = quotes_of(story)
    puts = [Put(document, quote, vectors.get(quote)) for document, quote in matters]
    found = features(puts, rarity(sentences))
    upper = np.triu_indices(len(puts), 1)
    same = [[bool(a & b) for b in matters.values()] for a in matters.values()]
    columns = np.stack([found[name][upper] for name in sorted(found)], axis=1)
    return sorted(found), columns, np.array(same, dtype=float)[upper]


def fit(columns: Matrix, same: Matrix, weights: Matrix) -> tuple[Matrix, float]:
    """Logistic regression by Newton's method. Returns (feature,) weights and the intercept."""
    mean, spread = columns.mean(axis=0), columns.std(axis=0) + 1e-9
    design = np.c_[(columns - mean) / spread, np.ones(len(columns))]
    found: NDArray[np.float64] = np.zeros(design.shape[1])
    for _ in range(40):
        chance = 1.0 / (1.0 + np.exp(-design @ found))
        slope = design.T @ (weights * (chance - same)) + PENALTY * found
        curve = (design * (weights * chance * (1 - chance))[:, None]).T @ design
        found = found - np.linalg.solve(curve + PENALTY * np.eye(len(found)), slope)
    plain = found[:-1] / spread
    return plain, float(found[-1] - plain @ mean)


def balanced(same: Matrix) -> Matrix:
    """Weights under which both classes weigh a half of this story's one."""
    positive = same.mean()
    share = np.where(same > 0, 0.5 / max(positive, 1e-9), 0.5 / max(1 - positive, 1e-9))
    return np.asarray(share / len(same), dtype=np.float64)


def average_precision(scores: Matrix, same: Matrix) -> float:
    """Mean precision over the places of the positive pairs, best score first."""
    ordered = same[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float((precision * ordered).sum() / max(1.0, ordered.sum()))


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("matters", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    held = np.load(args.vectors, allow_pickle=False)
    scaled = np.clip(np.round(held["v"] * VECTOR_SCALE), -127, 127).astype(np.int8)
    vectors = {str(t): row.tobytes() for t, row in zip(held["texts"], scaled, strict=True)}

    folders = sorted(path.parent for path in args.matters.glob("*/matters.json"))
    every = [pairs_of(folder, vectors) for folder in folders]
    names = every[0][0]
    weights = np.concatenate([balanced(same) for _, _, same in every])
    found, intercept = fit(
        np.concatenate([columns for _, columns, _ in every]),
        np.concatenate([same for _, _, same in every]),
        weights / weights.sum(),
    )
    table = ["WEIGHTS: dict[str, float] = {"]
    table += [f'    "{name}": {weight:.3f},' for name, weight in zip(names, found, strict=True)]
    table += ["}", f"INTERCEPT = {intercept:.3f}", ""]
    print("\n".join(table))
    for label, place in (("train", args.matters), ("dev", args.dev)):
        if place is not None:
            told = [pairs_of(p.parent, vectors) for p in sorted(place.glob("*/matters.json"))]
            mean = np.mean([average_precision(c @ found, same) for _, c, same in told])
            print(f"{label}: average precision of pairs {mean:.3f}, mean of {len(told)} stories")
    if args.write:
        target = Path(matter_weights.__file__)
        head = target.read_text(encoding="utf-8").split("WEIGHTS")[0]
        target.write_text(head + "\n".join(table), encoding="utf-8")


if __name__ == "__main__":
    main()
