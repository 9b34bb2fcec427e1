"""All the SQL of hearsay, from the files beside this one: schema, migrations, named statements.

Takes a name, gives SQL text; leaves running it to `hearsay.case`, the only holder of a connection.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# "HSAY" in ASCII: what `file` and `Case.open` know a case by.
APPLICATION = 0x48534159

# The tables that hold a ledger, those that are pointed at first. Judgements are not among them:
# they are a person's words and outlive every ledger.
LEDGER_TABLES = (
    "ledger",
    "documents",
    "actors",
    "aliases",
    "mentions",
    "statements",
    "statement_actors",
    "events",
    "event_actors",
    "event_mentions",
    "event_statements",
    "figures",
    "matters",
    "sides",
    "oppositions",
    "support",
    "accusations",
    "responses",
    "utterances",
    "utterance_statements",
    "stories",
    "story_documents",
    "copies",
    "copy_documents",
    "copy_passages",
    "sources",
)
# What claims are compared with, derived from articles, stories and vectors alone (`sql.claims`).
CLAIM_TABLES = (
    "claims",
    "article_words",
    "letter_runs",
    "claim_stories",
    "story_words",
    "statement_vectors",
)
# What linking keeps so that an article more is compared with few: none of it is part of a ledger.
LINKING_TABLES = (
    "linking",
    "signatures",
    "word_index",
    "shingle_index",
    "neighbours",
    "cores",
    "parts",
    "article_actors",
    "story_actors",
    "actor_keys",
    "told_of_actors",
    "wholes",
    "copies_across",
    "matters_across",
    *CLAIM_TABLES,
)
FULL_TEXT = ("documents_fts", "statements_fts")
FULL_TEXT_COLUMNS = {"documents_fts": ("title", "text"), "statements_fts": ("words",)}


@dataclass(frozen=True, slots=True)
class Migration:
    """What carries a case of `version - 1` to `version`."""

    version: int
    name: str
    script: str


def schema() -> str:
    """The newest tables."""
    return _read("schema.sql")


@cache
def migrations() -> tuple[Migration, ...]:
    """Every migration, oldest first; version 1 is the first schema and has none."""
    folder = files("hearsay.sql") / "migrations"
    found = []
    for entry in folder.iterdir():
        if match := re.fullmatch(r"(\d{4})_(\w+)\.sql", entry.name):
            script = entry.read_text(encoding="utf-8")
            found.append(Migration(int(match[1]), match[2], script))
    return tuple(sorted(found, key=lambda migration: migration.version))


def version() -> int:
    """The version of `schema()`."""
    return 1 + len(migrations())


def statement(name: str) -> str:
    """The statement that stands in queries.sql under `-- name: NAME`."""
    return _named()[name]


def insert(table: str) -> str:
    """The statement that adds one row to a table, its values given by column name."""
    columns = columns_of(table)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) "
        f"VALUES ({', '.join(':' + column for column in columns)})"
    )


def select_all(table: str) -> str:
    """The statement that gives a table's rows in the order of its primary key."""
    return f"SELECT * FROM {table} ORDER BY {', '.join(key_of(table))}"


def select_where(table: str, column: str) -> str:
    """The statement that gives the rows whose column holds one of `:values`, a JSON list."""
    return (
        f"SELECT * FROM {table} WHERE {column} IN (SELECT value FROM json_each(:values)) "
        f"ORDER BY {', '.join(key_of(table))}"
    )


def delete_all(table: str) -> str:
    """The statement that empties a table."""
    return f"DELETE FROM {table}"


def delete_row(table: str) -> str:
    """The statement that deletes one row of a table, its key given by column name."""
    return f"DELETE FROM {table} WHERE {' AND '.join(f'{c} = :{c}' for c in key_of(table))}"


def forget(full_text: str) -> str:
    """The statement that takes one row out of a full-text table, its row given by column name."""
    names = FULL_TEXT_COLUMNS[full_text]
    return (
        f"INSERT INTO {full_text} ({full_text}, rowid, {', '.join(names)}) "
        f"VALUES ('delete', :number, {', '.join(':' + name for name in names)})"
    )


def remember(full_text: str) -> str:
    """The statement that puts one row into a full-text table, its row given by column name."""
    names = FULL_TEXT_COLUMNS[full_text]
    return (
        f"INSERT INTO {full_text} (rowid, {', '.join(names)}) "
        f"VALUES (:number, {', '.join(':' + name for name in names)})"
    )


def rebuild(full_text: str) -> str:
    """The statement that makes a full-text table anew from the table it indexes."""
    return f"INSERT INTO {full_text} ({full_text}) VALUES ('rebuild')"


def compare(full_text: str) -> str:
    """The statement that raises where a full-text table is out of step with what it indexes."""
    return f"INSERT INTO {full_text} ({full_text}, rank) VALUES ('integrity-check', 1)"


def stamp(reached: int) -> str:
    """The statement that writes the case's version into the file's header."""
    return f"PRAGMA user_version = {reached}"


def mark() -> str:
    """The statement that writes what a case is known by into the file's header."""
    return f"PRAGMA application_id = {APPLICATION}"


def single(script: str) -> Iterator[str]:
    """The statements of a script one by one, so that they can run inside a transaction."""
    gathered = ""
    for piece in re.split(r"(?<=;)", script):
        gathered += piece
        if sqlite3.complete_statement(gathered):
            yield gathered.strip()
            gathered = ""


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table, in order."""
    return _tables()[table].columns


def key_of(table: str) -> tuple[str, ...]:
    """The columns of a table's primary key."""
    return _tables()[table].key


def tables() -> tuple[str, ...]:
    """Every table of the schema, in the order of creation."""
    return tuple(_tables())


@dataclass(frozen=True, slots=True)
class _Table:
    columns: tuple[str, ...]
    key: tuple[str, ...]


@cache
def _tables() -> dict[str, _Table]:
    """Each table's columns and primary key, as SQLite itself reads the schema."""
    scratch = sqlite3.connect(":memory:")
    try:
        scratch.executescript(schema())
        names = [name for (name,) in scratch.execute(statement("table_names"))]
        found = {}
        for name in names:
            info = scratch.execute(f"PRAGMA table_info({name})").fetchall()
            keyed = sorted((row[5], row[1]) for row in info if row[5])
            columns = tuple(row[1] for row in info)
            found[name] = _Table(columns, tuple(column for _, column in keyed))
        return found
    finally:
        scratch.close()


@cache
def _named() -> dict[str, str]:
    pieces = re.split(r"^-- name: (\w+)$", _read("queries.sql"), flags=re.MULTILINE)
    return {name: body.strip() for name, body in zip(pieces[1::2], pieces[2::2], strict=True)}


def _read(name: str) -> str:
    return (files("hearsay.sql") / name).read_text(encoding="utf-8")
