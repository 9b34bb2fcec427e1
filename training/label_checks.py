"""Whether the label files in `training/labels` are legal: by their form, and by the corpora.

    python -m training.label_checks --data ../shared

Takes the label files and, for the second, the folder of all data; gives complaints, none of them
where all is well. It judges nothing: whether a label is right only a reader can say.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from hearsay.model.labels import ATTITUDES, CERTAINTIES
from hearsay.types import Span
from training import gold, polnear
from training.examples import Attribution

Row = dict[str, Any]

ATTRIBUTIONS = polnear.OWN_LABELS / "attributions.jsonl"
NESTED = polnear.OWN_LABELS / "nested.jsonl"
SOURCES = gold.OWN_LABELS
FIELDS = {
    ATTRIBUTIONS.name: ("article", "event", "attitude", "certainty", "speaker", "target", "via"),
    NESTED.name: ("article", "event", "inner"),
    SOURCES.name: ("id", "source", "target"),
}
"""The fields of each file, all of them in every row, in this order."""
INNER_FIELDS = ("source", "cue", "content", "attitude", "certainty")
ROLES = ("source", "cue", "content")
LONGEST_NAME = 120
"""Characters of a speaker, target or relayer; anything longer would be a passage, not a name."""


def rows(path: Path) -> list[Row]:
    """The rows of a label file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def form(attributions: Sequence[Row], nested: Sequence[Row], sources: Sequence[Row]) -> list[str]:
    """What is wrong with the rows by themselves: fields, values, spans, rows that come twice."""
    return [
        *_form(ATTRIBUTIONS.name, attributions, ("article", "event"), _attribution),
        *_form(NESTED.name, nested, ("article", "event"), _looked_through),
        *_form(SOURCES.name, sources, ("id",), _source),
    ]


def _form(
    name: str, found: Sequence[Row], key: Sequence[str], one: Callable[[Row], Iterator[str]]
) -> Iterator[str]:
    """Complaints about the rows of a file; one: what is asked of a row that has all its fields."""
    seen = Counter(tuple(str(row.get(field)) for field in key) for row in found)
    yield from (f"{name}: {' '.join(k)} comes {n} times" for k, n in seen.items() if n > 1)
    for number, row in enumerate(found, 1):
        where = f"{name}:{number}"
        if tuple(row) != FIELDS[name]:
            yield f"{where}: fields {', '.join(row)}; should be {', '.join(FIELDS[name])}"
            continue
        yield from (f"{where}: {wrong}" for wrong in one(row))


def _attribution(row: Row) -> Iterator[str]:
    yield from _judged(row)
    if row["speaker"] is None:
        yield "no speaker; write none, outlet or anonymous:PHRASE"
    for field in ("speaker", "target", "via"):
        if row[field] is not None:
            yield from _named(field, row[field])


def _looked_through(row: Row) -> Iterator[str]:
    for number, one in enumerate(row["inner"], 1):
        if tuple(one) != INNER_FIELDS:
            yield f"inner {number}: fields {', '.join(one)}"
            continue
        spans = [span for role in ROLES for span in one[role]]
        if not one["content"] or not one["cue"]:
            yield f"inner {number}: no content or no cue"
        yield from (f"inner {number}: {wrong}" for wrong in [*_judged(one), *_spans(spans)])


def _source(row: Row) -> Iterator[str]:
    yield from _spans(row["source"])
    for actor in row["target"]:
        yield from _named("target", actor)


def _judged(row: Row) -> Iterator[str]:
    if row["attitude"] not in ATTITUDES:
        yield f"attitude {row['attitude']!r}; one of {', '.join(ATTITUDES)}"
    if row["certainty"] not in CERTAINTIES:
        yield f"certainty {row['certainty']!r}; one of {', '.join(CERTAINTIES)}"


def _named(field: str, value: str) -> Iterator[str]:
    for name in value.split(" + "):
        if not name.removeprefix("anonymous:").strip() or name != name.strip():
            yield f"{field} {value!r} has an empty or untidy name"
        elif len(name) > LONGEST_NAME or "\n" in name:
            yield f"{field} of {len(name)} characters; a name is expected, not a passage"


