"""Attitude, certainty, speaker, target and chain with the spans given.

Takes a file of judged attributions (one JSON object a line, spans of PolNeAR) and the articles'
texts, gives how often each is right. The spans are the readers' own; all else is read as usual, so
what is measured is not blurred by what was not found. Two figures are told twice: as the labels
stand, and with the borders softened that their readers themselves hold for arguable.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import counting
from benchmarks.breakdown import ATTITUDES, CERTAINTIES, KEPT, add_class, add_kept, in_order
from benchmarks.counting import Tally
from benchmarks.outcome import BenchmarkError, Outcome, Rows
from benchmarks.polnear import outlet_of, publishers
from benchmarks.reading import Judge, document_id
from benchmarks.scorers import BESIDE
from benchmarks.sorts import FORMS, KINDS, PLACES, Article, form_of, kind_of, place_of
from hearsay import text as offsets
from hearsay.identity import identify
from hearsay.steps import phrases
from hearsay.steps.attribution import quotation
from hearsay.types import Actor, Analysis, Span, Statement

AIMED = frozenset({"accuse", "deny", "demand", "warn"})
ANONYMOUS = "anonymous:"
SEVERAL = " + "

CRITICISM = re.compile(
    r"critici|critical|critique|mock|slam|blast|condemn|denounc|ridicul|attack|assail|ripp|scold|"
    r"lambast|berat|rebuk|decri|deplor|lash|railing|railed|inveigh|deride|derid|insult|\bshots?\b",
    re.IGNORECASE,
)
"""Cues of mere criticism: the labels' README asks to take `accuse` under these for `assert`, since
the stories' gold does. From the cues of `accuse` in the labels, both parts."""
HOPE = re.compile(r"\bhop(?:e|es|ed|ing|eful|efully)\b", re.IGNORECASE)
"""Cues of hope: `possible` in the labels, often `certain` in the stories' gold; left out."""
SOFT_ATTITUDE = "attitude beyond assert, criticism as assertion"
SOFT_CERTAINTY = "certainty beyond certain, hopes left out"

Label = Mapping[str, Any]
Norm = Callable[[str], str]
Key = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]


@dataclass(frozen=True)
class Judged:
    """One attribution as it was read. group: its statements, one for each speaker given. right:
    whether the speaker is. form, kind, place: its sorts (benchmarks/sorts.py)."""

    article: str
    label: Label
    group: Sequence[Statement]
    right: bool
    form: str
    kind: str
    place: str

    @property
    def has_speaker(self) -> bool:
        """Whether any statement of the group has a speaker."""
        return any(s.speaker or s.speaker_label for s in self.group)


class TextError(BenchmarkError):
    """An article of the file has no text; the message names it."""


def find_text(article: str, file: Path, given: Path | None = None) -> str:
    """The article's text: in `given`, else beside the file, else in the splits of its folder."""
    folder = file.resolve().parent
    name = f"{article}.txt"
    looked = [given] if given else [folder / "text", folder.parent / "text"]
    if not given:
        looked += [folder.parent / split / "text" for split in ("train", "dev")]
        looked += [BESIDE / "data" / "polnear" / split / "text" for split in ("train", "dev")]
    for place in looked:
        if (place / name).is_file():
            return (place / name).read_bytes().decode("utf-8")
    raise TextError(f"no text {name} beside {file}. Give its folder with --texts.")


