"""Where a library's catalogue is kept: in a file of its folder, or by a PostgreSQL server.

    sqlite.py     catalogue.sqlite in the library's folder; a lock file keeps writers apart
    postgres.py   a database, shared by many machines; the folder then holds what can be made again

Transactions are begun and ended by name, so that nothing is open that was not asked for.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection


class Place(Protocol):
    """What holds a library's catalogue and keeps its writers apart."""

    @property
    def folder(self) -> Path:
        """Folder beside it, for what is made from it and for the app's own files."""
        ...

    @property
    def name(self) -> str:
        """What sentences call it."""
        ...

    @property
    def catalogue(self) -> str:
        """The file or the database alone."""
        ...

    def require(self) -> None:
        """Make sure that a catalogue is there.

        Raises:
            LibraryMissing: there is none.
            LibraryError: something else is there, or the server is away.
        """
        ...

    def create(self) -> None:
        """Make an empty catalogue where there is none.

        Raises:
            LibraryError: something else is there, or it cannot be written.
        """
        ...

    def is_ours(self, connection: Connection) -> bool:
        """Tell whether the tables are a catalogue's, of whatever version."""
        ...

    def errors(self) -> AbstractContextManager[None]:
        """Translate what the database raises.

        Raises:
            LibraryError: says what is wrong and the way out.
        """
        ...

    def connected(self) -> AbstractContextManager[Connection]:
        """Open a connection on which no transaction is begun."""
        ...

    def held(self, *, folder: bool = True) -> AbstractContextManager[Connection]:
        """Open a connection that holds the writer's lock; a crash lets go of it.

        folder: also that of the folder beside a server; without, the caller holds it.

        Raises:
            LibraryBusy: someone else holds it; the message says who.
        """
        ...

    def begin_reading(self, connection: Connection) -> None:
        """Begin a transaction that sees one state, whoever writes meanwhile."""
        ...

    def begin_writing(self, connection: Connection) -> None:
        """Begin a transaction that changes something; others that do so wait for its end."""
        ...

    def next_generation(self, connection: Connection, generation: int) -> int:
        """Return the number of the state after this one, which no state ever had."""
        ...

    def problems(self, connection: Connection) -> Iterator[str]:
        """Yield a sentence for each damage that the database itself finds."""
        ...


def roll_back(connection: Connection) -> None:
    """End a transaction as if it had never begun; a full disk or a lost server has ended it."""
    if connection.invalidated:
        return
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.rollback()
