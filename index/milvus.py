"""The vectors of a library on a Milvus server; its own client speaks to it.

A row is written once, under the number that the catalogue gives a passage and never gives again,
before the catalogue commits the state that has it; it is deleted when no reader can be at a state
that has it any more. Which rows a state has is thus told by numbers alone: those up to its
highest, without those that are gone (`Numbers`). What a writer left that was stopped has higher
numbers, and the next one deletes it first.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from index.encode import Vectors
from index.errors import LibraryError, ServerAway
from index.vectors import Mask, Rows, Scores, best

if TYPE_CHECKING:
    from pymilvus import MilvusClient

Ids = npt.NDArray[np.int64]
Range = tuple[int, int]  # first and last number
T = TypeVar("T")

SCHEME = "milvus:"
_INSTALL = "pymilvus==3.0.2"
_TIMEOUT = 5.0  # seconds for one request
_PATIENCE = 12.0  # seconds in which it is asked again
_PAUSE = 0.2  # seconds before the second try; twice as many before each after it
_BATCH = 1_000  # rows in one request: 1.5 MB of vectors
_MOST = 16_384  # rows that Milvus returns at most
_RANGES = 400  # in one filter
_SETTLED = 10.0  # seconds after which every server has what was written: it allows 5 itself


@dataclass(frozen=True, slots=True)
class Account:
    """Who speaks to the server."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    database: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which rows of a collection a state has."""

    ids: Ids  # by row of the snapshot
    last: int  # highest that was given
    gone: tuple[Range, ...]  # of those up to it, what is still there and belongs to no row


