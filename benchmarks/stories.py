"""Whole stories and folders of single articles, by the gold's own scorer.

Takes story folders (`docs/` and `gold.json`) and what reads them, gives the mean over stories and
each story (`stories`), or one folder read as one case (`articles`). Each document is also scored by
itself, which gives the counts that intervals are drawn from.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import breakdown, calibration, counting, event_places, figure_pairs
from benchmarks.breakdown import Matched
from benchmarks.counting import Counts
from benchmarks.outcome import BenchmarkError, Outcome, Rows
from benchmarks.reading import Read
from benchmarks.scorers import Ledger

ACROSS = frozenset(
    {
        "actor names found",
        "actor names joined",
        "matters (pairs together)",
        "matters (pairs opposed)",
        "matters (best fit, each alike)",
        "statements set against one they oppose",
        "denials linked (P by link, R by denial)",
        "utterances (pairs)",
        "copies",
        figure_pairs.NAME,
    }
)
"""Figures that hold between documents and are no sum over them: no interval is drawn for these."""

PEOPLE = {
    "statements": "0.87",
    "statements+speaker+attitude": "0.74",
    "speaker": "0.96",
    "attitude": "0.88",
    "attitude beyond assert": "0.89",
    "certainty": "0.91",
    "certainty beyond certain": "0.79",
    "figures": "0.94",
    "figures with right range": "0.75",
    "boilerplate lines": "1.00",
    "actor names found": "0.86",
    "actor names joined": "0.98",
    "event dates": "0.83",
    "matters (pairs together)": "0.62 to 0.72",
    "matters (pairs opposed)": "0.62 to 0.69",
    "matters (best fit, each alike)": "0.69 to 0.78",
    "statements set against one they oppose": "0.76 to 0.86",
    "targets": "0.92",
    "denials linked (P by link, R by denial)": "0.85 to 0.97",
    "responses": "0.80 to 0.93",
    "utterances (pairs)": "0.97",
}
"""Two readers who did not see each other's work, as the gold's own README reports them."""

RIGHT = "span and speaker right"

Whole = dict[str, dict[str, Any]]
ByDocument = dict[str, dict[str, Counts]]


def stories(
    folders: Sequence[Path], read: Read, scorer: ModuleType, guess: Read | None = None
) -> Outcome:
    """One case a story; the mean over stories, and each; confidence and breakdowns over all their
    documents. scorer: a watched story scorer. guess: reads without leaving a speaker unresolved."""
    each: dict[str, tuple[Whole, ByDocument]] = {}
    items: dict[str, str] = {}
    matched = []
    for folder in folders:
        name, ledger = folder.resolve().name, read(folder / "docs")
        one = match(scorer, folder, read, guess, name)
        matched.append(one)
        whole = {
            **scored(one.story, scorer),
            figure_pairs.NAME: figure_pairs.pairs(one.story, scorer),
        }
        each[name] = (whole, by_document(scorer, folder, ledger))
        items.update({f"{name}/{key}": value for key, value in verdicts(one.story).items()})
    names = list(dict.fromkeys(name for whole, _ in each.values() for name in whole))
    figures: Rows = {}
    for name in names:
        having = [(whole, split) for whole, split in each.values() if name in whole]
        figures[name] = counting.mean_row([figure(whole[name]) for whole, _ in having])
        if all(is_sum(name, whole, split) for whole, split in having):
            strata = [[counts[name] for counts in split.values()] for _, split in having]
            if drawn := counting.interval(strata):
                figures[name]["interval"] = drawn
    judged = breakdown.cases(matched)
    return Outcome(
        benchmark="stories",
        about=(
            f"mean over {len(each)} stories, one case each; intervals resample their documents; "
            "confidence and breakdowns of all documents together"
        ),
        figures={**figures, **calibration.rows(judged)},
        parts={
            **breakdown.parts(matched),
            **{
                story: {name: figure(found) for name, found in whole.items()}
                for story, (whole, _) in each.items()
            },
        },
        documents=frozen_counts({s: split for s, (_, split) in each.items()}),
        items=items,
        people=PEOPLE,
        cases=judged,
    )


def articles(folder: Path, read: Read, scorer: ModuleType, guess: Read | None = None) -> Outcome:
    """One case for a folder of single articles. scorer, guess: as for stories."""
    one = match(scorer, folder, read, guess)
    whole: Whole = scored(one.story, scorer)
    split = by_document(scorer, folder, read(folder / "docs"))
    figures: Rows = {}
    for name, found in whole.items():
        if not found["n"]:
            continue  # events, matters, copies: not annotated in single articles
        figures[name] = figure(found)
        if is_sum(name, whole, split):
            drawn = counting.interval([[counts[name] for counts in split.values()]])
            if drawn:
                figures[name]["interval"] = drawn
    counts = {
        document: {name: list(c) for name, c in rows.items() if name in figures}
        for document, rows in split.items()
    }
    judged = breakdown.cases([one])
    return Outcome(
        benchmark="articles",
        about=f"{len(split)} single articles read as one case",
        figures={**figures, **calibration.rows(judged)},
        parts=breakdown.parts([one]),
        documents=counts,
        items=verdicts(one.story),
        cases=judged,
    )


def confidence(
    folders: Sequence[Path], read: Read, scorer: ModuleType, guess: Read | None = None
) -> Outcome:
    """Whether confidence tells how often a span and its speaker are both right, over the documents
    of stories and folders of articles taken together, each folder read as one case.

    Raises BenchmarkError if two folders have one name, since documents are told apart by it.
    """
    if len({folder.resolve().name for folder in folders}) < len(folders):
        raise BenchmarkError("two of the folders have one name; their documents would be mixed up.")
    matched = [match(scorer, f, read, guess, f.resolve().name) for f in folders]
    judged = breakdown.cases(matched)
    counts = {
        document: [float(sum(right for _, right in of)), float(len(of))]
        for document, of in judged.items()
    }
    return Outcome(
        benchmark="confidence",
        about=f"the statements read in {len(judged)} documents of {len(folders)} cases",
        figures={**calibration.rows(judged), RIGHT: counting.row(list(counts.values()))},
        parts={
            "by stated confidence": calibration.bin_rows(judged),
            "accuracy with coverage": breakdown.coverage(matched),
        },
        documents={document: {RIGHT: row} for document, row in counts.items()},
        cases=judged,
    )


def match(
    scorer: ModuleType, folder: Path, read: Read, guess: Read | None, name: str = ""
) -> Matched:
    """A folder as the scorer matches it."""
    docs = folder / "docs"
    guessed = scorer.Story(folder, guess(docs)) if guess else None
    return Matched(name, scorer.Story(folder, read(docs)), guessed)


def scored(story: Any, scorer: ModuleType) -> Whole:
    """The scorer's figures, and beside its dates of events their places and countries."""
    found: Whole = {}
    for name, figure in story.score().items():
        found[name] = figure
        if name == "event dates":
            found.update(event_places.figures(story, scorer))
    return found


