"""All that the network learns from, in the order in which training takes it.

Takes the folder that holds `data/` and `gold/`, gives examples by corpus and the digests of the
files that decide them. Each corpus has its reader in a file of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from training import gold, gum, own_articles, polnear, propbank, read_articles
from training.examples import Example

FILES = (
    "data/polnear/labels/train.jsonl",
    "data/ud/en_gum-train.conllu.gz",
    "gold/articles/train/gold.json",
    "data/propbank/ewt-train.jsonl.gz",
    "data/fnc/train_bodies.csv",
    "data/ud/en_ewt-ud-train.conllu.gz",
    "data/uds/factuality.zip",
)
"""Files that stand for their corpora in a recipe, relative to the folder of all data."""
OWN = tuple(
    Path(__file__).resolve().parent / "labels" / name
    for name in ("attributions.jsonl", "nested.jsonl", "sources.jsonl", "articles.jsonl")
)
"""The labels that lie beside this code."""


@dataclass(frozen=True)
class Corpora:
    """news: PolNeAR, roles. articles: gold's, read whole. read: further ones of FNC-1, read whole
    for this project. invented: whole ones that this project wrote. genres: GUM, names. web:
    PropBank, predicates."""

    news: list[Example]
    articles: list[Example]
    read: list[Example]
    invented: list[Example]
    genres: list[Example]
    web: list[Example]


def read(data: Path, limit: int = 0) -> Corpora:
    """Every corpus; with a limit, only so many examples of each, to try the code."""

    def some(examples: Iterable[Example]) -> list[Example]:
        return list(islice(examples, limit or None))

    return Corpora(
        news=some(polnear.read(data / "data")),
        articles=some(gold.read(data / "gold" / "articles" / "train")),
        read=some(read_articles.read(data)),
        invented=some(own_articles.read()),
        genres=some(gum.read(data / "data")),
        web=some(propbank.read(data / "data")),
    )


def digests(paths: Iterable[Path]) -> dict[str, str]:
    """sha256 of files, in hex, by their names."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
