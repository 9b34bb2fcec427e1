"""Statements sought by words and facets.

Takes a connection and what is wanted, gives what a list and its facets need of each statement that
fits, at most `MOST` of them; leaves showing to whoever asks.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

MOST = 20_000
"""Statements that are looked at for the facets; a page says so where there are more. Counting
20,000 takes 40 ms, and whoever finds more has to ask more narrowly anyway."""


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
    found = connection.execute(
        "SELECT statements.id, statements.speaker, statements.speaker_label, statements.voice, "
        "statements.attitude, statements.certainty, documents.outlet, documents.published "
        "FROM statements JOIN documents ON documents.id = statements.document "
        f"WHERE {where} ORDER BY documents.published DESC, documents.number, "
        "json_extract(statements.content, '$[0][0]'), statements.number "
        "LIMIT :most",
        {**given, "most": MOST},
    )
    return [Hit(*row) for row in found]
