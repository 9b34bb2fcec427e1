"""Fits the weights with which statements of one proposition are found: `links/matter_weights.py`.

    python -m training.train_matters MATTERS_DIR --data ../shared [--dev MATTERS_DIR] [--write]

MATTERS_DIR holds stories annotated by quotes (`STORY/docs/ID.txt`, `STORY/matters.json`), read here
with the shipped network. A quote is stood for by the statement of ours, the outlet's own sentences
among them, that covers most of it; two statements of one matter are a positive pair, two of one
story and no common matter a negative one. Those stories of `labels/matters.jsonl` that no network
has read are learned from likewise. Without --write nothing changes.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearsay.identity import identify
from hearsay.links import matter_weights
from hearsay.links.similarity import Matrix, Put, features, rarity
from hearsay.model.network import Network, load
from hearsay.pipeline import analyse
from hearsay.settings import Settings
from hearsay.types import Analysis, Document, Span, Statement
from training import labelled_stories, read_matters

# A statement of ours stands for a quote of which it covers so much, as the gold's scorer has it.
COVERED = 0.5
# Ridge penalty on standardised features; from 1e-5 to 1e-2 the order of pairs hardly changes.
PENALTY = 1e-4


Placed = list[tuple[Put, frozenset[int]]]
"""Statements and the matters they stand in."""
Pairs = tuple[list[str], Matrix, Matrix]
"""Names of features, features (pair, feature) and whether a pair is of one matter (pair,)."""


def quotes_of(story: Path) -> dict[tuple[str, str], frozenset[int]]:
    """The quotes of a story: document and words to the matters they stand in."""
    told = json.loads((story / "matters.json").read_text(encoding="utf-8"))
    matters: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, matter in enumerate(told["matters"]):
        for side in matter["sides"]:
            matters[side["doc"], side["quote"]].add(number)
    return {key: frozenset(found) for key, found in sorted(matters.items())}


def covering(span: Span, statements: Sequence[Statement]) -> Statement | None:
    """The statement that covers most of a span, the shortest of such; None below `COVERED`."""

    def covered(statement: Statement) -> int:
        return sum(
            max(0, min(part.end, span.end) - max(part.start, span.start))
            for part in statement.content
        )

    def length(statement: Statement) -> int:
        return sum(part.end - part.start for part in statement.content)

    best = max(statements, key=lambda s: (covered(s), -length(s)), default=None)
    return best if best and covered(best) >= COVERED * (span.end - span.start) else None


def read(story: Path, network: Network) -> tuple[Placed, list[str]]:
    """All our statements with the matters of the quotes they stand for, and all sentences."""
    quotes = quotes_of(story)
    placed: Placed = []
    sentences: list[str] = []
    for path in sorted((story / "docs").iterdir()):
        words = path.read_bytes().decode("utf-8")
        document = Document(identify("d", path.stem), path.name, words, language="en")
        analysis = analyse(document, network, Settings())
        sentences += [span.of(words) for span in analysis.sentences]
        found: dict[str, tuple[Statement, set[int]]] = {}
        for (name, quote), stands_in in quotes.items():
            if name == path.stem:
                start = words.index(quote)
                best = covering(Span(start, start + len(quote)), analysis.statements)
                if best is not None:
                    found.setdefault(best.id, (best, set()))[1].update(stands_in)
        placed += _placed(analysis, {key: stands for key, (_, stands) in found.items()})
    return placed, sentences


def _placed(analysis: Analysis, stands: Mapping[str, set[int]]) -> Placed:
    """The statements of an article. stands: by id, the matters that one stands in."""
    words, vectors = analysis.document.text, dict(analysis.vectors)
    placed: Placed = []
    for one in analysis.statements:
        said = " ".join(span.of(words) for span in one.content)
        put = Put(analysis.document.id, said, vectors.get(one.id), one.attitude, one.content)
        placed.append((put, frozenset(stands.get(one.id, ()))))
    return placed


def pairs_of(placed: Placed, sentences: Sequence[str]) -> Pairs:
    """The pairs of one story's statements that stand for quotes, compared beside all others."""
    found = features([put for put, _ in placed], rarity(sentences))
    told = np.array([row for row, (_, matters) in enumerate(placed) if matters])
    upper = tuple(told[rows] for rows in np.triu_indices(len(told), 1))
    same = [bool(placed[a][1] & placed[b][1]) for a, b in zip(*upper, strict=True)]
    columns = np.stack([found[name][upper] for name in sorted(found)], axis=1)
    return sorted(found), columns, np.array(same, dtype=float)


def every_pair(folder: Path, network: Network) -> list[Pairs]:
    """The pairs of every story of a folder, where some are of one matter."""
    found = []
    for path in sorted(folder.glob("*/matters.json")):
        placed, sentences = read(path.parent, network)
        if len(placed) > 1 and (pairs := pairs_of(placed, sentences))[2].any():
            found.append(pairs)
    return found


def labelled_pairs(data: Path, network: Network) -> list[Pairs]:
    """The pairs of the stories that were laid out for this project and held back from networks.

    The vectors of the others have learned which of their statements belong together.
    """
    found = []
    for story in read_matters.parted(read_matters.read(data))[1]:
        analyses, context = labelled_stories.analysed(story, network)
        stands: dict[str, set[int]] = defaultdict(set)
        matched = labelled_stories.matched(story, context)
        for number, matter in enumerate(story.matters):
            for said in matter.sides:
                for key in matched.get(said, ()):
                    stands[key].add(number)
        placed: Placed = []
        sentences: list[str] = []
        for analysis in analyses:
            sentences += [span.of(analysis.document.text) for span in analysis.sentences]
            placed += _placed(analysis, stands)
        if len(placed) > 1 and (pairs := pairs_of(placed, sentences))[2].any():
            found.append(pairs)
    return found


def fit(
    columns: Matrix,
    same: Matrix,
    weights: Matrix,
    penalty: float = PENALTY,
    least_spread: float = 1e-9,
) -> tuple[Matrix, float]:
    """Logistic regression by Newton's method. Returns (feature,) weights and the intercept.

    least_spread: features that vary less are standardised as if they varied so much, so that a rare
    one gets no great weight on a few cases.
    """
    mean, spread = columns.mean(axis=0), np.maximum(columns.std(axis=0), least_spread)
    design = np.c_[(columns - mean) / spread, np.ones(len(columns))]
    found: NDArray[np.float64] = np.zeros(design.shape[1])
    for _ in range(40):
        chance = 1.0 / (1.0 + np.exp(-design @ found))
        slope = design.T @ (weights * (chance - same)) + penalty * found
        curve = (design * (weights * chance * (1 - chance))[:, None]).T @ design
        found = found - np.linalg.solve(curve + penalty * np.eye(len(found)), slope)
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
    parser.add_argument("--data", type=Path, required=True, help="folder of data/")
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    network = load()
    quoted, labelled = every_pair(args.matters, network), labelled_pairs(args.data, network)
    every = quoted + labelled
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
    told = [("quotes", quoted), ("labelled stories", labelled)]
    if args.dev is not None:
        told.append(("dev", every_pair(args.dev, network)))
    for label, stories in told:
        mean = np.mean([average_precision(c @ found, same) for _, c, same in stories])
        print(f"{label}: average precision of pairs {mean:.3f}, mean of {len(stories)} readings")
    if args.write:
        target = Path(matter_weights.__file__)
        head = target.read_text(encoding="utf-8").split("WEIGHTS")[0]
        target.write_text(head + "\n".join(table), encoding="utf-8")


if __name__ == "__main__":
    main()
