"""How right the program is on one case: a random sample, judged by people, and what it says.

Takes the ids of what was read, stratum by stratum, and people's judgements; gives the sample to
judge and the precision with an interval. A sample is drawn by the digest of seed and id: whoever
draws it again draws the same, and a larger one holds the smaller. The probability with which each
record was drawn is kept with the judgement, so that a later reader can weigh it.

Within a stratum each judgement counts by the inverse of the probability with which its record was
drawn (Hájek 1971): a case that grew since was sampled more thinly later. Intervals: Wilson (1927)
at Kish's effective number of draws; strata are put together by their sizes, with the finite
population correction (Cochran, Sampling Techniques, 3rd ed., 5.3), and the interval of the whole is
Wilson's at the number of draws that would have that variance.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hearsay import records
from hearsay.corrections import in_force
from hearsay.types import Judgement

PREFIX = "audit: "
VERDICTS = ("right", "wrong", "unsure")
DRAWN = 30
"""Records of each stratum: at nine in ten right, an interval of plus or minus 11 points."""
Z = 1.96
"""Standard errors of an interval that holds 95 of 100 times."""


@dataclass(frozen=True, slots=True)
class Audited:
    """One record judged by one reader. probability: with which it was drawn."""

    subject: str
    stratum: str
    probability: float
    verdict: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of the judged were right, and the range for all that were read.

    population: records of the stratum now; judged: those found right or wrong; share: that are
    right, of those judged, each by the inverse of its probability; `low` and `high` around it are
    None where nothing was judged. draws: independent draws of equal probability that tell as much.
    """

    stratum: str
    population: int
    judged: int
    right: int
    unsure: int
    low: float | None
    high: float | None
    share: float | None = None
    draws: float = 0.0


def sample(ids: Iterable[str], seed: str, most: int = DRAWN) -> list[str]:
    """The ids that are drawn, in the order in which they are judged."""

    def drawn(one: str) -> bytes:
        return hashlib.blake2b(f"{seed}\x1f{one}".encode(), digest_size=8).digest()

    return heapq.nsmallest(most, ids, key=drawn)


def verdict_of(stratum: str, probability: float, verdict: str) -> str:
    """The verdict of a judgement that audits."""
    told = {"probability": round(probability, 6), "stratum": stratum, "verdict": verdict}
    return PREFIX + records.canonical(told)


def audited(judgements: Iterable[Judgement]) -> list[Audited]:
    """What was judged, each record once a reader: the last word."""
    found: dict[tuple[str, str, str], Audited] = {}
    for one in in_force(judgements):
        if not one.verdict.startswith(PREFIX):
            continue
        try:
            told = json.loads(one.verdict.removeprefix(PREFIX))
            read = Audited(
                one.subject,
                str(told["stratum"]),
                float(told["probability"]),
                str(told["verdict"]),
                one.by,
                one.at,
            )
        except (ValueError, KeyError, TypeError):
            continue
        if read.verdict in VERDICTS and 0 < read.probability <= 1:
            found[read.stratum, one.subject, one.by] = read
    return list(found.values())


def wilson(share: float, number: float) -> tuple[float, float]:
    """The interval of a share among so many independent draws."""
    if number <= 0:
        return 0.0, 1.0
    middle = (share + Z * Z / (2 * number)) / (1 + Z * Z / number)
    half = Z / (1 + Z * Z / number)
    half *= math.sqrt(share * (1 - share) / number + Z * Z / (4 * number * number))
    return max(0.0, middle - half), min(1.0, middle + half)


def precision(stratum: str, population: int, told: Sequence[Audited]) -> Precision:
    """The precision of one stratum by one reader's judgements."""
    weights = [1 / one.probability for one in told if one.verdict != "unsure"]
    rights = [1 / one.probability for one in told if one.verdict == "right"]
    unsure = len(told) - len(weights)
    if not weights:
        return Precision(stratum, population, 0, 0, unsure, None, None)
    share = min(1.0, sum(rights) / sum(weights))
    draws = sum(weights) ** 2 / sum(weight**2 for weight in weights)
    low, high = wilson(share, draws)
    return Precision(
        stratum, population, len(weights), len(rights), unsure, low, high, share, draws
    )


def whole(strata: Sequence[Precision]) -> Precision:
    """All strata together, each by its size; strata where nothing was judged are left out."""
    known = [one for one in strata if one.judged]
    population = sum(one.population for one in known)
    judged, right = sum(one.judged for one in known), sum(one.right for one in known)
    unsure = sum(one.unsure for one in strata)
    if not population:
        return Precision("all", 0, judged, right, unsure, None, None)
    share = variance = 0.0
    for one in known:
        weight, p = one.population / population, one.share or 0.0
        share += weight * p
        left = max(0.0, 1 - one.judged / one.population)
        variance += weight**2 * left * p * (1 - p) / max(1.0, one.draws - 1)
    number = share * (1 - share) / variance if variance > 0 else float(judged)
    low, high = wilson(share, number)
    return Precision("all", population, judged, right, unsure, low, high, share, number)


def weighted_share(strata: Sequence[Precision]) -> float | None:
    """The share that is right, strata weighed by their sizes."""
    return whole(strata).share


def agreement(told: Iterable[Audited]) -> Mapping[str, float] | None:
    """How two readers agree on what both found right or wrong: number, share, Cohen's kappa.

    None where no two readers judged the same.
    """
    by_subject: dict[tuple[str, str], dict[str, str]] = {}
    for one in told:
        if one.verdict != "unsure":
            by_subject.setdefault((one.stratum, one.subject), {})[one.by] = one.verdict
    pairs = [
        tuple(verdict for _, verdict in sorted(both.items())[:2])
        for both in by_subject.values()
        if len(both) > 1
    ]
    if not pairs:
        return None
    same = sum(one == other for one, other in pairs) / len(pairs)
    first = sum(one == "right" for one, _ in pairs) / len(pairs)
    second = sum(other == "right" for _, other in pairs) / len(pairs)
    chance = first * second + (1 - first) * (1 - second)
    kappa = (same - chance) / (1 - chance) if chance < 1 else 1.0
    return {"both": float(len(pairs)), "same": same, "kappa": kappa}