def verdicts(story: Any) -> dict[str, str]:
    """For each gold statement of a scorer's story what was right about it."""
    found = {statement["id"]: "missed" for statement in story.gold_st}
    for i, j in story.pairs:
        gold, given = story.gold_st[i], story.pred_st[j]
        right = {
            "speaker": story.same_speaker(gold, given),
            "attitude": gold["attitude"] == given.get("attitude"),
            "certainty": gold["certainty"] == given.get("certainty"),
        }
        marks = (f"{'+' if good else '-'}{name}" for name, good in right.items())
        found[gold["id"]] = " ".join(["found", *marks])
    return found


def by_document(scorer: ModuleType, folder: Path, ledger: Mapping[str, Any]) -> ByDocument:
    """The counts of each document scored by itself, figures between documents left out."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    found: ByDocument = {}
    for place in sorted((folder / "docs").iterdir()):
        document = place.stem
        with tempfile.TemporaryDirectory() as own:
            docs = Path(own) / "docs"
            docs.mkdir()
            (docs / place.name).write_bytes(place.read_bytes())
            kept = json.dumps(only_gold(gold, document))
            (Path(own) / "gold.json").write_text(kept, encoding="utf-8")
            figures = scored(scorer.Story(Path(own), only_ledger(ledger, document)), scorer)
        found[document] = {
            name: counts_of(row) for name, row in figures.items() if name not in ACROSS
        }
    return found


def only_gold(gold: Mapping[str, Any], document: str) -> dict[str, Any]:
    """The gold of one document: actors whole, since names are weighed against all of them."""
    statements = [s for s in gold["statements"] if s["doc"] == document]
    ids = {s["id"] for s in statements}
    out = {
        **gold,
        "documents": [d for d in gold["documents"] if d["id"] == document],
        "statements": statements,
        "figures": [f for f in gold["figures"] if f["doc"] == document],
        "events": [
            {**e, "mentions": [m for m in e["mentions"] if m["doc"] == document]}
            for e in gold["events"]
        ],
        "matters": [],
        "copies": [],
    }
    if "targets" in gold:
        out["targets"] = {s: actors for s, actors in gold["targets"].items() if s in ids}
        out["responses"] = [r for r in gold["responses"] if r["accusation"] in ids]
        out["denials"] = []
        out["utterances"] = []
    return out


def only_ledger(ledger: Mapping[str, Any], document: str) -> Ledger:
    """The ledger of one document, its actors whole."""
    ids = {d["id"] for d in ledger["documents"] if Path(d["path"]).stem == document}
    return {
        **ledger,
        "documents": [d for d in ledger["documents"] if d["id"] in ids],
        "events": [
            {**e, "mentions": [m for m in e["mentions"] if m["document"] in ids]}
            for e in ledger.get("events") or []
        ],
        "matters": [],
        "copies": [],
        "utterances": [],
    }


def counts_of(found: Mapping[str, Any]) -> Counts:
    """The counts behind a scorer's figure; an accuracy that it counted itself is undone."""
    if "counts" in found:
        return tuple(found["counts"])
    return (round(found["acc"] * found["n"]), found["n"])


def is_sum(name: str, whole: Whole, split: ByDocument) -> bool:
    """Whether the documents' counts add up to those of the whole, so that they can be resampled."""
    if name in ACROSS or not split:
        return False
    added = counting.total([counts[name] for counts in split.values()])
    return bool(added.tolist() == [float(c) for c in counts_of(whole[name])])


def figure(found: Mapping[str, Any]) -> dict[str, Any]:
    """A scorer's figure, rounded; an accuracy over nothing is none."""
    out: dict[str, Any] = {"n": found["n"]}
    for key in ("p", "r", "f1", "acc"):
        if key in found:
            out[key] = counting.rounded(found[key])
    if "acc" in out and not out["n"]:
        out["acc"] = None
    return out


def frozen_counts(split: Mapping[str, ByDocument]) -> dict[str, dict[str, list[float]]]:
    """Counts by "story/document"."""
    return {
        f"{story}/{document}": {name: list(counts) for name, counts in rows.items()}
        for story, documents in split.items()
        for document, rows in documents.items()
    }
