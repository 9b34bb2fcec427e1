"""Train the weights by which `hearsay.steps.boilerplate` tells the article from what stands around.

Takes one or more folders of gold articles (`docs/ID.txt` and `gold.json`, whose documents list
their `boilerplate` lines) and, with --bodies, a CSV of texts (`body_id`, `text`) with line numbers
labelled in `boilerplate_lines.json` beside this file; writes the table of weights. Prints
cross-validated scores on the first folder, so that a feature can be judged before it ships.

    python training/train_boilerplate.py ../shared/gold/articles/train \
        --bodies ../shared/data/fnc/train_bodies.csv -o src/hearsay/steps/boilerplate.json
"""

from __future__ import annotations

import argparse
import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearsay.steps.boilerplate import SURELY, features

LINES = Path(__file__).with_name("boilerplate_lines.json")


@dataclass(frozen=True)
class Labelled:
    """One text, the features of its lines and which of them are not the article."""

    name: str
    rows: list[dict[str, float]]
    labels: list[bool]


def read_gold(folder: Path) -> list[Labelled]:
    """Every annotated article of a gold folder."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    out = []
    for entry in gold["documents"]:
        text = (folder / "docs" / f"{entry['id']}.txt").read_bytes().decode("utf-8")
        unwanted = {line.strip() for line in entry["boilerplate"]}
        spans, rows = features(text)
        labels = [span.of(text) in unwanted for span in spans]
        out.append(Labelled(entry["id"], rows, labels))
    return out


def read_bodies(path: Path, numbered: dict[str, list[int]]) -> list[Labelled]:
    """The bodies of a CSV for which line numbers were labelled."""
    csv.field_size_limit(10**8)
    out = []
    with path.open(encoding="utf-8", newline="") as stream:
        for entry in csv.DictReader(stream):
            if entry["body_id"] in numbered:
                wanted = set(numbered[entry["body_id"]])
                text = entry["text"]
                rows = features(text)[1]
                labels = [at in wanted for at in range(len(rows))]
                out.append(Labelled(entry["body_id"], rows, labels))
    return out


def matrix(texts: list[Labelled], names: list[str]) -> NDArray[np.float64]:
    """Lines by features, a column of ones last: float64 (line, feature + 1)."""
    column = {name: at for at, name in enumerate(names)}
    rows = [row for text in texts for row in text.rows]
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1.0
    for at, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                x[at, column[name]] = value
    return x


def fit(texts: list[Labelled], names: list[str], penalty: float) -> NDArray[np.float64]:
    """Weights of an L2-penalised logistic regression, by Newton's method; the bias is last."""
    x = matrix(texts, names)
    y = np.array([label for text in texts for label in text.labels], dtype=np.float64)
    ridge = np.full(x.shape[1], penalty)
    ridge[-1] = 1e-6
    w = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge + 1e-9)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def score(texts: list[Labelled], p: NDArray[np.float64], threshold: float) -> tuple[float, ...]:
    """Precision, recall and F1 over lines."""
    y = np.array([label for text in texts for label in text.labels])
    said = p >= threshold
    hit = float((y & said).sum())
    precision, recall = hit / max(1, said.sum()), hit / max(1, y.sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def names_of(texts: list[Labelled], at_least: int) -> list[str]:
    """Features seen in at least so many lines, sorted."""
    seen: dict[str, int] = {}
    for text in texts:
        for row in text.rows:
            for name in row:
                seen[name] = seen.get(name, 0) + 1
    return sorted(name for name, times in seen.items() if times >= at_least)


def cross_validated(
    gold: list[Labelled], more: list[Labelled], penalty: float, at_least: int, folds: int = 10
) -> NDArray[np.float64]:
    """Probability of every line of `gold` by a model that saw neither its text nor its fold."""
    p = [np.zeros(0)] * len(gold)
    for fold in range(folds):
        held = [at for at in range(len(gold)) if at % folds == fold]
        apart = {gold[at].name for at in held}
        kept = [g for at, g in enumerate(gold) if at % folds != fold]
        kept += [m for m in more if m.name not in apart]
        names = names_of(kept, at_least)
        w = fit(kept, names, penalty)
        for at in held:
            p[at] = 1 / (1 + np.exp(-matrix([gold[at]], names) @ w))
            for line, row in enumerate(gold[at].rows):
                if row["sure"] or row["surely_not"]:
                    p[at][line] = SURELY if row["sure"] else 1 - SURELY
    return np.concatenate(p)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--bodies", type=Path)
    # Ten-fold F1 on gold/articles/train: penalty 0.3 gives 0.933, 1 gives 0.944, 3 gives 0.939;
    # at penalty 1, threshold 0.35 gives 0.935, 0.5 gives 0.944, 0.6 gives 0.931.
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--at-least", type=int, default=3)
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    gold = [text for folder in args.gold for text in read_gold(folder)]
    more: list[Labelled] = []
    if args.bodies and LINES.exists():
        known = {text.name for text in gold}
        numbered = json.loads(LINES.read_text(encoding="utf-8"))
        more = [text for text in read_bodies(args.bodies, numbered) if text.name not in known]
    for penalty in sorted({0.3, 1.0, 3.0, args.penalty}):
        p = cross_validated(gold, more, penalty, args.at_least)
        for threshold in (0.35, 0.5, 0.6):
            row = score(gold, p, threshold)
            print(f"penalty {penalty:4} threshold {threshold:4}", *(f"{v:.3f}" for v in row))
    if args.output:
        texts = gold + more
        names = names_of(texts, args.at_least)
        w = fit(texts, names, args.penalty)
        table = {
            "bias": round(float(w[-1]), 3),
            "threshold": args.threshold,
            "weights": {
                n: round(float(v), 3) for n, v in zip(names, w, strict=False) if abs(v) >= 0.001
            },
        }
        args.output.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
