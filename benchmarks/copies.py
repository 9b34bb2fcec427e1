"""Copies and their passages, on a syndication set or on another file of the same form.

Takes lines of JSON, first documents (`id`, `story`, `text`), then pairs (`documents`, `copy`,
`passages` as ((start, end), (start, end)), and `loose`, spans by document that count neither way).
All documents are one case. A pair that is not listed is no copy; one whose `copy` is null is not
scored. Passages are scored as whole spans, one found for one that is there if they share at least
half of what both cover, and by their words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.counting import Tally
from benchmarks.outcome import BenchmarkError, Outcome
from hearsay.links.copies import pairs_of
from hearsay.links.signatures import signature
from hearsay.settings import Settings
from hearsay.types import Document, Span

_WORD = re.compile(r"[^\W_]+")
ALIKE = 0.5
"""What two spans share of all that either covers, in words, to be the same passage."""


@dataclass(frozen=True)
class SyndicationSet:
    """Documents by id, what was done to each, and the listed pairs."""

    documents: dict[str, Document]
    story: dict[str, str]
    operations: dict[str, tuple[str, ...]]
    pairs: dict[tuple[str, str], Mapping[str, Any]]


def load(file: Path) -> SyndicationSet:
    """Reads a file. Raises BenchmarkError if a line is neither a document nor a pair."""
    found = SyndicationSet({}, {}, {}, {})
    try:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
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
    except (KeyError, TypeError, ValueError) as error:
        raise BenchmarkError(f"{file}: {error!r}; give documents and pairs, one a line.") from None
    if not found.documents:
        raise BenchmarkError(f"{file} holds no document.")
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


def copies(file: Path) -> Outcome:
    """Scores the copies that are found among the documents of a file."""
    given = load(file)
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
        row = given.pairs.get(pair, {"copy": False, "passages": []})
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
