"""Fits the weights by which reports of one act of speaking are found: `links/utterance_weights.py`.

    python -m training.train_utterances STORY_DIR... --data ../shared [--write]

Each STORY_DIR holds `docs/` and `gold.json` (gold/README.md). A pair of statements that stand in
one gold utterance is positive, any other that can be one negative; once with the readers' own
statements, once with ours that match theirs. Beside these stand the 84 stories of
`labels/matters.jsonl` in which acts of speaking were marked for this project. All
readings weigh the same, but for those of STORY_DIRs, which count `GOLD_TIMES`. Printed is F1 of
pairs by the weights fitted on the other stories, at several bounds; written are weights fitted on
all. Without --write nothing changes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from types import ModuleType

import numpy as np
from benchmarks import given, reading, scorers
from numpy.typing import NDArray

from hearsay import links
from hearsay.exports import ledger_json
from hearsay.links import utterance_features, utterance_weights
from hearsay.links.grouping import group_rows
from hearsay.links.matters import compare
from hearsay.links.stories import find_stories
from hearsay.links.utterance_features import NAMES, Pairs
from hearsay.links.utterances import two_acts
from hearsay.model.network import Network, load
from hearsay.pipeline import analyse
from hearsay.settings import Settings
from hearsay.types import Analysis, Judgement
from training import labelled_stories, read_matters
from training.train_matters import fit

Floats = NDArray[np.float64]
Edge = frozenset[str]

PENALTY = 1e-3
"""Ridge penalty on standardised features. F1 as in `SAME_ACT` at 0.2, given and read: 0.003 0.512
0.473, 0.001 0.541 0.499."""
LEAST_SPREAD = 0.2
"""Of a standardised feature. F1 as above at a penalty of 0.001: none 0.513 0.499, 0.1 0.528 0.499,
0.15 0.528 0.492, 0.2 0.530 0.492; the largest keeps the one feature that is rare from deciding
alone."""
GOLD_TIMES = 3
"""How often a reading of a STORY_DIR counts. F1 of pairs at 0.15, each story by weights fitted
without it, with the readers' statements, as read, and on the labelled stories: without the
STORY_DIRs .575 .606 .465, once .612 .649 .464, three times .613 .657 .462, ten times .614 .632
.448; without the labelled stories .523 .468. All with the vectors before the present ones."""
FOLDS = 6
"""Of the labelled stories, for their own figure."""
BOUNDS = (0.1, 0.12, 0.15, 0.18, 0.2, 0.25, 0.3)


@dataclass(frozen=True)
class Seen:
    """One reading of one story.

    gold_of: for each statement the reader's one that it matches, if any. same, known: (pair,),
    whether a pair reports one act, and whether that is known; of pairs that cannot (`two_acts`)
    nothing is learned. apart: (pair,), which these are. gold: the pairs that do.
    """

    story: str
    given: bool
    pairs: Pairs
    gold_of: list[str | None]
    same: Floats
    known: NDArray[np.bool_]
    apart: NDArray[np.bool_]
    gold: frozenset[Edge]


def labelled(story: read_matters.Story, network: Network) -> Seen:
    """What is learned from a story of `labels/matters.jsonl`, read by the program."""
    analyses, context = labelled_stories.analysed(story, network)
    matched = labelled_stories.matched(story, context)
    acts = [sorted({one for said in act for one in matched.get(said, ())}) for act in story.acts]
    gold = frozenset(frozenset(edge) for act in acts for edge in combinations(act, 2))
    compared = compare([analysis.document.id for analysis in analyses], context)
    pairs = utterance_features.pairs(compared, context)
    ids = [statement.id for statement in compared.statements]
    edges = [
        frozenset((ids[i], ids[j]))
        for i, j in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    ]
    # of what is told within another's words readers marked but a part
    apart = two_acts(pairs, compared.statements)
    marked = {one for every in matched.values() for one in every}
    unsure = {s.id for s in compared.statements if s.parent is not None} - marked
    return Seen(
        story=" ".join(sorted(story.texts)),
        given=False,
        pairs=pairs,
        gold_of=list(ids),
        same=np.array([edge in gold for edge in edges], dtype=np.float64),
        known=np.array([edge.isdisjoint(unsure) for edge in edges], dtype=bool) & ~apart,
        apart=apart,
        gold=gold,
    )


def seen(
    story: Path,
    analyses: Sequence[Analysis],
    judgements: Sequence[Judgement],
    scorer: ModuleType,
    *,
    as_given: bool,
) -> list[Seen]:
    """What is learned from one reading; one entry for each story that the program makes of it."""
    settings = Settings()
    analyses = sorted(analyses, key=lambda analysis: analysis.document.id)
    ledger = links.relate(analyses, judgements, settings)
    scored = scorer.Story(story, json.loads(ledger_json.dumps(ledger, with_text=True)))
    matched = {scored.pred_st[j]["id"]: scored.gold_st[i]["id"] for i, j in scored.pairs}
    documents = tuple(analysis.document for analysis in analyses)
    context = labelled_stories.context_of(analyses, judgements)
    acts = [frozenset(u["statements"]) & set(matched.values()) for u in scored.gold["utterances"]]
    gold = frozenset(frozenset(edge) for act in acts for edge in combinations(sorted(act), 2))
    out = []
    for found in find_stories(documents):
        compared = compare(found.documents, context)
        pairs = utterance_features.pairs(compared, context)
        gold_of = [matched.get(statement.id) for statement in compared.statements]
        edges = [
            (gold_of[i], gold_of[j])
            for i, j in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
        ]
        apart = two_acts(pairs, compared.statements)
        out.append(
            Seen(
                story=story.name,
                given=as_given,
                pairs=pairs,
                gold_of=gold_of,
                same=np.array([frozenset(edge) in gold for edge in edges], dtype=np.float64),
                known=np.array([None not in edge for edge in edges], dtype=bool) & ~apart,
                apart=apart,
                gold=gold,
            )
        )
    return out


def fitted(readings: Sequence[Seen]) -> tuple[Floats, float]:
    """Weights and intercept; each reading weighs the same."""
    weights = np.concatenate([np.full(r.known.sum(), 1.0 / r.known.sum()) for r in readings])
    return fit(
        np.concatenate([r.pairs.columns[r.known] for r in readings]),
        np.concatenate([r.same[r.known] for r in readings]),
        weights / weights.sum(),
        PENALTY,
        LEAST_SPREAD,
    )


def f1(reading: Seen, weights: Floats, intercept: float, at_least: float) -> float:
    """F1 of pairs as the gold's scorer counts them."""
    chance = 1.0 / (1.0 + np.exp(-(reading.pairs.columns @ weights + intercept)))
    chance = np.where(reading.apart, 0.0, chance)
    scores = np.eye(len(reading.gold_of))
    scores[reading.pairs.left, reading.pairs.right] = chance
    scores[reading.pairs.right, reading.pairs.left] = chance
    said = {
        frozenset((one, other))
        for group in group_rows(scores, at_least)
        for one, other in combinations([reading.gold_of[row] for row in group], 2)
        if one and other and one != other
    }
    return 2 * len(said & reading.gold) / max(1, len(said) + len(reading.gold))


