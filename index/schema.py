"""The catalogue's file: its tables, how it is opened, what it remembers about itself."""

import os
import sqlite3
from pathlib import Path

FORMAT = "2"  # of the tables; another is refused
_PAGE = 16_384  # bytes: of SQLite's usual 4,096 a vector would take an overflow page for itself
APPLICATION_ID = 0x48415453  # "HATS", in the file's header: tells our file from any other

_SENTENCES = """CREATE TABLE sentences (
    passage INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
    first INTEGER NOT NULL, last INTEGER NOT NULL, vector TEXT NOT NULL,
    PRIMARY KEY (passage, first)
) WITHOUT ROWID;"""
_FROM = {  # an earlier format -> what makes it the next one; the passages are cut anew thereafter
    "1": f"{_SENTENCES} ALTER TABLE passages ADD COLUMN asks INTEGER NOT NULL DEFAULT 0;",
}
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
    asks INTEGER NOT NULL DEFAULT 0, terms TEXT NOT NULL, vector TEXT NOT NULL
);
CREATE INDEX passages_of ON passages (transcript);
{_SENTENCES}
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
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_SCHEMA)
        set_meta(connection, "format", FORMAT)
        set_meta(connection, "generation", "0")
    else:
        connection.execute("PRAGMA secure_delete = ON")  # what was removed is not left on disk
    return connection


def outdated(connection: sqlite3.Connection) -> bool:
    """Tell whether an earlier version made the tables, which `upgrade` can bring up to date."""
    return meta(connection, "format") in _FROM


def upgrade(connection: sqlite3.Connection) -> None:
    """Change the tables of an earlier version into this one's; what they hold stays.

    Raises:
        sqlite3.Error: the file cannot be written.
    """
    while (found := meta(connection, "format")) in _FROM:
        connection.executescript(
            f"BEGIN IMMEDIATE; {_FROM[found]}"
            f" UPDATE meta SET value = '{int(found) + 1}' WHERE key = 'format'; COMMIT;"
        )


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


def forget_meta(connection: sqlite3.Connection, key: str) -> None:
    """Remember a value no more."""
    connection.execute("DELETE FROM meta WHERE key = ?", (key,))
