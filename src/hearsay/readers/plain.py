"""Plain text and Markdown: the file, decoded, is the article; nothing is stripped or translated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from hearsay.readers.decoding import NotText, decode
from hearsay.readers.reader import About, Reader, Skipped, article
from hearsay.settings import Settings
from hearsay.types import Document


def read(stream: BinaryIO, path: str, settings: Settings) -> Iterator[Document | Skipped]:
    """The one article of the file."""
    try:
        text = decode(stream.read())
    except NotText as error:
        yield Skipped(path, f"{error}. Save the article as plain text (.txt).")
        return
    yield article(text, path, settings, About())


def largest(settings: Settings) -> int:
    """No encoding that is read takes more than four bytes a character, and four for the mark."""
    return 4 * settings.longest + 4


READER = Reader(
    name="text", suffixes=(".txt", ".md"), opens=lambda start: True, largest=largest, read=read
)
