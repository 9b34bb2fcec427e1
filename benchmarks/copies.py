"""Copies and their passages, on a syndication set or on another file of the same form.

Takes lines of JSON, first documents (`id`, `story`, `text`), then pairs (`documents`, `copy`,
`passages` as ((start, end), (start, end)), and `loose`, spans by document that count neither way).
Or a folder of FNC-1 (`train_bodies.csv`, `dev/bodies.csv`): then a set is made of it
(`benchmarks/syndication.py`), and fifty real pairs are judged beside it, labelled by hand in
`copy_pairs.tsv` (their numbers and the answer; a quotation that both print is no copy, text around
it is). All documents are one case. A pair that is not listed is no copy; one whose `copy` is null
is not scored. Passages are scored as whole spans, one found for one that is there if they share at
least half of what both cover, and by their words.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import syndication
from benchmarks.counting import Tally
from benchmarks.outcome import BenchmarkError, Outcome
from hearsay.links.copies import pairs_of
from hearsay.links.fingerprints import signature
from hearsay.settings import Settings
from hearsay.steps.provenance import provenance
from hearsay.types import Analysis, Document, Span

_WORD = re.compile(r"[^\W_]+")
ALIKE = 0.5
"""What two spans share of all that either covers, in words, to be the same passage."""

PAIRS = Path(__file__).with_name("copy_pairs.tsv")
FILES = {"train": "train_bodies.csv", "dev": "dev/bodies.csv"}
SEED = 7
REAL = "real pairs"


@dataclass(frozen=True)
class SyndicationSet:
    """Documents by id, what was done to each, and the listed pairs."""

    documents: dict[str, Document]
    story: dict[str, str]
    operations: dict[str, tuple[str, ...]]
    pairs: dict[tuple[str, str], Mapping[str, Any]]


def load(file: Path) -> SyndicationSet:
    """Reads a file. Raises BenchmarkError if a line is neither a document nor a pair."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
        return gathered([json.loads(line) for line in lines if line.strip()])
    except (KeyError, TypeError, ValueError) as error:
        raise BenchmarkError(f"{file}: {error!r}; give documents and pairs, one a line.") from None


def gathered(rows: Sequence[Mapping[str, Any]]) -> SyndicationSet:
    """The set that lines of a file hold."""
    found = SyndicationSet({}, {}, {}, {})
    for row in rows:
        if "text" in row:
            found.documents[row["id"]] = Document(row["id"], row["id"], row["text"])
            found.story[row["id"]] = str(row["story"])
            found.operations[row["id"]] = tuple(row.get("operations", ()))
        else:
            left, right = row["documents"]
            passages = row["passages"]
            if left > right:
                left, right = right, left
                passages = [(there, here) for here, there in passages]
            found.pairs[left, right] = {**row, "passages": passages}
    if not found.documents:
        raise BenchmarkError("there is no document among the lines.")
    return found


def made(folder: Path, seed: int = SEED) -> list[dict[str, Any]]:
    """The lines of a set that is made of the articles of FNC-1."""
    elsewhere = syndication.read_elsewhere(folder / FILES["train"])
    stories = syndication.read(folder / FILES["dev"])
    return syndication.lines(*syndication.make(stories, elsewhere, seed))


def real_pairs(folder: Path) -> dict[str, tuple[bool, bool]]:
    """For each labelled pair whether it is called a copy and whether it is one."""
    texts = {
        (part, name): text
        for part, file in FILES.items()
        for name, text in syndication.texts(folder / file)
    }
    found = {}
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            names = (
                (row["part"], row["body_id"]),
                (row["other_part"], row["other_body_id"]),
            )
            documents = [
                provenance(Analysis(Document(" ".join(name), name[1], texts[name]))).document
                for name in sorted(names)
            ]
            signatures = [signature(document) for document in documents]
            said = pairs_of(documents, signatures, Settings().shared_passage)
            found[" ".join(d.id for d in documents)] = (bool(said), row["copy"] == "yes")
    return found


def _words(text: str, spans: Sequence[Span], but: Sequence[Span] = ()) -> frozenset[int]:
    """Where the words begin that stand in some spans and in none of others."""
    return frozenset(
        match.start() + span.start
        for span in spans
        for match in _WORD.finditer(span.of(text))
        if not any(b.start <= match.start() + span.start < b.end for b in but)
    )


def _matched(gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> int:
    """Passages of one text that were found, each with one that was."""
    free, hits = list(found), 0
    for passage in gold:
        best = max(free, key=lambda f: len(f & passage) / len(f | passage), default=None)
        if best and len(best & passage) >= ALIKE * len(best | passage):
            free.remove(best)
            hits += 1
    return hits


def copies(place: Path) -> Outcome:
    """Scores the copies found among the documents of a file, or of a set made of a folder."""
    if not place.is_dir():
        return scored(load(place))
    outcome = scored(gathered(made(place)))
    pairs = real_pairs(place)
    right = sum(said == is_copy for said, is_copy in pairs.values())
    figures = {**outcome.figures, REAL: {"n": len(pairs), "acc": round(right / len(pairs), 4)}}
    items = {
        f"real: {name}": "+" if said == is_copy else "-wrong" if said else "-missed"
        for name, (said, is_copy) in pairs.items()
    }
    return replace(outcome, figures=figures, items={**outcome.items, **items})


def scored(given: SyndicationSet) -> Outcome:
    """The figures of a set."""
    documents = [given.documents[name] for name in sorted(given.documents)]
    found = pairs_of(documents, [signature(d) for d in documents], Settings().shared_passage)
    shared = {
        copy.documents: {
            name: [m.span for m in copy.passages if m.document == name] for name in copy.documents
        }
        for copy in found
    }
    stories = sorted(set(given.story.values()))
    whole, by_operation = Tally(stories), Tally(stories)
    items = {}
    for pair in sorted(shared.keys() | given.pairs.keys()):
        row = given.pairs.get((pair[0], pair[1]), {"copy": False, "passages": []})
        if row["copy"] is None:
            continue
        is_copy, said = bool(row["copy"]), pair in shared
        group = given.story[pair[0]]
        whole.add("copies", group, is_copy and said, said, is_copy)
        for operation in sorted({o for name in pair for o in given.operations[name]}):
            by_operation.add(operation, group, is_copy and said, said, is_copy)
        items[" ".join(pair)] = {(True, True): "+", (True, False): "-missed"}.get(
            (is_copy, said), "-wrong"
        )
        for side, name in enumerate(pair):
            text = given.documents[name].text
            loose = [Span(*span) for span in row.get("loose", {}).get(name, ())]
            gold = [_words(text, [Span(*both[side])], loose) for both in row["passages"]]
            got = [_words(text, [span], loose) for span in shared.get(pair, {}).get(name, ())]
            gold, got = [g for g in gold if g], [g for g in got if g]
            whole.add("passages", group, _matched(gold, got), len(got), len(gold))
            there, here = frozenset().union(*gold), frozenset().union(*got)
            whole.add("words of passages", group, len(there & here), len(here), len(there))
    return Outcome(
        benchmark="copies",
        about=f"{len(documents)} documents, {sum(bool(p['copy']) for p in given.pairs.values())} "
        "pairs of them copies",
        figures=whole.rows(),
        parts={"pairs with": by_operation.rows()},
        items=items,
    )
