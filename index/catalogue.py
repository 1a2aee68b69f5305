"""The catalogue: one SQLite file that holds source texts, turns, passages and their vectors.

It is the one truth of a library; the snapshots for searching are made from it and can be
made again. Every function takes an open connection: transactions are the caller's.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache

import numpy as np

from index import decisions
from index.encode import Vectors
from index.meetings import meetings_of
from index.records import Header, Passage, Source, Span, Speaker, Transcript, Turn

_KEYS = 500  # of one question to the database, which takes 999 at least


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage with what the indexes are made from."""

    passage: Passage
    terms: tuple[str, ...]
    asks: bool  # it ends with a question
    vector: str  # key of its vector: SHA-256 of the encoder and the text embedded
    sentences: tuple[tuple[Span, str], ...] = ()  # where each stands, and the key of its vector


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of transcripts shows."""

    id: str
    path: str  # that it was read from
    name: str  # of its file
    sha256: str  # of the file's bytes
    header: Header
    speakers: list[str]  # labels in order of first speech
    added: str  # UTC, ISO 8601
    turns: int  # with a speaker
    passages: int
    characters: int
    people: list[str] = field(default_factory=list)  # names of the speakers' entries, each once


def put(
    connection: sqlite3.Connection,
    transcript: Transcript,
    passages: Iterable[IndexedPassage],
    text_sha256: str,
) -> None:
    """Write a transcript in place of any of the same id."""
    source = transcript.source
    known = connection.execute(
        "SELECT added FROM transcripts WHERE id = ?", (transcript.id,)
    ).fetchone()
    remove(connection, transcript.id)
    connection.execute(
        "INSERT INTO transcripts (id, name, path, sha256, encoding, text, text_sha256, pages,"
        " header, warnings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            transcript.id,
            source.name,
            source.path,
            source.sha256,
            source.encoding,
            source.text,
            text_sha256,
            json.dumps(source.pages),
            json.dumps(asdict(transcript.header), ensure_ascii=False),
            json.dumps(transcript.warnings, ensure_ascii=False),
        ),
    )
    if known:
        connection.execute("UPDATE transcripts SET added = ? WHERE id = ?", (*known, transcript.id))
    connection.executemany(
        "INSERT INTO turns VALUES (?, ?, ?, ?, ?)",
        [
            (
                transcript.id,
                turn.number,
                _as_written(turn.speaker) if turn.speaker else None,
                turn.span.start,
                turn.span.end,
            )
            for turn in transcript.turns
        ],
    )
    for indexed in passages:
        _put_passage(connection, indexed)


def _as_written(speaker: Speaker) -> str:
    """JSON of what the label says; what an editor decided of it is kept elsewhere."""
    label = {name: value for name, value in asdict(speaker).items() if name != "person"}
    return json.dumps(label, ensure_ascii=False)


def _put_passage(connection: sqlite3.Connection, indexed: IndexedPassage) -> None:
    passage = indexed.passage
    number = connection.execute(
        "INSERT INTO passages (transcript, turn, first, last, asks, terms, vector)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            passage.transcript_id,
            passage.turn,
            passage.span.start,
            passage.span.end,
            indexed.asks,
            "\n".join(indexed.terms),
            indexed.vector,
        ),
    ).lastrowid
    connection.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?)",
        [(number, span.start, span.end, key) for span, key in indexed.sentences],
    )


def remove(connection: sqlite3.Connection, transcript_id: str) -> None:
    """Delete a transcript with its turns and passages."""
    connection.execute("DELETE FROM transcripts WHERE id = ?", (transcript_id,))


def transcript_ids(connection: sqlite3.Connection) -> list[str]:
    """Ids in alphabetical order."""
    return [row[0] for row in connection.execute("SELECT id FROM transcripts ORDER BY id")]


def hashes(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """(id, SHA-256 of the file) of each transcript, by id."""
    return connection.execute("SELECT id, sha256 FROM transcripts ORDER BY id").fetchall()


def transcript(connection: sqlite3.Connection, transcript_id: str) -> Transcript | None:
    """Read a transcript whole, or None when there is none of that id."""
    row = connection.execute(
        "SELECT name, path, text, sha256, encoding, pages, header, warnings"
        " FROM transcripts WHERE id = ?",
        (transcript_id,),
    ).fetchone()
    if row is None:
        return None
    name, path, text, sha256, encoding, pages, header, warnings = row
    read, meetings = reader(connection), meetings_of(Header(**json.loads(header)))
    turns = tuple(
        Turn(number, read(speaker, meetings) if speaker else None, Span(first, last))
        for number, speaker, first, last in connection.execute(
            "SELECT number, speaker, first, last FROM turns WHERE transcript = ? ORDER BY number",
            (transcript_id,),
        )
    )
    return Transcript(
        transcript_id,
        Source(name, path, text, sha256, encoding, tuple(json.loads(pages))),
        Header(**json.loads(header)),
        turns,
        tuple(json.loads(warnings)),
    )


def summaries(connection: sqlite3.Connection) -> Iterator[Summary]:
    """Each transcript in brief, by id."""
    labels: dict[str, dict[str, str]] = {}  # label -> entry
    for transcript_id, speaker in _labels(connection):
        labels.setdefault(transcript_id, {})[speaker.label] = speaker.known_as
    for (
        transcript_id,
        path,
        name,
        sha256,
        header,
        added,
        turns,
        count,
        characters,
    ) in connection.execute(
        "SELECT id, path, name, sha256, header, added,"
        " (SELECT count(*) FROM turns WHERE transcript = t.id AND number > 0),"
        " (SELECT count(*) FROM passages WHERE transcript = t.id), length(text)"
        " FROM transcripts t ORDER BY id"
    ):
        yield Summary(
            transcript_id,
            path,
            name,
            sha256,
            Header(**json.loads(header)),
            list(labels.get(transcript_id, {})),
            added,
            turns,
            count,
            characters,
            list(dict.fromkeys(labels.get(transcript_id, {}).values())),
        )


def headers(connection: sqlite3.Connection) -> dict[str, Header]:
    """Header of each transcript, by id."""
    return {
        name: Header(**json.loads(header))
        for name, header in connection.execute("SELECT id, header FROM transcripts ORDER BY id")
    }


def words_of(connection: sqlite3.Connection, passage: Passage) -> str:
    """Slice of the source text that a passage is."""
    start, length = passage.span.start, len(passage.span)
    (words,) = connection.execute(
        "SELECT substr(text, ?, ?) FROM transcripts WHERE id = ?",
        (start + 1, length, passage.transcript_id),
    ).fetchone()
    return str(words)


def speakers(connection: sqlite3.Connection) -> Iterator[tuple[str, int, Speaker]]:
    """(transcript, turn, speaker) of every turn that has one, in order, as editors know them."""
    read = reader(connection)
    meetings = {name: meetings_of(header) for name, header in headers(connection).items()}
    for transcript_id, number, speaker in connection.execute(
        "SELECT transcript, number, speaker FROM turns WHERE speaker NOT NULL"
        " ORDER BY transcript, number"
    ):
        yield transcript_id, number, read(speaker, meetings[transcript_id])


def _labels(connection: sqlite3.Connection) -> Iterator[tuple[str, Speaker]]:
    """(transcript, speaker) of each label, once, in order of first speech."""
    read = reader(connection)
    meetings = {name: meetings_of(header) for name, header in headers(connection).items()}
    for transcript_id, speaker in connection.execute(
        "SELECT transcript, speaker FROM turns WHERE speaker NOT NULL"
        " GROUP BY transcript, speaker ORDER BY transcript, min(number)"
    ):
        yield transcript_id, read(speaker, meetings[transcript_id])


def reader(connection: sqlite3.Connection) -> Callable[[str, str], Speaker]:
    """Return what reads a speaker as stored, and sets whom an editor knows so in those meetings."""
    person_of = decisions.read(connection).reader()

    @cache
    def read(stored: str, meetings: str) -> Speaker:
        speaker = Speaker(**json.loads(stored))
        return replace(speaker, person=person_of(speaker, meetings))

    return read


def passages(connection: sqlite3.Connection, transcript_id: str) -> list[tuple[int, Passage]]:
    """(id, passage) of a transcript, in the order in which the snapshots' rows stand."""
    return [
        (number, Passage(transcript_id, turn, Span(first, last)))
        for number, turn, first, last in connection.execute(
            "SELECT id, turn, first, last FROM passages WHERE transcript = ? ORDER BY id",
            (transcript_id,),
        )
    ]


