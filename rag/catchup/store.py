"""What is derived of a library, kept beside it: read at once, made elsewhere.

A record of a transcript holds for the state that it was made from; one of the library for those of
all its transcripts. Records whose transcripts have changed since are not shown: their spans would
point into another text. Readers never write and never wait.
"""

import sqlite3
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from index.library import Library
from index.view import View
from rag.catchup import rows
from rag.catchup.material import Material
from rag.catchup.state import Keys, keys_of

T = TypeVar("T")

_AT_ONCE = 8  # pieces of libraries held as parsed: thousands of terms take a tenth of a second


@dataclass(frozen=True)
class TranscriptPiece(Generic[T]):
    """One thing that is derived of each transcript by itself."""

    name: str
    type: TypeAdapter[T]
    make: Callable[[Material], T]


class Made:
    """What was derived of the transcripts, for what is derived of the library."""

    def __init__(self, connection: sqlite3.Connection, keys: Keys) -> None:
        """Read rows of the transcripts' states."""
        self._connection, self._keys = connection, keys
        self._read: dict[str, dict[str, Any]] = {}  # by piece, by transcript

    def of(self, piece: TranscriptPiece[T]) -> Mapping[str, T]:
        """A piece of every transcript, by id; without those whose row somebody else replaced."""
        if piece.name not in self._read:
            found = {
                name: parsed(piece.type, rows.record_of(self._connection, piece.name, name, key))
                for name, key in self._keys.items()
            }
            self._read[piece.name] = {
                n: record for n, record in found.items() if record is not None
            }
        return self._read[piece.name]


@dataclass(frozen=True)
class LibraryPiece(Generic[T]):
    """One thing that is derived of the library, from what was derived of its transcripts."""

    name: str
    type: TypeAdapter[T]
    make: Callable[[View, Made], T]


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A record of the library; not current where transcripts were added since."""

    record: T
    current: bool


class Overviews:
    """What is kept of a library; cheap to make, safe to share between threads."""

    def __init__(self, library: Library) -> None:
        """Look beside a library; nothing is made here."""
        self._library = library

    def session(self, piece: TranscriptPiece[T], transcript_id: str) -> T | None:
        """What is kept of a transcript as it is now, or None where it is not made yet.

        Raises:
            LibraryError: the file cannot be used.
        """
        with self._library.reading() as view, rows.reading(self._library) as connection:
            if connection is None:
                return None
            key = keys_of(view).get(transcript_id)
            record = rows.record_of(connection, piece.name, transcript_id, key)
        return parsed(piece.type, record)

    def each(
        self, piece: TranscriptPiece[T], only: Collection[str] | None = None
    ) -> Mapping[str, T]:
        """What is kept of every transcript as it is now, by id; without those not made yet.

        only: ids of the transcripts that are asked for.

        Raises:
            LibraryError: the file cannot be used.
        """
        with self._library.reading() as view, rows.reading(self._library) as connection:
            keys = {n: key for n, key in keys_of(view).items() if only is None or n in only}
            return Made(connection, keys).of(piece) if connection else {}

    def library(self, piece: LibraryPiece[T]) -> Kept[T] | None:
        """What is kept of the library; None where none is made, or a transcript was changed.

        Raises:
            LibraryError: the file cannot be used.
        """
        with self._library.reading() as view, rows.reading(self._library) as connection:
            found = rows.library_record(connection, piece.name) if connection else None
            if found is None:
                return None
            made_of, words = found
            keys = keys_of(view)
        if any(keys.get(name) != key for name, key in made_of.items()):
            return None
        record = _parsed_once(piece.type, words)
        return None if record is None else Kept(record, len(made_of) == len(keys))


def parsed(adapter: TypeAdapter[T], words: str | None) -> T | None:
    """A record as its type has it; None for one of another version, which is made anew."""
    try:
        return None if words is None else adapter.validate_json(words)
    except ValidationError:
        return None


_parsed_once = lru_cache(maxsize=_AT_ONCE)(parsed)
