"""Words that tell a political act and how it is meant, after the PLOVER codebook.

Takes words, gives the acts they name, each with the event type it speaks for by itself, and the
turns that make another type of an act: said of the future, negated, refused, asked for, threatened,
agreed to. The patterns stand in `event_wording.tsv` and were written from the codebook's own
definitions and edge rules (PLOVER manual, draft 2.0). Decides nothing: what acts and turns amount
to is weighed in `event_types`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

TURN: Final = "TURN"


@dataclass(frozen=True, slots=True)
class Act:
    """Words found. name: which act or turn; type: the type it speaks for, or TURN; start, end:
    where, in code points."""

    name: str
    type: str
    start: int
    end: int


@cache
def patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The table: type or TURN, name, pattern of whole words."""
    table = files("hearsay.steps").joinpath("event_wording.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(
        (kind, name, re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE))
        for kind, name, words in rows
    )


def acts(words: str) -> list[Act]:
    """The acts and turns that some words tell, in order; several may lie on the same words."""
    found = [
        Act(name, kind, match.start(), match.end())
        for kind, name, pattern in patterns()
        for match in pattern.finditer(words)
    ]
    return sorted(found, key=lambda act: (act.start, -act.end, act.name))
