"""Tables of comma-separated values with a header: one article a row.

A row that cannot be read is skipped by the line it starts on. Semicolons and tabs are taken where
the header is written with them.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from hearsay.readers import row
from hearsay.readers.decoding import CP1252_WITHIN, NotText, encoding_of, is_marked, refuse_binary
from hearsay.readers.reader import Reader, Skipped
from hearsay.settings import Settings
from hearsay.types import Document

# Bytes that are read at once, and that tell the encoding of a table that is not UTF-8.
PORTION = 1 << 20
SAMPLE = 16 << 20


def read(stream: BinaryIO, path: str, settings: Settings) -> Iterator[Document | Skipped]:
    """The articles, row by row."""
    try:
        refuse_binary(stream.read(PORTION))
    except NotText as error:
        yield Skipped(path, f"{error}. Save the table as CSV in UTF-8.")
        return
    encoding, errors = _encoding(stream)
    stream.seek(0)
    lines = io.TextIOWrapper(stream, encoding, errors, newline="")
    try:
        yield from _rows(lines, path, settings)
    finally:
        lines.detach()


def _rows(lines: io.TextIOWrapper, path: str, settings: Settings) -> Iterator[Document | Skipped]:
    header = lines.readline(PORTION).removeprefix("\ufeff")
    if not header.strip():
        yield Skipped(path, f"empty: its first line should name the columns, with {row.NEEDED}.")
        return
    columns = _columns(header)
    if columns is None:
        found = " ".join(header.split())[:80]
        yield Skipped(path, f"no column named `text` or `html` in its first line: {found}")
        return
    names, delimiter = columns
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 2  # lines count from 1, and the header was one
        try:
            cells = _next(reader, row.longest(settings))
        except csv.Error as error:
            yield Skipped(f"{path}#{line}", f"line {line}: not CSV ({error}). Mend the row.")
            continue
        if cells is None:
            return
        if not any(cells):
            continue
        if len(cells) != len(names):
            wrong = f"{len(cells)} cells where the header has {len(names)}"
            yield Skipped(f"{path}#{line}", f"line {line}: {wrong}. Mend the row.")
            continue
        yield row.read(dict(zip(names, cells, strict=True)), path, line, settings)


def _next(reader: Iterator[list[str]], longest: int) -> list[str] | None:
    """The next row, or None after the last; the limit of the csv module is everyone's."""
    before = csv.field_size_limit(longest)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(before)


def _columns(header: str) -> tuple[list[str], str] | None:
    """Names of the columns and what parts them, if one of them is an article's body."""
    for delimiter in ",;\t":
        try:
            names = next(csv.reader([header], delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        if {"text", "html"} & {name.strip().casefold() for name in names}:
            return names, delimiter
    return None


def _encoding(stream: BinaryIO) -> tuple[str, str]:
    """Encoding and error handler of the whole table, which is never held as a whole."""
    stream.seek(0)
    sample = stream.read(SAMPLE)
    if is_marked(sample):
        return encoding_of(sample)
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while portion := stream.read(PORTION):
            decoder.decode(portion)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        found = encoding_of(sample[: sample.rfind(b"\n") + 1] or sample)
        return found if found[1] != "strict" else ("utf-8", CP1252_WITHIN)
    return "utf-8", "strict"


READER = Reader(name="CSV", suffixes=(".csv",), opens=lambda start: False, largest=None, read=read)