def labels(file: Path, judge: Judge, norm: Norm, texts: Path | None = None) -> Outcome:
    """One file. norm: how the scorers compare names."""
    rows: dict[str, list[Label]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            label = json.loads(line)
            rows.setdefault(label["article"], []).append(label)
    documents: dict[str, dict[str, list[float]]] = {}
    items: dict[str, str] = {}
    judged: list[Judged] = []
    for article in sorted(rows):
        text = find_text(article, file, texts)
        given = statements(article, text, rows[article])
        analysis = judge(article, text, tuple(sorted(given, key=lambda s: (s.content, s.id))))
        counts, verdicts, own = scored(analysis, given, rows[article], norm)
        documents[article] = counts
        judged += own
        items.update({f"{article}/{event}": verdict for event, verdict in verdicts.items()})
    names = list(next(iter(documents.values())))
    figures: Rows = {n: counting.row([c[n] for c in documents.values()]) for n in names}
    return Outcome(
        benchmark="labels",
        about=f"{sum(map(len, rows.values()))} attributions of {len(rows)} articles, spans given",
        figures=figures,
        parts=breakdowns(judged, publishers(file.parent)),
        documents=documents,
        items=items,
    )


def breakdowns(judged: Sequence[Judged], known: Mapping[str, str]) -> dict[str, Rows]:
    """Classes, and figures by sort of attribution. known: publishers of articles."""
    documents = sorted({one.article for one in judged})
    parts: dict[str, Rows] = {}
    for field, names in (("attitude", ATTITUDES), ("certainty", CERTAINTIES)):
        tally = Tally(documents)
        for one in judged:
            said = str(getattr(one.group[0], field))
            add_class(tally, one.article, field, one.label[field], said)
        parts[f"by {field}"] = in_order(tally.rows(), names)
    for title, sort, sorts in (
        ("by how the speaker is given", lambda one: one.form, FORMS),
        ("by kind of quotation", lambda one: one.kind, KINDS),
        ("by place of the source", lambda one: one.place, PLACES),
        ("by outlet", lambda one: outlet_of(one.article, known), ()),
    ):
        tally = Tally(documents)
        for one in judged:
            label, given, own = one.label, one.group[0], sort(one)
            tally.add(f"speaker: {own}", one.article, one.right, 1)
            for field, plain in (("attitude", "assert"), ("certainty", "certain")):
                counts = beyond(getattr(given, field), label[field], plain)
                tally.add(f"{field} beyond {plain}: {own}", one.article, *counts)
        parts[title] = in_order(tally.rows(), sorts)
    tally = Tally(documents)
    for one in judged:
        tally.add("speaker given", one.article, one.has_speaker, 1)
        name = "speaker right where given" if one.has_speaker else "rightly left unresolved"
        tally.add(name, one.article, one.right, 1)
    for least in KEPT:
        for one in judged:
            kept = one.has_speaker and one.group[0].speaker_confidence >= least
            add_kept(tally, one.article, least, kept, one.right)
    parts["accuracy with coverage"] = tally.rows()
    return parts


def beyond(said: str, wanted: str, plain: str) -> tuple[bool, bool, bool]:
    """Counts of one judgement for what is not plain."""
    return said == wanted != plain, said != plain, wanted != plain


def statements(article: str, text: str, rows: Sequence[Label]) -> list[Statement]:
    """The statements that the rows' spans amount to, in the order of the rows."""
    marks = offsets.quoted(text)
    found = []
    for label in rows:
        spans = {
            role: tuple(sorted(Span(start, end) for start, end in label[role]))
            for role in ("source", "cue", "content")
        }
        found.append(
            Statement(
                id=identify("s", document_id(article), label["event"]),
                document=document_id(article),
                content=spans["content"],
                source=spans["source"],
                cue=spans["cue"],
                quotation=quotation(text, spans["content"], marks),
                confidence=1.0,
            )
        )
    return found


def _key(statement: Statement) -> Key:
    return statement.content, statement.source, statement.cue


def scored(
    analysis: Analysis, given: Sequence[Statement], rows: Sequence[Label], norm: Norm
) -> tuple[dict[str, list[float]], dict[str, str], list[Judged]]:
    """The counts of one article, for each attribution what was right about it, and its sorts.

    A statement that the steps made into several, one for each speaker, is judged by all of them;
    one that they dropped stays as it was given, unresolved.
    """
    actors = {actor.id: actor for actor in analysis.actors}
    outlet = analysis.document.outlet
    judged: dict[Key, list[Statement]] = {}
    for statement in analysis.statements:
        judged.setdefault(_key(statement), []).append(statement)
    counts = {
        "attitude": [0.0, 0.0],
        "attitude beyond assert": [0.0, 0.0, 0.0],
        SOFT_ATTITUDE: [0.0, 0.0, 0.0],
        "certainty": [0.0, 0.0],
        "certainty beyond certain": [0.0, 0.0, 0.0],
        SOFT_CERTAINTY: [0.0, 0.0, 0.0],
        "speaker": [0.0, 0.0],
        "speaker, where one is given": [0.0, 0.0],
        "target": [0.0, 0.0],
        "via": [0.0, 0.0, 0.0],
    }

    def add(name: str, *values: float) -> None:
        counts[name] = [a + b for a, b in zip(counts[name], values, strict=True)]

    verdicts = {}
    judgements = []
    article = Article(analysis.document.text)
    for label, statement in zip(rows, given, strict=True):
        group = judged.get(_key(statement), [statement])
        right: dict[str, bool] = {}
        for field, plain in (("attitude", "assert"), ("certainty", "certain")):
            said, wanted = getattr(group[0], field), label[field]
            right[field] = said == wanted
            add(field, right[field], 1)
            add(f"{field} beyond {plain}", *beyond(said, wanted, plain))
        cue = " ".join(span.of(article.text) for span in statement.cue)
        softened = [softened_attitude(a, cue) for a in (group[0].attitude, label["attitude"])]
        add(SOFT_ATTITUDE, *beyond(softened[0], softened[1], "assert"))
        if not HOPE.search(cue):
            add(SOFT_CERTAINTY, *beyond(group[0].certainty, label["certainty"], "certain"))
        right["speaker"] = speaker_right(label["speaker"], group, actors, outlet, norm)
        add("speaker", right["speaker"], 1)
        if any(s.speaker or s.speaker_label for s in group):
            add("speaker, where one is given", right["speaker"], 1)
        if label["target"] and label["attitude"] in AIMED:
            aimed = [_names(t, actors, norm) for s in group for t in s.target]
            right["target"] = _all_named(label["target"], aimed, norm)
            add("target", right["target"], 1)
        chain = [_names(v, actors, norm) for v in group[0].via]
        hit, wanted_names = _shared(label["via"], chain, norm)
        add("via", hit, len(chain), wanted_names)
        if chain or wanted_names:
            right["via"] = hit == len(chain) == wanted_names
        marks = (f"{'+' if good else '-'}{name}" for name, good in right.items())
        verdicts[label["event"]] = " ".join(marks)
        judgements.append(
            Judged(
                article=label["article"],
                label=label,
                group=group,
                right=right["speaker"],
                form=form_of(article.text, label["source"], label["speaker"]),
                kind=kind_of(article, label),
                place=place_of(article, label),
            )
        )
    return counts, verdicts, judgements


def softened_attitude(attitude: str, cue: str) -> str:
    """`accuse` under a cue of mere criticism is `assert`, whoever says so."""
    return "assert" if attitude == "accuse" and CRITICISM.search(cue) else attitude


def _names(actor: str, actors: Mapping[str, Actor], norm: Norm) -> set[str]:
    """Every name of an actor; of a plain name, that name."""
    known = actors.get(actor)
    return {norm(n) for n in (known.name, *known.aliases)} if known else {norm(actor)}


def _fits(wanted: str, names: Iterable[str], norm: Norm) -> bool:
    """A name is among the names; a phrase (marked, or without any capital) shares its head word."""
    phrase = wanted.removeprefix(ANONYMOUS)
    if phrase != wanted or phrase == phrase.casefold():
        head = phrases.head(phrase)
        return any(head == phrases.head(n) or norm(phrase) == n for n in names)
    return norm(wanted) in names


def _all_named(wanted: str, given: Sequence[set[str]], norm: Norm) -> bool:
    """Whether each of several names joined by " + " is given."""
    return all(any(_fits(one, names, norm) for names in given) for one in wanted.split(SEVERAL))


def _shared(wanted: str | None, given: Sequence[set[str]], norm: Norm) -> tuple[int, int]:
    """How many of the wanted names are given, each given one counting once, and how many are
    wanted."""
    names = wanted.split(SEVERAL) if wanted else []
    left = list(given)
    hits = 0
    for one in names:
        found = next((n for n in left if _fits(one, n, norm)), None)
        if found is not None:
            left.remove(found)
            hits += 1
    return hits, len(names)


def speaker_right(
    wanted: str,
    group: Sequence[Statement],
    actors: Mapping[str, Actor],
    outlet: str | None,
    norm: Norm,
) -> bool:
    """By the labels' own rule: the name is among the actor's; an anonymous phrase shares its head;
    `none` is left unresolved. `outlet` is the outlet's own voice or the outlet by name."""
    given = []
    for statement in group:
        said = _names(statement.speaker, actors, norm) if statement.speaker else set()
        if statement.speaker_label:
            said.add(norm(statement.speaker_label))
        given.append(said)
    if wanted == "none":
        return not any(given)
    if wanted == "outlet":
        own = norm(outlet) if outlet else None
        return any(s.voice == "outlet" for s in group) or any(own in names for names in given)
    return _all_named(wanted, given, norm)
