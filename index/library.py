"""The library: one folder, one writer at a time, any number of readers.

    catalogue.sqlite   source texts, turns, passages, vectors: the one truth, unless a
                       PostgreSQL server keeps it; then the rest may be lost
    segments/          indexes of some transcripts each, made from it, never changed
    snapshots/N/       which segments generation N is made of
    writer.lock        held while someone writes; writer.json says who

A reader sees one generation, whole, for as long as it reads.
"""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from index import generations, manifest, schema, served
from index.encode import Encoder
from index.errors import EncoderMismatch, LibraryError, ServerAway
from index.locks import LOCK
from index.milvus import MilvusServer
from index.places import Place, roll_back
from index.postgres import PostgresServer
from index.records import Transcript
from index.snapshot import Snapshot
from index.sqlite import SqliteFile
from index.stores import LOCAL, Stores
from index.view import View
from index.writer import Draft, identity, transaction

log = logging.getLogger(__name__)


class Library:
    """A library folder; cheap to make, safe to share between threads."""

    def __init__(self, folder: Path, stores: Stores = LOCAL) -> None:
        """Open the library in a folder, with what servers keep of it.

        Raises:
            LibraryMissing: nothing is there.
            LibraryError: something else is there, or a library of another format.
        """
        self.folder = folder
        self.place = _place(folder, stores)
        self._server = MilvusServer(stores.vectors, stores.account) if stores.vectors else None
        self._segments = folder / served.FOLDER if self._server else folder
        self._snapshot: Snapshot | None = None
        self._stamp: tuple[int, int] | None = None  # of the manifest that it was read from
        self._seen: tuple[int, dict[str, Transcript]] = (0, {})  # of one generation
        self._loading = threading.Lock()
        self.place.require()
        with self.place.connected() as connection:
            ours = self.place.is_ours(connection)
            if ours and schema.outdated(connection):
                raise LibraryError(
                    f"the library in {self.place.name} was made by an earlier version; "
                    f"`python -m index rebuild --library {folder}` brings it up to date."
                )
            if not ours or schema.meta(connection, "format") != schema.FORMAT:
                raise LibraryError(
                    f"{self.place.catalogue} is no Hatsugen library of this version; "
                    "name another folder or database and add the transcripts to it."
                )

    @classmethod
    def create(cls, folder: Path, stores: Stores = LOCAL) -> "Library":
        """Open a library, making an empty one where nothing is.

        Raises:
            LibraryError: something else is there, or it cannot be written.
        """
        _place(folder, stores).create()
        return cls(folder, stores)

    @classmethod
    def upgraded(cls, folder: Path, stores: Stores = LOCAL) -> "Library":
        """Open a library, whatever version of the program made it.

        Its passages must be cut anew before they are searched.

        Raises:
            LibraryError: nothing or something else is there, or someone else is writing.
        """
        place = _place(folder, stores)
        place.require()
        with place.held() as connection:
            if place.is_ours(connection):
                with transaction(place, connection):
                    schema.upgrade(connection)
        return cls(folder, stores)

    @property
    def generation(self) -> int:
        """Number of the newest state; of the last one seen, while its server is away."""
        try:
            with self.place.connected() as connection:
                return int(schema.meta(connection, "generation") or 0)
        except ServerAway:
            if self._snapshot is None:
                raise
            return self._snapshot.generation

    @property
    def away(self) -> ServerAway | None:
        """What is to be told while the server that keeps the catalogue is away."""
        try:
            with self.place.connected():
                return None
        except ServerAway as away:
            return away

    def check_encoder(self, encoder: Encoder) -> None:
        """Make sure that an encoder's vectors can be compared with the library's.

        Raises:
            EncoderMismatch: name, dimension or weights differ; the message says how to rebuild.
        """
        with self.place.connected() as connection:
            recorded = schema.meta(connection, "encoder")
        if recorded is None or json.loads(recorded) == identity(encoder):
            return
        built = json.loads(recorded)
        raise EncoderMismatch(
            f"the library in {self.place.name} was built with the encoder {built['name']} "
            f"({built['dimension']} dimensions, weights {built['fingerprint'][:8]}), not with "
            f"{encoder.name} ({encoder.dimension}, {encoder.fingerprint[:8]}); set "
            "HATSUGEN_ENCODER to the former, or embed everything anew: `python -m index rebuild`."
        )

    @contextmanager
    def reading(self) -> Iterator[View]:
        """Read one state; writers do not wait for it, and do not change it.

        Raises:
            LibraryError: the catalogue is damaged, or away before anything was read of it.
        """
        with ExitStack() as stack:
            source: Connection | ServerAway
            try:
                source = stack.enter_context(self.reading_raw())
                with self.place.errors():
                    current = self._current(source)
            except ServerAway as away:
                if self._snapshot is None:
                    raise
                log.warning("%s", away)
                source, current = away, self._snapshot
            if self._seen[0] != current.generation:
                self._seen = current.generation, {}
            yield View(current, source, self._seen[1])

    @contextmanager
    def reading_raw(self) -> Iterator[Connection]:
        """Read one state of the catalogue alone, without loading its indexes."""
        with self.place.connected() as connection:
            self.place.begin_reading(connection)
            yield connection

    @contextmanager
    def writing(self, encoder: Encoder, *, anew: bool = False) -> Iterator[Draft]:
        """Hold the writer's lock; `anew` promises that every vector will be replaced.

        Raises:
            LibraryBusy: someone else holds it; the message says who.
            EncoderMismatch: the library was built with another encoder.
        """
        with self.place.held() as connection:
            if not anew:
                self.check_encoder(encoder)
            yield Draft(self.place, connection, encoder, self._server)

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Change what is kept beside the transcripts, all or nothing; no writer is waited for.

        Raises:
            LibraryError: the library cannot be written.
        """
        with self.place.connected() as connection, transaction(self.place, connection):
            yield connection

    def problems(self, connection: Connection) -> Iterator[str]:
        """Yield a sentence for each damage that the database itself finds."""
        return self.place.problems(connection)

    def index_problems(self, connection: Connection) -> Iterator[str]:
        """Yield a sentence for each damage of what is made from the catalogue for searches."""
        generation = int(schema.meta(connection, "generation") or 0)
        if not generation:
            return
        try:
            generations.load(connection, self._segments, generation, self._dimension(connection))
        except manifest.SnapshotDamaged as damage:
            yield f"{damage}; the next search makes it again by itself."
        if self._server:
            yield from served.problems(connection, self._server)

    def _dimension(self, connection: Connection) -> int:
        """Numbers in a vector of the segments."""
        built = json.loads(schema.meta(connection, "encoder") or "{}")
        return served.DIMENSION if self._server else int(built.get("dimension", 1))

    def _current(self, connection: Connection) -> Snapshot:
        """Snapshot of the state that this connection reads, or of a newer one that it then reads.

        A writer that goes on deletes what only older states need; who comes too late for one
        begins again.
        """
        with self._loading:
            while True:
                generation = int(schema.meta(connection, "generation") or 0)
                stamp = manifest.stamp(self._segments, generation)
                known = self._snapshot
                if known and known.generation == generation and stamp == self._stamp:
                    return known
                try:
                    found = self._load(connection, generation)
                except manifest.SnapshotDamaged as damage:
                    roll_back(connection)
                    self.place.begin_reading(connection)
                    newer = int(schema.meta(connection, "generation") or 0) != generation
                    if newer or manifest.stamp(self._segments, generation) != stamp:
                        continue
                    log.warning("%s; made again from the catalogue", damage)
                    found = self._mended(connection, generation)
                    stamp = manifest.stamp(self._segments, generation)
                if self._server:
                    found = served.carried(connection, self._server, found)
                self._snapshot, self._stamp = found, stamp
                return found

    def _load(self, connection: Connection, generation: int) -> Snapshot:
        if not generation:
            return generations.build(connection, 0, 1)
        opened = self._snapshot.opened if self._snapshot else {}
        dimension = self._dimension(connection)
        return generations.load(connection, self._segments, generation, dimension, opened)

    def _mended(self, connection: Connection, generation: int) -> Snapshot:
        """Put what is damaged back on disk and load it.

        While a writer is at work (who will write a newer one), or where nothing can be written, it
        is made in memory.
        """
        dimension = self._dimension(connection)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)  # beside a server's it may be lost
            with FileLock(self.folder / LOCK, timeout=0):
                if self.generation == generation:
                    generations.mend(connection, self._segments, generation, dimension)
                    return generations.load(connection, self._segments, generation, dimension)
        except (Timeout, OSError) as error:
            log.warning("the index in %s stays in memory only (%s)", self.folder, error)
        return generations.build(connection, generation, dimension)


def _place(folder: Path, stores: Stores) -> Place:
    if stores.catalogue:
        return PostgresServer(stores.catalogue, folder)
    return SqliteFile(folder)
