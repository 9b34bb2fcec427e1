"""Where articles come from, over stories and folders of single articles taken together.

Takes folders (`docs/` and `gold.json`) and what reads them, gives boilerplate lines, origins,
outlet and date of publication as the gold's own scorer counts them, summed over all documents: one
story holds too few lines and credits for a mean over stories to say much.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from benchmarks import counting
from benchmarks.outcome import BenchmarkError, Outcome, Rows
from benchmarks.reading import Read
from benchmarks.stories import PEOPLE, by_document

FIGURES = ("boilerplate lines", "document origins", "document outlet", "document published")
"""The scorer's names. Recall of the last two is the share of documents whose outlet or date the
text tells and that were given it; n, the documents whose text tells it."""


def provenance(folders: Sequence[Path], read: Read, scorer: ModuleType) -> Outcome:
    """Each folder read as one case. scorer: a watched story scorer.

    Raises BenchmarkError if two folders have one name, since documents are told apart by it.
    """
    names = [folder.resolve().name for folder in folders]
    if len(set(names)) < len(names):
        raise BenchmarkError("two of the folders have one name; their documents would be mixed up.")
    documents: dict[str, dict[str, list[float]]] = {}
    parts: dict[str, Rows] = {}
    for name, folder in zip(names, folders, strict=True):
        own = {
            f"{name}/{document}": {figure: list(counts[figure]) for figure in FIGURES}
            for document, counts in by_document(scorer, folder, read(folder / "docs")).items()
        }
        parts[name] = _rows(own)
        documents |= own
    return Outcome(
        benchmark="provenance",
        about=f"{len(documents)} documents of {len(folders)} cases taken together",
        figures=_rows(documents),
        parts=parts,
        documents=documents,
        people={figure: PEOPLE[figure] for figure in FIGURES if figure in PEOPLE},
    )


def _rows(documents: dict[str, dict[str, list[float]]]) -> Rows:
    """Each figure over the documents, those left out of which nothing was found or given."""
    found: Rows = {}
    for figure in FIGURES:
        counts = [of[figure] for of in documents.values()]
        if counting.total(counts).any():
            found[figure] = counting.row(counts)
    return found
