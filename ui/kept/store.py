"""Conversations in one SQLite file beside the library: each belongs to its owner, none is lost.

A question is written before it is asked and its outcome when it is there, so a page that is
reloaded, a connection that breaks and a server that is restarted lose nothing.
"""

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_urlsafe

from pydantic import TypeAdapter, ValidationError

from index.errors import LibraryError
from index.storage import CONVERSATIONS, brought_up, opened
from ui.kept.records import Conversation, Exchange, Outcome, Problem, Request

_ID_BYTES = 16  # random: whoever knows an exchange's id may read it, so none can be guessed
_SOUGHT = 200  # characters of a search
_TITLE = 80  # characters of a title
_SCHEMA = """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT, created TEXT NOT NULL,
    changed TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX conversations_of ON conversations (owner, changed);
CREATE TABLE exchanges (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    place INTEGER NOT NULL, attempt INTEGER NOT NULL DEFAULT 1, asked TEXT NOT NULL,
    request TEXT NOT NULL, outcome TEXT, receipt TEXT, words TEXT NOT NULL,
    vote INTEGER NOT NULL DEFAULT 0, replaced INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX exchanges_of ON exchanges (conversation, place);
CREATE TABLE reports (
    id TEXT PRIMARY KEY, made TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open',
    report TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE starters (
    state TEXT NOT NULL, language TEXT NOT NULL, questions TEXT NOT NULL,
    PRIMARY KEY (state, language)
);
"""
_OF_OWNERS = """
CREATE TABLE settings (
    owner TEXT PRIMARY KEY, used INTEGER NOT NULL, model TEXT, unsupported TEXT NOT NULL
) WITHOUT ROWID
"""
_VISITS = """
CREATE TABLE visits (
    owner TEXT PRIMARY KEY, looked TEXT NOT NULL, seen TEXT NOT NULL, ended TEXT, known TEXT
) WITHOUT ROWID;
CREATE TABLE follows (
    owner TEXT NOT NULL, place INTEGER NOT NULL, topic TEXT NOT NULL, forms TEXT NOT NULL,
    PRIMARY KEY (owner, topic)
) WITHOUT ROWID
"""
_SETTINGS = (
    "foreign_keys = ON",
    "synchronous = NORMAL",  # a crash keeps all but the last
    "secure_delete = ON",  # what is deleted is not left over
)
_REQUEST, _OUTCOME = TypeAdapter(Request), TypeAdapter(Outcome)


class Store:
    """The file of conversations; safe to share between threads and processes."""

    def __init__(self, folder: Path) -> None:
        """Open the file in a folder, or make it.

        Raises:
            LibraryError: the folder cannot be written, or the file is of another version.
        """
        self.path = folder / CONVERSATIONS
        with self.connection() as connection:
            known = brought_up(connection, [_SCHEMA, _OF_OWNERS, _VISITS])
        if not known:
            raise LibraryError(
                f"{self.path} was made by another version of the program; move it away to begin "
                "without the conversations it holds, or start the version that made it."
            )

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Open a connection for one use; each statement is its own transaction."""
        with opened(self.path, settings=_SETTINGS) as connection:
            connection.create_function("folded", 1, _folded, deterministic=True)
            yield connection

    def begin(self, owner: str) -> str:
        """Begin a conversation; returns its id."""
        name, now = token_urlsafe(_ID_BYTES), _now()
        with self.connection() as connection:
            connection.execute(
                "INSERT INTO conversations (id, owner, created, changed) VALUES (?, ?, ?, ?)",
                (name, owner, now, now),
            )
        return name

    def revision(self, conversation: str, owner: str) -> int | None:
        """Number that grows with every change, or None where the owner has no such conversation."""
        with self.connection() as connection:
            row = connection.execute(
                "SELECT revision FROM conversations WHERE id = ? AND owner = ?",
                (conversation, owner),
            ).fetchone()
        return int(row[0]) if row else None

    def conversations(self, owner: str, words: str = "") -> list[Conversation]:
        """An owner's conversations, the last changed first; only those that hold the words."""
        wanted = f"%{_like(_folded(words)[:_SOUGHT])}%"
        with self.connection() as connection:
            rows = connection.execute(
                r"""SELECT c.id, coalesce(c.title, (SELECT json_extract(request, '$.question')
                        FROM exchanges WHERE conversation = c.id AND NOT replaced
                        ORDER BY place LIMIT 1)),
                    c.created, c.changed,
                    (SELECT count(*) FROM exchanges WHERE conversation = c.id AND NOT replaced)
                        AS questions
                FROM conversations c WHERE owner = ?1 AND questions > 0
                    AND (?2 = '%%' OR EXISTS (SELECT 1 FROM exchanges WHERE conversation = c.id
                            AND NOT replaced AND words LIKE ?2 ESCAPE '\')
                        OR folded(c.title) LIKE ?2 ESCAPE '\')
                ORDER BY c.changed DESC, c.id""",
                (owner, wanted),
            ).fetchall()
        return [Conversation(name, title[:_TITLE], *rest) for name, title, *rest in rows]

    def rename(self, conversation: str, owner: str, title: str) -> None:
        """Give a conversation a title; a blank one gives it its first question's again."""
        with self.connection() as connection:
            connection.execute(
                "UPDATE conversations SET title = ?, revision = revision + 1"
                " WHERE id = ? AND owner = ?",
                (" ".join(title.split())[:_TITLE] or None, conversation, owner),
            )

    def delete(self, conversation: str, owner: str) -> None:
        """Delete a conversation with all its questions and answers."""
        with self.connection() as connection:
            connection.execute(
                "DELETE FROM conversations WHERE id = ? AND owner = ?", (conversation, owner)
            )

    def ask(self, conversation: str, request: Request) -> str:
        """Write a question down as the last of a conversation; returns its exchange's id."""
        name = token_urlsafe(_ID_BYTES)
        with self.connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(  # nothing, where the conversation was deleted meanwhile
                "INSERT INTO exchanges (id, conversation, place, asked, request, words)"
                " SELECT ?1, id, 1 + (SELECT coalesce(max(place), 0) FROM exchanges"
                " WHERE conversation = ?2), ?3, ?4, ?5 FROM conversations WHERE id = ?2",
                (name, conversation, _now(), _json(request), _folded(request.question)),
            )
            _touch(connection, conversation)
            connection.execute("COMMIT")
        return name

    def ask_again(self, exchange: str, request: Request) -> str:
        """Write down that a question is asked anew, in its place; returns the new exchange's id.

        What came of it before stands at its permanent link as long as the conversation does.
        """
        name = token_urlsafe(_ID_BYTES)
        with self.connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO exchanges (id, conversation, place, attempt, asked, request, words)"
                " SELECT ?, conversation, place, attempt + 1, ?, ?, ? FROM exchanges WHERE id = ?",
                (name, _now(), _json(request), _folded(request.question), exchange),
            )
            connection.execute("UPDATE exchanges SET replaced = 1 WHERE id = ?", (exchange,))
            _touch_of(connection, exchange)
            connection.execute("COMMIT")
        return name

    def finish(self, exchange: str, outcome: Outcome, receipt: str | None) -> None:
        """Write down what came of a question, unless it was deleted since."""
        said = outcome.answer.text if outcome.answer else ""
        with self.connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "UPDATE exchanges SET outcome = ?, receipt = ?, words = words || ? WHERE id = ?",
                (
                    _OUTCOME.dump_json(outcome).decode("utf-8"),
                    receipt,
                    f"\n{_folded(said)}",
                    exchange,
                ),
            )
            _touch_of(connection, exchange)
            connection.execute("COMMIT")

    def exchanges(self, conversation: str, owner: str) -> list[Exchange]:
        """Questions of a conversation in order; none where it is not the owner's."""
        with self.connection() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM exchanges e JOIN conversations c ON c.id = e.conversation"
                " WHERE c.id = ? AND c.owner = ? AND NOT e.replaced ORDER BY e.place",
                (conversation, owner),
            ).fetchall()
        return [_exchange(row) for row in rows]

    def exchange(self, name: str) -> Exchange | None:
        """One question by its id, whoever asks: its id is what a permanent link holds."""
        with self.connection() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM exchanges e WHERE e.id = ?", (name,)
            ).fetchone()
        return _exchange(row) if row else None

    def receipt(self, exchange: str) -> str | None:
        """Receipt of an answer, as JSON text."""
        with self.connection() as connection:
            row = connection.execute(
                "SELECT receipt FROM exchanges WHERE id = ?", (exchange,)
            ).fetchone()
        return row[0] if row else None

    def vote(self, exchange: str, vote: int) -> None:
        """Keep a judgement of an answer: 1, -1, or 0 to take it back."""
        with self.connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE exchanges SET vote = ? WHERE id = ?", (vote, exchange))
            _touch_of(connection, exchange)
            connection.execute("COMMIT")


_COLUMNS = "e.id, e.request, e.asked, e.attempt, e.outcome, e.vote"


def _exchange(row: tuple[str, str, str, int, str | None, int]) -> Exchange:
    name, request, asked, attempt, outcome, vote = row
    kept = _outcome(outcome) if outcome else None
    return Exchange(name, _REQUEST.validate_json(request), asked, attempt, kept, vote)


def _outcome(text: str) -> Outcome:
    try:
        return _OUTCOME.validate_json(text)
    except ValidationError:
        sentence = "this answer was kept by another version of the program; ask again."
        return Outcome(problem=Problem(("HatsugenError",), sentence))


def _touch(connection: sqlite3.Connection, conversation: str) -> None:
    connection.execute(
        "UPDATE conversations SET changed = ?, revision = revision + 1 WHERE id = ?",
        (_now(), conversation),
    )


def _touch_of(connection: sqlite3.Connection, exchange: str) -> None:
    row = connection.execute(
        "SELECT conversation FROM exchanges WHERE id = ?", (exchange,)
    ).fetchone()
    if row:
        _touch(connection, row[0])


def _json(request: Request) -> str:
    return _REQUEST.dump_json(request).decode("utf-8")


def _folded(words: str | None) -> str:
    """Words as they are searched: NFKC, in lower case, white space as one space."""
    return " ".join(unicodedata.normalize("NFKC", words or "").casefold().split())


def _like(words: str) -> str:
    return words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
