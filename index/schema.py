"""The catalogue's tables, the same in SQLite and in PostgreSQL, and what it remembers of itself."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    inspect,
    select,
    text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement

NUMBERED = "numbered"  # the highest number that a passage ever had: none is given twice
FORMAT = "2"  # of the tables; another is refused
APPLICATION_ID = 0x48415453  # "HATS", in the file's header: tells our file from any other

_WORDS = Text().with_variant(Text(collation="C"), "postgresql")  # ordered by code point, as Python
_NUMBER = Integer().with_variant(BigInteger(), "postgresql")
_TABLES = MetaData()


class _Now(FunctionElement[str]):
    """The time in UTC, ISO 8601, to the second."""

    inherit_cache = True


@compiles(_Now, "sqlite")
def _now_in_sqlite(element: _Now, compiler: object, **options: object) -> str:
    return "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"


@compiles(_Now, "postgresql")
def _now_in_postgresql(element: _Now, compiler: object, **options: object) -> str:
    return "to_char(now() AT TIME ZONE 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"


def words(name: str, *more: Any, **options: Any) -> Column[str]:
    """Make a column of text."""
    return Column(name, _WORDS, *more, **{"nullable": False, **options})


def number(name: str, *more: Any, **options: Any) -> Column[int]:
    """Make a column of whole numbers."""
    return Column(name, _NUMBER, *more, **{"nullable": False, **options})


def _of(column: str) -> ForeignKey:
    return ForeignKey(column, ondelete="CASCADE")


META = Table(
    "meta", _TABLES, words("key", primary_key=True), words("value"), sqlite_with_rowid=False
)
TRANSCRIPTS = Table(
    "transcripts",
    _TABLES,
    words("id", primary_key=True, nullable=True),  # as SQLite has it in the files of today
    *map(words, ("name", "path", "sha256", "encoding", "text", "text_sha256", "pages")),
    *map(words, ("header", "warnings")),
    words("added", server_default=_Now()),
)
TURNS = Table(
    "turns",
    _TABLES,
    words("transcript", _of("transcripts.id"), primary_key=True),
    number("number", primary_key=True, autoincrement=False),
    words("speaker", nullable=True),
    *map(number, ("first", "last")),
    sqlite_with_rowid=False,
)
PASSAGES = Table(
    "passages",
    _TABLES,
    number("id", primary_key=True, nullable=True, autoincrement=False),
    words("transcript", _of("transcripts.id")),
    *map(number, ("turn", "first", "last")),
    number("asks", server_default=text("0")),
    *map(words, ("terms", "vector")),
    Index("passages_of", "transcript"),
)
SENTENCES = Table(
    "sentences",
    _TABLES,
    number("passage", _of("passages.id"), primary_key=True, autoincrement=False),
    number("first", primary_key=True, autoincrement=False),
    number("last"),
    words("vector"),
    sqlite_with_rowid=False,
)
VECTORS = Table(
    "vectors",
    _TABLES,
    words("key", primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)


def create(connection: Connection) -> None:
    """Make the tables, empty, where there are none."""
    _TABLES.create_all(connection)
    set_meta(connection, "format", FORMAT)
    set_meta(connection, "generation", "0")


def tables(connection: Connection) -> set[str]:
    """Names of the tables of ours that are there, or of others that are called so."""
    return set(inspect(connection).get_table_names()) & set(_TABLES.tables)


def _with_sentences(connection: Connection) -> None:
    SENTENCES.create(connection)
    connection.execute(text("ALTER TABLE passages ADD COLUMN asks INTEGER NOT NULL DEFAULT 0"))


_FROM: Mapping[str | None, Callable[[Connection], None]] = {
    "1": _with_sentences,  # an earlier format -> what makes the next; passages are cut anew then
}


def outdated(connection: Connection) -> bool:
    """Tell whether an earlier version made the tables, which `upgrade` can bring up to date."""
    return meta(connection, "format") in _FROM


def upgrade(connection: Connection) -> None:
    """Change the tables of an earlier version into this one's; what they hold stays.

    The caller has begun a transaction, and ends it.
    """
    while (found := meta(connection, "format")) in _FROM:
        _FROM[found](connection)
        set_meta(connection, "format", str(int(found or 0) + 1))


def meta(connection: Connection, key: str) -> str | None:
    """Return a value the library remembers about itself."""
    found: str | None = connection.execute(select(META.c.value).where(META.c.key == key)).scalar()
    return found


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Remember a value."""
    connection.execute(_REMEMBER, {"key": key, "value": value})


_REMEMBER = text(
    "INSERT INTO meta VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)


def forget_meta(connection: Connection, key: str) -> None:
    """Remember a value no more."""
    connection.execute(delete(META).where(META.c.key == key))
