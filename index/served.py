"""A library's vectors on a server: written before the catalogue commits, read by number.

The catalogue keeps them as well, so that they can be written again, and nothing is embedded twice.
Local segments then hold all but the vectors.
"""

import json
import time
from collections.abc import Collection as Names
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

import numpy as np
from sqlalchemy import Connection, func, select

from index import changes, columns, schema
from index.encode import Encoder
from index.milvus import Collection, MilvusServer, Range
from index.numbered import MilvusVectors, Numbers
from index.schema import PASSAGES, SENTENCES
from index.snapshot import Snapshot

FOLDER = "served"  # of the segments, in the library's folder: they are without vectors
DIMENSION = 1  # of the nothing that stands in their place
_NAME, _LEAVING, _CARRIED = OWN = "library", "leaving", "carried"  # kept in the catalogue
_GRACE = 60.0  # seconds that a reader may stay at a state
_EACH = 4_096  # numbers of one passage's sentences; a passage has about 300 characters
_PREFIX = "hatsugen_"
_PORTION = 100  # transcripts of which the server is asked at once whether it has them


@dataclass(frozen=True, slots=True)
class Pair:
    """The collections of a library."""

    passages: Collection
    sentences: Collection


def pair_of(connection: Connection, server: MilvusServer, built: dict[str, str | int]) -> Pair:
    """Name the collections of a library whose encoder is `built`."""
    name = f"{_PREFIX}{schema.meta(connection, _NAME)}_{str(built['fingerprint'])[:8]}"
    dimension = int(built["dimension"])
    return Pair(
        Collection(server, f"{name}_passages", dimension),
        Collection(server, f"{name}_sentences", dimension),
    )


def publish(connection: Connection, server: MilvusServer, encoder: Encoder, highest: int) -> None:
    """Write what a change touches; the catalogue's transaction has made it and not committed.

    The first time all is written that there is.

    highest: number that a passage had before; what stands above it was left by a stopped writer.

    Raises:
        ServerAway: it does not answer; the last state stands.
    """
    built: dict[str, str | int] = {
        "fingerprint": encoder.fingerprint,
        "dimension": encoder.dimension,
    }
    pair = pair_of(connection, server, built)
    before = json.loads(schema.meta(connection, "encoder") or "{}")
    if before.get("fingerprint") == encoder.fingerprint:
        _drop_others(connection, server, pair)
    carried = schema.meta(connection, _CARRIED) == pair.passages.name
    if carried and pair.passages.there() and pair.sentences.there():
        for collection, last in _both(pair, highest):
            collection.delete([(last + 1, 2**62)])
        _write(connection, pair, changes.touched(connection))
        _leave(connection, pair)
    else:
        _carry(connection, pair)


def carry(connection: Connection, server: MilvusServer) -> None:
    """Write all vectors of a library; those that are there already are not sent again.

    Raises:
        ServerAway: it does not answer; what was sent stays.
    """
    built = json.loads(schema.meta(connection, "encoder") or "{}")
    if built:
        _carry(connection, pair_of(connection, server, built))


def _carry(connection: Connection, pair: Pair) -> None:
    pair.passages.make()
    pair.sentences.make()
    before = 0
    spans = sorted(_spans(connection).items(), key=lambda item: item[1])
    for start in range(0, len(spans), _PORTION):
        portion = spans[start : start + _PORTION]
        span = before + 1, portion[-1][1][1]
        if not _has(connection, pair, span):
            pair.passages.delete([span])
            pair.sentences.delete(_inner([span]))
            _write(connection, pair, [name for name, _ in portion])
        before = span[1]
    for collection, last in _both(pair, before):
        collection.delete([(last + 1, 2**62)])
    schema.set_meta(connection, _CARRIED, pair.passages.name)
    schema.set_meta(connection, _LEAVING, "[]")


def _has(connection: Connection, pair: Pair, span: Range) -> bool:
    """Tell whether the server has as many rows of a range as the catalogue."""
    held = PASSAGES.c.id.between(*span)
    passages = select(func.count()).select_from(PASSAGES).where(held)
    sentences = select(func.count()).select_from(SENTENCES.join(PASSAGES)).where(held)
    return pair.passages.count([span]) == connection.execute(passages).scalar_one() and (
        pair.sentences.count(_inner([span])) == connection.execute(sentences).scalar_one()
    )


def name(connection: Connection) -> None:
    """Name a library's collections, once and for good, before any is made."""
    if schema.meta(connection, _NAME) is None:
        schema.set_meta(connection, _NAME, uuid4().hex[:12])


def _drop_others(connection: Connection, server: MilvusServer, pair: Pair) -> None:
    """Delete collections of encoders before the one before."""
    ours = f"{_PREFIX}{schema.meta(connection, _NAME)}_"
    kept = pair.passages.name, pair.sentences.name
    for name in server.ask(lambda client: client.list_collections()):
        if name.startswith(ours) and name not in kept:
            Collection(server, name, pair.passages.dimension).drop()


def _write(connection: Connection, pair: Pair, names: Names[str]) -> None:
    for name in sorted(names):
        ids, inner = numbers_of(connection, name)
        dimension = pair.passages.dimension
        pair.passages.add(ids, columns.passage_vectors(connection, name, dimension))
        pair.sentences.add(inner, columns.sentence_vectors(connection, name, dimension))


def _leave(connection: Connection, pair: Pair) -> None:
    """Delete what no reader needs any more, and note what none will need soon."""
    waiting = json.loads(schema.meta(connection, _LEAVING) or "[]")
    now = time.time()
    due = [(first, last) for since, first, last in waiting if now - since > _GRACE]
    for collection, ranges in ((pair.passages, due), (pair.sentences, _inner(due))):
        if ranges:
            collection.delete(ranges)
    left = [row for row in waiting if now - row[0] <= _GRACE]
    left += [[now, first, last] for first, last in _joined(changes.gone(connection))]
    schema.set_meta(connection, _LEAVING, json.dumps(left))


def carried(connection: Connection, server: MilvusServer, snapshot: Snapshot) -> Snapshot:
    """Give a snapshot the vectors that the server has of its state; it is not asked yet."""
    built = json.loads(schema.meta(connection, "encoder") or "{}")
    if not built:
        return snapshot
    pair = pair_of(connection, server, built)
    passages = _passage_numbers(connection, snapshot)
    inside = snapshot.sentences
    places = np.arange(len(inside.passage_of)) - inside.first[inside.passage_of]
    inner = passages.ids[inside.passage_of] * _EACH + places
    sentences = Numbers(inner, passages.last * _EACH + _EACH - 1, tuple(_inner(passages.gone)))
    return replace(
        snapshot,
        vectors=MilvusVectors(pair.passages, passages),
        sentences=replace(inside, vectors=MilvusVectors(pair.sentences, sentences)),
    )


def problems(connection: Connection, server: MilvusServer) -> Iterator[str]:
    """Yield a sentence where the server has not the vectors that the catalogue speaks of."""
    built = json.loads(schema.meta(connection, "encoder") or "{}")
    if not built:
        return
    pair = pair_of(connection, server, built)
    spans = list(_spans(connection).values())
    counts = columns.counts(connection)
    for collection, ranges, wanted in zip(
        (pair.passages, pair.sentences), (spans, _inner(spans)), counts, strict=True
    ):
        found = collection.count(ranges) if collection.there() else 0
        if found != wanted:
            yield (
                f"{server.name} has {found} of {wanted} vectors in {collection.name}; "
                "run `python -m index rebuild`."
            )


def numbers_of(connection: Connection, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of a transcript's passages, and of their sentences, in order."""
    ids = [row[0] for row in columns.passages(connection, name)]
    inner: list[int] = []
    before, place = -1, 0
    for passage, _ in columns.sentences(connection, name):
        place = place + 1 if passage == before else 0
        before = passage
        inner.append(passage * _EACH + place)
    return np.array(ids, dtype=np.int64), np.array(inner, dtype=np.int64)


def highest(connection: Connection) -> int:
    """Highest number that a passage ever had."""
    found = connection.execute(select(func.max(PASSAGES.c.id))).scalar() or 0
    return max(int(found), int(schema.meta(connection, schema.NUMBERED) or 0))


def _passage_numbers(connection: Connection, snapshot: Snapshot) -> Numbers:
    """A transcript's passages have numbers that follow each other."""
    spans = _spans(connection)
    ids = np.zeros(len(snapshot.passages), dtype=np.int64)
    for name in snapshot.transcripts:
        rows = snapshot.rows_of(name)
        if rows:
            ids[rows.start : rows.stop] = spans[name][0] + np.arange(len(rows))
    waiting = json.loads(schema.meta(connection, _LEAVING) or "[]")
    gone = tuple((first, last) for _, first, last in waiting)
    return Numbers(ids, highest(connection), gone)


def _spans(connection: Connection) -> dict[str, Range]:
    held = PASSAGES.c
    query = select(held.transcript, func.min(held.id), func.max(held.id))
    return {
        name: (first, last)
        for name, first, last in connection.execute(query.group_by(held.transcript))
    }


def _joined(ranges: Sequence[Range]) -> list[Range]:
    """Ranges of which one goes on where another ends, as one."""
    found: list[Range] = []
    for first, last in ranges:
        if found and found[-1][1] == first - 1:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found


def _inner(ranges: Sequence[Range]) -> list[Range]:
    """Numbers of the sentences of ranges of passages."""
    return [(first * _EACH, last * _EACH + _EACH - 1) for first, last in ranges]


def _both(pair: Pair, last: int) -> Iterator[tuple[Collection, int]]:
    yield pair.passages, last
    yield pair.sentences, last * _EACH + _EACH - 1
