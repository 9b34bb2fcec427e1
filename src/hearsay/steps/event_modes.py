"""How a political act was done: the modes of the PLOVER codebook, told by words.

Takes the words of a clause and its event type, gives a mode or none. The patterns stand in
`event_modes.tsv` and were written from the codebook's one-line definitions. Where the words speak
for two modes that do not imply one another, none is given. Not measured: no labelled data of ours
has modes.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

_IMPLIED: Final = frozenset(
    {("drone", "aerial"), ("suicide-attack", "explosives"), ("ceasefire", "withdraw")}
)
"""The first says all that the second does."""


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The table: type, mode, pattern of whole words."""
    table = files("hearsay.steps").joinpath("event_modes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(
        (kind, mode, re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE))
        for kind, mode, words in rows
    )


def mode_of(event_type: str, words: str) -> str | None:
    """The one mode of a type that the words speak for; None for none or several."""
    found = {
        mode for kind, mode, found in _patterns() if kind == event_type and found.search(words)
    }
    found -= {less for more, less in _IMPLIED if more in found}
    return found.pop() if len(found) == 1 else None
