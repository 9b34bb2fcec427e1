"""Input formats: bytes in, `Document`s out.

To add one: a file here with a `READER`, and its line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from hearsay.readers import csv, html, jsonl, paths, plain
from hearsay.readers.reader import Reader, Skipped
from hearsay.settings import Settings
from hearsay.types import Document

# A file of unknown name is read by the first that recognises its first bytes; plain text, which
# recognises everything, is last.
READERS: tuple[Reader, ...] = (html.READER, jsonl.READER, csv.READER, plain.READER)


def read(
    inputs: Sequence[str], settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Document | Skipped]:
    """The articles of files, folders, patterns and `-`, and why others could not be read."""
    return paths.read(inputs, settings, stdin, READERS)


__all__ = ["READERS", "Reader", "Skipped", "read"]
