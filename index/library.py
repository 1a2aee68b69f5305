"""The library: one folder, one writer at a time, any number of readers.

    catalogue.sqlite   source texts, turns, passages, vectors: the one truth
    segments/          indexes of some transcripts each, made from it, never changed
    snapshots/N/       which segments generation N is made of
    writer.lock        held while someone writes; writer.json says who

A reader sees one generation, whole, for as long as it reads.
"""

import json
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from index import catalogue, decisions, generations, manifest, schema
from index.encode import Encoder
from index.errors import EncoderMismatch, LibraryError, LibraryMissing, UnknownTranscript
from index.records import Passage, Transcript
from index.snapshot import Snapshot
from index.storage import (
    CATALOGUE,
    CONVERSATIONS,
    DRAFTS,
    GOLD,
    OVERVIEWS,
    disk_errors,
    sql_errors,
)
from index.writer import LOCK, Draft, held, identity

log = logging.getLogger(__name__)
_OURS = (CATALOGUE, CONVERSATIONS, OVERVIEWS, DRAFTS, GOLD, "writer.", ".")  # how files begin


@dataclass(frozen=True, slots=True)
class LibraryState:
    """Which library, as of one generation: enough to tell whether an answer can be had again."""

    generation: int
    transcripts: int
    encoder: str | None  # name of the weights; None where nothing was embedded yet
    fingerprint: str | None  # SHA-256 of the weights


@dataclass(frozen=True, slots=True)
class View:
    """One consistent state, to be used inside `Library.reading` only."""

    snapshot: Snapshot
    _connection: sqlite3.Connection
    _read: dict[str, Transcript] = field(default_factory=dict)  # by id

    def transcript(self, transcript_id: str) -> Transcript:
        """Read a transcript, once however often it is asked for.

        Raises:
            UnknownTranscript: there is none of that name.
        """
        if transcript_id not in self._read:
            self.require(transcript_id)
            found = catalogue.transcript(self._connection, transcript_id)
            assert found  # as required, in this same state
            self._read[transcript_id] = found
        return self._read[transcript_id]

    def require(self, transcript_id: str) -> None:
        """Make sure that a transcript is there.

        Raises:
            UnknownTranscript: there is none of that name.
        """
        names = catalogue.transcript_ids(self._connection)
        if transcript_id not in names:
            raise UnknownTranscript(
                f"the library has no transcript {transcript_id!r} (it has: "
                f"{', '.join(names[:5]) or 'none yet'}); `python -m index list` names them all."
            )

    def words_of(self, passage: Passage) -> str:
        """Slice of the source text that a passage is."""
        return catalogue.words_of(self._connection, passage)

    def summaries(self) -> list[catalogue.Summary]:
        """Every transcript in brief."""
        return list(catalogue.summaries(self._connection))

    def state(self) -> LibraryState:
        """Generation, number of transcripts and encoder."""
        built = json.loads(schema.meta(self._connection, "encoder") or "{}")
        return LibraryState(
            self.snapshot.generation,
            len(self.snapshot.transcripts),
            built.get("name"),
            built.get("fingerprint"),
        )

    def transcripts(self) -> Iterator[Transcript]:
        """Every transcript, whole, one after another."""
        for name in catalogue.transcript_ids(self._connection):
            found = catalogue.transcript(self._connection, name)
            assert found  # as listed, in this same state
            yield found

    def decisions(self) -> decisions.Decisions:
        """What editors decided about speakers."""
        return decisions.read(self._connection)