def _spans(spans: Sequence[Sequence[int]]) -> Iterator[str]:
    ordered = sorted(tuple(span) for span in spans)
    if any(len(span) != 2 or not 0 <= span[0] < span[-1] for span in ordered):
        yield f"spans {ordered}: each is a start and a later end"
    elif any(a[1] > b[0] for a, b in pairwise(ordered)):
        yield f"spans {ordered} overlap"


def fit(attributions: Sequence[Row], nested: Sequence[Row], root: Path) -> list[str]:
    """Where the labels of PolNeAR do not fit it.

    root: PolNeAR's folder. Every article is one of `train` that neither `exclude.txt` nor the
    labels that lie there name (for nested speech: not those of `dev.jsonl`), every event one of its
    first annotator, every nested span lies within the content of its event.
    """
    files = _first_files(root)
    excluded = set((root / "exclude.txt").read_text(encoding="utf-8").split())
    held = {row["article"] for row in rows(root / "labels" / "dev.jsonl")}
    labelled = {row["article"] for row in rows(root / "labels" / "train.jsonl")}
    wrong = []
    cache: dict[str, dict[str, Attribution]] = {}
    for name, found, taken in (
        (ATTRIBUTIONS.name, attributions, excluded | held | labelled),
        (NESTED.name, nested, excluded | held),
    ):
        for number, row in enumerate(found, 1):
            where, article = f"{name}:{number}", row["article"]
            if article in taken:
                wrong.append(f"{where}: {article} is left out or labelled already")
            if article not in files:
                wrong.append(f"{where}: {article} is no article of the training part")
                continue
            if article not in cache:
                cache[article] = polnear.read_stand_off(files[article])
            event = cache[article].get(row["event"])
            if event is None:
                wrong.append(f"{where}: {article} has no {row['event']} with a content")
                continue
            for one in row.get("inner", ()):
                spans = [Span(*span) for role in ROLES for span in one[role]]
                if not all(any(p.covers(span) for p in event.content) for span in spans):
                    wrong.append(f"{where}: a nested span outside the content of {row['event']}")
    return wrong


def _first_files(root: Path) -> dict[str, Path]:
    """The file of each article's first annotator, by the article."""
    files: dict[str, Path] = {}
    for path in sorted((root / "train" / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rsplit("_", 1)[0], path)
    return files


def fit_articles(sources: Sequence[Row], folder: Path) -> list[str]:
    """Where the sources do not fit the whole articles: every statement once, no other, every source
    within its text, every target an actor of it or nameless, and only where one can be aimed at."""
    record = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    statements = {row["id"]: row for row in record["statements"]}
    actors = {actor["id"] for actor in record["actors"]}
    lengths = {
        document["id"]: len((folder / "docs" / f"{document['id']}.txt").read_bytes().decode())
        for document in record["documents"]
    }
    given = {row["id"] for row in sources}
    wrong = [f"{SOURCES.name}: nothing for {one}" for one in sorted(statements.keys() - given)]
    for row in sources:
        statement = statements.get(row["id"])
        if statement is None:
            wrong.append(f"{SOURCES.name}: no statement {row['id']}")
            continue
        if any(end > lengths[statement["doc"]] for _, end in row["source"]):
            wrong.append(f"{SOURCES.name}: {row['id']}: a source outside its article")
        if row["target"] and statement["attitude"] not in polnear.AIMED:
            wrong.append(f"{SOURCES.name}: {row['id']}: {statement['attitude']} has no target")
        for actor in row["target"]:
            if actor not in actors and not actor.startswith("anonymous:"):
                wrong.append(f"{SOURCES.name}: {row['id']}: {actor} is no actor")
    return wrong


def main() -> None:
    """Prints every complaint; exit code 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of data/ and gold/; none: the form alone")
    args = parser.parse_args()
    attributions, nested, sources = rows(ATTRIBUTIONS), rows(NESTED), rows(SOURCES)
    wrong = form(attributions, nested, sources)
    if args.data and not wrong:
        wrong += fit(attributions, nested, args.data / "data" / "polnear")
        wrong += fit_articles(sources, args.data / "gold" / "articles" / "train")
    print("\n".join(wrong) or "label files: nothing wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
