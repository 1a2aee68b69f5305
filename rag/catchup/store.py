"""What is derived of a library, kept beside it in one SQLite file: read at once, made elsewhere.

A row of a transcript holds the key of the state that it was made from; a row of the library the
keys of all its transcripts. Rows whose transcripts have changed since are not shown: their spans
would point into another text. Readers never write and never wait.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from index.library import Library, View
from index.storage import OVERVIEWS, disk_errors
from rag.catchup.material import Material
from rag.catchup.records import Sifted

VERSION = 1  # of what is derived; rows of another are made anew
_SCHEMA = """
CREATE TABLE IF NOT EXISTS of_transcripts (
    transcript TEXT NOT NULL, piece TEXT NOT NULL, key TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (transcript, piece)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS of_library (
    piece TEXT PRIMARY KEY, keys TEXT NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID;
"""
T = TypeVar("T")
Keys = Mapping[str, str]  # of the transcripts' states, by id


@dataclass(frozen=True)
class TranscriptPiece(Generic[T]):
    """One thing that is derived of each transcript by itself."""

    name: str
    type: TypeAdapter[T]
    make: Callable[[Material], T]


@dataclass(frozen=True)
class LibraryPiece(Generic[T]):
    """One thing that is derived of the library, from its transcripts' sifted sentences."""

    name: str
    type: TypeAdapter[T]
    make: Callable[[View, Mapping[str, tuple[Sifted, ...]]], T]


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A record of the library; not current where transcripts were added since."""

    record: T
    current: bool


def keys_of(view: View) -> dict[str, str]:
    """Key of each transcript's state: its file, header, turns, people, and who reads them."""
    persons: dict[str, list[str]] = {}
    for speaker in view.snapshot.people:
        persons.setdefault(speaker.label, []).append(speaker.known_as)
    fingerprint = view.state().fingerprint
    found = {}
    for summary in view.summaries():
        people = {label: sorted(persons.get(label, [])) for label in summary.speakers}
        size = (summary.turns, summary.passages, summary.characters)
        state = [VERSION, fingerprint, summary.id, summary.sha256, asdict(summary.header), people]
        words = json.dumps([state, size], sort_keys=True)
        found[summary.id] = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return found


class Overviews:
    """What is kept of a library; cheap to make, safe to share between threads."""

    def __init__(self, library: Library) -> None:
        """Look beside a library; nothing is made here."""
        self._library = library
        self.path = library.folder.absolute() / OVERVIEWS

    def session(self, piece: TranscriptPiece[T], transcript_id: str) -> T | None:
        """What is kept of a transcript as it is now, or None where it is not made yet.

        Raises:
            LibraryError: the file cannot be used.
        """
        with self._library.reading() as view:
            key = keys_of(view).get(transcript_id)
        with self._connection() as connection:
            return _read(connection, piece, transcript_id, key) if connection else None

    def library(self, piece: LibraryPiece[T]) -> Kept[T] | None:
        """What is kept of the library; None where none is made, or a transcript was changed.

        Raises:
            LibraryError: the file cannot be used.
        """
        with self._library.reading() as view:
            keys = keys_of(view)
        with self._connection() as connection:
            row = (
                connection.execute(
                    "SELECT keys, record FROM of_library WHERE piece = ?", (piece.name,)
                ).fetchone()
                if connection
                else None
            )
        if row is None:
            return None
        made_of: dict[str, str] = json.loads(row[0])
        if any(keys.get(name) != key for name, key in made_of.items()):
            return None
        record = _parsed(piece.type, row[1])
        return None if record is None else Kept(record, len(made_of) == len(keys))

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection | None]:
        """A connection to read by, or None where there is no file."""
        if not self.path.exists():
            yield None
            return
        with disk_errors(self.path.parent, OVERVIEWS):
            connection = sqlite3.connect(f"{self.path.as_uri()}?mode=rw", uri=True, timeout=30)
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


def _read(
    connection: sqlite3.Connection, piece: TranscriptPiece[T], transcript_id: str, key: str | None
) -> T | None:
    row = connection.execute(
        "SELECT record FROM of_transcripts WHERE transcript = ? AND piece = ? AND key = ?",
        (transcript_id, piece.name, key),
    ).fetchone()
    return _parsed(piece.type, row[0]) if row else None


def _parsed(adapter: TypeAdapter[T], record: str) -> T | None:
    """A record as its type has it now; None for one of another version, which is made anew."""
    try:
        return adapter.validate_json(record)
    except ValidationError:
        return None


def kept(
    connection: sqlite3.Connection, piece: TranscriptPiece[T], transcript_id: str, key: str
) -> T | None:
    """A row of the transcript's state, for who writes."""
    return _read(connection, piece, transcript_id, key)


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


def as_json(adapter: TypeAdapter[Any], record: Any) -> str:
    """A record as it is kept."""
    return adapter.dump_json(record).decode()
