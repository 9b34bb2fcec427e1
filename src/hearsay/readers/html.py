"""Web pages: trafilatura takes the article out of the page; what it produces is the text.

Takes a saved page; gives its article with the title, author, date, site and address that the page
states of itself. Leaves out menus and readers' comments. No network: links are not followed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from hearsay.readers.decoding import NotText, decode
from hearsay.readers.reader import (
    LARGEST_PAGE,
    About,
    Reader,
    Skipped,
    article,
    either,
    told,
    too_long,
)
from hearsay.settings import Settings
from hearsay.types import Document

if TYPE_CHECKING:
    from trafilatura.settings import Document as Page

for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

# The latest date a page may bear. htmldate's own default is today, which would make what one page
# yields depend on the day it is read.
LATEST = "2100-12-31"

# Words that an article has at least, and words of them in lines that end as sentences do. Of 60
# pages of the Article Extraction Benchmark the shortest English article has 95 words, the one with
# the fewest in whole sentences 16; a list of headlines has none, a page that was not found 22.
FEWEST_WORDS = 25
FEWEST_IN_SENTENCES = 10

# How many times the longest article a page's text may come to, menus and all. The 60 pages have at
# most 91,406 characters of it; a page of 14 million, which holds no article that is read anyway,
# would keep trafilatura busy for over a minute.
MOST_BESIDE = 2

_PASSED_OVER = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)

NO_ARTICLE = "no article found in this web page. If it has one, save its text as .txt."


def read(stream: BinaryIO, path: str, settings: Settings) -> Iterator[Document | Skipped]:
    """The one article of the page."""
    data = stream.read()
    declared = _CHARSET.search(data, 0, 4096)
    try:
        page = decode(data, declared.group(1).decode("ascii", "ignore") if declared else None)
    except NotText as error:
        yield Skipped(path, f"{error}. Save the web page as HTML.")
        return
    yield article_of(page, path, settings, About())


def article_of(page: str, path: str, settings: Settings, known: About) -> Document | Skipped:
    """The article of a page; what is `known` of it already goes before what the page says."""
    if (length := _visible(page)) > MOST_BESIDE * settings.longest:
        return Skipped(path, too_long(f"{length:,} characters", settings))
    found = _extract(page.lstrip("\ufeff"))
    if found is None or not found.text:
        return Skipped(path, NO_ARTICLE)
    document = article(found.text, path, settings, either(known, _about(found)))
    if isinstance(document, Document) and not _is_prose(document.text):
        return Skipped(path, NO_ARTICLE)
    return document


def _visible(page: str) -> int:
    """Roughly how many characters of the page are neither markup nor program. One pass."""
    low = page.lower()
    count = at = 0
    while (tag := low.find("<", at)) >= 0:
        count += tag - at
        ends = next((end for start, end in _PASSED_OVER if low.startswith(start, tag)), ">")
        at = low.find(ends, tag + 1) + len(ends)
        if at < len(ends):  # never closed
            return count
    return count + len(low) - at


def _extract(page: str) -> Page | None:
    """What trafilatura finds, or None.

    On 60 pages of the Article Extraction Benchmark (shingles of four words, the benchmark's own
    measure; precision / recall / F1): balanced 0.948 / 0.966 / 0.957, the same without tables
    0.954 / 0.966 / 0.960, for recall 0.948 / 0.966 / 0.957, for precision 0.964 / 0.966 / 0.965,
    and for precision with `fast` 0.932 / 0.932 / 0.932. Tables make no difference there, so they
    stay: a toll can stand in one. Comments would be other people's words.
    """
    # imported here because it takes a quarter of a second, which plain text need not wait for
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            page,
            favor_precision=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={
                "original_date": True,
                # a search of the whole page guesses, from copyright lines for example
                "extensive_search": False,
                "max_date": LATEST,
            },
        )
    except Exception:  # lxml, htmldate and trafilatura raise nearly anything on a broken page
        return None
    return None if isinstance(found, dict) else found


def _about(found: Page) -> About:
    title, site = found.title, found.sitename
    if title and site and (cut := re.search(rf"\s+[|–—-]\s+{re.escape(site)}\s*$", title)):
        title = title[: cut.start()] or title
    return told(
        "the page's own markup",
        {
            "url": found.url,
            "title": title,
            "outlet": site,
            "byline": found.author,
            "published": found.date,
        },
    )


def _is_prose(text: str) -> bool:
    in_sentences = sum(len(s.split()) for s in text.splitlines() if _SENTENCE_END.search(s))
    return len(text.split()) >= FEWEST_WORDS and in_sentences >= FEWEST_IN_SENTENCES


def opens(start: bytes) -> bool:
    """Whether a file that starts so is a web page."""
    return _PAGE.match(start.removeprefix(b"\xef\xbb\xbf")) is not None


READER = Reader(
    name="web page",
    suffixes=(".html", ".htm"),
    opens=opens,
    largest=lambda settings: max(LARGEST_PAGE, 4 * settings.longest),
    read=read,
)
