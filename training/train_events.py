"""Fits the weights by which mentions of one event are found: `links/event_weights.py`.

    python -m training.train_events TRAIN.jsonl.gz [--write]

TRAIN is ECB+'s training part; its articles are read with the shipped network. A pair of mentions of
one topic is positive where both stand in one chain; only candidate pairs count. The mean score that
a group needs is chosen by CoNLL F1 over folds of whole topics, each scored with weights fitted on
the others. Also printed: how right the joined pairs are at higher bounds, from which the program's
own is chosen (`links.events.JOINED`). Without --write nothing changes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks import coreference, counting, ecb_articles
from benchmarks.ecbplus import Grouped, Topic, counts, pair_labels, same_lemma, topics
from numpy.typing import NDArray

from hearsay.links import event_features, event_weights
from hearsay.links.grouping import group_rows
from hearsay.links.similarity import rarity
from hearsay.links.stories import likeness
from hearsay.model.network import load

Matrix = NDArray[np.float64]

FOLDS = 5
PENALTY = 1e-4
"""Ridge penalty on standardised features. CoNLL over folds at its best, in a trial with
a few more features: 1e-4 0.782, 1e-2 0.776."""
BOUNDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
STRICT = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Pairs:
    """A topic's features. found: by name (mention, mention). columns: (pair, feature) of the
    candidate pairs, same: (pair,) whether each is of one event."""

    topic: Topic
    names: tuple[str, ...]
    found: dict[str, Matrix]
    columns: Matrix
    same: Matrix


def pairs_of(topic: Topic) -> Pairs:
    """The candidate pairs of one topic, mentions in the order of their ids."""
    ordered = sorted(topic.mentions, key=lambda mention: mention.id)
    alike = likeness([topic.documents[key] for key in sorted(topic.documents)])
    found = event_features.features(ordered, rarity(topic.sentences), alike)
    names = tuple(sorted(found))
    upper = np.nonzero(np.triu(event_features.candidates(found), 1))
    columns = np.stack([found[name][upper] for name in names], axis=1)
    return Pairs(topic, names, found, columns, pair_labels(topic)[upper])


def fit(every: Sequence[Pairs]) -> tuple[Matrix, float]:
    """Logistic regression by Newton's method. Returns (feature,) weights and the intercept."""
    columns = np.concatenate([pairs.columns for pairs in every])
    same = np.concatenate([pairs.same for pairs in every])
    mean, spread = columns.mean(axis=0), columns.std(axis=0) + 1e-9
    design = np.c_[(columns - mean) / spread, np.ones(len(columns))]
    found = np.zeros(design.shape[1])
    for _ in range(25):
        chance = 1.0 / (1.0 + np.exp(-design @ found))
        slope = design.T @ (chance - same) / len(same) + PENALTY * found
        curve = (design * (chance * (1 - chance))[:, None]).T @ design / len(same)
        found = found - np.linalg.solve(curve + PENALTY * np.eye(len(found)), slope)
    plain = found[:-1] / spread
    return plain, float(found[-1] - plain @ mean)


def scores(pairs: Pairs, weights: Matrix, intercept: float) -> Matrix:
    """What `event_features.scores` gives with these weights, (mention, mention)."""
    table = dict(zip(pairs.names, weights.tolist(), strict=True))
    return event_features.scores(pairs.found, table, intercept)


def grouped(pairs: Pairs, found: Matrix, at_least: float) -> dict[str, str]:
    """Each mention's group."""
    ids = sorted(mention.id for mention in pairs.topic.mentions)
    return {ids[row]: ids[rows[0]] for rows in group_rows(found, at_least) for row in rows}


def conll(every: Sequence[Pairs], given: Sequence[Grouped]) -> float:
    """CoNLL F1 over topics."""
    rows = [counts(own, pairs.topic.gold) for pairs, own in zip(every, given, strict=True)]
    return float(coreference.conll(counting.total(rows)))


def over_folds(every: Sequence[Pairs]) -> list[Matrix]:
    """Each topic's scores, by weights fitted on the topics of the other folds."""
    found: dict[int, Matrix] = {}
    for fold in range(FOLDS):
        weights = fit([pairs for i, pairs in enumerate(every) if i % FOLDS != fold])
        for i in range(fold, len(every), FOLDS):
            found[i] = scores(every[i], *weights)
    return [found[i] for i in range(len(every))]


def pair_counts(every: Sequence[Pairs], found: Sequence[Matrix], at_least: float) -> list[float]:
    """(right, joined, of one event) over pairs of mentions put into one group."""
    total = np.zeros(3)
    for pairs, own in zip(every, found, strict=True):
        same = np.triu(pair_labels(pairs.topic), 1) > 0
        put = np.zeros_like(same)
        for rows in group_rows(own, at_least):
            put[np.ix_(rows, rows)] = True
        put = np.triu(put, 1)
        total += (np.sum(put & same), np.sum(put), np.sum(same))
    return [float(value) for value in total]


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    network = load()
    every = [pairs_of(topic) for topic in topics(ecb_articles.load(args.train), network.read)]
    lemma = conll(every, [same_lemma(pairs.topic) for pairs in every])
    print(f"same head lemma: CoNLL {lemma:.4f}")
    folded = over_folds(every)
    best = (0.0, 0.0)
    for bound in BOUNDS:
        value = conll(every, [grouped(p, s, bound) for p, s in zip(every, folded, strict=True)])
        print(f"over folds, mean score from {bound:.2f}: CoNLL {value:.4f}")
        best = max(best, (value, bound))
    for bound in STRICT:
        right, joined, of = pair_counts(every, folded, bound)
        print(f"over folds, from {bound:.2f}: {right / joined:.3f} of {joined:.0f} pairs right, "
              f"{right / of:.3f} found")  # fmt: skip
    weights, intercept = fit(every)
    table = ["WEIGHTS: dict[str, float] = {"]
    table += [f'    "{n}": {w:.3f},' for n, w in zip(every[0].names, weights, strict=True)]
    table += [
        "}",
        f"INTERCEPT = {intercept:.3f}",
        f"SAME_EVENT = {best[1]}",
        f'"""Mean score within a group; over folds of ECB+ train CoNLL {best[0]:.3f}."""',
        "",
    ]
    print("\n".join(table))
    if args.write:
        target = Path(event_weights.__file__)
        head = target.read_text(encoding="utf-8").split("WEIGHTS")[0]
        target.write_text(head + "\n".join(table), encoding="utf-8")


if __name__ == "__main__":
    main()
