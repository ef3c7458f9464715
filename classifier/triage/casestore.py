"""A case file as SQLite keeps it: tables, version, transactions and what their errors mean."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from classifier.errors import OutputError, ReadError

_APPLICATION: Final = 0x61656363
_VERSION: Final = 3
_WAIT_SECONDS: Final = 30.0
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


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads; ReadError where the file is no case file or cannot be read."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT_SECONDS)
        ) as connection:
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
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                _create(connection)
            _check(connection)
            yield connection
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise OutputError(f"{path}: {_trouble(error)}") from error


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


def _trouble(error: sqlite3.Error) -> str:
    """What is wrong and what to do."""
    words = str(error)
    if isinstance(error, sqlite3.OperationalError):
        remedy = (
            "Wait for the other run to end and try again."
            if "locked" in words
            else "Choose a folder that can be written."
        )
        return f"cannot be used ({words}). {remedy}"
    return f"{words}. Name a case file, or a new file to make one."
