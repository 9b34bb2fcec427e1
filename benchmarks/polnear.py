"""Attributions of a PolNeAR split, by PolNeAR's scorer, and where they are weak.

Takes a split (`text/`, `attributions/`), gives token, span and attribution figures, and the spans
found and whole attributions by kind of quotation, by where the source stands and by outlet. The
scorer's own command runs; its comparisons are recorded, article by article.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import counting
from benchmarks.outcome import Outcome, Rows
from benchmarks.reading import Read
from benchmarks.scorers import run_main
from benchmarks.sorts import KINDS, PLACES, Article, kind_of, place_of

PEOPLE = {
    "content tokens": "0.91",
    "content spans, half": "0.79",
    "whole attributions": "0.72",
    "source tokens": "0.79",
    "cue tokens": "0.69",
}
"""Annotators against each other on the training part: `score.py --humans train`."""

HALF, WHOLE = "content spans, half", "whole attributions"

Attribution = dict[str, list[tuple[int, int]]]
Pair = tuple[int, int, bool]


@dataclass(frozen=True)
class Compared:
    """One article against one annotator. counts: (hit, predicted, gold) by figure, unweighted."""

    name: str
    text: str
    gold: Sequence[Attribution]
    given: Sequence[Attribution]
    weight: float
    counts: Mapping[str, Sequence[float]]


def polnear(split: Path, read: Read, scorer: ModuleType) -> Outcome:
    """One split, read as one case."""
    compared = comparisons(scorer, read(split / "text"), split)
    names = list(dict.fromkeys(name for one in compared for name in one.counts))
    documents = weighted(compared, lambda one: one.counts)
    figures = {
        name: counting.row([counts[name] for counts in documents.values()]) for name in names
    }
    paired = [(one, pairs(one.gold, one.given, scorer.iou)) for one in compared]
    for one, found in paired:
        hits = (len(found), sum(whole for *_, whole in found))
        if hits != (one.counts[HALF][0], one.counts[WHOLE][0]):
            raise AssertionError(f"{one.name}: the scorer pairs otherwise than benchmarks/polnear")
    return Outcome(
        benchmark="polnear",
        about=f"{len(documents)} articles; several annotators of one weigh alike",
        figures=figures,
        parts={
            "by kind of quotation": _sorted_by(paired, kind_of, KINDS),
            "by place of the source": _sorted_by(paired, place_of, PLACES),
            "by outlet": _by_outlet(documents, publishers(split)),
        },
        documents={
            document: {name: [round(c, counting.DIGITS) for c in counts[name]] for name in names}
            for document, counts in documents.items()
        },
        items={f"{one.name}": _verdicts(one, found) for one, found in paired},
        people=PEOPLE,
    )


def comparisons(scorer: ModuleType, ledger: Mapping[str, Any], split: Path) -> list[Compared]:
    """What the scorer compares when its own command runs, in its order."""
    found: list[Compared] = []
    # the lists are kept, so that no two of them can have one id
    annotators: dict[int, tuple[str, list[Attribution]]] = {}
    read_ann, compare = scorer.read_ann, scorer.compare

    def recording_read(path: Path) -> list[Attribution]:
        gold: list[Attribution] = read_ann(path)
        annotators[id(gold)] = (path.stem, gold)
        return gold

    def recording_compare(
        text: str,
        gold: list[Attribution],
        given: list[Attribution],
        tally: dict[str, list[float]],
        weight: float,
    ) -> None:
        own: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        compare(text, gold, given, own, 1.0)
        name = annotators[id(gold)][0]
        found.append(Compared(name, text, gold, given, weight, dict(own)))
        compare(text, gold, given, tally, weight)

    scorer.__dict__.update(read_ann=recording_read, compare=recording_compare)
    try:
        run_main(scorer, ledger, [str(split)])
    finally:
        scorer.__dict__.update(read_ann=read_ann, compare=compare)
    return found


def weighted(
    compared: Sequence[Compared], counts: Callable[[Compared], Mapping[str, Sequence[float]]]
) -> dict[str, dict[str, list[float]]]:
    """The counts of each article, its annotators weighing alike."""
    found: dict[str, dict[str, list[float]]] = {}
    for one in compared:
        rows = found.setdefault(one.name.rsplit("_", 1)[0], {})
        for name, values in counts(one).items():
            before = rows.get(name, [0.0] * len(values))
            rows[name] = [b + one.weight * v for b, v in zip(before, values, strict=True)]
    return found


def pairs(
    gold: Sequence[Attribution], given: Sequence[Attribution], iou: Callable[[Any, Any], float]
) -> list[Pair]:
    """Which gold attribution the scorer pairs with which given one, and whether it is whole.

    The scorer tells only how many; `polnear` checks that its numbers are these.
    """
    scored = sorted(
        (
            (iou(g["content"], p["content"]), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(given)
            if _meet(g["content"], p["content"])
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_given: set[int] = set()
    found = []
    for share, i, j in scored:
        if share < 0.5 or i in used_gold or j in used_given:
            continue
        used_gold.add(i)
        used_given.add(j)
        g, p = gold[i], given[j]
        source = iou(g["source"], p["source"]) >= 0.5
        cue = not g["cue"] or iou(g["cue"], p["cue"]) > 0
        found.append((i, j, source and cue))
    return found


def _meet(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def _sorted_by(
    paired: Sequence[tuple[Compared, Sequence[Pair]]],
    sort: Callable[[Article, Attribution], str],
    names: Sequence[str],
) -> Rows:
    """Spans found and whole attributions for each sort: recall over the gold of that sort,
    precision over the given ones of that sort."""
    counted: dict[str, dict[str, list[float]]] = {}
    articles: dict[str, Article] = {}
    for one, found in paired:
        name = one.name.rsplit("_", 1)[0]
        article = articles.setdefault(name, Article(one.text))
        gold = [sort(article, a) for a in one.gold]
        given = [sort(article, a) for a in one.given]
        for which, title in ((False, HALF), (True, WHOLE)):
            hits = [(i, j) for i, j, whole in found if whole or not which]
            for sort_name in names:
                row = (
                    sum(given[j] == sort_name for _, j in hits),
                    given.count(sort_name),
                    sum(gold[i] == sort_name for i, _ in hits),
                    gold.count(sort_name),
                )
                rows = counted.setdefault(f"{title}: {sort_name}", {})
                before = rows.get(name, [0.0] * 4)
                rows[name] = [b + one.weight * v for b, v in zip(before, row, strict=True)]
    return {title: counting.row(list(rows.values())) for title, rows in counted.items()}


def publishers(split: Path) -> dict[str, str]:
    """Each article's publisher, by its file's name: what `metadata.tsv` beside the split says."""
    place = split.resolve().parent / "metadata.tsv"
    if not place.is_file():
        return {}
    with place.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["filename"]: row["publisher"] for row in rows if row.get("publisher")}


def outlet_of(article: str, known: Mapping[str, str]) -> str:
    """The publisher; where nobody names it, the first part of the file's name."""
    return known.get(article) or article.split("_", 1)[0]


def _by_outlet(
    documents: Mapping[str, Mapping[str, Sequence[float]]], known: Mapping[str, str]
) -> Rows:
    """Spans found and whole attributions for each outlet."""
    outlets: dict[str, list[str]] = {}
    for document in sorted(documents):
        outlets.setdefault(outlet_of(document, known), []).append(document)
    return {
        f"{title}: {outlet}": counting.row([documents[d][title] for d in outlets[outlet]])
        for title in (HALF, WHOLE)
        for outlet in sorted(outlets)
    }


def _verdicts(one: Compared, found: Sequence[Pair]) -> str:
    """One letter a gold attribution, in the annotator's order: w whole, h half, - missed."""
    letters = ["-"] * len(one.gold)
    for i, _, whole in found:
        letters[i] = "w" if whole else "h"
    return "".join(letters)
