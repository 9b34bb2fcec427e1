"""Fits the weights by which figures of one quantity are found: `links/figure_group_weights.py`.

    python -m training.train_figure_groups TRAIN.jsonl.gz [--write]

TRAIN is ECB+'s training part. Its articles have no figures marked, but the words that the figures
stand with are ("killing 10 people"): two figures of one measure are of one quantity where events
that such words name in their sentences stand in one chain, and are not where none does, or where
the articles tell of the two different events of a topic. Numbers themselves are found by the
program's own step. Weights are fitted over folds of whole topics, each scored with weights fitted
on the others; printed are the share of joined pairs that are right and of pairs found, at several
bounds. Without --write nothing changes.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from benchmarks import ecb_articles
from benchmarks.ecb_articles import MarkedArticle
from numpy.typing import NDArray

from hearsay.links import figure_group_weights, quantities
from hearsay.links.quantities import PEOPLE_MEASURES, Quantity
from hearsay.links.similarity import rarity
from hearsay.steps.figures import figures
from hearsay.steps.measures import CUES
from hearsay.types import Analysis, Document, Span

Matrix = NDArray[np.float64]

FOLDS = 5
PENALTY = 0.01
"""Ridge penalty on standardised features. Chosen, not measured: pairs are few and alike."""
BOUNDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_CUES = dict(CUES)


@dataclass(frozen=True)
class Told:
    """A quantity with the chains of the events that name what befell those counted."""

    quantity: Quantity
    part: str
    chains: frozenset[str]


@dataclass(frozen=True)
class Topic:
    """columns: (pair, feature) of the pairs that can be one and whose answer is known."""

    name: str
    columns: Matrix
    same: Matrix


def _printed(article: MarkedArticle) -> tuple[str, tuple[Span, ...]]:
    """The text with "16 - year - old" put together again, and its sentences."""
    text, spans = "", []
    for sentence in article.sentences:
        words = sentence.of(article.text).replace(" - ", "-")
        start = len(text) + bool(text)
        text = f"{text} {words}" if text else words
        spans.append(Span(start, start + len(words)))
    return text, tuple(spans)


def told(article: MarkedArticle) -> tuple[Document, tuple[Span, ...], list[Told]]:
    """An article's quantities of people."""
    text, cut = _printed(article)
    document = Document(id=article.name, path=article.name, text=text)
    read = figures(Analysis(document, sentences=cut))
    counted = [f for f in read.figures if f.measure in PEOPLE_MEASURES]
    found = []
    for quantity in quantities.quantities(counted, document, cut, ()):
        cue = _CUES.get(quantity.measure)
        chains = frozenset(
            event.chain
            for event in article.events
            if event.sentence == quantity.place
            and cue is not None
            and cue.search(" ".join(part.of(article.text) for part in event.parts))
        )
        found.append(Told(quantity, article.part, chains))
    return document, cut, found


def pairs(articles: Sequence[MarkedArticle]) -> tuple[list[dict[str, float]], list[bool]]:
    """Features and answers of one topic's pairs."""
    read = [told(article) for article in articles]
    rare = rarity([span.of(document.text) for document, cut, _ in read for span in cut])
    every = [one for _, _, own in read for one in own]
    rows, same = [], []
    for one, other in combinations(every, 2):
        if one.part == other.part and not (one.chains and other.chains):
            continue
        found = quantities.features(one.quantity, other.quantity, rare)
        if found is not None:
            rows.append(found)
            same.append(one.part == other.part and bool(one.chains & other.chains))
    return rows, same


def topics(articles: Sequence[MarkedArticle], names: Sequence[str]) -> list[Topic]:
    """All topics that have such pairs."""
    by_topic: dict[str, list[MarkedArticle]] = defaultdict(list)
    for article in articles:
        by_topic[article.topic].append(article)
    found = []
    for name in sorted(by_topic):
        rows, same = pairs(by_topic[name])
        if rows:
            columns = np.array([[row[n] for n in names] for row in rows], dtype=np.float64)
            found.append(Topic(name, columns, np.array(same, dtype=np.float64)))
    return found


def fit(every: Sequence[Topic]) -> tuple[Matrix, float]:
    """Weights of the right sign, (feature,), 0 where a feature is left out; and the intercept."""
    signs = np.array(list(quantities.LEARNED.values()))
    kept = np.arange(len(signs))
    while True:
        weights, intercept = _fit(every, kept)
        wrong = weights * signs[kept] < 0
        if not wrong.any():
            break
        worst = int(np.argmin(np.where(wrong, weights * signs[kept], 0.0)))
        kept = np.delete(kept, worst)
    whole = np.zeros(len(signs))
    whole[kept] = weights
    return whole, intercept


def _fit(every: Sequence[Topic], kept: NDArray[np.int64]) -> tuple[Matrix, float]:
    """Logistic regression by Newton's method, topics weighing by the root of their pairs."""
    columns = np.concatenate([topic.columns for topic in every])[:, kept]
    same = np.concatenate([topic.same for topic in every])
    weight = np.concatenate([np.full(len(t.same), len(t.same) ** -0.5) for t in every])
    weight /= weight.sum()
    mean, spread = columns.mean(axis=0), columns.std(axis=0)
    spread[spread < 1e-9] = np.inf
    design = np.c_[(columns - mean) / spread, np.ones(len(columns))]
    found = np.zeros(design.shape[1])
    ridge = PENALTY * np.eye(len(found))
    ridge[-1, -1] = 0.0
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-design @ found))
        slope = design.T @ (weight * (chance - same)) + ridge @ found
        curve = (design * (weight * chance * (1 - chance))[:, None]).T @ design
        found = found - np.linalg.solve(curve + ridge, slope)
    plain = found[:-1] / spread
    return plain, float(found[-1] - plain @ mean)


def over_folds(every: Sequence[Topic]) -> list[Matrix]:
    """Each topic's chances, by weights fitted on the topics of the other folds."""
    found: dict[int, Matrix] = {}
    for fold in range(FOLDS):
        weights, intercept = fit([t for i, t in enumerate(every) if i % FOLDS != fold])
        for i in range(fold, len(every), FOLDS):
            found[i] = 1 / (1 + np.exp(-(every[i].columns @ weights + intercept)))
    return [found[i] for i in range(len(every))]


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    names = tuple(quantities.LEARNED)
    every = topics(ecb_articles.load(args.train), names)
    same = np.concatenate([topic.same for topic in every])
    print(f"{len(every)} topics, {len(same)} pairs, {int(same.sum())} of one quantity")
    chances = np.concatenate(over_folds(every))
    for bound in BOUNDS:
        put = chances >= bound
        right = float((put * same).sum())
        share, found = right / max(1, put.sum()), right / same.sum()
        print(f"over folds, from {bound:.1f}: {share:.3f} of {put.sum()} right, {found:.3f} found")
    weights, intercept = fit(every)
    table = ["WEIGHTS: dict[str, float] = {"]
    table += [f'    "{n}": {w:.3f},' for n, w in zip(names, weights, strict=True)]
    table += ["}", f"INTERCEPT = {intercept:.3f}", ""]
    print("\n".join(table))
    if args.write:
        target = Path(figure_group_weights.__file__)
        head = target.read_text(encoding="utf-8").split("WEIGHTS")[0]
        target.write_text(head + "\n".join(table), encoding="utf-8")


if __name__ == "__main__":
    main()
