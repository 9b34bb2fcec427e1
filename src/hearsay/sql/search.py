"""Statements sought by words and facets.

Takes a connection and what is wanted, gives what a list and its facets need of each statement that
fits, at most `MOST` of them; leaves showing to whoever asks.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from hearsay.links.words import content_words
from hearsay.sql.transactions import run

MOST = 5_000
"""Statements that are looked at for the facets; a page says so where there are more. Of 100,000
statements, finding and counting 10,000 takes 170 ms where a facet names half of them, 5,000 half
of that, and whoever finds more has to ask more narrowly anyway (`benchmarks/pages.py`)."""

MOST_TELLING = 200
"""Statements that hold a word of a claim, beyond which that tells of no story: those of one story
of five articles. To rank 100,000 of them (BM25) took 170 ms, and the first 200 were of as many
stories as fit the claim."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is sought; a field that is None asks for nothing.

    text: words in any order, those in quotation marks side by side. speaker, matter, document,
    about: ids. label: the phrase of an anonymous speaker. since, until: ISO dates of publication,
    inclusive; `until` may be as short as a year.
    """

    text: str | None = None
    speaker: str | None = None
    label: str | None = None
    about: str | None = None
    attitude: str | None = None
    certainty: str | None = None
    outlet: str | None = None
    matter: str | None = None
    document: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement that fits, with what facets count."""

    statement: str
    speaker: str | None
    label: str | None
    voice: str
    attitude: str
    certainty: str
    outlet: str | None
    published: str | None


_CONDITIONS = {
    "text": "statements.number IN "
    "(SELECT rowid FROM statements_fts WHERE statements_fts MATCH :text)",
    "speaker": "statements.speaker = :speaker",
    "label": "statements.speaker_label = :label COLLATE NOCASE",
    "about": "statements.id IN (SELECT statement FROM statement_actors WHERE actor = :about "
    "AND part IN ('about', 'target'))",
    "attitude": "statements.attitude = :attitude",
    "certainty": "statements.certainty = :certainty",
    "outlet": "documents.outlet = :outlet",
    "matter": "statements.id IN (SELECT statement FROM sides WHERE matter = :matter)",
    "document": "statements.document = :document",
    "since": "documents.published >= :since",
    "until": "documents.published <= :until || '~'",
}


_NAMES_FEW = frozenset({"text", "speaker", "label", "about", "matter", "document"})
_COLUMNS = (
    "statements.id, statements.speaker, statements.speaker_label, statements.voice, "
    "statements.attitude, statements.certainty, documents.outlet, documents.published, "
    "documents.number, json_extract(statements.content, '$[0][0]')"
)
_SELECTIVE = (
    f"SELECT {_COLUMNS} FROM statements JOIN documents ON documents.id = statements.document"
)
_NEWEST_FIRST = (
    "WITH newest AS MATERIALIZED (SELECT id, number, outlet, published FROM documents "
    f"ORDER BY published DESC, number) SELECT {_COLUMNS} FROM newest AS documents "
    "CROSS JOIN statements ON statements.document = documents.id"
)


def phrases(text: str) -> str:
    """The words as a full-text query in which no character is an operator; "" for no words."""
    parts = [quoted or word for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', text)]
    return " ".join(f'"{part}"' for part in parts if any(map(str.isalnum, part)))


def find(connection: sqlite3.Connection, wanted: Wanted) -> list[Hit]:
    """What fits everything that is wanted, newest article first, in reading order within it."""
    given = {
        name: value for name in Wanted.__slots__ if (value := getattr(wanted, name)) is not None
    }
    if "text" in given:
        given["text"] = phrases(given["text"])
        if not given["text"]:
            return []
    where = " AND ".join(_CONDITIONS[name] for name in given) or "1"
    # where nothing names few statements, articles are gone through from the newest on, so that the
    # limit ends the search early; elsewhere SQLite finds the shortest way
    ways = _SELECTIVE if given.keys() & _NAMES_FEW else _NEWEST_FIRST
    found = [
        (*row[8:], Hit(*row[:8]))
        for row in connection.execute(f"{ways} WHERE {where} LIMIT :most", {**given, "most": MOST})
    ]
    # dates may be missing: those come last
    found.sort(key=lambda row: (row[0], row[1]))
    found.sort(key=lambda row: row[2].published or "", reverse=True)
    return [row[2] for row in found]


def telling(connection: sqlite3.Connection, words: str) -> tuple[str, ...] | None:
    """The statements that hold a telling word of a text, in any of its forms, by id.

    None where they are more than `MOST_TELLING`. No character of the words is an operator.
    """
    stems = dict.fromkeys(content_words(words))
    wanted = " OR ".join(f'"{stem}"*' for stem in stems)
    if not wanted:
        return ()
    given: dict[str, object] = {"text": wanted, "most": MOST_TELLING + 1}
    found = tuple(row["id"] for row in run(connection, "statements_like", given))
    return found if len(found) <= MOST_TELLING else None