def missing_vectors(connection: sqlite3.Connection, keys: Sequence[str]) -> list[str]:
    """Those of the keys that no vector has yet, each once, in order."""
    known: set[str] = set()
    for start in range(0, len(keys), _KEYS):
        some = keys[start : start + _KEYS]
        places = ",".join("?" * len(some))
        found = connection.execute(f"SELECT key FROM vectors WHERE key IN ({places})", some)
        known.update(key for (key,) in found)
    return [key for key in dict.fromkeys(keys) if key not in known]


def put_vectors(connection: sqlite3.Connection, keys: Sequence[str], vectors: Vectors) -> None:
    """Store vectors of shape (keys, dimension)."""
    connection.executemany(
        "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
        [
            (key, vector.astype(np.float32).tobytes())
            for key, vector in zip(keys, vectors, strict=True)
        ],
    )


def drop_vectors(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Delete vectors, which are then embedded again."""
    connection.executemany("DELETE FROM vectors WHERE key = ?", [(key,) for key in keys])


def drop_unused_vectors(connection: sqlite3.Connection) -> None:
    """Delete vectors that no passage and no sentence refers to."""
    connection.execute(
        "DELETE FROM vectors WHERE key NOT IN"
        " (SELECT vector FROM passages UNION SELECT vector FROM sentences)"
    )
