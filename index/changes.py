"""What a change of the catalogue touches, noted as it is made, in tables of its own connection."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, MetaData, Table, delete, select, text
from sqlalchemy.schema import CreateTable

from index import schema
from index.schema import PASSAGES, SENTENCES, VECTORS

_WAITING = "waiting"  # in the catalogue's table of what it remembers
_OWN = MetaData()
_TOUCHED = Table(
    "touched", _OWN, schema.words("transcript", primary_key=True), prefixes=["TEMPORARY"]
)
_FREED = Table("freed", _OWN, schema.words("key", primary_key=True), prefixes=["TEMPORARY"])
_GONE = Table("gone", _OWN, schema.number("first"), schema.number("last"), prefixes=["TEMPORARY"])
_NOTE = [
    text(f"INSERT INTO {noted}")
    for noted in (
        "gone SELECT min(id), max(id) FROM passages WHERE transcript = :name HAVING count(*) > 0",
        "touched VALUES (:name) ON CONFLICT DO NOTHING",
        "freed SELECT vector FROM passages WHERE transcript = :name ON CONFLICT DO NOTHING",
        "freed SELECT s.vector FROM passages p JOIN sentences s ON s.passage = p.id"
        " WHERE p.transcript = :name ON CONFLICT DO NOTHING",
    )
]
_FREE = text("INSERT INTO freed VALUES (:key) ON CONFLICT DO NOTHING")


def watch(connection: Connection) -> None:
    """Begin to note which transcripts are touched and which vectors are referred to no more."""
    for table in (_TOUCHED, _FREED, _GONE):
        connection.execute(CreateTable(table, if_not_exists=True))
        connection.execute(delete(table))


def note(connection: Connection, transcript: str) -> None:
    """Note that a transcript is about to be added, changed or removed."""
    for statement in _NOTE:
        connection.execute(statement, {"name": transcript})


def touched(connection: Connection) -> set[str]:
    """Transcripts that were added, changed or removed since `watch`."""
    return set(connection.execute(select(_TOUCHED.c.transcript)).scalars())


def gone(connection: Connection) -> list[tuple[int, int]]:
    """First and last numbers of passages that were there before `watch` and are not now."""
    found = connection.execute(select(_GONE.c.first, _GONE.c.last).order_by(_GONE.c.first))
    return [(first, last) for first, last in found]


@dataclass(slots=True)
class Waiting:
    """Vectors that were kept and are perhaps referred to by nothing yet.

    The catalogue remembers that there are some, so that those of a writer that was stopped are
    found by a later one, which then looks at all vectors and not only at those it kept itself.
    """

    keys: set[str] = field(default_factory=set)
    others: bool = False  # of an earlier writer

    def note(self, connection: Connection, keys: Iterable[str]) -> None:
        """Note vectors that are kept now."""
        if not self.keys:
            self.others = self.others or schema.meta(connection, _WAITING) is not None
        schema.set_meta(connection, _WAITING, "1")
        self.keys.update(keys)

    def tidy(self, connection: Connection) -> None:
        """Delete the vectors that nothing refers to."""
        if self.others or (not self.keys and schema.meta(connection, _WAITING) is not None):
            _drop_unused(connection)
        else:
            _drop_freed(connection, self.keys)
        schema.forget_meta(connection, _WAITING)
        self.keys.clear()
        self.others = False


def _drop_unused(connection: Connection) -> None:
    used = select(PASSAGES.c.vector), select(SENTENCES.c.vector)
    unused = select(VECTORS.c.key).except_(*used)
    connection.execute(delete(VECTORS).where(VECTORS.c.key.in_(unused)))


def _drop_freed(connection: Connection, kept: Iterable[str]) -> None:
    """Delete what nothing refers to, of the vectors freed since `watch` and of those kept."""
    if rows := [{"key": key} for key in kept]:
        connection.execute(_FREE, rows)
    anew = PASSAGES.c.transcript.in_(select(_TOUCHED.c.transcript))
    for used in (  # the new ones are cheap to find; only what is left is looked for everywhere
        select(PASSAGES.c.vector).where(anew),
        select(SENTENCES.c.vector).join(PASSAGES).where(anew),
    ):
        connection.execute(delete(_FREED).where(_FREED.c.key.in_(used)))
    if connection.execute(select(_FREED.c.key).limit(1)).first() is None:
        return
    for held in (PASSAGES.c.vector, SENTENCES.c.vector):
        used = select(held).where(held.in_(select(_FREED.c.key)))
        connection.execute(delete(_FREED).where(_FREED.c.key.in_(used)))
    connection.execute(delete(VECTORS).where(VECTORS.c.key.in_(select(_FREED.c.key))))
