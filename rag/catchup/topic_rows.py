"""The rows of what is derived of topics, beside the others: a bounded number, of one state."""

import sqlite3
from collections.abc import Iterable

MOST = 200  # topics kept, those used last; a record takes about 10 kB


def record_of(connection: sqlite3.Connection, topic: str, state: str) -> str | None:
    """JSON of what is derived of a topic in a state of the library."""
    row = connection.execute(
        "SELECT record FROM of_topics WHERE topic = ? AND state = ?", (topic, state)
    ).fetchone()
    return row[0] if row else None


def kept(connection: sqlite3.Connection, state: str) -> set[str]:
    """Topics that are there for a state."""
    rows = connection.execute("SELECT topic FROM of_topics WHERE state = ?", (state,))
    return {topic for (topic,) in rows}


def offered(connection: sqlite3.Connection, state: str) -> list[str]:
    """Topics offered to everybody on which something is quoted, the most quoted first."""
    rows = connection.execute(
        "SELECT topic FROM of_topics WHERE state = ? AND offered AND quotes > 0"
        " ORDER BY quotes DESC, topic",
        (state,),
    )
    return [topic for (topic,) in rows]


def put(
    connection: sqlite3.Connection, topic: str, state: str, record: str, *, quotes: int
) -> None:
    """Write what is derived of a topic; other states go, and what was not used for longest.

    quotes: how many its stance board shows.
    """
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM of_topics WHERE state != ?", (state,))
    connection.execute(
        "INSERT OR REPLACE INTO of_topics (topic, state, record, quotes, used)"
        " SELECT ?, ?, ?, ?, 1 + coalesce(max(used), 0) FROM of_topics",
        (topic, state, record, quotes),
    )
    connection.execute(
        "DELETE FROM of_topics WHERE topic NOT IN"
        " (SELECT topic FROM of_topics ORDER BY used DESC LIMIT ?)",
        (MOST,),
    )
    connection.execute("COMMIT")


def offer(connection: sqlite3.Connection, topics: Iterable[str]) -> None:
    """Offer topics to everybody; what one user asks for is shown to no other."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "UPDATE of_topics SET offered = 1 WHERE topic = ?", [(topic,) for topic in topics]
    )
    connection.execute("COMMIT")


def use(connection: sqlite3.Connection, topics: Iterable[str]) -> None:
    """Write down that topics were looked at, the last one last."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "UPDATE of_topics SET used = (SELECT 1 + max(used) FROM of_topics) WHERE topic = ?",
        [(topic,) for topic in topics],
    )
    connection.execute("COMMIT")
