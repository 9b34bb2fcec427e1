"""FNC-1: are articles on one story put into one, and those on others not?

Takes a folder of the form of `data/fnc/dev` (`bodies.csv`: `body_id`, `story`, `text`), gives the
F1 of pairs of articles in one story. Articles go in as the file has them; nothing is read by the
network, as stories are sought by words. A pair that is wrongly together counts half with either
story; stories are resampled. Beside it: every article by itself, and all of them together.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.counting import Row, row
from benchmarks.outcome import BenchmarkError, Outcome
from hearsay.identity import identify
from hearsay.links.stories import find_stories
from hearsay.types import Document

TOGETHER = "articles of one story together"
BASELINE = "all articles taken for one story"


def fnc_stories(folder: Path) -> Outcome:
    """One folder. Raises BenchmarkError where a file or a column is missing."""
    bodies = read(folder)
    gold = {name: story for name, (story, _) in bodies.items()}
    ids = {identify("d", name): name for name in bodies}
    documents = [Document(d, name, bodies[name][1]) for d, name in ids.items()]
    found = [[ids[d] for d in story.documents] for story in find_stories(documents)]
    told = {name: at for at, story in enumerate(found) for name in story}
    stories = sorted(set(gold.values()))
    return Outcome(
        benchmark="fnc",
        about=f"{len(bodies)} articles of {len(stories)} stories in {len(found)} found",
        figures={
            TOGETHER: scored(found, gold),
            BASELINE: scored([sorted(gold)], gold),
        },
        items={f"story of {name}": _verdict(name, told, gold, found) for name in sorted(gold)},
    )


def read(folder: Path) -> dict[str, tuple[str, str]]:
    """Each article's story and text by its number."""
    csv.field_size_limit(sys.maxsize)
    try:
        with (folder / "bodies.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as error:
        raise BenchmarkError(f"{folder / 'bodies.csv'}: {error.strerror}.") from None
    for field in ("body_id", "story", "text"):
        if not rows or field not in rows[0]:
            raise BenchmarkError(f"{folder / 'bodies.csv'}: {field} is missing among the columns.")
    return {one["body_id"]: (one["story"], one["text"]) for one in rows}


def scored(found: Iterable[Sequence[str]], gold: dict[str, str]) -> Row:
    """Precision, recall and F1 of pairs, counted story by story of the gold."""
    sizes = Counter(gold.values())
    counts = {story: [0.0, 0.0, size * (size - 1) / 2] for story, size in sizes.items()}
    for group in found:
        held = Counter(gold[name] for name in group)
        for story, size in held.items():
            right = size * (size - 1) / 2
            counts[story][0] += right
            counts[story][1] += right + size * (len(group) - size) / 2
    return row([counts[story] for story in sorted(counts)])


def _verdict(
    name: str, told: dict[str, int], gold: dict[str, str], found: Sequence[Sequence[str]]
) -> str:
    """What became of one article."""
    mine = found[told[name]]
    strangers = sum(gold[other] != gold[name] for other in mine)
    missing = sum(gold[other] == gold[name] for other in gold) + strangers - len(mine)
    if not strangers and not missing:
        return "right"
    return f"{strangers} strangers, {missing} missing"


def beside(stances: Outcome, stories: Outcome) -> Outcome:
    """One outcome of both parts of the benchmark."""
    return replace(
        stances,
        about=f"{stances.about}; {stories.about}",
        figures=stances.figures | stories.figures,
        items=stances.items | stories.items,
    )