def everything(stories: Sequence[Path], network: Network) -> list[Seen]:
    """Both readings of all stories."""
    settings = Settings()
    scorer = scorers.load("stories", stories[0], None)
    found = []
    for story in stories:
        analyses, judgements = given.analyses(story / "docs", network, settings)
        found += seen(story, analyses, judgements, scorer, as_given=True)
        read = [analyse(d, network, settings) for d in reading.documents(story / "docs", settings)]
        found += seen(story, read, (), scorer, as_given=False)
    return found


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True, help="folder of data/")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    network = load()
    others = [labelled(story, network) for story in read_matters.read(args.data) if story.acts]
    others = [one for one in others if one.known.any()]
    report(everything(args.stories, network), others, write=args.write)


def report(readings: Sequence[Seen], others: Sequence[Seen], *, write: bool) -> None:
    """Prints the folds and the table, writes it if asked. others: the labelled stories."""
    folds = {
        held: fitted([*others, *GOLD_TIMES * [r for r in readings if r.story != held]])
        for held in sorted({r.story for r in readings})
    }
    apart = [
        fitted(
            [
                *(o for at, o in enumerate(others) if at % FOLDS != fold),
                *GOLD_TIMES * list(readings),
            ]
        )
        for fold in range(FOLDS)
    ]
    for at_least in BOUNDS:
        told = []
        for as_given in (True, False):
            each = [f1(r, *folds[r.story], at_least) for r in readings if r.given == as_given]
            told.append(f"{np.mean(each):.3f} ({', '.join(f'{value:.2f}' for value in each)})")
        rest = [f1(o, *apart[at % FOLDS], at_least) for at, o in enumerate(others) if o.gold]
        print(
            f"bound {at_least}: statements given {told[0]}, as read {told[1]}; "
            f"labelled stories {np.mean(rest):.3f}"
        )
    weights, intercept = fitted([*others, *GOLD_TIMES * list(readings)])
    table = ["WEIGHTS: dict[str, float] = {"]
    table += [f'    "{name}": {weight:.3f},' for name, weight in zip(NAMES, weights, strict=True)]
    table += ["}", f"INTERCEPT = {intercept:.3f}", ""]
    print("\n".join(table))
    if write:
        target = Path(utterance_weights.__file__)
        head = target.read_text(encoding="utf-8").split("WEIGHTS")[0]
        target.write_text(head + "\n".join(table), encoding="utf-8")


if __name__ == "__main__":
    main()
