"""The library: one folder, one writer at a time, any number of readers.

    catalogue.sqlite   source texts, turns, passages, vectors: the one truth
    snapshots/N/       the indexes of generation N, made from it
    writer.lock        held while someone writes; writer.json says who

A reader sees one generation, whole, for as long as it reads.
"""

import json
import logging
import os
import socket
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index import catalogue, snapshot
from index.encode import Encoder, Vectors
from index.errors import (
    EncoderMismatch,
    LibraryBusy,
    LibraryError,
    LibraryMissing,
    UnknownTranscript,
)
from index.records import Passage, Transcript

log = logging.getLogger(__name__)
CATALOGUE = "catalogue.sqlite"
LOCK_SECONDS = 10  # a writer publishes in well under a second; longer means a long job


@dataclass(frozen=True, slots=True)
class View:
    """One consistent state, to be used inside `Library.reading` only."""

    snapshot: snapshot.Snapshot
    _connection: sqlite3.Connection

    def transcript(self, transcript_id: str) -> Transcript:
        """Read a transcript.

        Raises:
            UnknownTranscript: there is none of that name.
        """
        self.require(transcript_id)
        found = catalogue.transcript(self._connection, transcript_id)
        assert found  # as required, in this same state
        return found

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


class Library:
    """A library folder; cheap to make, safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open the library in a folder.

        Raises:
            LibraryMissing: nothing is there.
            LibraryError: something else is there, or a library of another format.
        """
        self.folder = folder
        self._snapshot: snapshot.Snapshot | None = None
        self._loading = threading.Lock()
        if not (folder / CATALOGUE).exists():
            _refuse_stranger(folder)
            raise LibraryMissing(
                f"there is no library in {folder}; make one with "
                f"`python -m index add FILES --library {folder}`."
            )
        with self._connection() as connection:
            if (
                _pragma(connection, "application_id") != catalogue.APPLICATION_ID
                or catalogue.meta(connection, "format") != catalogue.FORMAT
            ):
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
            with _translated(folder):
                folder.mkdir(parents=True, exist_ok=True)
                with FileLock(folder / "writer.lock"):  # two may make it at once
                    if not (folder / CATALOGUE).exists():
                        draft = folder / f"{CATALOGUE}.draft"
                        draft.unlink(missing_ok=True)
                        catalogue.connect(draft, create=True).close()
                        draft.replace(folder / CATALOGUE)
        return cls(folder)

    @property
    def generation(self) -> int:
        """Number of the newest state."""
        with self._connection() as connection:
            return int(catalogue.meta(connection, "generation") or 0)

    def check_encoder(self, encoder: Encoder) -> None:
        """Make sure that an encoder's vectors can be compared with the library's.

        Raises:
            EncoderMismatch: name, dimension or weights differ; the message says how to rebuild.
        """
        with self._connection() as connection:
            recorded = catalogue.meta(connection, "encoder")
        if recorded is None or json.loads(recorded) == _identity(encoder):
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
    def writing(self, encoder: Encoder, *, anew: bool = False) -> Iterator["Draft"]:
        """Hold the writer's lock; `anew` promises that every vector will be replaced.

        Raises:
            LibraryBusy: someone else holds it; the message says who.
            EncoderMismatch: the library was built with another encoder.
        """
        lock = FileLock(self.folder / "writer.lock", timeout=LOCK_SECONDS)
        holder = self.folder / "writer.json"
        try:
            lock.acquire()
        except Timeout as error:
            raise LibraryBusy(
                f"the library in {self.folder} is being written by {_holder(holder)}; wait for it "
                "to end, or end it, and try again."
            ) from error
        try:
            if not anew:
                self.check_encoder(encoder)
            with _translated(self.folder):
                holder.write_text(json.dumps(_who()), encoding="utf-8")
            with self._connection() as connection:
                yield Draft(self.folder, connection, encoder)
        finally:
            holder.unlink(missing_ok=True)
            lock.release()

    def _current(self, connection: sqlite3.Connection) -> snapshot.Snapshot:
        generation = int(catalogue.meta(connection, "generation") or 0)
        with self._loading:
            if self._snapshot is None or self._snapshot.generation != generation:
                self._snapshot = self._load(connection, generation)
            return self._snapshot

    def _load(self, connection: sqlite3.Connection, generation: int) -> snapshot.Snapshot:
        try:
            return snapshot.load(connection, self.folder, generation)
        except snapshot.SnapshotDamaged as damage:
            if generation:
                log.warning("%s; made again from the catalogue", damage)
        recorded = json.loads(catalogue.meta(connection, "encoder") or '{"dimension": 1}')
        built = snapshot.build(connection, generation, recorded["dimension"])
        if generation:
            self._mend(built)
        return built

    def _mend(self, built: snapshot.Snapshot) -> None:
        """Put a snapshot back on disk, unless a writer is at work (who will write a newer one)."""
        lock = FileLock(self.folder / "writer.lock", timeout=0)
        try:
            with lock:
                if self.generation == built.generation:
                    snapshot.save(built, self.folder)
        except (Timeout, OSError) as error:
            log.warning("the index in %s stays in memory only (%s)", self.folder, error)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with _translated(self.folder):
            connection = catalogue.connect(self.folder / CATALOGUE)
            try:
                yield connection
            finally:
                connection.close()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer may do; nothing of it is seen before `publish`."""

    folder: Path
    connection: sqlite3.Connection
    encoder: Encoder

    def summaries(self) -> list[catalogue.Summary]:
        """Every transcript in brief, as of now."""
        return list(catalogue.summaries(self.connection))

    def transcripts(self) -> Iterator[Transcript]:
        """Every transcript, whole."""
        for name in catalogue.transcript_ids(self.connection):
            found = catalogue.transcript(self.connection, name)
            if found:
                yield found

    def missing(self, keys: Sequence[str]) -> list[str]:
        """Keys without a vector."""
        return catalogue.missing_vectors(self.connection, keys)

    def keep(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Store vectors at once, so that a run that is cut short embeds nothing twice."""
        with _translated(self.folder), _transaction(self.connection):
            catalogue.put_vectors(self.connection, keys, vectors)

    def forget(self, keys: Sequence[str]) -> None:
        """Delete damaged vectors; until they are embedded anew, words alone find their passages."""
        with _translated(self.folder), _transaction(self.connection):
            catalogue.drop_vectors(self.connection, keys)

    def publish(self, change: Callable[[sqlite3.Connection], None]) -> None:
        """Apply a change to the catalogue and let readers see it, all of it or nothing.

        Raises:
            LibraryError: the disk is full or refuses; the last state stands.
        """
        with _translated(self.folder):
            with _transaction(self.connection):
                change(self.connection)
                catalogue.drop_unused_vectors(self.connection)
                generation = int(catalogue.meta(self.connection, "generation") or 0) + 1
                catalogue.set_meta(self.connection, "generation", str(generation))
                catalogue.set_meta(self.connection, "encoder", json.dumps(_identity(self.encoder)))
                built = snapshot.build(self.connection, generation, self.encoder.dimension)
                snapshot.save(built, self.folder)
            snapshot.drop_others(self.folder, generation)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors into sentences, here and nowhere else."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "full" in str(error):
            raise LibraryError(_FULL.format(folder)) from error
        if "readonly" in str(error):
            raise LibraryError(
                f"{folder} may not be written by this user; check its permissions."
            ) from error
        raise LibraryError(
            f"{folder / CATALOGUE} cannot be used ({error}); "
            f"`python -m index check --library {folder}` says more. "
            "If it is damaged, add the transcripts to a new library."
        ) from error
    except OSError as error:
        if error.errno in (28, 27, 122):  # ENOSPC, EFBIG, EDQUOT
            raise LibraryError(_FULL.format(folder)) from error
        raise LibraryError(
            f"{folder} cannot be used ({error.strerror or error}); "
            "check the path and its permissions."
        ) from error


_FULL = (
    "the disk that holds {} is full; free some space and run the same command again. "
    "Nothing was lost."
)


def _refuse_stranger(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise LibraryError(f"{folder} is a file, no library; name a folder.")
    if folder.exists() and any(
        not path.name.startswith((CATALOGUE, "writer.", ".")) for path in folder.iterdir()
    ):
        raise LibraryError(
            f"{folder} holds other files and no library; "
            "name an empty or a new folder with --library."
        )


def _identity(encoder: Encoder) -> dict[str, str | int]:
    return {
        "name": encoder.name,
        "dimension": encoder.dimension,
        "fingerprint": encoder.fingerprint,
    }


def _who() -> dict[str, str | int]:
    return {
        "program": Path(sys.argv[0]).name or "python",
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _holder(path: Path) -> str:
    try:
        who = json.loads(path.read_text(encoding="utf-8"))
        return f"process {who['pid']} on {who['host']} ({who['program']}, since {who['since']})"
    except (OSError, ValueError, KeyError):
        return "another process"  # it has the lock but has not yet said who it is


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
