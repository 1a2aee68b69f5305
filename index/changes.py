"""What a change of the catalogue touches, told by triggers that last as long as its connection."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from index import catalogue, schema

_WAITING = "waiting"  # in the catalogue's table of what it remembers
_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS touched (transcript TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE IF NOT EXISTS freed (key TEXT PRIMARY KEY) WITHOUT ROWID",
)
_TRIGGERS = (
    ("INSERT", "transcripts", "touched", "new.id"),
    ("UPDATE", "transcripts", "touched", "new.id"),
    ("DELETE", "transcripts", "touched", "old.id"),
    ("DELETE", "passages", "freed", "old.vector"),
    ("DELETE", "sentences", "freed", "old.vector"),
)


def watch(connection: sqlite3.Connection) -> None:
    """Begin to note which transcripts are touched and which vectors are referred to no more."""
    for statement in _TABLES:
        connection.execute(statement)
    for event, table, noted, value in _TRIGGERS:
        connection.execute(
            f"CREATE TEMP TRIGGER IF NOT EXISTS {event}_of_{table} AFTER {event} ON main.{table}"
            f" BEGIN INSERT OR IGNORE INTO {noted} VALUES ({value}); END"
        )
    connection.execute("DELETE FROM touched")
    connection.execute("DELETE FROM freed")


def touched(connection: sqlite3.Connection) -> set[str]:
    """Transcripts that were added, changed or removed since `watch`."""
    return {name for (name,) in connection.execute("SELECT transcript FROM touched")}


@dataclass(slots=True)
class Waiting:
    """Vectors that were kept and are perhaps referred to by nothing yet.

    The catalogue remembers that there are some, so that those of a writer that was stopped are
    found by a later one, which then looks at all vectors and not only at those it kept itself.
    """

    keys: set[str] = field(default_factory=set)
    others: bool = False  # of an earlier writer

    def note(self, connection: sqlite3.Connection, keys: Iterable[str]) -> None:
        """Note vectors that are kept now."""
        if not self.keys:
            self.others = self.others or schema.meta(connection, _WAITING) is not None
        schema.set_meta(connection, _WAITING, "1")
        self.keys.update(keys)

    def tidy(self, connection: sqlite3.Connection) -> None:
        """Delete the vectors that nothing refers to."""
        if self.others or (not self.keys and schema.meta(connection, _WAITING) is not None):
            catalogue.drop_unused_vectors(connection)
        else:
            _drop_freed(connection, self.keys)
        schema.forget_meta(connection, _WAITING)
        self.keys.clear()
        self.others = False


def _drop_freed(connection: sqlite3.Connection, kept: Iterable[str]) -> None:
    """Delete what nothing refers to, of the vectors freed since `watch` and of those kept."""
    connection.executemany("INSERT OR IGNORE INTO freed VALUES (?)", [(key,) for key in kept])
    for query in (  # the new ones are cheap to find; only what is left is looked for everywhere
        "SELECT vector FROM passages WHERE transcript IN touched",
        "SELECT s.vector FROM passages p JOIN sentences s ON s.passage = p.id"
        " WHERE p.transcript IN touched",
    ):
        connection.execute(f"DELETE FROM freed WHERE key IN ({query})")
    if connection.execute("SELECT 1 FROM freed LIMIT 1").fetchone():
        for table in ("passages", "sentences"):
            used = f"SELECT vector FROM {table} WHERE vector IN freed"
            connection.execute(f"DELETE FROM freed WHERE key IN ({used})")
        connection.execute("DELETE FROM vectors WHERE key IN freed")
