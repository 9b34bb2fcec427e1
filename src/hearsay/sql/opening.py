"""Opening, making and migrating the file of a case.

Takes a path, gives a connection to a case of this version, or says why there is none; leaves what
the tables hold to `Case`.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from urllib.parse import quote

from hearsay import sql
from hearsay.errors import CaseWriteError, NotACase
from hearsay.identity import number
from hearsay.sql.transactions import ONE_TRY, change, code, run, translated

_MAGIC = b"SQLite format 3\x00"


def opened(path: Path, wait: float) -> sqlite3.Connection:
    """A connection to an existing case, migrated to this version if it is of an older one.

    Raises NotACase, CaseBusy, CaseWriteError.
    """
    with translated(path, wait):
        if not _holds_sqlite(path):
            raise NotACase(f"{path}: there is no case here. Make one with `hearsay build`.")
        connection, mark, version = _connected(path)
        try:
            if mark != sql.APPLICATION:
                raise NotACase(f"{path}: a SQLite file, but not a case. Give another path.")
            if version > sql.version():
                raise NotACase(
                    f"{path}: a case of a newer hearsay (version {version} of the file; this one "
                    f"knows {sql.version()}). Update hearsay."
                )
            run(connection, "foreign_keys")
            _migrate(connection, path, wait, version)
            _keep_log(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def made(path: Path, wait: float) -> sqlite3.Connection:
    """The same, the case made first where there is none. Any other file is left untouched."""
    with translated(path, wait):
        if not path.parent.is_dir():
            raise CaseWriteError(f"{path}: there is no folder {path.parent}. Make it first.")
        if not _holds_sqlite(path) or _is_blank(path):
            connection = _connect(path, "mode=rwc")
            try:
                _lay(connection, path, wait)
            finally:
                connection.close()
    return opened(path, wait)


def _connect(path: Path, how: str) -> sqlite3.Connection:
    place = f"file:{quote(str(path.absolute()))}?{how}"
    connection = sqlite3.connect(place, uri=True, isolation_level=None, timeout=ONE_TRY)
    connection.row_factory = sqlite3.Row
    return connection


def _connected(path: Path) -> tuple[sqlite3.Connection, int, int]:
    """A connection and what the file's header says: whose it is, of which version.

    In a folder that may not be written SQLite cannot keep the log that readers share; the case is
    then read as a file that nobody changes, unless a log that was left behind says otherwise.
    """
    connection = _connect(path, "mode=rw")
    try:
        return connection, *_marks(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        log = path.with_name(path.name + "-wal")
        if code(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} or (
            log.exists() and log.stat().st_size
        ):
            raise
    connection = _connect(path, "mode=ro&immutable=1")
    try:
        return connection, *_marks(connection)
    except BaseException:
        connection.close()
        raise


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    mark: int = run(connection, "application_id").fetchone()[0]
    version: int = run(connection, "user_version").fetchone()[0]
    return mark, version


def _holds_sqlite(path: Path) -> bool:
    """Whether there is a SQLite file; False for no file or an empty one; else NotACase."""
    if not path.exists():
        return False
    if not path.is_file():
        raise NotACase(f"{path}: a folder or a device, not a case. Give the path of a file.")
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise NotACase(f"{path}: cannot be read ({error.strerror}).") from None
    if head and head != _MAGIC:
        raise NotACase(f"{path}: some other file, not a case. It was not touched.")
    return bool(head)


def _is_blank(path: Path) -> bool:
    """Whether the file holds no table yet: a creation was cut off."""
    connection, mark, _ = _connected(path)
    try:
        return mark == 0 and not run(connection, "count_tables").fetchone()[0]
    finally:
        connection.close()


def _lay(connection: sqlite3.Connection, path: Path, wait: float) -> None:
    """Makes the tables, unless another process has just done so."""
    with change(connection, path, wait):
        if run(connection, "count_tables").fetchone()[0]:
            return
        for statement in sql.single(sql.schema()):
            connection.execute(statement)
        for migration in sql.migrations():
            _note(connection, migration)
        connection.execute(sql.stamp(sql.version()))
        connection.execute(sql.mark())


def _migrate(connection: sqlite3.Connection, path: Path, wait: float, version: int) -> None:
    """Carries an older case to this version; each step commits with its own record."""
    connection.create_function("number_of", -1, number, deterministic=True)
    connection.create_function("number_of_list", 2, _number_of_list, deterministic=True)
    for migration in sql.migrations():
        if migration.version <= version:
            continue
        with change(connection, path, wait):
            if _marks(connection)[1] >= migration.version:
                continue
            for statement in sql.single(migration.script):
                connection.execute(statement)
            _note(connection, migration)
            connection.execute(sql.stamp(migration.version))


def _number_of_list(first: str, others: str) -> int:
    return number(first, *json.loads(others))


def _note(connection: sqlite3.Connection, migration: sql.Migration) -> None:
    run(connection, "add_migration", {"version": migration.version, "name": migration.name})


def _keep_log(connection: sqlite3.Connection) -> None:
    """Write-ahead log: readers go on while somebody writes. Where it cannot be had, no harm."""
    try:
        if run(connection, "journal_mode").fetchone()[0] != "wal":
            run(connection, "write_ahead")
    except sqlite3.OperationalError as error:
        if code(error) not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY}:
            raise
