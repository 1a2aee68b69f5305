"""The rows of what is derived, in one SQLite file beside the library: written all or not at all."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from index.library import Library
from index.storage import OVERVIEWS, disk_errors
from rag.catchup.state import Keys

_SCHEMA = """
CREATE TABLE IF NOT EXISTS of_transcripts (
    transcript TEXT NOT NULL, piece TEXT NOT NULL, key TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (transcript, piece)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS of_library (
    piece TEXT PRIMARY KEY, keys TEXT NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS of_topics (
    topic TEXT PRIMARY KEY, state TEXT NOT NULL, record TEXT NOT NULL, quotes INTEGER NOT NULL,
    used INTEGER NOT NULL, offered INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
"""


@contextmanager
def reading(library: Library) -> Iterator[sqlite3.Connection | None]:
    """Open the file to read, or give None where there is none; a reader makes nothing.

    Raises:
        LibraryError: the file cannot be used.
    """
    path = library.folder.absolute() / OVERVIEWS
    if not path.exists():
        yield None
        return
    with disk_errors(path.parent, OVERVIEWS):
        connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=30)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def writing(library: Library) -> Iterator[sqlite3.Connection]:
    """Open the file to write, making it where none is; each statement is its own transaction.

    Raises:
        LibraryError: the folder cannot be written, or the file is damaged.
    """
    path = library.folder.absolute() / OVERVIEWS
    with disk_errors(path.parent, OVERVIEWS):
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
            yield connection
        finally:
            connection.close()


def record_of(
    connection: sqlite3.Connection, piece: str, transcript_id: str, key: str | None
) -> str | None:
    """JSON of a transcript's piece, made from the state of a key."""
    row = connection.execute(
        "SELECT record FROM of_transcripts WHERE transcript = ? AND piece = ? AND key = ?",
        (transcript_id, piece, key),
    ).fetchone()
    return row[0] if row else None


def library_record(connection: sqlite3.Connection, piece: str) -> tuple[dict[str, str], str] | None:
    """Keys that a piece of the library was made from, and its JSON."""
    row = connection.execute(
        "SELECT keys, record FROM of_library WHERE piece = ?", (piece,)
    ).fetchone()
    return (json.loads(row[0]), row[1]) if row else None


def current(connection: sqlite3.Connection, transcript_id: str, key: str) -> set[str]:
    """Names of the pieces that are there for a transcript's state."""
    rows = connection.execute(
        "SELECT piece FROM of_transcripts WHERE transcript = ? AND key = ?", (transcript_id, key)
    )
    return {piece for (piece,) in rows}


def library_state(connection: sqlite3.Connection, names: Sequence[str]) -> Keys | None:
    """Keys that all the library's pieces were made from; None where one is missing or differs."""
    found = dict(connection.execute("SELECT piece, keys FROM of_library").fetchall())
    states = {found.get(name) for name in names}
    [state, *others] = states
    return None if others or state is None else dict(json.loads(state))


def put_transcript(
    connection: sqlite3.Connection, transcript_id: str, key: str, rows: Mapping[str, str]
) -> None:
    """Write the pieces of a transcript in place of older ones, all at once."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT OR REPLACE INTO of_transcripts VALUES (?, ?, ?, ?)",
        [(transcript_id, name, key, record) for name, record in rows.items()],
    )
    connection.execute("COMMIT")


def put_library(connection: sqlite3.Connection, keys: Keys, rows: Mapping[str, str]) -> None:
    """Write the library's pieces in place of older ones, and drop transcripts that are gone."""
    connection.execute("BEGIN IMMEDIATE")
    words = json.dumps(keys, sort_keys=True)
    connection.executemany(
        "INSERT OR REPLACE INTO of_library VALUES (?, ?, ?)",
        [(name, words, record) for name, record in rows.items()],
    )
    names = {name for (name,) in connection.execute("SELECT transcript FROM of_transcripts")}
    connection.executemany(
        "DELETE FROM of_transcripts WHERE transcript = ?", [(n,) for n in names - keys.keys()]
    )
    connection.execute("COMMIT")
