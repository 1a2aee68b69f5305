"""A catalogue in a PostgreSQL database, which many machines share; psycopg 3 speaks to it.

The library's folder beside it holds what each machine makes of it for itself: snapshots, which
may be lost. Which state a snapshot is of is told by its number alone, so that numbers are times:
a catalogue that was brought back from a backup never gives one out again.
"""

import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    OperationalError,
    PendingRollbackError,
)

from index import locks, schema
from index.errors import LibraryError, LibraryMissing, ServerAway
from index.storage import disk_errors, refuse_stranger

SCHEME = "postgresql://"
_LOCK = 0x48415453  # "HATS": with the number of the library, what a writer holds
_CHANGE = 0x48415454  # and one that transactions take, so that one at a time changes something
_NUMBER = "mod('meta'::regclass::oid::bigint, 2147483648)::int"  # of a library in its database
_NAME = 63  # bytes of a session's name that the server keeps
_MADE = ("snapshots", "segments", "served")  # what stands in the folder, from the catalogue
_PAUSE = 0.1  # seconds between two tries to have the lock
_AGAIN = 3.0  # seconds in which a server that was away is not asked again: pages are quick then
_PATIENCE = {  # seconds, or milliseconds: a server that is gone is told from one that works
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
_INSTALL = "psycopg[binary]==3.3.9"


class PostgresServer:
    """A database, named by its address."""

    def __init__(self, address: str, folder: Path) -> None:
        """Nothing is asked of the server yet.

        Raises:
            LibraryError: this is no address of a database, or psycopg is not installed.
        """
        self.folder = folder
        try:
            if not address.startswith(SCHEME):
                raise ValueError(address)
            url = make_url(address).set(drivername="postgresql+psycopg")
            self._engine = create_engine(
                url,
                isolation_level="AUTOCOMMIT",  # transactions are begun and ended by name
                pool_pre_ping=True,
                connect_args=_PATIENCE,
            )
        except (ArgumentError, ValueError) as error:
            raise LibraryError(
                "HATSUGEN_CATALOGUE is no address of a database; write it as "
                "postgresql://USER:PASSWORD@HOST:PORT/DATABASE."
            ) from error
        except ModuleNotFoundError as error:
            raise LibraryError(
                "a catalogue in PostgreSQL needs a package that is not installed; "
                f"`pip install '{_INSTALL}'` brings it."
            ) from error
        self.name = str(
            URL.create("postgresql", url.username, None, url.host, url.port, url.database)
        )
        weakref.finalize(self, self._engine.dispose)
        self._away: tuple[float, str] | None = None  # since when, and what to say

    @property
    def catalogue(self) -> str:
        """The database."""
        return self.name

    def require(self) -> None:
        """Make sure that the tables are there."""
        refuse_stranger(self.folder, *_MADE)
        with self.connected() as connection:
            found = schema.tables(connection)
        if not found:
            raise LibraryMissing(
                f"there is no library in {self.name}; make one with "
                f"`python -m index add FILES --library {self.folder}`."
            )

    def create(self) -> None:
        """Make the tables, where the database has none that are called so."""
        refuse_stranger(self.folder, *_MADE)
        with disk_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with self.connected() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
            if encoding != "UTF8":
                raise LibraryError(
                    f"the database {self.name} keeps text in {encoding}; make one in UTF8."
                )
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK}, 0)")
            if not schema.tables(connection):
                schema.create(connection)
            connection.exec_driver_sql("COMMIT")

    def is_ours(self, connection: Connection) -> bool:
        """Tell by the tables."""
        return "meta" in (found := schema.tables(connection)) and "transcripts" in found

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Translate what the server raises, or that it does not answer."""
        try:
            yield
        except DBAPIError as error:
            if error.connection_invalidated or _is_away(error):
                raise self._gone(_said(error.orig)) from error
            raise LibraryError(
                f"the catalogue in {self.name} refuses ({_said(error.orig)}); ask who runs the "
                "database. The last state stands."
            ) from error
        except PendingRollbackError as error:  # what follows on a connection that was lost
            raise self._gone("the connection was lost") from error

    def _gone(self, cause: str) -> ServerAway:
        away = ServerAway(
            f"the catalogue in {self.name} does not answer ({cause}); see that the server runs "
            "and that HATSUGEN_CATALOGUE names it, then try again. Nothing was lost."
        )
        self._away = time.monotonic(), str(away)
        return away

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """Take a connection of the pool."""
        if self._away and time.monotonic() - self._away[0] < _AGAIN:
            raise ServerAway(self._away[1])
        with self.errors(), self._engine.connect() as connection:
            self._away = None
            yield connection

    @contextmanager
    def held(self, *, folder: bool = True) -> Iterator[Connection]:
        """Take the library's advisory lock, which ends with the connection, and the folder's."""
        with self.connected() as connection:
            connection.detach()  # not given back to the pool: who holds it is its name
            me = locks.who()
            said = f"{me['program']} {me['pid']}@{me['host']}".encode()[:_NAME]
            connection.exec_driver_sql(
                "SELECT set_config('application_name', %s, false)",
                (said.decode(errors="ignore"),),
            )
            self._lock(connection, connection.exec_driver_sql(f"SELECT {_NUMBER}").scalar_one())
            with disk_errors(self.folder):
                self.folder.mkdir(parents=True, exist_ok=True)
            with locks.held(self.folder) if folder else nullcontext():
                yield connection

    def _lock(self, connection: Connection, number: int) -> None:
        end = time.monotonic() + locks.LOCK_SECONDS
        take = f"SELECT pg_try_advisory_lock({_LOCK}, {number})"
        while not connection.exec_driver_sql(take).scalar():
            if time.monotonic() > end:
                raise locks.busy(self.name, _holder(connection, number))
            time.sleep(_PAUSE)

    def begin_reading(self, connection: Connection) -> None:
        """Begin; the first thing read settles which state is seen."""
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def begin_writing(self, connection: Connection) -> None:
        """Begin, once no other transaction writes."""
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL READ COMMITTED")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_CHANGE}, {_NUMBER})")

    def next_generation(self, connection: Connection, generation: int) -> int:
        """Return the time in microseconds, by the server's clock, unless it was put back."""
        now = connection.exec_driver_sql(
            "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
        ).scalar_one()
        return max(int(now), generation + 1)

    def problems(self, connection: Connection) -> Iterator[str]:
        """Yield nothing: the server keeps checksums of its own."""
        yield from ()


def _is_away(error: DBAPIError) -> bool:
    """Tell whether it failed for want of a connection, which often has no code of SQL's."""
    code = getattr(error.orig, "sqlstate", None)
    if code is None:
        return isinstance(error, OperationalError | InterfaceError)
    return bool(code.startswith(("08", "57P")))


def _said(error: object) -> str:
    """First line of what the server or its client says."""
    return (str(error).strip() or "no reason was given").splitlines()[0]


def _holder(connection: Connection, number: int) -> str:
    row = connection.exec_driver_sql(
        "SELECT application_name, coalesce(client_addr::text, 'this machine'),"
        " to_char(backend_start AT TIME ZONE 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"')"
        " FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted"
        " AND classid = %s AND objid = %s AND objsubid = 2",
        (_LOCK, number),
    ).fetchone()
    if row is None or not row[0]:
        return "another process"
    return f"{row[0]} from {row[1]} (since {row[2]})"
