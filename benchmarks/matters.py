"""Matters of stories annotated by quotes, by the gold's own scorer.

Takes story folders (`docs/` and `matters.json`), gives the mean over stories and each story; one
case a story.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from benchmarks import counting
from benchmarks.outcome import Outcome, Rows
from benchmarks.reading import Read
from benchmarks.scorers import run_main

PEOPLE = {"pairs together": "0.62 to 0.72"}
"""Two readers of one story, as the README beside the stories reports them."""
OWN = "the outlet's own, share of statements"


def matters(folders: Sequence[Path], read: Read, scorer: ModuleType) -> Outcome:
    """The mean over stories; figures hold between documents, so no interval is drawn."""
    each: dict[str, Rows] = {}
    shares = []
    for folder in folders:
        said = json.loads(run_main(scorer, read(folder / "docs"), [str(folder), "--json"]))
        shares.append(float(said.pop(OWN)))
        each[folder.resolve().name] = {
            name: {
                "n": found["n"],
                # sides have no precision: a ledger may hold more statements than the gold quotes
                **({"acc": counting.rounded(found["r"])} if found["p"] is None else _prf(found)),
            }
            for name, found in said.items()
        }
    names = list(dict.fromkeys(name for rows in each.values() for name in rows))
    share = sum(shares) / len(shares)
    return Outcome(
        benchmark="matters",
        about=(
            f"mean over {len(each)} stories, one case each; {share:.0%} of the statements are the "
            "outlets' own"
        ),
        figures={n: counting.mean_row([rows[n] for rows in each.values()]) for n in names},
        parts=each,
        people=PEOPLE,
    )


def _prf(found: dict[str, float | None]) -> dict[str, float | None]:
    return {key: counting.rounded(found[key]) for key in ("p", "r", "f1")}
