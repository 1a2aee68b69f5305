"""The rows of what is derived, in one SQLite file beside the library: written all or not at all."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from index.library import Library
from index.storage import OVERVIEWS, opened
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
    path = library.folder / OVERVIEWS
    if not path.exists():
        yield None
        return
    with opened(path, make=False) as connection:
        yield connection


@contextmanager
def writing(library: Library) -> Iterator[sqlite3.Connection]:
    """Open the file to write, making it where none is; each statement is its own transaction.

    Raises:
        LibraryError: the folder cannot be written, or the file is damaged.
    """
    with opened(library.folder / OVERVIEWS, settings=["journal_mode = WAL"]) as connection:
        connection.executescript(_SCHEMA)
        yield connection


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


def records_of(connection: sqlite3.Connection, transcript_id: str, key: str) -> Mapping[str, str]:
    """JSON of all that is there for a transcript's state, by piece."""
    rows = connection.execute(
        "SELECT piece, record FROM of_transcripts WHERE transcript = ? AND key = ?",
        (transcript_id, key),
    )
    return dict(rows.fetchall())


def library_records(connection: sqlite3.Connection, keys: Keys) -> Mapping[str, str]:
    """JSON of all that was made of the library in the state of these keys, by piece."""
    rows = connection.execute("SELECT piece, record FROM of_library WHERE keys = ?", (_json(keys),))
    return dict(rows.fetchall())


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
    words = _json(keys)
    connection.executemany(
        "INSERT OR REPLACE INTO of_library VALUES (?, ?, ?)",
        [(name, words, record) for name, record in rows.items()],
    )
    names = {name for (name,) in connection.execute("SELECT transcript FROM of_transcripts")}
    connection.executemany(
        "DELETE FROM of_transcripts WHERE transcript = ?", [(n,) for n in names - keys.keys()]
    )
    connection.execute("COMMIT")


def _json(keys: Keys) -> str:
    return json.dumps(keys, sort_keys=True)
