"""Small tables of common knowledge, read by `hearsay.names`: no step holds one of its own.

Takes the name of a table beside this file, gives its rows.
"""

from __future__ import annotations

import csv
from importlib import resources


def table(name: str) -> list[dict[str, str]]:
    """The rows of one of our tables, as dictionaries by column."""
    file = resources.files("hearsay.tables").joinpath(name)
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
