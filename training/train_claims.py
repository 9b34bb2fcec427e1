"""Fits the weights with which the matters of a claim are found: `links/claim_weights.py`.

    python -m training.train_claims MATTERS_DIR [--dev MATTERS_DIR] [--write]

MATTERS_DIR holds stories annotated by quotes (`STORY/docs/ID.txt`, `STORY/matters.json`). Each
story is made into a case with the shipped network and each proposition of its readers put as a
claim. A matter of the case is right where it holds a statement that readers quote under the
proposition. Printed is what `check` shows by weights fitted on the other stories; written are
weights fitted on all. Without --write nothing changes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.checking import made, quoted

from hearsay import pipeline
from hearsay.case import Case
from hearsay.links import claim_fit, claim_weights, likeness
from hearsay.links.checking import BEHIND, PUTS
from hearsay.links.similarity import Matrix
from hearsay.model.network import Network, load
from hearsay.settings import Settings
from training.train_matters import fit


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim. columns: float64 (matter, feature) of the matters in question, in the order of
    names; right: (matter,), 1 where one is the claim's."""

    story: str
    columns: Matrix
    right: Matrix


NAMES = tuple(sorted(claim_weights.WEIGHTS))


def asked(folder: Path, network: Network) -> list[Asked]:
    """The claims of a story that some matter of its case is right for."""
    found = []
    with made(folder / "docs", network, Settings()) as case:
        ledger = case.ledger()
        held_by = {one.id: {side.statement for side in one.sides} for one in ledger.matters}
        told = json.loads((folder / "matters.json").read_text(encoding="utf-8"))["matters"]
        for matter in told:
            meant = quoted(matter["sides"], ledger).keys()
            if any(meant & held for held in held_by.values()):
                claim = pipeline.claim_of(matter["proposition"], network)
                found.append(_asked(folder.name, claim, case, held_by, meant))
    return found


def _asked(
    story: str,
    claim: likeness.Claim,
    case: Case,
    held_by: dict[str, set[str]],
    meant: Collection[str],
) -> Asked:
    rows, right = [], []
    with case.holdings() as held:
        assert held is not None, "a case that was just made is ready for claims"
        scores = likeness.scores(claim, held, likeness.stories(claim, held))
        for matter in held.standing({one: s for one, s in scores.items() if s >= PUTS}):
            scored = {one: scores[one] for one in matter.statements if one in scores}
            told = claim_fit.features(scored, scores.get(matter.proposition or ""))
            rows.append([told[name] for name in NAMES])
            right.append(bool(held_by[matter.matter] & set(meant)))
    columns = np.array(rows, dtype=np.float64).reshape(-1, len(NAMES))
    return Asked(story, columns, np.array(right, dtype=np.float64))


def fitted(claims: Sequence[Asked]) -> tuple[Matrix, float]:
    """Weights, (feature,), and the intercept; every matter in question weighs the same."""
    right = np.concatenate([one.right for one in claims])
    columns = np.concatenate([one.columns for one in claims])
    return fit(columns, right, np.full(len(right), 1 / len(right)))


def shown(claims: Sequence[Asked], chances: Sequence[Matrix]) -> str:
    """How often the first matter shown is right, how many of all shown are, and for how many claims
    a right one is shown."""
    first = hit = number = found = 0.0
    for one, chance in zip(claims, chances, strict=True):
        if not len(chance):
            continue
        kept = chance >= chance.max() - BEHIND
        first += one.right[int(chance.argmax())]
        hit, number = hit + one.right[kept].sum(), number + kept.sum()
        found += one.right[kept].any()
    asked_for = len(claims)
    return (
        f"first {first / asked_for:.3f}, shown {hit / max(number, 1):.3f}, "
        f"found {found / asked_for:.3f} of {asked_for} claims, {number / asked_for:.1f} shown"
    )


def chances(claims: Sequence[Asked], weights: Matrix, intercept: float) -> list[Matrix]:
    """For each claim the probability of every matter in question, (matter,)."""
    return [np.asarray(1 / (1 + np.exp(-one.columns @ weights - intercept))) for one in claims]


def read(folder: Path, network: Network) -> list[Asked]:
    """The claims of all stories of a folder."""
    stories = [path.parent for path in sorted(folder.glob("*/matters.json"))]
    return [one for story in stories for one in asked(story, network)]


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("matters", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    network = load()
    claims = read(args.matters, network)
    without: dict[str, list[Matrix]] = {}
    for story in dict.fromkeys(one.story for one in claims):
        mine = [one for one in claims if one.story == story]
        without[story] = chances(mine, *fitted([one for one in claims if one.story != story]))
    ordered = [one for story in without for one in without[story]]
    weights, intercept = fitted(claims)
    table = ["WEIGHTS: dict[str, float] = {"]
    table += [f'    "{name}": {weight:.2f},' for name, weight in zip(NAMES, weights, strict=True)]
    table += ["}", f"INTERCEPT = {intercept:.2f}", ""]
    print("\n".join(table))
    print(f"each story by weights of the others: {shown(claims, ordered)}")
    if args.dev is not None:
        others = read(args.dev, network)
        print(f"dev: {shown(others, chances(others, weights, intercept))}")
    if args.write:
        target = Path(claim_weights.__file__)
        head = target.read_text(encoding="utf-8").split("WEIGHTS")[0]
        target.write_text(head + "\n".join(table), encoding="utf-8")


if __name__ == "__main__":
    main()
