"""Transactions on a case file, and what SQLite's errors mean to a person.

Takes a connection, gives whole changes and steady reads; leaves what is read and written to others.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hearsay import sql
from hearsay.errors import BadRecord, CaseBusy, CaseError, CaseWriteError, NotACase

# Seconds that one try for the write lock blocks; between tries Ctrl-C is heard.
ONE_TRY = 0.2


def run(
    connection: sqlite3.Connection, name: str, given: dict[str, object] | None = None
) -> sqlite3.Cursor:
    """Runs the statement of that name."""
    return connection.execute(sql.statement(name), given or {})


@contextmanager
def snapshot(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Reads of one and the same state, whoever writes meanwhile."""
    with translated(path):
        run(connection, "begin_read")
        try:
            yield
        finally:
            run(connection, "rollback")


@contextmanager
def change(connection: sqlite3.Connection, path: Path, wait: float) -> Iterator[None]:
    """One transaction: committed at the end, undone on any exception, Ctrl-C among them.

    wait: seconds to wait for another process that is writing, then CaseBusy.
    """
    with translated(path, wait):
        _begin(connection, wait)
        try:
            yield
            run(connection, "commit")
        except BaseException:
            # SQLite itself undoes the transaction when the disk is full
            if connection.in_transaction:
                run(connection, "rollback")
            raise


def _begin(connection: sqlite3.Connection, wait: float) -> None:
    until = time.monotonic() + wait
    while True:
        try:
            run(connection, "begin_write")
            return
        except sqlite3.OperationalError as error:
            if code(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise


def code(error: sqlite3.Error) -> int:
    """The error's primary code; 0 where SQLite gave none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def translated(path: Path, wait: float = 0.0) -> Iterator[None]:
    """Turns SQLite's errors into hearsay's, each with what to do next."""
    try:
        yield
    except sqlite3.Error as error:
        raise _meaning(error, path, wait) from error
    except UnicodeEncodeError as error:
        raise BadRecord(
            f"{path}: half of a surrogate pair stands in {error.object[:40]!r}; it is no character "
            "and cannot be written. Nothing was."
        ) from error


def _meaning(error: sqlite3.Error, path: Path, wait: float) -> CaseError:
    match code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return CaseBusy(
                f"{path}: another process is writing to it; waited {wait:g} s. "
                "Run the command again when the other has ended."
            )
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return NotACase(
                f"{path}: not a case, or a damaged one ({error}). "
                "Give another path, or take the file from a backup."
            )
        case sqlite3.SQLITE_FULL:
            return CaseWriteError(
                f"{path}: no room left to write; the case is as it was. "
                "Make room and run the command again."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return CaseWriteError(
                f"{path}: may not be written ({error}). Check the rights of file and folder."
            )
        case sqlite3.SQLITE_IOERR:
            return CaseWriteError(
                f"{path}: the disk could not be written or read ({error}); the case is as it was. "
                "Check the disk and its free space, then run the command again."
            )
        case sqlite3.SQLITE_CONSTRAINT:
            return BadRecord(f"{path}: a record does not fit ({error}). Nothing was written.")
    return CaseError(f"{path}: {error}. If that stays so, run `hearsay verify` on it.")
