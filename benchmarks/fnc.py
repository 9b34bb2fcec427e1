"""FNC-1: does an article agree with a headline, disagree, or discuss it without taking sides?

Takes a folder of the form of `data/fnc/dev` (`stances.csv`, `bodies.csv`), gives accuracy and
macro-F1 over agree, disagree and discuss. Articles of one story share a fold; for each fold a
regression is fitted on the others only: cue words of the headline, the lead and the sentences most
like the headline, and what the pair network says of the headline beside each of them. The network
saw no stance of FNC. Resampled by story.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks import stances
from benchmarks.outcome import BenchmarkError, Outcome
from benchmarks.stances import Features
from hearsay.links.words import content_words
from hearsay.model.pairs import ANSWERS, QUESTIONS, Answers, PairNetwork
from hearsay.text import sentences

STANCES = ("agree", "disagree", "discuss")
BY_RULE = {"denies": "disagree", "hedges": "discuss", "neither": "agree"}
FOLDS = 10
SEED = 7
PENALTY = 3.0
SEEN_AT_LEAST = 30
"""Rows that a word must stand in; all words of leads would be ten times as many features."""
BALANCE = 0.5
"""Rare answers weigh more, as macro-F1 counts them alike."""
NEAR = 3
"""Sentences most like the headline that are read beside it."""
SHORTEST, LONGEST = 25, 400
"""Characters of what may be a sentence of the article; menus and glued lists are not."""

OURS = "pairs and words"
RULE = "the cue-word rule on the lead"


class FncError(BenchmarkError):
    """The folder does not hold headlines with articles; the message says what is missing."""


def fnc(folder: Path, pairs: PairNetwork) -> Outcome:
    """One folder. Raises FncError if a file or a column is missing."""
    rows, bodies = read(folder)
    seen, leads = features(rows, bodies, pairs)
    wanted = [row["stance"] for row in rows]
    stories = [bodies[row["body_id"]]["story"] for row in rows]
    folds = stances.folds_of(stories, FOLDS, SEED)
    if len(set(folds)) < 2:
        raise FncError(f"{folder}: all articles are of one story, so nothing can be held back.")
    answers = [STANCES.index(stance) for stance in wanted]
    given = stances.held_back(seen, answers, folds, len(STANCES), PENALTY, SEEN_AT_LEAST, BALANCE)
    return stances.outcome(
        "fnc",
        f"{len(rows)} headlines beside {len(bodies)} articles of {len(set(stories))} stories; "
        f"fitted without the fold they are scored on, {len(set(folds))} folds by story",
        [str(at) for at in range(len(rows))],
        stories,
        wanted,
        {
            OURS: [STANCES[at] for at in np.argmax(given, axis=1)],
            RULE: [BY_RULE[stances.by_cues(lead)] for lead in leads],
        },
        OURS,
    )


def read(folder: Path) -> tuple[list[dict[str, str]], dict[str, dict[str, str]]]:
    """Headlines with their stances, and the articles by their number."""
    tables = []
    for name, fields in (
        ("stances.csv", ("headline", "body_id", "stance")),
        ("bodies.csv", ("body_id", "story", "text")),
    ):
        try:
            with (folder / name).open(encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines))
        except OSError as error:
            raise FncError(f"{folder / name}: {error.strerror}.") from None
        missing = [field for field in fields if not rows or field not in rows[0]]
        if missing:
            raise FncError(f"{folder / name}: {missing[0]} is missing among the columns.")
        tables.append(rows)
    told, bodies = tables[0], {row["body_id"]: row for row in tables[1]}
    for row in told:
        if row["body_id"] not in bodies:
            raise FncError(f"{folder}: article {row['body_id']} of a headline is missing.")
        if row["stance"] not in STANCES:
            raise FncError(f"{folder}: stance {row['stance']!r} is none of {', '.join(STANCES)}.")
    return told, bodies


def features(
    rows: Sequence[Mapping[str, str]],
    bodies: Mapping[str, Mapping[str, str]],
    pairs: PairNetwork,
) -> tuple[list[Features], list[str]]:
    """What is learned from, and the lead of the article, for each row."""
    cut = {name: _sentences(body["text"]) for name, body in bodies.items()}
    total = Counter(w for own in cut.values() for w in {w for s in own for w in content_words(s)})
    rare = {word: math.log((len(cut) + 1) / count) for word, count in total.items()}
    beside = [_beside(row["headline"], cut[row["body_id"]], rare) for row in rows]
    asked = [(s, row["headline"]) for row, own in zip(rows, beside, strict=True) for s, _ in own]
    # headlines of one story stand beside the same articles
    order = {pair: at for at, pair in enumerate(dict.fromkeys(asked))}
    scores = pairs.both(list(order))
    found = []
    for row, own in zip(rows, beside, strict=True):
        read = np.stack([scores[order[s, row["headline"]]] for s, _ in own])
        found.append(_row(row["headline"], own, read, cut[row["body_id"]]))
    return found, [own[0][0] for own in beside]


def _sentences(text: str) -> list[str]:
    cut = [" ".join(span.of(text).split()) for span in sentences(text)]
    kept = [s for s in cut if SHORTEST <= len(s) <= LONGEST]
    return kept or [text[:LONGEST].strip() or "."]


def _beside(
    headline: str, own: Sequence[str], rare: Mapping[str, float]
) -> list[tuple[str, float]]:
    """The lead, then the `NEAR` others most like the headline; each with its likeness, 0 to 1."""
    words = set(content_words(headline))
    # fsum: the order of a set must not decide between sentences that are as like
    whole = math.fsum(rare.get(word, 0.0) for word in words) or 1.0

    def likeness(sentence: str) -> float:
        common = words & set(content_words(sentence))
        return math.fsum(rare.get(word, 0.0) for word in common) / whole

    others = sorted(((s, likeness(s)) for s in own[1:]), key=lambda one: -one[1])[:NEAR]
    return [(own[0], likeness(own[0])), *others]


def _row(
    headline: str, beside: Sequence[tuple[str, float]], read: Answers, own: Sequence[str]
) -> Features:
    """read: float32 (sentence, question, answer), the headline beside each of `beside`."""
    seen = {"bias": 1.0, **stances.cues(headline, "headline"), **stances.cues(beside[0][0], "lead")}
    seen |= stances.worded(beside[0][0], headline, "lead")
    seen |= stances.scored(read[0], "lead")
    nearest = max(range(len(beside)), key=lambda at: beside[at][1])
    seen |= stances.scored(read[nearest], "nearest")
    seen |= stances.cues(beside[nearest][0], "nearest")
    for question, columns in zip(QUESTIONS, np.moveaxis(read.astype(float), 1, 0), strict=True):
        for answer, column in zip(ANSWERS, columns.T, strict=True):
            seen[f"most {question} {answer}"] = float(column.max())
            seen[f"mean {question} {answer}"] = float(column.mean())
    for kind, words in stances.CUES.items():
        seen[f"share {kind}"] = sum(bool(words.search(s)) for s in own) / len(own)
        for name, text in (("headline", headline), ("lead", beside[0][0])):
            if words.search(text):
                seen[f"{name} {kind}, share"] = seen[f"share {kind}"]
    seen["likeness of lead"] = beside[0][1]
    seen["likeness of nearest"] = beside[nearest][1]
    return seen
