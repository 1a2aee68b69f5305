"""A catalogue in a file of the library's folder; a lock file keeps its writers apart."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Connection, Engine, NullPool, create_engine

from index import locks, schema
from index.errors import LibraryMissing
from index.storage import CATALOGUE, disk_errors, refuse_stranger, sql_errors

_PAGE = 16_384  # bytes: of SQLite's usual 4,096 a vector would take an overflow page for itself


class SqliteFile:
    """`catalogue.sqlite` in a folder."""

    def __init__(self, folder: Path) -> None:
        """Nothing is opened yet."""
        self.folder = folder
        self.path = folder / CATALOGUE
        self._engine = _engine(self.path)

    @property
    def name(self) -> str:
        """Its folder."""
        return str(self.folder)

    @property
    def catalogue(self) -> str:
        """The file."""
        return str(self.path)

    def require(self) -> None:
        """Make sure that the file is there."""
        if not self.path.exists():
            refuse_stranger(self.folder)
            raise LibraryMissing(
                f"there is no library in {self.folder}; make one with "
                f"`python -m index add FILES --library {self.folder}`."
            )

    def create(self) -> None:
        """Make the file, with empty tables."""
        if self.path.exists():
            return
        refuse_stranger(self.folder)
        with disk_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / locks.LOCK):  # two may make it at once
                if not self.path.exists():
                    self._make()

    def _make(self) -> None:
        draft = self.path.with_name(f"{CATALOGUE}.draft")
        draft.unlink(missing_ok=True)
        with _engine(draft, create=True).connect() as connection:
            connection.exec_driver_sql(f"PRAGMA page_size = {_PAGE}")
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            schema.create(connection)
        draft.replace(self.path)

    def is_ours(self, connection: Connection) -> bool:
        """Tell by the number in the file's header."""
        found = connection.exec_driver_sql("PRAGMA application_id").scalar()
        return bool(found == schema.APPLICATION_ID)

    def errors(self) -> AbstractContextManager[None]:
        """Translate what SQLite raises."""
        return sql_errors(self.folder)

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """Open the file."""
        with self.errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def held(self, *, folder: bool = True) -> Iterator[Connection]:
        """Open the file under the folder's lock, which is the writer's."""
        with locks.held(self.folder), self.connected() as connection:
            yield connection

    def begin_reading(self, connection: Connection) -> None:
        """Begin; the first thing read settles which state is seen."""
        connection.exec_driver_sql("BEGIN")

    def begin_writing(self, connection: Connection) -> None:
        """Begin, once no other transaction writes."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def next_generation(self, connection: Connection, generation: int) -> int:
        """Count."""
        return generation + 1

    def problems(self, connection: Connection) -> Iterator[str]:
        """Yield what SQLite's own check finds, once."""
        for verdict in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
            if verdict != "ok":
                yield f"{self.path} is damaged ({verdict}); add the transcripts to a new library."
                return


def open_file(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a catalogue's file; `create` makes it.

    Raises:
        sqlite3.Error: the file is missing, damaged or cannot be written.
    """
    mode = "rwc" if create else "rw"
    if path.exists() and not os.access(path.parent, os.W_OK):
        # read only; without a write-ahead log nobody else is writing either
        mode = "ro" if path.with_name(f"{path.name}-wal").exists() else "ro&immutable=1"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=30,
        isolation_level=None,  # transactions are begun and ended by name
        check_same_thread=False,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if not create:
        connection.execute("PRAGMA secure_delete = ON")  # what was removed is not left on disk
    return connection


def _engine(path: Path, *, create: bool = False) -> Engine:
    return create_engine(
        "sqlite://", creator=lambda: open_file(path, create=create), poolclass=NullPool
    )
