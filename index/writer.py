"""The writer's side of a library: what is kept at once, and publishing a state."""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from index import catalogue, changes, generations, schema, served
from index.changes import Waiting
from index.encode import Encoder, Vectors
from index.manifest import SnapshotDamaged
from index.milvus import MilvusServer
from index.places import Place, roll_back
from index.records import Transcript
from index.storage import disk_errors

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer may do; nothing of it is seen before `publish`."""

    place: Place
    connection: Connection
    encoder: Encoder
    server: MilvusServer | None = None  # of the vectors, where the folder has none
    waiting: Waiting = field(default_factory=Waiting)

    @property
    def segments(self) -> Path:
        """Folder of the segments."""
        return self.place.folder / served.FOLDER if self.server else self.place.folder

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
        with self._changing():
            self.waiting.note(self.connection, keys)
            catalogue.put_vectors(self.connection, keys, vectors)

    def forget(self, keys: Sequence[str]) -> None:
        """Delete damaged vectors; until they are embedded anew, words alone find their passages."""
        with self._changing():
            catalogue.drop_vectors(self.connection, keys)

    def publish(self, change: Callable[[Connection], None], *, tidy: bool = True) -> None:
        """Apply a change to the catalogue and let readers see it, all of it or nothing.

        Vectors that nothing refers to are dropped, but for `tidy=False`: then they wait for work
        that was stopped to be taken up again.

        Raises:
            LibraryError: the disk is full or refuses; the last state stands.
        """
        connection = self.connection
        if self.server:
            with self._changing():
                served.name(connection)
        with disk_errors(self.place.folder):
            with self._changing():
                changes.watch(connection)
                highest = served.highest(connection)
                change(connection)
                if tidy:
                    self.waiting.tidy(connection)
                if self.server:
                    served.publish(connection, self.server, self.encoder, highest)
                before = int(schema.meta(connection, "generation") or 0)
                after = self.place.next_generation(connection, before)
                schema.set_meta(connection, "generation", str(after))
                schema.set_meta(connection, "encoder", json.dumps(identity(self.encoder)))
                generations.advance(
                    connection,
                    self.segments,
                    (before, after),
                    served.DIMENSION if self.server else self.encoder.dimension,
                    changes.touched(connection),
                )
            self._settle(after)

    def _settle(self, generation: int) -> None:
        """Write segments anew where that is due; the state is published already, come what may."""
        folder = self.segments
        try:
            generations.settle(folder, generation)
        except (OSError, SnapshotDamaged) as error:
            log.warning("the index in %s is put in order later (%s)", folder, error)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with (
            disk_errors(self.place.folder),
            self.place.errors(),
            transaction(self.place, self.connection),
        ):
            yield


def identity(encoder: Encoder) -> dict[str, str | int]:
    """What a library remembers of the encoder that built it."""
    return {
        "name": encoder.name,
        "dimension": encoder.dimension,
        "fingerprint": encoder.fingerprint,
    }


@contextmanager
def transaction(place: Place, connection: Connection) -> Iterator[None]:
    """Change the catalogue, all of it or nothing."""
    place.begin_writing(connection)
    try:
        yield
    except BaseException:
        roll_back(connection)
        raise
    connection.exec_driver_sql("COMMIT")
