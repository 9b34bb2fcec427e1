"""What a person names on the command line, as the articles it holds.

Takes files, folders, glob patterns and `-` for standard input; gives their articles in the order of
their paths, each file once, and a `Skipped` for whatever cannot be read. Never raises for a bad
input, and opens no file that is too large to be an article.
"""

from __future__ import annotations

import errno
import glob
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from hearsay.readers.reader import Reader, Skipped, too_long
from hearsay.settings import Settings
from hearsay.types import Document

# First bytes of a file of unknown name, by which its format is told.
START = 65_536
# Bytes of standard input that stay in memory; more are put on disk until they are read.
IN_MEMORY = 1 << 24
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, order=True)
class _File:
    """A file to be read: the label it is reported under and where it is."""

    label: str
    place: str


def read(
    inputs: Sequence[str], settings: Settings, stdin: BinaryIO | None, readers: Sequence[Reader]
) -> Iterator[Document | Skipped]:
    """The articles of all inputs, and why others could not be read.

    inputs: paths, patterns (`**` reaches into folders) or `-`. Standard input comes first, then all
    files sorted by path. Paths are relative to the current folder, so that one file has one path
    however it was named. stdin: where `-` is read from.
    """
    files: dict[str, _File] = {}
    skipped: dict[str, Skipped] = {}
    endings = tuple(ending for reader in readers for ending in reader.suffixes)
    for given in inputs:
        if given == STANDARD_INPUT:
            continue
        for found in _found(given, endings):
            if isinstance(found, _File):
                files.setdefault(found.label, found)
            else:
                skipped.setdefault(found.path, found)
    seen: set[str] = set()
    if STANDARD_INPUT in inputs:
        yield from _new(_read_standard(stdin, settings, readers), seen)
    for label in sorted(files.keys() | skipped.keys()):
        if label in skipped:
            yield skipped[label]
        if label in files:
            yield from _new(_read_file(files[label], settings, readers), seen)


def _new(read: Iterator[Document | Skipped], seen: set[str]) -> Iterator[Document | Skipped]:
    """All but the documents that were seen before."""
    for item in read:
        if isinstance(item, Document):
            if item.id in seen:
                continue
            seen.add(item.id)
        yield item


# --- what an input names ---------------------------------------------------------------------


def _found(given: str, endings: tuple[str, ...]) -> Iterator[_File | Skipped]:
    try:
        mode = Path(given).stat().st_mode
    except (OSError, ValueError) as error:
        yield from _matching(given, endings, error)
        return
    if stat.S_ISDIR(mode):
        yield from _within(given, endings)
    else:
        yield _file(given)


def _matching(
    given: str, endings: tuple[str, ...], error: OSError | ValueError
) -> Iterator[_File | Skipped]:
    """What a pattern matches. A pattern that spells its ending out asks for just such files."""
    if not glob.has_magic(given):
        yield Skipped(_printable(given), _why(error))
        return
    ending = Path(given).suffix
    spelt_out = bool(ending) and not glob.has_magic(ending)
    try:
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    except (OSError, ValueError) as broken:
        yield Skipped(_printable(given), _why(broken))
        return
    any_found = False
    for match in matches:
        if os.path.isdir(match):  # noqa: PTH112 - Path.is_dir raises where it may not look
            if "**" in given:
                continue  # the pattern itself reaches into it
            any_found = True
            yield from _within(match, endings)
        elif spelt_out or match.lower().endswith(endings):
            any_found = True
            yield _file(match)
    if not any_found:
        why = "no article file matches this pattern. Check it, and quote it from the shell."
        yield Skipped(_printable(given), why)


def _within(folder: str, endings: tuple[str, ...]) -> Iterator[_File | Skipped]:
    """The article files in a folder and the folders in it, hidden ones left out."""
    found: list[_File | Skipped] = []
    barred: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=barred.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(
            _file(os.path.join(parent, name))  # noqa: PTH118 - os.walk speaks in strings
            for name in sorted(names)
            if not name.startswith(".") and name.lower().endswith(endings)
        )
    found.extend(Skipped(_label(error.filename), _why(error)) for error in barred)
    if not found:
        kinds = ", ".join(endings)
        found.append(Skipped(_label(folder), f"no article files ({kinds}) in it. Put some there."))
    yield from found


def _file(place: str) -> _File:
    return _File(_label(place), place)


def _label(place: str) -> str:
    """The path that is recorded: from the current folder, symbolic links followed, with slashes."""
    whole = os.path.realpath(place)
    try:
        near = os.path.relpath(whole)
    except ValueError:  # another drive
        near = whole
    return _printable(near.replace(os.sep, "/"))


def _printable(path: str) -> str:
    """The path with what is not Unicode in it spelled out, so that it can be shown and kept."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _why(error: OSError | ValueError) -> str:
    """One line for what the system said."""
    if isinstance(error, PermissionError):
        return "may not be read: permission denied. Change its permissions or leave it out."
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return "does not exist. Check the path; hearsay reads files, it fetches nothing."
    if error.errno == errno.ENAMETOOLONG:
        return "does not exist: no file has so long a name. Check the path."
    return f"cannot be read: {error.strerror or error}. Check the file."


# --- what a file holds -----------------------------------------------------------------------


def _read_file(
    file: _File, settings: Settings, readers: Sequence[Reader]
) -> Iterator[Document | Skipped]:
    try:
        if not stat.S_ISREG(Path(file.place).stat().st_mode):
            yield Skipped(
                file.label, "not a file but a pipe, socket or device. Use `-` for a pipe."
            )
            return
        with Path(file.place).open("rb") as stream:
            yield from _read_stream(stream, file.label, settings, readers)
    except OSError as error:
        yield Skipped(file.label, _why(error))


def _read_standard(
    stdin: BinaryIO | None, settings: Settings, readers: Sequence[Reader]
) -> Iterator[Document | Skipped]:
    if stdin is None:
        yield Skipped(STANDARD_INPUT, "there is no standard input. Pipe an article into hearsay.")
        return
    try:
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
            shutil.copyfileobj(stdin, kept)
            yield from _read_stream(cast(BinaryIO, kept), STANDARD_INPUT, settings, readers)
    except OSError as error:
        yield Skipped(STANDARD_INPUT, _why(error))


def _read_stream(
    stream: BinaryIO, label: str, settings: Settings, readers: Sequence[Reader]
) -> Iterator[Document | Skipped]:
    reader = _reader_of(stream, label, readers)
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if not size:
        yield Skipped(label, "empty: it has no bytes. Remove it or give the article's text.")
    elif reader.largest and size > reader.largest(settings):
        yield Skipped(label, too_long(f"{size:,} bytes", settings))
    else:
        yield from reader.read(stream, label, settings)


def _reader_of(stream: BinaryIO, label: str, readers: Sequence[Reader]) -> Reader:
    """By the name's ending, else by the first bytes; the first reader that recognises them."""
    for reader in readers:
        if label.lower().endswith(reader.suffixes):
            return reader
    stream.seek(0)
    start = stream.read(START)
    return next(reader for reader in readers if reader.opens(start))
