"""A library from one store into another, without embedding: it can be stopped and goes on later.

What the target has already is compared by its hash and not sent again. Nobody sees the target
before all of it is there and a sample of searches has found the same in both.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, Table, func, insert, select

from index import catalogue, changes, schema, served
from index.errors import LibraryError
from index.library import Library
from index.milvus import MilvusServer
from index.places import Place
from index.postgres import PostgresServer
from index.records import Passage
from index.schema import META, PASSAGES, SENTENCES, TRANSCRIPTS, TURNS, VECTORS
from index.snapshot import Snapshot
from index.sqlite import SqliteFile
from index.stores import Stores
from index.terms import terms
from index.writer import transaction

Progress = Callable[[int, int], None]  # transcripts done, of all

_MOVING = "moving"  # in the target's table of what it remembers, until all is there
_OWN = ("format", "generation", "waiting", *served.OWN, _MOVING)  # what is not carried over
_PAGE = 1_000  # vectors compared and sent at a time
_SAMPLE = 20  # searches that must find the same
_NEAR = 2e-3  # how far cosines may be apart: some stores keep 16 bits of a number
_K = 10


@dataclass(frozen=True, slots=True)
class Moved:
    """What the target has."""

    transcripts: int
    passages: int
    sentences: int
    vectors: int


def move(source: Library, folder: Path, stores: Stores, progress: Progress | None = None) -> Moved:
    """Carry a library over; the source stays as it is, and is written by nobody meanwhile.

    folder, stores: of the target. With the source's own catalogue, only vectors are carried.

    Raises:
        LibraryError: the target holds another library, or a server is away: the same again goes on.
    """
    target = _place(folder, stores)
    with ExitStack() as stack:
        here = stack.enter_context(source.place.held())
        if target.catalogue == source.place.catalogue:
            _carry(here, source.place, stores)
            moved = _counts(here)
        else:
            target.create()
            other = target.folder.resolve() != source.folder.resolve()
            there = stack.enter_context(target.held(folder=other))
            _begin(there, target)
            _copy(here, there, target, progress)
            _carry(there, target, stores)
            moved = _compared(here, there, target)
            with transaction(target, there):
                _set_generation(there, target.next_generation(there, 0))
        try:
            _sample(source, Library(folder, stores))
        except LibraryError:
            if target.catalogue != source.place.catalogue:
                with transaction(target, there):
                    _set_generation(there, 0)
            raise
        if target.catalogue != source.place.catalogue:
            with transaction(target, there):
                schema.forget_meta(there, _MOVING)
    return moved


def _place(folder: Path, stores: Stores) -> Place:
    return PostgresServer(stores.catalogue, folder) if stores.catalogue else SqliteFile(folder)


def _begin(there: Connection, target: Place) -> None:
    if schema.meta(there, _MOVING) is None:
        if catalogue.transcript_ids(there) or schema.meta(there, "generation") != "0":
            raise LibraryError(
                f"{target.catalogue} holds a library already; name a place that has none."
            )
        with transaction(target, there):
            schema.set_meta(there, _MOVING, "1")


def _set_generation(there: Connection, generation: int) -> None:
    schema.set_meta(there, "generation", str(generation))


def _copy(here: Connection, there: Connection, target: Place, progress: Progress | None) -> None:
    """Copy what the target has not, each transcript in a transaction of its own."""
    names, known = catalogue.transcript_ids(here), set(catalogue.transcript_ids(there))
    for page in _vectors(here):
        keys = [key for key, _ in page]
        missing = set(catalogue.missing_vectors(there, keys))
        rows = [{"key": key, "vector": vector} for key, vector in page if key in missing]
        if rows:
            with transaction(target, there):
                there.execute(insert(VECTORS), rows)
    for done, name in enumerate(names, 1):
        if name not in known or _digest(here, name) != _digest(there, name):
            with transaction(target, there):
                changes.watch(there)
                catalogue.remove(there, name)
                for table, query in _rows_of(name):
                    if rows := [dict(row) for row in here.execute(query).mappings()]:
                        there.execute(insert(table), rows)
        if progress:
            progress(done, len(names))
    with transaction(target, there):
        changes.watch(there)
        for name in known - set(names):
            catalogue.remove(there, name)
        for key, value in here.execute(select(META.c.key, META.c.value)):
            if key not in _OWN:
                schema.set_meta(there, key, value)
        schema.set_meta(there, schema.NUMBERED, str(served.highest(here)))


def _carry(connection: Connection, place: Place, stores: Stores) -> None:
    if stores.vectors:
        server = MilvusServer(stores.vectors, stores.account)
        with transaction(place, connection):
            served.name(connection)
        with transaction(place, connection):
            served.carry(connection, server)


def _rows_of(name: str) -> Iterator[tuple[Table, Select[Any]]]:
    """Each table, and what selects a transcript's rows of it, in order."""
    yield TRANSCRIPTS, select(TRANSCRIPTS).where(TRANSCRIPTS.c.id == name)
    yield TURNS, select(TURNS).where(TURNS.c.transcript == name).order_by(TURNS.c.number)
    of_name = PASSAGES.c.transcript == name
    yield PASSAGES, select(PASSAGES).where(of_name).order_by(PASSAGES.c.id)
    inside = select(SENTENCES).join(PASSAGES).where(of_name)
    yield SENTENCES, inside.order_by(SENTENCES.c.passage, SENTENCES.c.first)


def _digest(connection: Connection, name: str) -> str:
    """SHA-256 of all that the catalogue has of a transcript."""
    found = hashlib.sha256()
    for _, query in _rows_of(name):
        for row in connection.execute(query):
            found.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _vectors(connection: Connection) -> Iterator[list[tuple[str, bytes]]]:
    """Pages of (key, vector), by key."""
    last = ""
    while True:
        query = select(VECTORS.c.key, VECTORS.c.vector).where(VECTORS.c.key > last)
        rows = connection.execute(query.order_by(VECTORS.c.key).limit(_PAGE))
        page = [(key, bytes(vector)) for key, vector in rows]
        if not page:
            return
        yield page
        last = page[-1][0]


def _named(connection: Connection, page: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """Vectors under the keys of a page."""
    keys = [key for key, _ in page]
    query = select(VECTORS.c.key, VECTORS.c.vector).where(VECTORS.c.key.in_(keys))
    return {key: bytes(vector) for key, vector in connection.execute(query)}


def _counts(connection: Connection) -> Moved:
    tables = TRANSCRIPTS, PASSAGES, SENTENCES, VECTORS
    counts = [
        int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for table in tables
    ]
    return Moved(*counts)


def _compared(here: Connection, there: Connection, target: Place) -> Moved:
    """Compare both by counts and hashes."""
    ours, theirs = _counts(here), _counts(there)
    same = ours.transcripts == theirs.transcripts and all(
        _digest(here, name) == _digest(there, name) for name in catalogue.transcript_ids(here)
    )
    same = same and all(dict(page) == _named(there, page) for page in _vectors(here))
    if not same or ours.passages != theirs.passages:
        raise LibraryError(
            f"what arrived in {target.catalogue} is not what was sent; "
            "run the same command again, and if that does not help, begin with an empty place."
        )
    return theirs


def _sample(source: Library, target: Library) -> None:
    """Compare what both find for some of the source's own passages, by vectors and by words.

    Raises:
        LibraryError: they find something else.
    """
    with source.reading() as one, target.reading() as other:
        mine, theirs = one.snapshot, other.snapshot
        step = max(1, len(mine.passages) // _SAMPLE)
        for row in islice(range(0, len(mine.passages), step), _SAMPLE):
            words = [(form,) for form in terms(one.words_of(mine.passages[row]))[:5]]
            one_s, other_s = (np.sort(held.words.scores(words))[-_K:] for held in (mine, theirs))
            query = mine.vectors.rows(np.array([row]))[0]
            if not np.allclose(one_s, other_s, atol=_NEAR) or not _alike(mine, theirs, query):
                raise LibraryError(
                    f"searches in {target.place.catalogue} do not find what they found before; "
                    "`python -m index check` of both may say why."
                )


def _alike(mine: Snapshot, theirs: Snapshot, query: np.ndarray) -> bool:
    found = [_best(mine, query), _best(theirs, query)]
    if len(found[0]) != len(found[1]):
        return False
    for one, other in (found, found[::-1]):
        worst = min(other.values(), default=0.0)
        for passage, cosine in one.items():
            if abs(other.get(passage, worst) - cosine) > _NEAR:
                return False
    return True


def _best(snapshot: Snapshot, query: np.ndarray) -> dict[Passage, float]:
    rows, cosines = snapshot.vectors.search(query, _K, None)
    return {
        snapshot.passages[row]: float(cosine)
        for row, cosine in zip(rows.tolist(), cosines, strict=True)
    }


def targets(addresses: Sequence[str], folder: Path, now: Stores) -> tuple[Path, Stores]:
    """Addresses as the command line names them -> folder and stores of the target."""
    catalogue_of, vectors = now.catalogue, None
    for address in addresses:
        if address.startswith("milvus:"):
            vectors = address
        elif address.startswith("postgresql:"):
            catalogue_of = address
        else:
            folder, catalogue_of = Path(address), None
    return folder, Stores(catalogue_of, vectors, now.account)
