"""What each owner had seen of the library when they last looked for news, and what they follow.

Kept only of those who open that view: who never does is not noticed here.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ui.kept.store import Store

# A visit ends when nothing was looked at for so long: reading a transcript and coming back is one
# visit, coming back after a meeting is the next.
VISIT = timedelta(minutes=30)
_FORGOTTEN = timedelta(days=400)  # nobody comes back after it: their cookie lasts no longer
MOST = 20  # topics that somebody follows: a list to read in three minutes has ten lines
MAX_TOPIC = 80  # characters

Files = Mapping[str, str]  # SHA-256 of the file, by transcript


@dataclass(frozen=True, slots=True)
class Visit:
    """What an owner knows, in the visit that goes on."""

    seen: Files | None  # when the visit began; None at the first
    last: datetime | None  # when the visit before ended


@dataclass(frozen=True, slots=True)
class Followed:
    """A topic that an owner follows, with the forms under which it is looked for."""

    topic: str
    forms: tuple[str, ...]


def visit(store: Store, owner: str, files: Files, now: datetime) -> Visit:
    """Note that an owner looks at the library as it is, and return what they knew before.

    A view within `VISIT` of the last goes on with that visit and returns the same.
    """
    known, shown = None, json.dumps(dict(files))
    with store.connection() as connection:
        connection.execute("BEGIN IMMEDIATE")
        row = connection.execute(
            "SELECT looked, seen, ended, known FROM visits WHERE owner = ?", (owner,)
        ).fetchone()
        if row is None:
            ended = None
        elif now - datetime.fromisoformat(row[0]) < VISIT:
            ended, known = row[2:]
        else:
            ended, known = row[:2]
        connection.execute(
            "INSERT OR REPLACE INTO visits (owner, looked, seen, ended, known)"
            " VALUES (?, ?, ?, ?, ?)",
            (owner, now.isoformat(), shown, ended, known),
        )
        old = ((now - _FORGOTTEN).isoformat(),)
        connection.execute(
            "DELETE FROM follows WHERE owner IN (SELECT owner FROM visits WHERE looked < ?)", old
        )
        connection.execute("DELETE FROM visits WHERE looked < ?", old)
        connection.execute("COMMIT")
    return Visit(
        json.loads(known) if known else None, datetime.fromisoformat(ended) if ended else None
    )


def see_all(store: Store, owner: str, files: Files, now: datetime) -> None:
    """Take everything that is there for seen, as though the owner came back now."""
    shown = json.dumps(dict(files))
    with store.connection() as connection:
        connection.execute(
            "UPDATE visits SET looked = ?1, ended = ?1, seen = ?2, known = ?2 WHERE owner = ?3",
            (now.isoformat(), shown, owner),
        )


def followed(store: Store, owner: str) -> tuple[Followed, ...]:
    """Topics that an owner follows, in the order in which they were chosen."""
    with store.connection() as connection:
        rows = connection.execute(
            "SELECT topic, forms FROM follows WHERE owner = ? ORDER BY place", (owner,)
        ).fetchall()
    return tuple(Followed(topic, tuple(json.loads(forms))) for topic, forms in rows)


def follow(store: Store, owner: str, topics: Iterable[Followed]) -> None:
    """Follow these topics and no others; blank ones and those beyond `MOST` are dropped."""
    chosen = {name: one for one in topics if (name := topic_of(one.topic))}
    rows = [
        (owner, place, name, json.dumps(one.forms, ensure_ascii=False))
        for place, (name, one) in enumerate(chosen.items())
    ]
    with store.connection() as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM follows WHERE owner = ?", (owner,))
        connection.executemany("INSERT INTO follows VALUES (?, ?, ?, ?)", rows[:MOST])
        connection.execute("COMMIT")


def topic_of(typed: str) -> str:
    """A topic as it is kept: NFKC, white space as one space, not too long."""
    return " ".join(unicodedata.normalize("NFKC", typed).split())[:MAX_TOPIC]
