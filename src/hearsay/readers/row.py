"""One article of a table or a stream of records: its fields, by whatever name they go.

Takes field names and values, gives a `Document` or why there is none. Shared by `jsonl` and `csv`.
"""

from __future__ import annotations

from collections.abc import Mapping

from hearsay.readers import html
from hearsay.readers.published import iso
from hearsay.readers.reader import LARGEST_PAGE, Skipped, article, told
from hearsay.settings import Settings
from hearsay.types import Document

# What a field may be called, the first that is there counts; case is ignored.
CALLED = {
    "text": ("text",),
    "html": ("html",),
    "id": ("id",),
    "url": ("url",),
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher"),
    "byline": ("byline", "author"),
    "published": ("date", "published"),
}
NEEDED = "a `text` or `html` field"


def named(columns: Mapping[str, object]) -> dict[str, object]:
    """The fields that hearsay knows, by its own names, without empty ones."""
    given = {str(name).strip().casefold(): value for name, value in columns.items()}
    found: dict[str, object] = {}
    for field, names in CALLED.items():
        values = (given.get(name) for name in names)
        value = next((value for value in values if value not in (None, "")), None)
        if value is not None:
            found[field] = value
    return found


def read(
    columns: Mapping[str, object], file: str, line: int, settings: Settings
) -> Document | Skipped:
    """The article of one row of `file`, which starts on `line` (from 1 on)."""
    fields = named(columns)
    path = f"{file}#{_words(fields.get('id')) or line}"
    where = f"line {line}: "
    page, text = fields.get("html"), fields.get("text")
    body = page if text is None else text
    if not isinstance(body, str):
        return Skipped(path, f"{where}no article: it needs {NEEDED} with words in it.")
    if "\0" in body:
        return Skipped(path, f"{where}not text: it holds NUL characters. Give the article's words.")
    date = _words(fields.get("published"))
    about = told(
        f"a field of line {line}",
        {
            "url": _words(fields.get("url")),
            "title": _words(fields.get("title")),
            "outlet": _words(fields.get("outlet")),
            "byline": _words(fields.get("byline")),
            "published": iso(date) if date else None,
        },
    )
    if text is None:
        read = html.article_of(body, path, settings, about)
    else:
        read = article(body, path, settings, about)
    return Skipped(path, where + read.why) if isinstance(read, Skipped) else read


def longest(settings: Settings) -> int:
    """Bytes of the longest row: an article in JSON's longest spelling, or a web page."""
    return max(LARGEST_PAGE, 12 * settings.longest)


def _words(value: object) -> str | None:
    """A field of one line as words: a string or a number, nothing else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).split()) or None
