"""A case file as SQLite keeps it: tables, version, transactions and what their errors mean."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from stat import S_ISREG
from time import monotonic
from typing import Final

from classifier.errors import OutputError, ReadError

_APPLICATION: Final = 0x61656363
_VERSION: Final = 3
_WAIT_SECONDS: Final = 30.0
_BITE_SECONDS: Final = 0.5
"""So long SQLite waits by itself; a signal is heard only in between."""
_TABLES: Final = (
    """CREATE TABLE cases (
        id TEXT PRIMARY KEY, chat TEXT NOT NULL,
        labels TEXT NOT NULL, priority TEXT NOT NULL, seen_at TEXT NOT NULL,
        facts TEXT NOT NULL)""",
    """CREATE TABLE marks (
        case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        kind TEXT NOT NULL, value TEXT NOT NULL, numbers TEXT NOT NULL, PRIMARY KEY (case_id, kind, value))""",
    "CREATE INDEX marks_by_value ON marks (kind, value)",
)


_REMEDIES: Final = {
    sqlite3.SQLITE_BUSY: "Another run uses it: wait for its end and try again.",
    sqlite3.SQLITE_READONLY: "Check your rights to it and to its folder, or name another file.",
    sqlite3.SQLITE_CANTOPEN: "Check that its folder exists, and your rights to both.",
    sqlite3.SQLITE_IOERR: "Check the disk that it lies on, or name a file on another.",
    sqlite3.SQLITE_FULL: "Free the disk, or name a file on another.",
    sqlite3.SQLITE_CORRUPT: "It is damaged: name a copy of it, or a new file to make one.",
}
_NO_FILE: Final = "cannot be used (a folder, a device or a pipe). Name a case file, or a new file to make one."
_REMEDY: Final = "Name a case file, or a new file to make one."


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads, all of it at one moment; ReadError where the file is no case file or unreadable."""
    try:
        if _is_no_file(path):
            raise ReadError(f"{path}: {_NO_FILE}")
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_BITE_SECONDS, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            _waited(connection, "SELECT count(*) FROM sqlite_master")
            _check(connection)
            yield connection
    except sqlite3.Error as error:
        raise ReadError(f"{path}: {_trouble(error)}") from error


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction that no other writer shares, kept whole or not at all.

    The tables are made in an empty or a new file; OutputError where it cannot be written or is no case file.
    """
    try:
        if _is_no_file(path):
            raise OutputError(f"{path}: {_NO_FILE}")
        with closing(sqlite3.connect(path, timeout=_BITE_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            _waited(connection, "BEGIN EXCLUSIVE")  # alone from the start, so that the end waits for no reader
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                _create(connection)
            _check(connection)
            # A file that only reads begins and ends a transaction as any other: a write tells them apart.
            connection.execute(f"PRAGMA user_version = {_VERSION}")
            yield connection
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise OutputError(f"{path}: {_trouble(error)}") from error


def _is_no_file(path: Path) -> bool:
    """Whether something else than a file stands there; what cannot be looked at is left to SQLite's own words."""
    try:
        return not S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _create(connection: sqlite3.Connection) -> None:
    for table in _TABLES:
        connection.execute(table)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {_VERSION}")


def _check(connection: sqlite3.Connection) -> None:
    """Nothing where the file is a case file of this version; sqlite3.DatabaseError otherwise."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != _APPLICATION:
        raise sqlite3.DatabaseError("not a case file")
    if version != _VERSION:
        raise sqlite3.DatabaseError(f"a case file of version {version}, not {_VERSION}")


def _waited(connection: sqlite3.Connection, statement: str) -> None:
    """Nothing; the statement is done, once no other run holds the file."""
    end = monotonic() + _WAIT_SECONDS
    while True:
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
        else:
            return


def _trouble(error: sqlite3.Error) -> str:
    """What is wrong and what to do."""
    remedy = _REMEDIES.get(_code(error))
    return f"{error}. {_REMEDY}" if remedy is None else f"cannot be used ({error}). {remedy}"


def _code(error: sqlite3.Error) -> int:
    """SQLite's word for an error, without its finer points; 0 for an error of ours."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF
