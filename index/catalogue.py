"""The catalogue: the tables that hold source texts, turns, passages and their vectors.

It is the one truth of a library; the snapshots for searching are made from it and can be
made again. Every function takes an open connection: transactions are the caller's.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select, text

from index import changes, decisions, schema
from index.encode import Vectors
from index.meetings import meetings_of
from index.records import Header, Passage, Source, Span, Speaker, Transcript, Turn
from index.schema import PASSAGES, SENTENCES, TRANSCRIPTS, TURNS, VECTORS

_AT_ONCE = 1_000  # rows that are fetched, or keys that are asked for, at a time


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
    connection: Connection,
    transcript: Transcript,
    passages: Iterable[IndexedPassage],
    text_sha256: str,
) -> None:
    """Write a transcript in place of any of the same id."""
    added = connection.execute(
        select(TRANSCRIPTS.c.added).where(TRANSCRIPTS.c.id == transcript.id)
    ).scalar()
    remove(connection, transcript.id)
    connection.execute(insert(TRANSCRIPTS), _row(transcript, text_sha256, added))
    turns = [
        {
            "transcript": transcript.id,
            "number": turn.number,
            "speaker": _as_written(turn.speaker) if turn.speaker else None,
            "first": turn.span.start,
            "last": turn.span.end,
        }
        for turn in transcript.turns
    ]
    if turns:
        connection.execute(insert(TURNS), turns)
    _put_passages(connection, list(passages))


def _row(transcript: Transcript, text_sha256: str, added: str | None) -> dict[str, str]:
    source = transcript.source
    row = {
        "id": transcript.id,
        "name": source.name,
        "path": source.path,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "text": source.text,
        "text_sha256": text_sha256,
        "pages": json.dumps(source.pages),
        "header": json.dumps(asdict(transcript.header), ensure_ascii=False),
        "warnings": json.dumps(transcript.warnings, ensure_ascii=False),
    }
    return row | {"added": added} if added else row


def _as_written(speaker: Speaker) -> str:
    """JSON of what the label says; what an editor decided of it is kept elsewhere."""
    label = {name: value for name, value in asdict(speaker).items() if name != "person"}
    return json.dumps(label, ensure_ascii=False)


def _put_passages(connection: Connection, passages: Sequence[IndexedPassage]) -> None:
    if not passages:
        return
    highest = connection.execute(select(func.max(PASSAGES.c.id))).scalar() or 0
    first = max(highest, int(schema.meta(connection, schema.NUMBERED) or 0)) + 1
    schema.set_meta(connection, schema.NUMBERED, str(first + len(passages) - 1))
    connection.execute(
        insert(PASSAGES),
        [
            {
                "id": number,
                "transcript": indexed.passage.transcript_id,
                "turn": indexed.passage.turn,
                "first": indexed.passage.span.start,
                "last": indexed.passage.span.end,
                "asks": int(indexed.asks),
                "terms": "\n".join(indexed.terms),
                "vector": indexed.vector,
            }
            for number, indexed in enumerate(passages, first)
        ],
    )
    sentences = [
        {"passage": number, "first": span.start, "last": span.end, "vector": key}
        for number, indexed in enumerate(passages, first)
        for span, key in indexed.sentences
    ]
    if sentences:
        connection.execute(insert(SENTENCES), sentences)


def remove(connection: Connection, transcript_id: str) -> None:
    """Delete a transcript with its turns and passages; part of what `Draft.publish` does."""
    changes.note(connection, transcript_id)
    connection.execute(delete(TRANSCRIPTS).where(TRANSCRIPTS.c.id == transcript_id))


def transcript_ids(connection: Connection) -> list[str]:
    """Ids in alphabetical order."""
    return list(connection.execute(select(TRANSCRIPTS.c.id).order_by(TRANSCRIPTS.c.id)).scalars())


def hashes(connection: Connection) -> list[tuple[str, str]]:
    """(id, SHA-256 of the file) of each transcript, by id."""
    query = select(TRANSCRIPTS.c.id, TRANSCRIPTS.c.sha256).order_by(TRANSCRIPTS.c.id)
    return [(name, sha256) for name, sha256 in connection.execute(query)]


def transcript(connection: Connection, transcript_id: str) -> Transcript | None:
    """Read a transcript whole, or None when there is none of that id."""
    held = TRANSCRIPTS.c
    row = connection.execute(
        select(
            held.name,
            held.path,
            held.text,
            held.sha256,
            held.encoding,
            held.pages,
            held.header,
            held.warnings,
        ).where(held.id == transcript_id)
    ).fetchone()
    if row is None:
        return None
    name, path, words, sha256, encoding, pages, header, warnings = row
    read, meetings = reader(connection), meetings_of(Header(**json.loads(header)))
    turns = tuple(
        Turn(number, read(speaker, meetings) if speaker else None, Span(first, last))
        for number, speaker, first, last in connection.execute(
            select(TURNS.c.number, TURNS.c.speaker, TURNS.c.first, TURNS.c.last)
            .where(TURNS.c.transcript == transcript_id)
            .order_by(TURNS.c.number)
        )
    )
    return Transcript(
        transcript_id,
        Source(name, path, words, sha256, encoding, tuple(json.loads(pages))),
        Header(**json.loads(header)),
        turns,
        tuple(json.loads(warnings)),
    )


def summaries(connection: Connection) -> Iterator[Summary]:
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
    ) in connection.execute(_BRIEF):
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


_HELD = TRANSCRIPTS.c
_BRIEF = select(
    _HELD.id,
    _HELD.path,
    _HELD.name,
    _HELD.sha256,
    _HELD.header,
    _HELD.added,
    select(func.count())
    .where(TURNS.c.transcript == _HELD.id, TURNS.c.number > 0)
    .scalar_subquery(),
    select(func.count()).where(PASSAGES.c.transcript == _HELD.id).scalar_subquery(),
    func.length(_HELD.text),
).order_by(_HELD.id)


def headers(connection: Connection) -> dict[str, Header]:
    """Header of each transcript, by id."""
    return {
        name: Header(**json.loads(header))
        for name, header in connection.execute(
            select(TRANSCRIPTS.c.id, TRANSCRIPTS.c.header).order_by(TRANSCRIPTS.c.id)
        )
    }


def words_of(connection: Connection, passage: Passage) -> str:
    """Slice of the source text that a passage is."""
    start, length = passage.span.start, len(passage.span)
    words: str = connection.execute(
        select(func.substr(TRANSCRIPTS.c.text, start + 1, length)).where(
            TRANSCRIPTS.c.id == passage.transcript_id
        )
    ).scalar_one()
    return words


def speakers(connection: Connection) -> Iterator[tuple[str, int, Speaker]]:
    """(transcript, turn, speaker) of every turn that has one, in order, as editors know them."""
    read = reader(connection)
    meetings = {name: meetings_of(header) for name, header in headers(connection).items()}
    for transcript_id, number, speaker in connection.execute(
        select(TURNS.c.transcript, TURNS.c.number, TURNS.c.speaker)
        .where(TURNS.c.speaker.is_not(None))
        .order_by(TURNS.c.transcript, TURNS.c.number)
    ):
        yield transcript_id, number, read(speaker, meetings[transcript_id])


def _labels(connection: Connection) -> Iterator[tuple[str, Speaker]]:
    """(transcript, speaker) of each label, once, in order of first speech."""
    read = reader(connection)
    meetings = {name: meetings_of(header) for name, header in headers(connection).items()}
    for transcript_id, speaker in connection.execute(
        select(TURNS.c.transcript, TURNS.c.speaker)
        .where(TURNS.c.speaker.is_not(None))
        .group_by(TURNS.c.transcript, TURNS.c.speaker)
        .order_by(TURNS.c.transcript, func.min(TURNS.c.number))
    ):
        yield transcript_id, read(speaker, meetings[transcript_id])


def reader(connection: Connection) -> Callable[[str, str], Speaker]:
    """Return what reads a speaker as stored, and sets whom an editor knows so in those meetings."""
    person_of = decisions.read(connection).reader()

    @cache
    def read(stored: str, meetings: str) -> Speaker:
        speaker = Speaker(**json.loads(stored))
        return replace(speaker, person=person_of(speaker, meetings))

    return read


def passages(connection: Connection, transcript_id: str) -> list[tuple[int, Passage]]:
    """(id, passage) of a transcript, in the order in which the snapshots' rows stand."""
    held = PASSAGES.c
    query = select(held.id, held.turn, held.first, held.last)
    return [
        (number, Passage(transcript_id, turn, Span(first, last)))
        for number, turn, first, last in connection.execute(
            query.where(held.transcript == transcript_id).order_by(held.id)
        )
    ]


def missing_vectors(connection: Connection, keys: Sequence[str]) -> list[str]:
    """Those of the keys that no vector has yet, each once, in order."""
    wanted = list(dict.fromkeys(keys))
    known: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        some = VECTORS.c.key.in_(wanted[start : start + _AT_ONCE])
        known.update(connection.execute(select(VECTORS.c.key).where(some)).scalars())
    return [key for key in wanted if key not in known]


def put_vectors(connection: Connection, keys: Sequence[str], vectors: Vectors) -> None:
    """Store vectors of shape (keys, dimension)."""
    if not len(keys):
        return
    connection.execute(
        _KEEP,
        [
            {"key": key, "vector": vector.astype(np.float32).tobytes()}
            for key, vector in zip(keys, vectors, strict=True)
        ],
    )


_KEEP = text(
    "INSERT INTO vectors VALUES (:key, :vector)"
    " ON CONFLICT (key) DO UPDATE SET vector = excluded.vector"
)


def drop_vectors(connection: Connection, keys: Iterable[str]) -> None:
    """Delete vectors, which are then embedded again."""
    for key in keys:
        connection.execute(delete(VECTORS).where(VECTORS.c.key == key))
