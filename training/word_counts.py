"""Counts in how many documents each word stands: how stories weigh their words.

    python -m training.word_counts --data ../shared --out src/hearsay/links/word_counts.tsv

Takes the bodies of data/fnc/train_bodies.csv, the training articles of PolNeAR, GUM, EWT and MUC-4;
gives one line a word stem that stands in three documents or more. None of them has a label here,
and no order of words, so no text can be had back from the list.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hearsay.links.signatures import article_words

FEWEST = 3
"""A word in fewer documents is left out and weighs as one that is in none: most are misspellings
and names of one story. Keeps the table at 15,000 words; not measured apart."""


def documents(data: Path) -> Iterator[str]:
    """The texts, corpus by corpus."""
    csv.field_size_limit(sys.maxsize)
    with (data / "fnc" / "train_bodies.csv").open(encoding="utf-8", newline="") as file:
        yield from (row["text"] for row in csv.DictReader(file))
    for article in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        yield article.read_text(encoding="utf-8")
    for corpus in ("en_gum", "en_ewt"):
        yield from _trees(data / "ud" / f"{corpus}-ud-train.conllu.gz", corpus)
    with gzip.open(data / "muc4" / "train.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from (json.loads(line)["text"] for line in file)


def _trees(file: Path, corpus: str) -> Iterator[str]:
    place = file if file.exists() else file.with_name(f"{corpus}-train.conllu.gz")
    sentences: list[str] = []
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and sentences:
                yield "\n".join(sentences)
                sentences = []
            elif line.startswith("# text = "):
                sentences.append(line.removeprefix("# text = ").strip())
    if sentences:
        yield "\n".join(sentences)


def main(arguments: list[str] | None = None) -> int:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="root of the development data")
    parser.add_argument("--out", type=Path, required=True, help="the table to write")
    args = parser.parse_args(arguments)
    counted: Counter[str] = Counter()
    read = 0
    for text in documents(args.data / "data"):
        read += 1
        counted.update(article_words(text).keys())
    lines = [f"{word}\t{count}" for word, count in sorted(counted.items()) if count >= FEWEST]
    args.out.write_text("\n".join([f"\t{read}", *lines, ""]), encoding="utf-8")
    print(f"{read} documents, {len(lines)} words", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