class MilvusServer:
    """One server, named by its address; nothing is asked of it before it is needed."""

    def __init__(self, address: str, account: Account) -> None:
        """Remember how to reach it.

        Raises:
            LibraryError: this is no address.
        """
        self.name = address.removeprefix(SCHEME)
        if not address.startswith(SCHEME) or not self.name:
            raise LibraryError(
                "HATSUGEN_STORE is no address of a store; write it as milvus:http://HOST:19530."
            )
        self._account = account
        self._client: MilvusClient | None = None

    def ask(self, call: Callable[["MilvusClient"], T]) -> T:
        """Call the server, again after a while where it fails.

        Raises:
            ServerAway: it does not answer, or refuses.
        """
        from pymilvus.exceptions import MilvusException

        end, pause = time.monotonic() + _PATIENCE, _PAUSE
        while True:
            try:
                return call(self._connected())
            except MilvusException as error:
                cause = error
                self._forget()
            if time.monotonic() + pause > end:
                break
            time.sleep(pause)
            pause *= 2
        said = (str(cause.message).strip() or "no reason was given").splitlines()[0]
        raise ServerAway(
            f"the vectors in {self.name} do not answer ({said}); see that the server runs and "
            "that HATSUGEN_STORE names it, then try again. Nothing was lost."
        ) from cause

    def _connected(self) -> "MilvusClient":
        if self._client is None:
            try:
                from pymilvus import MilvusClient
            except ModuleNotFoundError as error:
                raise LibraryError(
                    "vectors on a Milvus server need a package that is not installed; "
                    f"`pip install '{_INSTALL}'` brings it."
                ) from error
            mine = self._account
            self._client = MilvusClient(
                self.name, mine.user, mine.password, mine.database, mine.token, timeout=_TIMEOUT
            )
        return self._client

    def _forget(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


class Collection:
    """Vectors of one kind, of one library and one encoder."""

    def __init__(self, server: MilvusServer, name: str, dimension: int) -> None:
        """Name it; it need not be there."""
        self.server, self.name, self.dimension = server, name, dimension

    def there(self) -> bool:
        """Tell whether it was ever made."""
        return bool(self.server.ask(lambda client: client.has_collection(self.name)))

    def make(self) -> None:
        """Make it, empty, with an exact index that an operator may exchange for another."""
        from pymilvus import DataType

        def make(client: "MilvusClient") -> None:
            if client.has_collection(self.name):
                return
            schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("id", DataType.INT64, is_primary=True)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=self.dimension)
            index = client.prepare_index_params()
            index.add_index("vector", index_type="FLAT", metric_type="IP")
            client.create_collection(
                self.name, schema=schema, index_params=index, consistency_level="Strong"
            )

        self.server.ask(make)

    def drop(self) -> None:
        """Delete it whole."""
        self.server.ask(lambda client: client.drop_collection(self.name))

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Write rows in place of any of the same numbers."""
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            rows = [
                {"id": int(number), "vector": vector}
                for number, vector in zip(ids[part], vectors[part], strict=True)
            ]
            self.server.ask(partial(_upsert, self.name, rows))

    def delete(self, ranges: Sequence[Range]) -> None:
        """Delete the rows of ranges of numbers."""
        for start in range(0, len(ranges), _RANGES):
            chosen = _within(ranges[start : start + _RANGES])
            self.server.ask(partial(_delete, self.name, chosen))

    def count(self, ranges: Sequence[Range]) -> int:
        """Rows of ranges of numbers."""
        total = 0
        for start in range(0, len(ranges), _RANGES):
            [row] = self.query(_within(ranges[start : start + _RANGES]), ["count(*)"], "Strong")
            total += int(row["count(*)"])
        return total

    def query(self, chosen: str, fields: list[str], consistency: str) -> list[dict[str, Any]]:
        """Rows that a filter chooses."""
        found: list[dict[str, Any]] = self.server.ask(
            lambda client: client.query(
                self.name,
                filter=chosen,
                output_fields=fields,
                timeout=_TIMEOUT,
                consistency_level=consistency,
            )
        )
        return list(found)

    def search(self, query: Vectors, k: int, chosen: str, consistency: str) -> tuple[Ids, Scores]:
        """Numbers and cosines of the best k rows that a filter chooses, best first."""
        [hits] = self.server.ask(
            lambda client: client.search(
                self.name,
                [query.tolist()],
                limit=min(k, _MOST),
                filter=chosen,
                output_fields=["id"],
                timeout=_TIMEOUT,
                consistency_level=consistency,
            )
        )
        ids = np.array([hit["id"] for hit in hits], dtype=np.int64)
        return ids, np.array([hit["distance"] for hit in hits], dtype=np.float32)


def _upsert(name: str, rows: list[dict[str, Any]], client: "MilvusClient") -> None:
    client.upsert(name, rows, timeout=_TIMEOUT)


def _delete(name: str, chosen: str, client: "MilvusClient") -> None:
    client.delete(name, filter=chosen, timeout=_TIMEOUT)


class MilvusVectors:
    """The rows of one state, as a snapshot counts them."""

    def __init__(self, collection: Collection, numbers: Numbers) -> None:
        """Tie rows to numbers."""
        self._collection, self._numbers = collection, numbers
        self._order = np.argsort(numbers.ids, kind="stable")
        self._sorted = numbers.ids[self._order]
        self._since = time.monotonic()
        self._there = False

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._sorted)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self._collection.dimension

    def search(self, query: Vectors, k: int, allowed: Rows | Mask | None) -> tuple[Rows, Scores]:
        """Best k of the allowed rows and their cosines; fewer where there are fewer."""
        rows, scores = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
        self._require()
        for chosen in self._filters(allowed):
            ids, cosines = self._collection.search(query, k, chosen, self._consistency)
            known, places = self._rows_of(ids)
            rows.append(places)
            scores.append(cosines[known])
        return best(np.concatenate(rows), np.concatenate(scores), k)

    def rows(self, rows: Rows) -> Vectors:
        """Vectors of the named rows, shape (rows, dimension).

        Raises:
            LibraryError: the server has lost some.
        """
        self._require()
        wanted, places = np.unique(self._numbers.ids[rows], return_inverse=True)
        found = np.zeros((len(wanted), self.dimension), dtype=np.float32)
        missing = len(wanted)
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            chosen = f"id in {part.tolist()}"
            for row in self._collection.query(chosen, ["id", "vector"], self._consistency):
                found[np.searchsorted(wanted, row["id"])] = row["vector"]
                missing -= 1
        if missing:
            raise LibraryError(
                f"{missing} vectors are missing in {self._collection.server.name}; "
                "`python -m index rebuild` writes them again."
            )
        return found[places.reshape(-1)]

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        """Cosines of the named rows."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        cosines: Scores = self.rows(rows) @ query
        return cosines

    @property
    def _consistency(self) -> str:
        """At first what was just written is waited for; later every server has it."""
        return "Strong" if time.monotonic() - self._since < _SETTLED else "Bounded"

    def _require(self) -> None:
        if not self._there and not self._collection.there():
            raise LibraryError(
                f"the vectors of this library are not in {self._collection.server.name}; "
                "`python -m index rebuild` writes them there, without embedding anything."
            )
        self._there = True

    def _filters(self, allowed: Rows | Mask | None) -> Iterator[str]:
        """Yield filters that choose the allowed rows, each its part of them."""
        if not len(self):
            return
        gone = self._numbers.gone
        without = f" and not ({_within(gone)})" if gone else ""
        if allowed is None:
            yield f"id <= {self._numbers.last}{without}"
            return
        mask = np.zeros(len(self), dtype=bool)
        mask[allowed] = True
        ranges = _ranges(self._sorted, np.flatnonzero(mask[self._order]))
        for start in range(0, len(ranges), _RANGES):
            yield f"({_within(ranges[start : start + _RANGES])}){without}"

    def _rows_of(self, ids: Ids) -> tuple[Mask, Rows]:
        """Which numbers are of this state, and their rows."""
        places = np.minimum(np.searchsorted(self._sorted, ids), len(self) - 1)
        known: Mask = self._sorted[places] == ids
        return known, self._order[places[known]]


def _ranges(numbers: Ids, places: Rows) -> list[Range]:
    """Ranges that hold the numbers at some places of an ordered row of numbers, and no other."""
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > 1)
    firsts = numbers[places[np.concatenate([[0], breaks + 1])]]
    lasts = numbers[places[np.concatenate([breaks, [len(places) - 1]])]]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _within(ranges: Sequence[Range]) -> str:
    return " or ".join(f"(id >= {first} and id <= {last})" for first, last in ranges)
