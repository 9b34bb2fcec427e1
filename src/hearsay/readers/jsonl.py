"""JSON lines: one article a line. A line that cannot be read is skipped by its number."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from hearsay.readers import row
from hearsay.readers.decoding import NotText, decode, is_marked
from hearsay.readers.reader import Reader, Skipped, too_long
from hearsay.settings import Settings
from hearsay.types import Document


def read(stream: BinaryIO, path: str, settings: Settings) -> Iterator[Document | Skipped]:
    """The articles, line by line; no more than one line is held at a time."""
    longest = row.longest(settings)
    if is_marked(stream.read(4)):
        stream.seek(0)
        stream = io.BytesIO(decode(stream.read()).encode("utf-8", "surrogatepass"))
    stream.seek(0)
    number = 0
    blank = True
    while line := stream.readline(longest):
        number += 1
        label = f"{path}#{number}"
        if len(line) == longest and not line.endswith(b"\n"):
            while (rest := stream.readline(longest)) and not rest.endswith(b"\n"):
                pass
            blank = False
            length = f"over {longest:,} bytes"
            yield Skipped(label, f"line {number}: {too_long(length, settings)}")
            continue
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        blank = False
        try:
            record = json.loads(decode(line).removeprefix("\ufeff"))
        except NotText as error:
            yield Skipped(label, f"line {number}: {error}. Each line should be a JSON object.")
            continue
        except json.JSONDecodeError as error:
            wrong = f"{error.msg} at column {error.colno}"
            yield Skipped(label, f"line {number}: not JSON ({wrong}). Mend or remove the line.")
            continue
        except (ValueError, RecursionError) as error:
            # a number of thousands of digits, or brackets nested thousands deep
            wrong = str(error).partition(";")[0]
            yield Skipped(label, f"line {number}: not JSON ({wrong}). Mend or remove the line.")
            continue
        if not isinstance(record, dict):
            kind = type(record).__name__
            yield Skipped(label, f"line {number}: a {kind}, not a JSON object with {row.NEEDED}.")
            continue
        yield row.read(record, path, number, settings)
    if blank:
        yield Skipped(path, "empty: it holds no lines. Give one JSON object a line.")


def opens(start: bytes) -> bool:
    """Whether a file that starts so holds records: its first line begins one that names a body."""
    line = start.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    return line.startswith(b"{") and (b'"text"' in line or b'"html"' in line)


READER = Reader(name="JSON lines", suffixes=(".jsonl",), opens=opens, largest=None, read=read)
