"""Emergent: does a headline back a rumoured claim, deny it, or report it without taking sides?

Takes a file of the form of `data/emergent/train.csv`, gives accuracy and macro-F1 over its three
stances. Folds are those of the file, by claim; of a file without that column, ten by claim. For
each fold a regression is fitted on the others only: words and cue words of the headline, what the
pair network says of claim and headline, and whom the reading network hears speak in the headline.
The networks saw nothing of Emergent. Beside it stands the rule of cue words alone, which learns
nothing. Resampled by claim.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import stances
from benchmarks.outcome import BenchmarkError, Outcome
from benchmarks.stances import Features
from hearsay.links.words import content_words
from hearsay.model.labels import ROLES
from hearsay.model.network import Network
from hearsay.model.pairs import PairNetwork
from hearsay.types import Span
from training import softmax

STANCES = ("for", "against", "observing")
FIELDS = ("pair_id", "claim", "headline", "stance")
BY_RULE = {"denies": "against", "hedges": "observing", "neither": "for"}
FOLDS = 10
SEED = 7
PENALTY = 8.0
SEEN_AT_LEAST = 4
SPREAD = 2.0
"""Width of a share among features; the penalty weighs lighter on wider ones."""

OURS = "pairs and words"
RULE = "the cue-word rule"


class EmergentError(BenchmarkError):
    """The file does not hold headlines with claims; the message says what is missing."""


def emergent(
    file: Path, pairs: PairNetwork, network: Network, fit_on: Path | None = None
) -> Outcome:
    """One file. network: reads the headlines by themselves. fit_on: learn from this file in place
    of the other folds.

    Raises EmergentError if a row has not its fields, or a claim stands in both files.
    """
    rows = rows_of(file)
    seen = features(rows, pairs, network)
    wanted = [row["stance"] for row in rows]
    if fit_on is None:
        folds = _folds(rows)
        if len(set(folds)) < 2:
            raise EmergentError(f"{file}: all rows are of one fold, so nothing can be held back.")
        answers = [STANCES.index(stance) for stance in wanted]
        given = stances.held_back(seen, answers, folds, len(STANCES), PENALTY, SEEN_AT_LEAST)
        how = f"fitted without the fold they are scored on, {len(set(folds))} folds by claim"
    else:
        other = rows_of(fit_on)
        common = sorted({r["claim"] for r in rows} & {r["claim"] for r in other})
        if common:
            raise EmergentError(f"{fit_on} has the claim {common[0]!r} of {file} too.")
        right = [STANCES.index(row["stance"]) for row in other]
        fitted = softmax.fit(
            features(other, pairs, network), right, len(STANCES), PENALTY, SEEN_AT_LEAST
        )
        given = fitted.probabilities(seen)
        how = f"fitted on {len(other)} pairs of other claims"
    return stances.outcome(
        "emergent",
        f"{len(rows)} headlines beside {len({r['claim'] for r in rows})} claims; {how}",
        [row["pair_id"] for row in rows],
        [row["claim"] for row in rows],
        wanted,
        {
            OURS: [STANCES[at] for at in np.argmax(given, axis=1)],
            RULE: [BY_RULE[stances.by_cues(row["headline"])] for row in rows],
        },
        OURS,
    )


def features(
    rows: Sequence[dict[str, str]], pairs: PairNetwork, network: Network
) -> list[Features]:
    """What is learned from, for each row: headline, claim, both as the pair network reads them in
    either order, who speaks in the headline, and the cue words of all headlines of that claim in
    the file."""
    forth = pairs.both([(row["headline"], row["claim"]) for row in rows])
    back = pairs.both([(row["claim"], row["headline"]) for row in rows])
    together: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        together[row["claim"]].append(row["headline"])
    found = []
    for row, one, other in zip(rows, forth, back, strict=True):
        seen = {"bias": 1.0}
        seen |= stances.cues(row["headline"], "headline")
        # a claim that is itself a denial turns the cues round
        if stances.DENIES.search(row["claim"]):
            seen |= stances.cues(row["headline"], "headline on denial")
        seen |= stances.cues(row["claim"], "claim")
        seen |= stances.worded(row["headline"], row["claim"], "headline")
        seen |= stances.scored(one, "headline, claim") | stances.scored(other, "claim, headline")
        seen |= spoken(row["headline"], row["claim"], network)
        seen |= _among(row["headline"], together[row["claim"]])
        found.append(seen)
    return found


def spoken(headline: str, claim: str, network: Network) -> Features:
    """Whose words a headline gives, how they are put, and whether the claim stands among them.

    "Mayor says the dam will go" has source, cue and content; a headline that asserts has none. In
    ten folds of 1,701 headlines: 0.771 right without these features, 0.774 with them.
    """
    whole = Span(0, len(headline))
    reading = network.read(headline, [whole])
    spans = {role: [r.span for r in reading.roles if r.role == role] for role in ROLES}
    seen = {"speaks " + (" ".join(role for role in ROLES if spans[role]) or "nobody"): 1.0}
    for what in ("attitude", "certainty"):
        judged = reading.judge(what, spans["cue"], spans["content"] or [whole])
        seen |= {f"{what} {name}": chance for name, chance in judged.items()}
    said = " ".join(span.of(headline) for span in spans["content"])
    asked = set(content_words(claim))
    told, elsewhere = set(content_words(said)), set(content_words(headline))
    seen["spoken share"] = len(said) / max(1, len(headline))
    seen["claim spoken"] = len(asked & told) / max(1, len(asked))
    seen["claim outside"] = len(asked & elsewhere - told) / max(1, len(asked))
    return seen


def _among(headline: str, headlines: Sequence[str]) -> Features:
    """How many headlines of the claim have each kind of cue; no stance is looked at.

    Where most deny or hedge, one without a cue is likelier to be about the rumour itself.
    """
    own = stances.by_cues(headline)
    seen = {}
    for kind, words in stances.CUES.items():
        hits = sum(bool(words.search(one)) for one in headlines)
        seen[f"all {kind}"] = SPREAD * (hits + 0.5) / (len(headlines) + 2)
        seen[f"all {kind}, own {own}"] = seen[f"all {kind}"]
    return seen


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of a file, each with `FIELDS`, and `fold` where the file has it."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [
            {key: value or "" for key, value in row.items() if key} for row in csv.DictReader(lines)
        ]
    if not rows:
        raise EmergentError(f"{file} holds no headline.")
    missing = [field for field in FIELDS if field not in rows[0]]
    if missing:
        raise EmergentError(f"{file}: {missing[0]} is missing among the columns.")
    wrong = sorted({row["stance"] for row in rows} - set(STANCES))
    if wrong:
        raise EmergentError(f"{file}: stance {wrong[0]!r} is none of {', '.join(STANCES)}.")
    return rows


def _folds(rows: Sequence[dict[str, str]]) -> Sequence[object]:
    if all(row.get("fold") for row in rows):
        return [row["fold"] for row in rows]
    return stances.folds_of([row["claim"] for row in rows], FOLDS, SEED)
