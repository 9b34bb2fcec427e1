"""The records of a case read from and written to a connection.

Takes a connection (inside a transaction that somebody else holds) and records; leaves what may be
written, and when, to `Case`.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from hearsay import __version__, records, sql
from hearsay.errors import BadRecord, CaseError
from hearsay.sql import rows
from hearsay.sql.transactions import run
from hearsay.types import Analysis, Document, Judgement, Ledger, Source

REMEMBERED = 2
"""States of judgements that are kept as read: before and after the last one. A page with 5,000
reads them six times, at 30 ms each."""


def fetch(connection: sqlite3.Connection) -> rows.Fetch:
    """What gives every row of a table, in order."""

    def all_rows(table: str) -> list[dict[str, Any]]:
        return [dict(row) for row in connection.execute(sql.select_all(table))]

    return all_rows


def ledger(connection: sqlite3.Connection) -> Ledger:
    """The ledger as it stands. Raises ValueError where the rows are not those of one."""
    return rows.ledger_of(fetch(connection), Ledger(hearsay=__version__, model=""))


def write(connection: sqlite3.Connection, new: Ledger) -> None:
    """Puts a ledger in the place of the last one; judgements are left as they are."""
    clear(connection, [*sql.LEDGER_TABLES, *sql.LINKING_TABLES])
    every = rows.rows_of(new)
    for table in sql.LEDGER_TABLES:
        connection.executemany(sql.insert(table), every.get(table, []))
    index(connection)


def write_sources(connection: sqlite3.Connection, told: Sequence[Source]) -> None:
    """Puts sources in the place of those there are."""
    clear(connection, ["sources"])
    connection.executemany(sql.insert("sources"), rows.source_rows(told))


def clear(connection: sqlite3.Connection, tables: Sequence[str]) -> None:
    """Empties tables; links between them are looked at when the transaction ends."""
    run(connection, "defer_foreign_keys")
    for table in reversed(tables):
        connection.execute(sql.delete_all(table))


def index(connection: sqlite3.Connection) -> None:
    """Makes the full-text tables anew."""
    for full_text in sql.FULL_TEXT:
        connection.execute(sql.rebuild(full_text))


def judgements(connection: sqlite3.Connection) -> tuple[Judgement, ...]:
    """Every judgement, oldest first."""
    return _heard(run(connection, "judgements_told").fetchone()["told"])


@lru_cache(maxsize=REMEMBERED)
def _heard(told: str) -> tuple[Judgement, ...]:
    found = (Judgement(*values) for values in json.loads(told))
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def append(connection: sqlite3.Connection, judgement: Judgement) -> None:
    """Appends a judgement."""
    connection.execute(sql.insert("judgements"), rows.judgement_row(judgement))


def analyses(connection: sqlite3.Connection) -> list[Analysis]:
    """What every article yielded, by document id."""
    return [unpacked(row["document"], row["body"]) for row in run(connection, "analyses_in_order")]


def document(connection: sqlite3.Connection, name: str) -> Document:
    """The document of one analysis, the rest of it left as it is."""
    row = run(connection, "analysis_of", {"document": name}).fetchone()
    try:
        return records.typed(Document, json.loads(zlib.decompress(row["body"]))["document"])
    except (zlib.error, ValueError) as error:
        raise _damaged(name, error) from None


def analysis(connection: sqlite3.Connection, name: str) -> Analysis:
    """What one article yielded."""
    return unpacked(name, run(connection, "analysis_of", {"document": name}).fetchone()["body"])


def put(connection: sqlite3.Connection, analysis: Analysis, settings: str) -> None:
    """Keeps an analysis, in the place of an earlier one of the same document.

    Raises BadRecord where the case holds another text of that id.
    """
    given: dict[str, object] = {"document": analysis.document.id}
    stored = run(connection, "analysis_of", given).fetchone()
    shown = run(connection, "document_text", given).fetchone()
    texts = [unpacked(analysis.document.id, stored["body"]).document.text] if stored else []
    texts += [shown["text"]] if shown else []
    if any(text != analysis.document.text for text in texts):
        raise BadRecord(f"document {analysis.document.id}: the case has another text of this id.")
    given |= {"model": analysis.model, "settings": settings, "body": packed(analysis)}
    run(connection, "put_analysis", given)


def vectors(connection: sqlite3.Connection) -> dict[str, bytes]:
    """The vectors of all analyses by id. Raises CaseError where an analysis is damaged."""
    found: dict[str, bytes] = {}
    for _, held in vectors_by_document(connection):
        found.update(held)
    return found


def vectors_by_document(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, bytes]]]:
    """For each analysis its document and its vectors, without reading the rest of it as records.

    Raises CaseError where an analysis is damaged.
    """
    for row in run(connection, "analyses_in_order"):
        try:
            held = json.loads(zlib.decompress(row["body"]))["vectors"]
            yield row["document"], {name: base64.b64decode(vector) for name, vector in held}
        except (zlib.error, ValueError, KeyError, TypeError) as error:
            raise _damaged(row["document"], error) from None


def packed(analysis: Analysis) -> bytes:
    """The analysis as compressed canonical JSON: equal analyses, equal bytes."""
    return zlib.compress(records.canonical(records.plain(analysis)).encode("utf-8"))


def packed_part(part: Ledger) -> bytes:
    """A story's part of the ledger as compressed canonical JSON."""
    return zlib.compress(records.canonical(records.plain(part)).encode("utf-8"), 1)


def unpacked_part(body: bytes) -> Ledger:
    """The part of `packed_part`. Raises CaseError where it is damaged."""
    try:
        return records.typed(Ledger, json.loads(zlib.decompress(body)))
    except (zlib.error, ValueError) as error:
        raise _damaged("of a story", error) from None


def unpacked(document: str, body: bytes) -> Analysis:
    """The analysis of `packed`. Raises CaseError where it is damaged."""
    try:
        return records.typed(Analysis, json.loads(zlib.decompress(body)))
    except (zlib.error, ValueError) as error:
        raise _damaged(document, error) from None


def _damaged(document: str, error: Exception) -> CaseError:
    return CaseError(
        f"document {document}: what was read from it is damaged ({error}). "
        "Remove it and add it again."
    )
