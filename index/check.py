"""Verify a library: every checksum, count and span, and say how to mend what is wrong."""

import hashlib
import json
from collections.abc import Iterator

import numpy as np
from sqlalchemy import Connection, select, text

from index import catalogue, schema
from index.library import Library
from index.records import Transcript
from index.schema import TRANSCRIPTS, VECTORS

_READD = "remove it (`python -m index remove {0}`) and add its file again"
_REBUILD = "run `python -m index rebuild`"
_UNIT = 1e-3  # how far a vector's length may be from 1


def check(library: Library) -> list[str]:
    """Return a sentence for each thing that is wrong, with how to mend it; none when all is well.

    Raises:
        LibraryError: the catalogue cannot be opened at all.
    """
    with library.reading_raw() as connection:
        return list(library.problems(connection)) or list(_problems(connection, library))


def _problems(connection: Connection, library: Library) -> Iterator[str]:
    for name in catalogue.transcript_ids(connection):
        try:
            transcript = catalogue.transcript(connection, name)
        except (ValueError, TypeError) as error:
            yield f"the record of {name} cannot be read ({error}); {_READD.format(name)}."
            return
        if transcript:
            yield from _of_transcript(connection, transcript)
    yield from _of_vectors(connection)
    yield from library.index_problems(connection)


def _of_transcript(connection: Connection, transcript: Transcript) -> Iterator[str]:
    name, words = transcript.id, transcript.text
    recorded = connection.execute(
        select(TRANSCRIPTS.c.text_sha256).where(TRANSCRIPTS.c.id == name)
    ).scalar_one()
    if hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() != recorded:
        yield f"the source text of {name} is not as it was added; {_READD.format(name)}."
    numbers = [turn.number for turn in transcript.turns]
    if numbers != list(range(len(numbers))):
        yield f"the turns of {name} are not numbered from 0 without a gap; {_READD.format(name)}."
    edge = 0
    for turn in transcript.turns:
        if turn.span.start < edge or turn.span.end > len(words):
            mend = _READD.format(name)
            yield f"turn {turn.number} of {name} overlaps or leaves the text; {mend}."
        edge = turn.span.end
    spans = {turn.number: turn.span for turn in transcript.turns}
    for _, passage in catalogue.passages(connection, name):
        turn_span = spans.get(passage.turn)
        inside = (
            turn_span and turn_span.start <= passage.span.start < passage.span.end <= turn_span.end
        )
        if not inside:
            yield (
                f"a passage of {name} ({passage.span.start} to {passage.span.end}) does not lie in "
                f"its turn {passage.turn}; {_READD.format(name)}."
            )
    for first, last in connection.execute(
        text(
            "SELECT s.first, s.last FROM sentences s JOIN passages p ON p.id = s.passage"
            " WHERE p.transcript = :name AND NOT (p.first <= s.first AND s.first < s.last"
            " AND s.last <= p.last)"
        ),
        {"name": name},
    ):
        yield f"a sentence of {name} ({first} to {last}) does not lie in its passage; {_REBUILD}."


def _of_vectors(connection: Connection) -> Iterator[str]:
    for transcript, count in connection.exec_driver_sql(
        "SELECT transcript, count(*) FROM passages p"
        " WHERE NOT EXISTS (SELECT 1 FROM vectors WHERE key = p.vector) GROUP BY transcript"
    ):
        yield f"{count} passages of {transcript} have no vector; {_REBUILD}."
    for transcript, count in connection.exec_driver_sql(
        "SELECT transcript, count(*) FROM passages p"
        " WHERE NOT EXISTS (SELECT 1 FROM sentences WHERE passage = p.id) GROUP BY transcript"
    ):
        yield f"{count} passages of {transcript} have no sentences; {_REBUILD}."
    for transcript, count in connection.exec_driver_sql(
        "SELECT p.transcript, count(*) FROM sentences s JOIN passages p ON p.id = s.passage"
        " WHERE s.vector != p.vector AND NOT EXISTS (SELECT 1 FROM vectors WHERE key = s.vector)"
        " GROUP BY p.transcript"
    ):
        yield f"{count} sentences of {transcript} have no vector; {_REBUILD}."
    for key, wrong in damaged_vectors(connection):
        yield f"vector {key[:8]} {wrong}; {_REBUILD}."


def damaged_vectors(connection: Connection) -> list[tuple[str, str]]:
    """(key, what is wrong) of vectors that no encoder made."""
    # before the first add ends no encoder is recorded: then each vector's length tells its own
    dimension = json.loads(schema.meta(connection, "encoder") or "{}").get("dimension")
    damaged = []
    for key, blob in connection.execute(select(VECTORS.c.key, VECTORS.c.vector)):
        if dimension and len(blob) != 4 * dimension:
            damaged.append((key, f"has {len(blob)} bytes, not {4 * dimension}"))
        elif not abs(float(np.linalg.norm(np.frombuffer(blob, dtype=np.float32))) - 1) < _UNIT:
            damaged.append((key, "is not of unit length"))
    return damaged
