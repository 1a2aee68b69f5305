"""The writer's side of a library: the lock that says who holds it, and publishing a state."""

import json
import logging
import os
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index import catalogue, changes, generations, schema
from index.changes import Waiting
from index.encode import Encoder, Vectors
from index.errors import LibraryBusy
from index.manifest import SnapshotDamaged
from index.records import Transcript
from index.storage import disk_errors

log = logging.getLogger(__name__)
LOCK = "writer.lock"
LOCK_SECONDS = 10  # a writer publishes in well under a second; longer means a long job


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer may do; nothing of it is seen before `publish`."""

    folder: Path
    connection: sqlite3.Connection
    encoder: Encoder
    waiting: Waiting = field(default_factory=Waiting)

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
        with disk_errors(self.folder), _transaction(self.connection):
            self.waiting.note(self.connection, keys)
            catalogue.put_vectors(self.connection, keys, vectors)

    def forget(self, keys: Sequence[str]) -> None:
        """Delete damaged vectors; until they are embedded anew, words alone find their passages."""
        with disk_errors(self.folder), _transaction(self.connection):
            catalogue.drop_vectors(self.connection, keys)

    def publish(self, change: Callable[[sqlite3.Connection], None], *, tidy: bool = True) -> None:
        """Apply a change to the catalogue and let readers see it, all of it or nothing.

        Vectors that nothing refers to are dropped, but for `tidy=False`: then they wait for work
        that was stopped to be taken up again.

        Raises:
            LibraryError: the disk is full or refuses; the last state stands.
        """
        with disk_errors(self.folder):
            with _transaction(self.connection):
                changes.watch(self.connection)
                change(self.connection)
                if tidy:
                    self.waiting.tidy(self.connection)
                generation = int(schema.meta(self.connection, "generation") or 0) + 1
                schema.set_meta(self.connection, "generation", str(generation))
                schema.set_meta(self.connection, "encoder", json.dumps(identity(self.encoder)))
                touched = changes.touched(self.connection)
                dimension = self.encoder.dimension
                generations.advance(self.connection, self.folder, generation, dimension, touched)
            self._settle(generation)

    def _settle(self, generation: int) -> None:
        """Write segments anew where that is due; the state is published already, come what may."""
        try:
            generations.settle(self.folder, generation)
        except (OSError, SnapshotDamaged) as error:
            log.warning("the index in %s is put in order later (%s)", self.folder, error)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the writer's lock of a library; a crash lets go of it.

    Raises:
        LibraryBusy: someone else holds it; the message says who.
    """
    lock = FileLock(folder / LOCK, timeout=LOCK_SECONDS)
    holder = folder / "writer.json"
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryBusy(
            f"the library in {folder} is being written by {_holder(holder)}; wait for it "
            "to end, or end it, and try again."
        ) from error
    try:
        with disk_errors(folder):
            holder.write_text(json.dumps(_who()), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def identity(encoder: Encoder) -> dict[str, str | int]:
    """What a library remembers of the encoder that built it."""
    return {
        "name": encoder.name,
        "dimension": encoder.dimension,
        "fingerprint": encoder.fingerprint,
    }


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
