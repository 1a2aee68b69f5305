"""The catalogue's file: its tables, how it is opened, what it remembers about itself."""

import os
import sqlite3
from pathlib import Path

FORMAT = "1"  # of the tables; another is refused
APPLICATION_ID = 0x48415453  # "HATS", in the file's header: tells our file from any other

_SCHEMA = f"""
PRAGMA application_id = {APPLICATION_ID};
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE transcripts (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    encoding TEXT NOT NULL, text TEXT NOT NULL, text_sha256 TEXT NOT NULL, pages TEXT NOT NULL,
    header TEXT NOT NULL, warnings TEXT NOT NULL,
    added TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
);
CREATE TABLE turns (
    transcript TEXT NOT NULL REFERENCES transcripts (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, speaker TEXT, first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (transcript, number)
) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, transcript TEXT NOT NULL REFERENCES transcripts (id) ON DELETE CASCADE,
    turn INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    terms TEXT NOT NULL, vector TEXT NOT NULL
);
CREATE INDEX passages_of ON passages (transcript);
CREATE TABLE vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
"""


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open the file; `create` makes it with empty tables.

    Raises:
        sqlite3.Error: the file is missing, damaged or cannot be written.
    """
    mode = "rwc" if create else "rw"
    if path.exists() and not os.access(path.parent, os.W_OK):
        # read only; without a write-ahead log nobody else is writing either
        mode = "ro" if path.with_name(f"{path.name}-wal").exists() else "ro&immutable=1"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=30,
        isolation_level=None,  # transactions are begun and ended by name
        check_same_thread=False,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if create:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_SCHEMA)
        set_meta(connection, "format", FORMAT)
        set_meta(connection, "generation", "0")
    else:
        connection.execute("PRAGMA secure_delete = ON")  # what was removed is not left on disk
    return connection


def meta(connection: sqlite3.Connection, key: str) -> str | None:
    """Return a value the library remembers about itself."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Remember a value."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        (key, value),
    )
