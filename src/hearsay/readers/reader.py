"""What every reader shares: what it is, what it yields, and the gate each text passes.

Takes the text of one article and what is known of it; gives a `Document`, or a `Skipped` that says
why there is none. Leaves the text as it is: nothing is stripped, joined or normalised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from hearsay.identity import identify
from hearsay.readers import language
from hearsay.settings import Settings
from hearsay.types import Document, Reason

# Bytes of the largest web page that is parsed: seven times the largest of 60 saved news pages, of
# 1.4 MB. The article inside is held to `Settings.longest` besides.
LARGEST_PAGE = 10_000_000

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was not read. `why` is one line: what is wrong, where, what to do."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class About:
    """What an input tells of its article beside the text; `because` says where each field stood."""

    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    because: tuple[Reason, ...] = ()


FIELDS = ("byline", "outlet", "published", "title", "url")


def told(where: str, fields: Mapping[str, str | None]) -> About:
    """The fields that say something, each with the reason that it stood in `where`.

    where: a phrase such as "the page's own markup".
    fields: any of byline, outlet, published, title and url.
    """
    sound = {name: _sound(value).strip() for name, value in fields.items() if value}
    said = {name: value for name, value in sorted(sound.items()) if value}
    return About(
        url=said.get("url"),
        title=said.get("title"),
        outlet=said.get("outlet"),
        byline=said.get("byline"),
        published=said.get("published"),
        because=tuple(Reason(name, f"{value} ({where})") for name, value in said.items()),
    )


def either(first: About, second: About) -> About:
    """Each field of the first, or where that is silent, of the second."""
    silent = [name for name in FIELDS if getattr(first, name) is None]
    added = tuple(reason for reason in second.because if reason.rule in silent)
    return replace(
        first,
        because=tuple(sorted((*first.because, *added), key=lambda reason: reason.rule)),
        **{name: getattr(second, name) for name in silent},
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format.

    suffixes: endings of its files, lower case with the dot.
    opens: whether a file of unknown name is of this format, judged by its first bytes.
    largest: bytes of the largest file that is opened at all, under these settings; None where a
    file may be of any size because its articles are read one by one.
    read: the articles of one open, seekable file; the path is the label they get.
    """

    name: str
    suffixes: tuple[str, ...]
    opens: Callable[[bytes], bool]
    largest: Callable[[Settings], int] | None
    read: Callable[[BinaryIO, str, Settings], Iterator[Document | Skipped]]


def article(text: str, path: str, settings: Settings, about: About) -> Document | Skipped:
    """The text as a document in English, or why it is none.

    A lone surrogate, which JSON can spell and no file or database can hold, becomes U+FFFD.
    """
    text = _sound(text)
    if not any(map(str.isalnum, text)):
        return Skipped(path, "empty: it holds no words. Remove it or give the article's text.")
    if len(text) > settings.longest:
        return Skipped(path, too_long(f"{len(text):,} characters", settings))
    if foreign := language.foreign(text):
        return Skipped(path, f"not in English: it reads as {foreign}. hearsay reads English only.")
    return Document(
        id=identify("d", text, about.url or path),
        path=path,
        text=text,
        url=about.url,
        title=about.title,
        outlet=about.outlet,
        byline=about.byline,
        published=about.published,
        language="en",
        because=about.because,
    )


def too_long(length: str, settings: Settings) -> str:
    """The line for an input that is longer than one article may be."""
    return (
        f"too long for one article: {length}, where `longest` allows {settings.longest:,} "
        "characters. Split it, or set `longest` in the settings file."
    )


def _sound(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)
