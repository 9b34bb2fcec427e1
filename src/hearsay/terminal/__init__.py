"""What the terminal shows of a ledger: one function a view, each gives a renderable for rich."""

from hearsay.terminal.articles import article
from hearsay.terminal.checking import check
from hearsay.terminal.differences import differences
from hearsay.terminal.layout import COLUMNS, safe
from hearsay.terminal.matters import SHOWN, matter, matters
from hearsay.terminal.tables import (
    actor,
    actors,
    copies,
    figures,
    sources,
    statements,
    summary,
    timeline,
)

__all__ = [
    "COLUMNS",
    "SHOWN",
    "actor",
    "actors",
    "article",
    "check",
    "copies",
    "differences",
    "figures",
    "matter",
    "matters",
    "safe",
    "sources",
    "statements",
    "summary",
    "timeline",
]
