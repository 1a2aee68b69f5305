"""What a segment is made from: a transcript's passages, sentences and vectors in the catalogue."""

import json
from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, func, select

from index.encode import Vectors
from index.records import Header
from index.schema import PASSAGES, SENTENCES, TRANSCRIPTS, TURNS, VECTORS

PassageRow = tuple[int, int, int, int, bool, str]  # id, turn, first, last, asks, terms
_READING_ORDER = SENTENCES.c.passage, SENTENCES.c.first


def in_order(connection: Connection, among: Collection[str] | None = None) -> list[tuple[str, int]]:
    """(transcript, number of passages) of all or some, in the order of the snapshots' rows."""
    query = (
        select(TRANSCRIPTS.c.id, func.count(PASSAGES.c.id), func.min(PASSAGES.c.id))
        .select_from(TRANSCRIPTS.outerjoin(PASSAGES))
        .group_by(TRANSCRIPTS.c.id)
    )
    if among is None:
        rows = list(connection.execute(query))
    else:
        rows = [
            row
            for name in among
            for row in connection.execute(query.where(TRANSCRIPTS.c.id == name))
        ]
    return [(name, size) for name, size, _ in sorted(rows, key=lambda row: (row[2] or 0, row[0]))]


def counts(connection: Connection) -> tuple[int, int]:
    """Passages and sentences of all transcripts."""
    passages, sentences = (
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (PASSAGES, SENTENCES)
    )
    return passages, sentences


def opening(connection: Connection, name: str, length: int) -> tuple[Header, str]:
    """Header and first characters of a transcript."""
    held = TRANSCRIPTS.c
    header, words = connection.execute(
        select(held.header, func.substr(held.text, 1, length)).where(held.id == name)
    ).one()
    return Header(**json.loads(header)), words


def voices(connection: Connection, name: str) -> Iterator[tuple[int, str]]:
    """(turn, speaker as stored) of every turn of a transcript that has one, in order."""
    held = TURNS.c
    query = select(held.number, held.speaker).where(held.speaker.is_not(None))
    yield from connection.execute(query.where(held.transcript == name).order_by(held.number))


def passages(connection: Connection, name: str) -> Iterator[PassageRow]:
    """Passages of a transcript, in order."""
    held = PASSAGES.c
    query = select(held.id, held.turn, held.first, held.last, held.asks, held.terms)
    yield from connection.execute(query.where(held.transcript == name).order_by(held.id))


def passage_vectors(connection: Connection, name: str, dimension: int) -> Vectors:
    """Vectors of a transcript's passages in order, shape (passages, dimension).

    A row whose vector is missing or damaged is zero, so that the others keep their places.
    """
    query = select(VECTORS.c.vector).select_from(
        PASSAGES.outerjoin(VECTORS, VECTORS.c.key == PASSAGES.c.vector)
    )
    query = query.where(PASSAGES.c.transcript == name).order_by(PASSAGES.c.id)
    return _vectors(connection, query, dimension)


def sentences(connection: Connection, name: str) -> Iterator[tuple[int, int]]:
    """(passage, first character) of a transcript's sentences, in reading order."""
    query = select(SENTENCES.c.passage, SENTENCES.c.first).join(PASSAGES)
    yield from connection.execute(
        query.where(PASSAGES.c.transcript == name).order_by(*_READING_ORDER)
    )


def sentence_vectors(connection: Connection, name: str, dimension: int) -> Vectors:
    """Vectors of a transcript's sentences in order, shape (sentences, dimension)."""
    query = select(VECTORS.c.vector).select_from(
        PASSAGES.join(SENTENCES).outerjoin(VECTORS, VECTORS.c.key == SENTENCES.c.vector)
    )
    query = query.where(PASSAGES.c.transcript == name).order_by(*_READING_ORDER)
    return _vectors(connection, query, dimension)


def _vectors(connection: Connection, query: Select[Any], dimension: int) -> Vectors:
    size = 4 * dimension
    every = b"".join(
        blob if blob is not None and len(blob) == size else bytes(size)
        for blob in connection.execute(query).scalars()
    )
    return np.frombuffer(every, dtype=np.float32).reshape(-1, dimension)
