"""Writes what differs between the rows that some records had and those that they have now.

Takes a connection (inside a transaction that somebody else holds) and rows by table, deletes and
inserts what must be, full-text tables included; leaves every other row as it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from hearsay import sql
from hearsay.sql.rows import Rows

Keyed = dict[str, dict[tuple[Any, ...], Mapping[str, Any]]]

_FULL_TEXT_OF = {"documents": "documents_fts", "statements": "statements_fts"}


def keyed(rows: Rows) -> Keyed:
    """The rows of each table by their primary key; one of several with the same key."""
    return {
        table: {tuple(row[part] for part in sql.key_of(table)): row for row in every}
        for table, every in rows.items()
    }


def delete(connection: sqlite3.Connection, before: Keyed, after: Keyed) -> None:
    """Deletes the rows that are no more or are no longer the same."""
    for table in reversed(sql.LEDGER_TABLES):
        kept = after.get(table, {})
        gone = [row for key, row in before.get(table, {}).items() if kept.get(key) != row]
        if table in _FULL_TEXT_OF:
            connection.executemany(sql.forget(_FULL_TEXT_OF[table]), gone)
        connection.executemany(sql.delete_row(table), gone)


def insert(connection: sqlite3.Connection, before: Keyed, after: Keyed) -> None:
    """Inserts the rows that are new or are no longer the same."""
    for table in sql.LEDGER_TABLES:
        held = before.get(table, {})
        new = [row for key, row in after.get(table, {}).items() if held.get(key) != row]
        connection.executemany(sql.insert(table), new)
        if table in _FULL_TEXT_OF:
            connection.executemany(sql.remember(_FULL_TEXT_OF[table]), new)
