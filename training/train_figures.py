"""Fits the table that tells which numbers are figures.

Takes a folder of annotated articles (`gold.json` and `docs/`, as gold/README.md describes), writes
`src/hearsay/steps/figure_weights.tsv`: feature, weight. Numpy only; the same input gives the same
table. Prints cross-validated precision, recall and F1, articles held out whole.

    python training/train_figures.py ../shared/gold/articles/train
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np

import hearsay.steps
from hearsay.steps.figures import Candidate, candidates
from hearsay.text import sentences
from hearsay.types import Analysis, Document, Span

# Five-fold cross-validated F1 over the 67 training articles: 0.882 at 0.1, 0.899 at 1, 0.907 at 3,
# 0.909 at 10 (`--sweep` prints them).
PENALTY = 3.0
# Rarer features are left out: F1 0.905 from two on, 0.907 from three on, with a third fewer rows.
SEEN_AT_LEAST = 3
FOLDS = 5


def boilerplate_of(text: str, junk: list[str]) -> tuple[Span, ...]:
    """The lines that the annotators call boilerplate, as spans."""
    wanted = {line.strip() for line in junk if line.strip()}
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        if (body := line.strip()) in wanted:
            start = at + line.index(body)
            spans.append(Span(start, start + len(body)))
        at += len(line)
    return tuple(spans)


def places_of(text: str, quoted: str) -> list[Span]:
    """Where a quotation of the gold stands; its parts are joined by ' ... '."""
    places, at = [], 0
    for part in quoted.split(" ... "):
        start = text.find(part, at)
        start = text.find(part) if start < 0 else start
        places.append(Span(start, start + len(part)))
        at = start + len(part)
    return places


def read(folder: Path) -> list[tuple[list[Candidate], list[bool]]]:
    """For each article its candidates and which of them the annotators took."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    articles = []
    for entry in gold["documents"]:
        name = entry["id"]
        text = (folder / "docs" / f"{name}.txt").read_bytes().decode("utf-8")
        document = Document(
            id=name,
            path=name,
            text=text,
            boilerplate=boilerplate_of(text, entry.get("boilerplate", [])),
        )
        found = candidates(Analysis(document, sentences=tuple(sentences(text))))
        taken = [False] * len(found)
        for figure in gold["figures"]:
            if figure["doc"] != name:
                continue
            places = places_of(text, figure["text"])
            best: tuple[tuple[bool, bool, int], int] | None = None
            for index, candidate in enumerate(found):
                inside = any(place.overlaps(candidate.phrase.quantity.span) for place in places)
                if not inside:
                    continue
                right = (candidate.phrase.low, candidate.phrase.high) == (
                    figure["low"],
                    figure["high"],
                )
                rank = ((right, not taken[index], -index), index)
                best = rank if best is None or rank > best else best
            if best is not None:
                taken[best[1]] = True
        articles.append((found, taken))
    return articles


def fit(rows: list[tuple[str, ...]], labels: list[bool], penalty: float) -> dict[str, float]:
    """Logistic regression with an L2 penalty, by Newton's method."""
    seen = Counter(feature for row in rows for feature in set(row))
    names = sorted(feature for feature, count in seen.items() if count >= SEEN_AT_LEAST)
    column = {name: index for index, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for index, row in enumerate(rows):
        for feature in row:
            if feature in column:
                x[index, column[feature]] = 1.0
    y = np.array(labels, dtype=float)
    w = np.zeros(len(names))
    strength = np.full(len(names), penalty)
    strength[column["bias"]] = 1e-3
    for _ in range(25):
        p = 1 / (1 + np.exp(-(x @ w)))
        gradient = x.T @ (p - y) + strength * w
        hessian = (x.T * (p * (1 - p))) @ x + np.diag(strength)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return {name: float(w[index]) for name, index in column.items()}


def score_of(row: tuple[str, ...], table: dict[str, float]) -> float:
    return sum(table.get(feature, 0.0) for feature in row)


def cross_validate(
    articles: list[tuple[list[Candidate], list[bool]]], penalty: float, cut: float = 0.0
) -> tuple[float, float, float]:
    hit = predicted = gold = 0
    for fold in range(FOLDS):
        train = [a for index, a in enumerate(articles) if index % FOLDS != fold]
        held = [a for index, a in enumerate(articles) if index % FOLDS == fold]
        rows = [candidate.features for found, _ in train for candidate in found]
        table = fit(rows, [label for _, taken in train for label in taken], penalty)
        for found, taken in held:
            says = [score_of(candidate.features, table) > cut for candidate in found]
            hit += sum(a and b for a, b in zip(says, taken, strict=True))
            predicted += sum(says)
            gold += sum(taken)
    precision, recall = hit / max(predicted, 1), hit / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sweep", action="store_true", help="try other penalties too")
    args = parser.parse_args()
    articles = read(args.folder)
    for penalty in (0.1, 0.3, 1.0, 3.0, 10.0) if args.sweep else (PENALTY,):
        precision, recall, f1 = cross_validate(articles, penalty)
        print(f"penalty {penalty}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    rows = [candidate.features for found, _ in articles for candidate in found]
    table = fit(rows, [label for _, taken in articles for label in taken], PENALTY)
    digest = hashlib.sha256((args.folder / "gold.json").read_bytes()).hexdigest()[:16]
    lines = [
        f"# Written by training/train_figures.py from gold {digest}; {len(rows)} numbers.",
        *(f"{name}\t{weight:.3f}" for name, weight in sorted(table.items()) if abs(weight) >= 5e-4),
    ]
    target = Path(hearsay.steps.__file__).with_name("figure_weights.tsv")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} weights to {target.name}")


if __name__ == "__main__":
    main()
