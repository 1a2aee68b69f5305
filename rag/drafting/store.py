"""Drafts in one SQLite file beside the library: each save is a version, and none is lost."""

import sqlite3
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_urlsafe

from pydantic import TypeAdapter, ValidationError

from index.errors import LibraryError
from index.storage import DRAFTS, brought_up, opened
from rag.drafting.records import Draft

_ID_BYTES = 16  # random: whoever knows a draft's id may read it, so none can be guessed
_TITLE = 120  # characters of a title
_SCHEMA = """
CREATE TABLE drafts (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, created TEXT NOT NULL,
    changed TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX drafts_of ON drafts (owner, changed);
CREATE TABLE versions (
    draft TEXT NOT NULL REFERENCES drafts (id), number INTEGER NOT NULL, saved TEXT NOT NULL,
    content TEXT NOT NULL, PRIMARY KEY (draft, number)
) WITHOUT ROWID;
"""
_SETTINGS = ("foreign_keys = ON", "synchronous = FULL")  # staff's own words: none is lost
_DRAFT = TypeAdapter(Draft)


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft in a list."""

    id: str
    title: str
    created: str  # ISO 8601, UTC
    changed: str
    versions: int


@dataclass(frozen=True, slots=True)
class Version:
    """One saved state of a draft."""

    number: int  # from 1
    saved: str  # ISO 8601, UTC


class Drafts:
    """The file of drafts; safe to share between threads and processes."""

    def __init__(self, folder: Path) -> None:
        """Open the file in a folder, or make it.

        Raises:
            LibraryError: the folder cannot be written, or the file is of another version.
        """
        self.path = folder / DRAFTS
        with self._connection() as connection:
            known = brought_up(connection, [_SCHEMA])
        if not known:
            raise LibraryError(
                f"{self.path} was made by another version of the program; move it away to begin "
                "without the drafts it holds, or start the version that made it."
            )

    def keep(self, owner: str, draft: Draft) -> str:
        """Keep a new draft as its version 1; returns its id."""
        name, now = token_urlsafe(_ID_BYTES), _now()
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO drafts (id, owner, title, created, changed) VALUES (?, ?, ?, ?, ?)",
                (name, owner, _titled(draft.title), now, now),
            )
            _add(connection, name, draft, now)
            connection.execute("COMMIT")
        return name

    def save(self, name: str, owner: str, draft: Draft) -> int | None:
        """Save a changed draft as its newest version; returns its number.

        None where the owner has no such draft. What equals the newest version makes none.
        """
        now = _now()
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            number = _newest(connection, name, owner)
            if number is None:
                connection.execute("ROLLBACK")
                return None
            if _content(connection, name, number) != _json(draft):
                number = _add(connection, name, draft, now)
                connection.execute(
                    "UPDATE drafts SET changed = ?, title = ? WHERE id = ?",
                    (now, _titled(draft.title), name),
                )
            connection.execute("COMMIT")
        return number

    def restore(self, name: str, owner: str, number: int) -> int | None:
        """Make an old version the newest again, as a version of its own; returns its number.

        None where the owner has no such draft, or it no such version.
        """
        old = self.read(name, owner, number)
        return self.save(name, owner, old) if old else None

    def read(self, name: str, owner: str, number: int | None = None) -> Draft | None:
        """Read a version, or the newest; None where the owner has no such draft.

        Raises:
            LibraryError: it was kept by another version of the program.
        """
        with self._connection() as connection:
            newest = _newest(connection, name, owner)
            if newest is None:
                return None
            content = _content(connection, name, number or newest)
        if content is None:
            return None
        try:
            return _DRAFT.validate_json(content)
        except ValidationError as error:
            raise LibraryError(
                "this draft was kept by another version of the program; draft it again."
            ) from error

    def of(self, owner: str) -> tuple[Kept, ...]:
        """An owner's drafts, the last changed first."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT id, title, created, changed,"
                " (SELECT count(*) FROM versions WHERE draft = drafts.id)"
                " FROM drafts WHERE owner = ? AND NOT deleted ORDER BY changed DESC, id",
                (owner,),
            ).fetchall()
        return tuple(Kept(*row) for row in rows)

    def versions(self, name: str, owner: str) -> tuple[Version, ...]:
        """Versions of a draft, the newest first; none where it is not the owner's."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT v.number, v.saved FROM versions v JOIN drafts d ON d.id = v.draft"
                " WHERE d.id = ? AND d.owner = ? AND NOT d.deleted ORDER BY v.number DESC",
                (name, owner),
            ).fetchall()
        return tuple(Version(*row) for row in rows)

    def delete(self, name: str, owner: str, *, back: bool = False) -> None:
        """Take a draft from the list, or put it back; its versions stay."""
        with self._connection() as connection:
            connection.execute(
                "UPDATE drafts SET deleted = ? WHERE id = ? AND owner = ?",
                (int(not back), name, owner),
            )

    def _connection(self) -> AbstractContextManager[sqlite3.Connection]:
        return opened(self.path, settings=_SETTINGS)


def _newest(connection: sqlite3.Connection, name: str, owner: str) -> int | None:
    (number,) = connection.execute(
        "SELECT max(v.number) FROM versions v JOIN drafts d ON d.id = v.draft"
        " WHERE d.id = ? AND d.owner = ? AND NOT d.deleted",
        (name, owner),
    ).fetchone()
    return None if number is None else int(number)


def _content(connection: sqlite3.Connection, name: str, number: int) -> str | None:
    row = connection.execute(
        "SELECT content FROM versions WHERE draft = ? AND number = ?", (name, number)
    ).fetchone()
    return str(row[0]) if row else None


def _add(connection: sqlite3.Connection, name: str, draft: Draft, now: str) -> int:
    (number,) = connection.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM versions WHERE draft = ?", (name,)
    ).fetchone()
    connection.execute(
        "INSERT INTO versions (draft, number, saved, content) VALUES (?, ?, ?, ?)",
        (name, number, now, _json(draft)),
    )
    return int(number)


def _json(draft: Draft) -> str:
    return _DRAFT.dump_json(draft).decode("utf-8")


def _titled(title: str) -> str:
    return " ".join(title.split())[:_TITLE]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
