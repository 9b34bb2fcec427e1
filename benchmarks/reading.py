"""Articles read with the shipped weights, in memory: the very ledger that an export would hold.

Takes a folder of articles, gives its ledger as the scorers read it; paths are taken from within the
folder, so that ids, and every tie that they break, are the same on every machine.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hearsay import pipeline, readers
from hearsay.exports import ledger_json
from hearsay.identity import identify
from hearsay.model.network import Network
from hearsay.registry import STEPS
from hearsay.settings import Settings
from hearsay.text import sentences
from hearsay.types import Analysis, Document, Statement

Read = Callable[[Path], dict[str, Any]]
"""From a folder of articles to its ledger."""
Judge = Callable[[str, str, tuple[Statement, ...]], Analysis]
"""From an article's name, its text and its statements' spans to all that is said of them."""
Analyse = Callable[[str, str], Analysis]
"""From an article's name and text to all that is read of it."""


def documents(folder: Path, settings: Settings) -> list[Document]:
    """The articles of a folder. One that the reader skips is there with nothing known of it: what
    it holds counts as missed."""
    found = []
    with contextlib.chdir(folder):
        for item in readers.read(["."], settings):
            if isinstance(item, Document):
                found.append(item)
            else:
                print(f"skipped {item.path}: {item.why}", file=sys.stderr)
                text = Path(item.path).read_bytes().decode("utf-8", "replace")
                found.append(Document(identify("d", text, item.path), item.path, text))
    return found


def reader(network: Network, settings: Settings) -> Read:
    """Reads a folder as one case."""

    def read(folder: Path) -> dict[str, Any]:
        analyses = []
        for document in documents(folder, settings):
            if document.language is None:
                analyses.append(Analysis(document, model=network.digest))
            else:
                analyses.append(pipeline.analyse(document, network, settings))
        ledger = pipeline.relate(settings)(analyses, ())
        exported: dict[str, Any] = json.loads(ledger_json.dumps(ledger, with_text=True))
        return exported

    return read


def judge(network: Network, settings: Settings) -> Judge:
    """Reads one article with the statements' spans given, every other step as usual."""

    def judged(name: str, text: str, statements: tuple[Statement, ...]) -> Analysis:
        document = Document(document_id(name), f"{name}.txt", text, language="en")
        cut = tuple(sentences(text))
        analysis = Analysis(
            document, model=network.digest, sentences=cut, reading=network.read(text, cut)
        )
        for step in STEPS:
            if step.name == "attribution":
                analysis = replace(analysis, statements=statements)
            elif step.name != "bare_phrases":  # what is given is a statement
                analysis = step.run(analysis, settings)
        return analysis

    return judged


def analyst(network: Network, settings: Settings) -> Analyse:
    """Reads one article given as text, by the usual steps."""

    def analysed(name: str, text: str) -> Analysis:
        document = Document(document_id(name), f"{name}.txt", text, language="en")
        return pipeline.analyse(document, network, settings)

    return analysed


def document_id(name: str) -> str:
    """The id of an article that `judge` reads."""
    return identify("d", name)
