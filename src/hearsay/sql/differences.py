"""Writes what differs between the rows that some records had and those that they have now.

Takes a connection (inside a transaction that somebody else holds) and rows by table, deletes and
inserts what must be, full-text tables included; leaves every other row as it is.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Set
from dataclasses import replace
from operator import attrgetter
from typing import Any

from hearsay import sql
from hearsay.sql.rows import Rows
from hearsay.types import Ledger, Statement

Keyed = dict[str, dict[tuple[Any, ...], Mapping[str, Any]]]

_KEYS: Mapping[str, Callable[[Any], Hashable]] = {
    **dict.fromkeys(
        ("statements", "figures", "events", "matters", "utterances", "stories"),
        attrgetter("id"),
    ),
    "accusations": attrgetter("statement", "accused"),
    "copies": attrgetter("kind", "documents"),
}
_NAMED = ("via", "target", "about")
_FULL_TEXT_OF = {"documents": "documents_fts", "statements": "statements_fts"}


def keyed(rows: Rows) -> Keyed:
    """The rows of each table by their primary key; one of several with the same key."""
    return {
        table: {tuple(row[part] for part in sql.key_of(table)): row for row in every}
        for table, every in rows.items()
    }


def apart(before: Ledger, after: Ledger) -> tuple[Ledger, Ledger]:
    """Two parts of a ledger without the records that are the same in both, as their rows are.

    Of an article more most records of its story stay as they are. Documents stay, since rows repeat
    their words, and so do actors, but for their mentions: whether a name is an actor's is looked up
    there.
    """
    here, there = ({actor.id for actor in part.actors} for part in (before, after))
    other = here ^ there
    found: tuple[dict[str, Any], dict[str, Any]] = {}, {}
    for name, key in _KEYS.items():
        held = {key(record): record for record in getattr(before, name)}
        same = {key(one) for one in getattr(after, name) if held.get(key(one)) == one}
        if name == "statements":
            same = {one for one in same if not _names(held[one], other)}
        for part, kept in zip((before, after), found, strict=True):
            kept[name] = tuple(one for one in getattr(part, name) if key(one) not in same)
    mentioned = [Counter(part.actors) for part in (before, after)]
    for part, kept, elsewhere in zip((before, after), found, mentioned[::-1], strict=True):
        kept["actors"] = tuple(
            replace(actor, mentions=()) if elsewhere[actor] else actor for actor in part.actors
        )
    return replace(before, **found[0]), replace(after, **found[1])


def _names(statement: Statement, actors: Set[str]) -> bool:
    return any(not actors.isdisjoint(getattr(statement, part)) for part in _NAMED)


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
