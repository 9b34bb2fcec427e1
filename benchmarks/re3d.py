"""Names and their kinds on re3d, reports on a war, sentence by sentence.

Takes a file in CoNLL form (or a folder of such) and what reads an article, gives F1 of names found
and of names with the right kind. The corpus says neither which sentences are of one document nor
what is joined, so each sentence is read as an article by itself: the program has less to go by than
in use. Words are put together again as an article prints them.

What is scored: mentions of type Person, Organisation and Location all of whose words are written
large, small words such as "of" aside, articles aside. re3d also marks descriptions ("coalition
forces"), other types, and of nested mentions only the longest; what is given in those is not
counted. Kinds: `name_scores.KINDS`. Evaluation only: nothing was learned from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks import ecb_articles, name_scores
from benchmarks.gum import shown
from benchmarks.name_scores import MarkedName, MarkedText, Scores
from benchmarks.outcome import BenchmarkError, Outcome
from benchmarks.reading import Analyse
from hearsay import names
from hearsay.types import Span

TYPES = {"Person": "person", "Organisation": "organisation", "Location": "place"}


def sentences(file: Path) -> list[MarkedText]:
    """The sentences of a file, or of all `.conll` files of a folder by name."""
    files = sorted(file.glob("*.conll")) if file.is_dir() else [file]
    found = []
    for one in files:
        blocks = re.split(r"\n\s*\n", one.read_text(encoding="utf-8"))
        rows = [[line.split("\t") for line in block.splitlines() if line] for block in blocks]
        found += [
            _sentence(f"{one.stem}-{number}", [row for row in block if len(row) == 2])
            for number, block in enumerate(rows)
        ]
    return [sentence for sentence in found if sentence.text]


def _sentence(name: str, rows: Sequence[Sequence[str]]) -> MarkedText:
    text, places = ecb_articles.printed([row[0] for row in rows])
    spans: list[tuple[str, Span]] = []
    for (_, tag), place in zip(rows, places, strict=True):
        mark, _, kind = tag.partition("-")
        if mark == "I" and spans and spans[-1][0] == kind:
            spans[-1] = (kind, Span(spans[-1][1].start, place.end))
        elif mark in ("B", "I"):
            spans.append((kind, place))
    marked, left = [], []
    for kind, span in spans:
        form = span.of(text)
        if kind in TYPES and _is_name(form) and not name_scores.only_titles(form):
            marked.append(MarkedName(span, TYPES[kind], names.normal(form)))
        else:
            left.append(span)
    return MarkedText(name, text, tuple(marked), tuple(left))


def _is_name(form: str) -> bool:
    parts = [part for part in re.findall(r"[^\W_]+", form) if part.casefold() not in names.SMALL]
    parts = [part for part in parts if part.casefold() not in ("a", "an", "s")]
    return bool(parts) and all(part[:1].isupper() or part[:1].isdigit() for part in parts)


def re3d(file: Path, analyse: Analyse) -> Outcome:
    """One file or folder. Raises BenchmarkError if it holds no name."""
    texts = sentences(file)
    if not any(text.names for text in texts):
        raise BenchmarkError(f"{file}: no marked name. Is it re3d in CoNLL form?")
    scores = Scores.over([text.name for text in texts])
    for text in texts:
        scores.add(text, analyse(text.name, text.text).actors)
    total = sum(len(text.names) for text in texts)
    return Outcome(
        benchmark="re3d",
        about=f"{total} names of persons, organisations and places, {len(texts)} sentences",
        figures=scores.figures.rows(),
        parts={
            "right kind, by re3d's type": scores.by_type.rows(),
            "right, by kind given": scores.by_kind.rows(),
            "kinds given to names found": shown(scores.confusions.rows()),
        },
        documents={text.name: scores.figures.of(text.name) for text in texts},
        items=scores.items,
    )
