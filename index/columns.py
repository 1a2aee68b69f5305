"""What a segment is made from: a transcript's passages, sentences and vectors in the catalogue."""

import json
import sqlite3
from collections.abc import Collection, Iterator

import numpy as np

from index.encode import Vectors
from index.records import Header

PassageRow = tuple[int, int, int, int, bool, str]  # id, turn, first, last, asks, terms


def in_order(
    connection: sqlite3.Connection, among: Collection[str] | None = None
) -> list[tuple[str, int]]:
    """(transcript, number of passages) of all or some, in the order of the snapshots' rows."""
    found = "SELECT t.id, count(p.id), min(p.id) FROM transcripts t LEFT JOIN passages p"
    found += " ON p.transcript = t.id"
    if among is None:
        rows = connection.execute(f"{found} GROUP BY t.id").fetchall()
    else:
        one = f"{found} WHERE t.id = ? GROUP BY t.id"
        rows = [row for name in among for row in connection.execute(one, (name,))]
    return [(name, size) for name, size, _ in sorted(rows, key=lambda row: (row[2] or 0, row[0]))]


def counts(connection: sqlite3.Connection) -> tuple[int, int]:
    """Passages and sentences of all transcripts."""
    tables = "passages", "sentences"
    passages, sentences = (
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
    )
    return passages, sentences


def opening(connection: sqlite3.Connection, name: str, length: int) -> tuple[Header, str]:
    """Header and first characters of a transcript."""
    header, words = connection.execute(
        "SELECT header, substr(text, 1, ?) FROM transcripts WHERE id = ?", (length, name)
    ).fetchone()
    return Header(**json.loads(header)), words


def voices(connection: sqlite3.Connection, name: str) -> Iterator[tuple[int, str]]:
    """(turn, speaker as stored) of every turn of a transcript that has one, in order."""
    yield from connection.execute(
        "SELECT number, speaker FROM turns WHERE transcript = ? AND speaker NOT NULL"
        " ORDER BY number",
        (name,),
    )


def passages(connection: sqlite3.Connection, name: str) -> Iterator[PassageRow]:
    """Passages of a transcript, in order."""
    yield from connection.execute(
        "SELECT id, turn, first, last, asks, terms FROM passages WHERE transcript = ? ORDER BY id",
        (name,),
    )


def passage_vectors(connection: sqlite3.Connection, name: str, dimension: int) -> Vectors:
    """Vectors of a transcript's passages in order, shape (passages, dimension).

    A row whose vector is missing or damaged is zero, so that the others keep their places.
    """
    return _vectors(
        connection.execute(
            "SELECT coalesce(v.vector, x'') FROM passages p LEFT JOIN vectors v ON v.key = p.vector"
            " WHERE p.transcript = ? ORDER BY p.id",
            (name,),
        ),
        dimension,
    )


def sentences(connection: sqlite3.Connection, name: str) -> Iterator[tuple[int, int]]:
    """(passage, first character) of a transcript's sentences, in reading order."""
    yield from connection.execute(
        "SELECT s.passage, s.first FROM passages p JOIN sentences s ON s.passage = p.id"
        " WHERE p.transcript = ? ORDER BY s.passage, s.first",
        (name,),
    )


def sentence_vectors(connection: sqlite3.Connection, name: str, dimension: int) -> Vectors:
    """Vectors of a transcript's sentences in order, shape (sentences, dimension)."""
    return _vectors(
        connection.execute(
            "SELECT coalesce(v.vector, x'') FROM passages p JOIN sentences s ON s.passage = p.id"
            " LEFT JOIN vectors v ON v.key = s.vector"
            " WHERE p.transcript = ? ORDER BY s.passage, s.first",
            (name,),
        ),
        dimension,
    )


def _vectors(found: sqlite3.Cursor, dimension: int) -> Vectors:
    size = 4 * dimension
    every = b"".join(blob if len(blob) == size else bytes(size) for (blob,) in found)
    return np.frombuffer(every, dtype=np.float32).reshape(-1, dimension)
