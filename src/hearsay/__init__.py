"""hearsay: who claims what about whom, on whose word.

    import hearsay
    case = hearsay.build(["articles/"], "story.case")
    case.statements(speaker="Ministry of Water", attitude="deny")

English only, machine-read: a first draft for a reader to check.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

__version__ = "0.1.0"

from hearsay.errors import HearsayError
from hearsay.settings import Settings
from hearsay.types import (
    Accusation,
    Actor,
    Copy,
    Document,
    Event,
    Figure,
    Judgement,
    Ledger,
    Matter,
    Reason,
    Span,
    Statement,
    Utterance,
)

if TYPE_CHECKING:
    from hearsay.case import Case


def build(
    paths: Sequence[str | PathLike[str]],
    case: str | PathLike[str],
    fresh: bool = False,
    settings: Settings | None = None,
) -> Case:
    """Reads articles into a case file, made if there is none, and gives the open case.

    Inputs that cannot be read are left out with a warning in the log of the module `hearsay`.
    Raises NothingToRead if none could be read, CaseError about the file.
    """
    import logging

    from hearsay.case import Case
    from hearsay.pipeline import ingest

    made = Case.create(Path(case), fresh=fresh)
    try:
        receipt = ingest([str(path) for path in paths], made, settings or Settings())
    except BaseException:
        made.close()
        raise
    for one in receipt.skipped:
        logging.getLogger("hearsay").warning("%s: %s", one.path, one.why)
    return made


def open(case: str | PathLike[str]) -> Case:
    """The case in an existing file. Raises NotACase."""
    from hearsay.case import Case

    return Case.open(Path(case))


__all__ = [
    "Accusation",
    "Actor",
    "Copy",
    "Document",
    "Event",
    "Figure",
    "HearsayError",
    "Judgement",
    "Ledger",
    "Matter",
    "Reason",
    "Settings",
    "Span",
    "Statement",
    "Utterance",
    "build",
    "open",
]
