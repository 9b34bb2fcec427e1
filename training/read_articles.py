"""Real articles of FNC-1 that were read whole for this project, every statement marked in them.

`labels/articles.jsonl` holds a line an article and no text of it beyond names: the body's id, its
actors, and a line for each statement with its spans, judgements, speaker, via and target. The texts
lie in `data/fnc/train_bodies.csv`. None is an article of `gold/articles`, nor near to one of the
development parts (`labels/README.md` tells how they were chosen).
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hearsay.types import Span
from training import own_articles
from training.examples import Example
from training.own_articles import Actor, OwnArticle, Statement

LABELS = Path(__file__).resolve().parent / "labels" / "articles.jsonl"
BODIES = Path("data") / "fnc" / "train_bodies.csv"
"""Where the texts are, relative to the folder of all data."""
MARKS = {"source": "s", "cue": "q", "content": "c"}
COUNTS = dict.fromkeys(own_articles.ATTITUDES, 1.0)
"""How much a judgement of an attitude counts: as much as one of gold/articles, whose sort of news
these are."""


def read(data: Path, labels: Path = LABELS) -> Iterator[Example]:
    """Every article of the label file as an example, in its order. Raises KeyError where a body is
    missing."""
    texts = bodies(data / BODIES)
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = labelled(row, texts[row["article"]])
        yield own_articles.example(article, COUNTS, "gold-read-")


def bodies(path: Path) -> dict[str, str]:
    """The texts of FNC-1's training part by their ids."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as file:
        return {row["body_id"]: row["text"] for row in csv.DictReader(file)}


def labelled(row: Mapping[str, Any], text: str) -> OwnArticle:
    """A line of the label file with its text. Raises WrongArticleError where they do not fit."""
    statements = {
        number: Statement(
            {mark: [Span(*part) for part in one[role]] for role, mark in MARKS.items()},
            one["attitude"],
            one["certainty"],
            tuple(one["speaker"]),
            tuple(one["via"]),
            tuple(one["target"]),
        )
        for number, one in enumerate(row["statements"], 1)
    }
    actors = tuple(Actor(tuple(names), kind) for kind, *names in row["actors"])
    article = OwnArticle(row["article"], "", text, actors, statements)
    own_articles.check(article)
    return article