class Library:
    """A library folder; cheap to make, safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open the library in a folder.

        Raises:
            LibraryMissing: nothing is there.
            LibraryError: something else is there, or a library of another format.
        """
        self.folder = folder
        self._snapshot: Snapshot | None = None
        self._stamp: tuple[int, int] | None = None  # of the manifest that it was read from
        self._loading = threading.Lock()
        if not (folder / CATALOGUE).exists():
            _refuse_stranger(folder)
            raise LibraryMissing(
                f"there is no library in {folder}; make one with "
                f"`python -m index add FILES --library {folder}`."
            )
        with self._connection() as connection:
            ours = _pragma(connection, "application_id") == schema.APPLICATION_ID
            if ours and schema.outdated(connection):
                raise LibraryError(
                    f"the library in {folder} was made by an earlier version; "
                    f"`python -m index rebuild --library {folder}` brings it up to date."
                )
            if not ours or schema.meta(connection, "format") != schema.FORMAT:
                raise LibraryError(
                    f"{folder / CATALOGUE} is no Hatsugen library of this version; "
                    "name another folder and add the transcripts to it."
                )

    @classmethod
    def create(cls, folder: Path) -> "Library":
        """Open the library in a folder, making an empty one where nothing is.

        Raises:
            LibraryError: the folder holds something else, or cannot be written.
        """
        if not (folder / CATALOGUE).exists():
            _refuse_stranger(folder)
            with disk_errors(folder):
                folder.mkdir(parents=True, exist_ok=True)
                with FileLock(folder / LOCK):  # two may make it at once
                    if not (folder / CATALOGUE).exists():
                        draft = folder / f"{CATALOGUE}.draft"
                        draft.unlink(missing_ok=True)
                        schema.connect(draft, create=True).close()
                        draft.replace(folder / CATALOGUE)
        return cls(folder)

    @classmethod
    def upgraded(cls, folder: Path) -> "Library":
        """Open the library in a folder, whatever version of the program made it.

        Its passages must be cut anew before they are searched.

        Raises:
            LibraryError: nothing or something else is there, or someone else is writing.
        """
        if (folder / CATALOGUE).exists():
            with held(folder), sql_errors(folder):
                connection = schema.connect(folder / CATALOGUE)
                try:
                    if _pragma(connection, "application_id") == schema.APPLICATION_ID:
                        schema.upgrade(connection)
                finally:
                    connection.close()
        return cls(folder)

    @property
    def generation(self) -> int:
        """Number of the newest state."""
        with self._connection() as connection:
            return int(schema.meta(connection, "generation") or 0)

    def check_encoder(self, encoder: Encoder) -> None:
        """Make sure that an encoder's vectors can be compared with the library's.

        Raises:
            EncoderMismatch: name, dimension or weights differ; the message says how to rebuild.
        """
        with self._connection() as connection:
            recorded = schema.meta(connection, "encoder")
        if recorded is None or json.loads(recorded) == identity(encoder):
            return
        built = json.loads(recorded)
        raise EncoderMismatch(
            f"the library in {self.folder} was built with the encoder {built['name']} "
            f"({built['dimension']} dimensions, weights {built['fingerprint'][:8]}), not with "
            f"{encoder.name} ({encoder.dimension}, {encoder.fingerprint[:8]}); set "
            "HATSUGEN_ENCODER to the former, or embed everything anew: `python -m index rebuild`."
        )

    @contextmanager
    def reading(self) -> Iterator[View]:
        """Read one state; writers do not wait for it, and do not change it.

        Raises:
            LibraryError: the catalogue is damaged.
        """
        with self.reading_raw() as connection:
            yield View(self._current(connection), connection)

    @contextmanager
    def reading_raw(self) -> Iterator[sqlite3.Connection]:
        """Read one state of the catalogue alone, without loading its indexes."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self, encoder: Encoder, *, anew: bool = False) -> Iterator[Draft]:
        """Hold the writer's lock; `anew` promises that every vector will be replaced.

        Raises:
            LibraryBusy: someone else holds it; the message says who.
            EncoderMismatch: the library was built with another encoder.
        """
        with held(self.folder):
            if not anew:
                self.check_encoder(encoder)
            with self._connection() as connection:
                yield Draft(self.folder, connection, encoder)

    def _current(self, connection: sqlite3.Connection) -> Snapshot:
        """Snapshot of the state that this connection reads, or of a newer one that it then reads.

        A writer that goes on deletes what only older states need; who comes too late for one
        begins again.
        """
        with self._loading:
            while True:
                generation = int(schema.meta(connection, "generation") or 0)
                stamp = manifest.stamp(self.folder, generation)
                known = self._snapshot
                if known and known.generation == generation and stamp == self._stamp:
                    return known
                try:
                    found = self._load(connection, generation)
                except manifest.SnapshotDamaged as damage:
                    connection.execute("ROLLBACK")
                    connection.execute("BEGIN")
                    newer = int(schema.meta(connection, "generation") or 0) != generation
                    if newer or manifest.stamp(self.folder, generation) != stamp:
                        continue
                    log.warning("%s; made again from the catalogue", damage)
                    found = self._mended(connection, generation)
                    stamp = manifest.stamp(self.folder, generation)
                self._snapshot, self._stamp = found, stamp
                return found

    def _load(self, connection: sqlite3.Connection, generation: int) -> Snapshot:
        if not generation:
            return generations.build(connection, 0, 1)
        opened = self._snapshot.opened if self._snapshot else {}
        dimension = _dimension(connection)
        return generations.load(connection, self.folder, generation, dimension, opened)

    def _mended(self, connection: sqlite3.Connection, generation: int) -> Snapshot:
        """Put what is damaged back on disk and load it.

        While a writer is at work (who will write a newer one), or where nothing can be written, it
        is made in memory.
        """
        dimension = _dimension(connection)
        try:
            with FileLock(self.folder / LOCK, timeout=0):
                if self.generation == generation:
                    generations.mend(connection, self.folder, generation, dimension)
                    return generations.load(connection, self.folder, generation, dimension)
        except (Timeout, OSError) as error:
            log.warning("the index in %s stays in memory only (%s)", self.folder, error)
        return generations.build(connection, generation, dimension)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with sql_errors(self.folder):
            connection = schema.connect(self.folder / CATALOGUE)
            try:
                yield connection
            finally:
                connection.close()


def _refuse_stranger(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise LibraryError(f"{folder} is a file, no library; name a folder.")
    if folder.exists() and any(
        not path.name.startswith(
            (CATALOGUE, CONVERSATIONS, OVERVIEWS, DRAFTS, GOLD, "writer.", ".")
        )
        for path in folder.iterdir()
    ):
        raise LibraryError(
            f"{folder} holds other files and no library; "
            "name an empty or a new folder with --library."
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _dimension(connection: sqlite3.Connection) -> int:
    return int(json.loads(schema.meta(connection, "encoder") or '{"dimension": 1}')["dimension"])
