"""Emergent: does a headline back a rumoured claim, deny it, or report it without taking sides?

Takes a file of the form of `data/emergent/train.csv`, gives accuracy and macro-F1 over its three
stances. Folds are those of the file, by claim; of a file without that column, ten by claim. For
each fold two opinions are fitted on the others only. A regression learns from words and cue words
of the headline, what the pair network says of claim and headline, and whom the reading network
hears speak in the headline; another asks which headlines are like this one, by the statement
network, and which differ alike from their claims, by the pair network. The networks saw nothing of
Emergent. Beside it stands the rule of cue words alone, which learns nothing. Resampled by claim.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from training.logistic import Floats

from benchmarks import stances
from benchmarks.outcome import BenchmarkError, Outcome
from benchmarks.stances import Features
from hearsay.links.words import content_words
from hearsay.model.labels import ROLES
from hearsay.model.network import Network
from hearsay.model.pairs import PairNetwork
from hearsay.model.statements import StatementNetwork
from hearsay.types import Span
from training import kernel_ridge, softmax

STANCES = ("for", "against", "observing")
FIELDS = ("pair_id", "claim", "headline", "stance")
BY_RULE = {"denies": "against", "hedges": "observing", "neither": "for"}
FOLDS = 10
SEED = 7
PENALTY = 8.0
SEEN_AT_LEAST = 4
SPREAD = 2.0
"""Width of a share among features; the penalty weighs lighter on wider ones."""

NEAR_PENALTY, NEAR_WEIGHT, LEAST_SHARE = 2.0, 2.5, 0.01
"""Penalty of the second opinion, how much it counts beside the logs of the first's shares, and what
these have at least. Right in the folds: without it 0.784; weights 1.5, 2, 2.5, 3 with a penalty of
1 .794 .797 .797 .798, of 2 .793 .795 .797 .800; from headlines alone .794 .793 .797 .795 with 1;
from the words in common .787 at most."""

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
    seen, places = features(rows, pairs, network), Places.of(rows, pairs)
    wanted = [row["stance"] for row in rows]
    if fit_on is None:
        folds = _folds(rows)
        if len(set(folds)) < 2:
            raise EmergentError(f"{file}: all rows are of one fold, so nothing can be held back.")
        answers = [STANCES.index(stance) for stance in wanted]
        given = stances.held_back(seen, answers, folds, len(STANCES), PENALTY, SEEN_AT_LEAST)
        near = _near_held_back(places, answers, folds)
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
        known = Places.of(other, pairs)
        learned = kernel_ridge.fit(known.alike(known), right, len(STANCES), NEAR_PENALTY)
        near = learned.shares(places.alike(known))
        how = f"fitted on {len(other)} pairs of other claims"
    return stances.outcome(
        "emergent",
        f"{len(rows)} headlines beside {len({r['claim'] for r in rows})} claims; {how}",
        [row["pair_id"] for row in rows],
        [row["claim"] for row in rows],
        wanted,
        {
            OURS: [STANCES[at] for at in np.argmax(_together(given, near), axis=1)],
            RULE: [BY_RULE[stances.by_cues(row["headline"])] for row in rows],
        },
        OURS,
    )


@dataclass(frozen=True)
class Places:
    """Where headlines lie, float64 (rows, 384) each. headlines: by the statement network. apart:
    headline less claim, by the pair network."""

    headlines: Floats
    apart: Floats

    @staticmethod
    def of(rows: Sequence[dict[str, str]], pairs: PairNetwork) -> Places:
        """Those of some rows."""
        headlines, claims = ([row[field] for row in rows] for field in ("headline", "claim"))
        read = StatementNetwork.load().vectors(headlines).astype(np.float64)
        apart = pairs.vectors(headlines).astype(np.float64) - pairs.vectors(claims)
        return Places(read, apart)

    def alike(self, others: Places) -> Floats:
        """(rows, others), the sum of two kernels."""
        return np.asarray(
            kernel_ridge.gaussian(self.headlines, others.headlines)
            + kernel_ridge.gaussian(self.apart, others.apart)
        )


def _near_held_back(places: Places, answers: Sequence[int], folds: Sequence[object]) -> Floats:
    """For each row the shares by the rows of all other folds, (rows, stances)."""
    alike = places.alike(places)
    found = np.zeros((len(answers), len(STANCES)))
    for mine, others in stances.each_fold(folds):
        right = [answers[at] for at in others]
        learned = kernel_ridge.fit(alike[np.ix_(others, others)], right, len(STANCES), NEAR_PENALTY)
        found[mine] = learned.shares(alike[np.ix_(mine, others)])
    return found


def _together(shares: Floats, near: Floats) -> Floats:
    """Both opinions as one score for each answer, (rows, stances)."""
    return np.asarray(np.log(shares + LEAST_SHARE) + NEAR_WEIGHT * near)


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
