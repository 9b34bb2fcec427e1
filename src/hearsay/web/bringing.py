"""Articles that a person brings in on the pages: files, pasted text, addresses.

Takes what a form held, gives `Document`s as if they had been read from a folder of that name, and
what could not be read; leaves reading formats to `readers` and the rest to `pipeline`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from hearsay import readers
from hearsay.case import Case
from hearsay.entries import heading
from hearsay.errors import InputError
from hearsay.identity import identify
from hearsay.readers import Skipped
from hearsay.settings import Settings
from hearsay.types import Document
from hearsay.web.desk import Arrived
from hearsay.web.fetching import fetch

FOLDER = "imported"
"""What the path of an imported article begins with; there is no such folder."""
ADDRESSES = 50
"""Addresses fetched at once: at two seconds each, what a person waits for."""

TOLD = 60
"""Articles listed once they are read, or could not be: of more, a person looks for what they have
in common, or at the list of all articles."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a form held: files by name, a pasted text with its title, addresses."""

    files: tuple[tuple[str, bytes], ...] = ()
    title: str = ""
    text: str = ""
    addresses: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.files or self.text.strip() or self.addresses)


def documents(
    brought: Brought, settings: Settings, told: Callable[[str], None]
) -> Iterator[Document | Skipped]:
    """The articles, in the order: files, pasted text, addresses. told: the one being read now."""
    for name, content in brought.files:
        told(name)
        yield from _read(_plain_name(name), content, settings)
    if brought.text.strip():
        told("pasted text")
        title = " ".join(brought.title.split())
        words = f"{title}\n\n{brought.text}" if title else brought.text
        # what is pasted has no name; its content tells it from another
        name = f"pasted-{identify('p', words)[2:]}.txt"
        yield from _read(name, words.encode("utf-8", "replace"), settings)
    for address in brought.addresses[:ADDRESSES]:
        told(address)
        try:
            answered, content, kind = fetch(address)
        except InputError as wrong:
            yield Skipped(address, str(wrong).removeprefix(f"{address}: "))
            continue
        ending = ".txt" if kind == "text/plain" else ".html"
        for item in _read(f"page-{identify('p', answered)[2:]}{ending}", content, settings):
            if isinstance(item, Document) and item.url is None:
                yield replace(item, url=answered, id=identify("d", item.text, answered))
            else:
                yield item


def _plain_name(name: str) -> str:
    """The last part of an uploaded file's name, without what a folder could mean."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable()).strip(". ")[:120] or "article.txt"


def _read(name: str, content: bytes, settings: Settings) -> Iterator[Document | Skipped]:
    """The articles of one file, under a path that does not depend on this machine."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / name
        place.write_bytes(content)
        for item in readers.read([str(place)], settings):
            path = f"{FOLDER}/{name}"
            if isinstance(item, Skipped):
                yield Skipped(path, item.why)
                continue
            shown = f"{path}{item.path.rpartition(name)[2]}"
            yield replace(item, path=shown, id=identify("d", item.text, item.url or shown))


def lines(skipped: Sequence[Skipped]) -> tuple[str, ...]:
    """What could not be read and why, one line each."""
    told = [f"{one.path}: {' '.join(one.why.split())}" for one in skipped[:TOLD]]
    return (*told, *([f"and {len(skipped) - TOLD} more"] if len(skipped) > TOLD else []))


def names(case: Case, added: Sequence[str]) -> tuple[Arrived, ...]:
    """The first of the articles that were read."""
    rows = [row for one in added[:TOLD] for row in case.listed("titles", document=one)]
    return tuple(
        Arrived(row["id"], heading(Document(row["id"], row["path"], "", title=row["title"])))
        for row in rows
    )


def refused(brought: Brought) -> str:
    """Why a form cannot be read at all; "" where it can."""
    if not brought.anything:
        return "Choose files, paste a text or give an address first."
    if len(brought.addresses) > ADDRESSES:
        return f"At most {ADDRESSES} addresses at once; {len(brought.addresses)} were given."
    return ""
