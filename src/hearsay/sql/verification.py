"""Every span of a case checked again against its text, every link, every index.

Takes a connection to a case (best a copy: one check writes), gives one line a problem.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from hearsay import checks, sql
from hearsay.errors import CaseError
from hearsay.sql import claims, content, rows
from hearsay.sql.transactions import run
from hearsay.types import Analysis, Ledger


def problems(connection: sqlite3.Connection) -> Iterator[str]:
    """One line for everything that does not hold."""
    for row in run(connection, "integrity_check"):
        if row[0] != "ok":
            yield f"file: {row[0]}"
    for row in run(connection, "foreign_key_check"):
        yield f"{row[0]}: row {row[1]} points at a record of {row[2]} that is not there"
    for full_text in sql.FULL_TEXT:
        try:
            connection.execute(sql.compare(full_text))
        except sqlite3.DatabaseError as error:
            yield f"{full_text}: out of step with the text it indexes ({error})"
    try:
        ledger = content.ledger(connection)
    except ValueError as error:
        yield f"ledger: {error}"
        return
    found = list(checks.problems(ledger))
    yield from found
    if not found:
        yield from _derived(connection, ledger)
    wrong = list(_analyses(connection, ledger))
    yield from wrong
    if not found and not wrong:
        yield from claims.problems(connection)


def _derived(connection: sqlite3.Connection, ledger: Ledger) -> Iterator[str]:
    """Columns that repeat what others tell, such as the words under a span."""
    fetch = content.fetch(connection)
    every = rows.rows_of(ledger)
    for table in sql.LEDGER_TABLES[1:]:
        derived = every.get(table, [])
        key = sql.key_of(table)
        stored = {tuple(row[part] for part in key): row for row in fetch(table)}
        for row in derived:
            place = tuple(row[part] for part in key)
            other = stored.pop(place, {})
            wrong = [name for name, value in row.items() if other.get(name) != value]
            if wrong:
                record = row.get("id", " ".join(map(str, place)))
                yield f"{table} {record}: {', '.join(wrong)} cannot be derived from its spans"
        for place in stored:
            yield f"{table} {' '.join(map(str, place))}: belongs to no record"


def _analyses(connection: sqlite3.Connection, ledger: Ledger) -> Iterator[str]:
    """What each article yielded: readable, sound, of the text that the ledger holds."""
    texts = {document.id: document.text for document in ledger.documents}
    pending = {row["document"] for row in run(connection, "analyses_pending")}
    for row in run(connection, "analyses_in_order"):
        try:
            analysis: Analysis = content.unpacked(row["document"], row["body"])
        except CaseError as error:
            yield str(error)
            continue
        yield from checks.problems_of_analysis(analysis)
        shown = texts.get(row["document"])
        if shown != analysis.document.text and not (shown is None and row["document"] in pending):
            yield f"document {row['document']}: its text is not the one that was analysed"
