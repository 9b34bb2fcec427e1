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

from benchmarks import counting
from benchmarks.counting import Counts
from benchmarks.outcome import Outcome, Rows
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

Whole = dict[str, dict[str, Any]]
ByDocument = dict[str, dict[str, Counts]]


def stories(folders: Sequence[Path], read: Read, scorer: ModuleType) -> Outcome:
    """One case a story; the mean over stories, and each. scorer: a watched story scorer."""
    each: dict[str, tuple[Whole, ByDocument]] = {}
    items: dict[str, str] = {}
    for folder in folders:
        name, ledger = folder.resolve().name, read(folder / "docs")
        whole, verdicts = scored(scorer, folder, ledger)
        each[name] = (whole, by_document(scorer, folder, ledger))
        items.update({f"{name}/{key}": value for key, value in verdicts.items()})
    names = list(dict.fromkeys(name for whole, _ in each.values() for name in whole))
    figures: Rows = {}
    for name in names:
        having = [(whole, split) for whole, split in each.values() if name in whole]
        figures[name] = counting.mean_row([figure(whole[name]) for whole, _ in having])
        if all(is_sum(name, whole, split) for whole, split in having):
            strata = [[counts[name] for counts in split.values()] for _, split in having]
            if drawn := counting.interval(strata):
                figures[name]["interval"] = drawn
    return Outcome(
        benchmark="stories",
        about=f"mean over {len(each)} stories, one case each; intervals resample their documents",
        figures=figures,
        parts={
            story: {name: figure(found) for name, found in whole.items()}
            for story, (whole, _) in each.items()
        },
        documents=frozen_counts({s: split for s, (_, split) in each.items()}),
        items=items,
        people=PEOPLE,
    )


def articles(folder: Path, read: Read, scorer: ModuleType) -> Outcome:
    """One case for a folder of single articles. scorer: a watched story scorer."""
    ledger = read(folder / "docs")
    whole, items = scored(scorer, folder, ledger)
    split = by_document(scorer, folder, ledger)
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
    return Outcome(
        benchmark="articles",
        about=f"{len(split)} single articles read as one case",
        figures=figures,
        documents=counts,
        items=items,
    )


def scored(
    scorer: ModuleType, folder: Path, ledger: Mapping[str, Any]
) -> tuple[Whole, dict[str, str]]:
    """Every figure of a folder, and for each gold statement what was right about it."""
    story = scorer.Story(folder, ledger)
    verdicts = {statement["id"]: "missed" for statement in story.gold_st}
    for i, j in story.pairs:
        gold, given = story.gold_st[i], story.pred_st[j]
        right = {
            "speaker": story.same_speaker(gold, given),
            "attitude": gold["attitude"] == given.get("attitude"),
            "certainty": gold["certainty"] == given.get("certainty"),
        }
        marks = (f"{'+' if good else '-'}{name}" for name, good in right.items())
        verdicts[gold["id"]] = " ".join(["found", *marks])
    found: Whole = story.score()
    return found, verdicts


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
            figures = scorer.Story(Path(own), only_ledger(ledger, document)).score()
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
