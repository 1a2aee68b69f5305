"""The vectors of a library on a Milvus server; its own client speaks to it.

A row is written once, under the number that the catalogue gives a passage and never gives again,
before the catalogue commits the state that has it; it is deleted when no reader can be at a state
that has it any more. What a writer left that was stopped has higher numbers than any state, and
the next one deletes it first. numbered.py reads the rows of one state.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from index.encode import Vectors
from index.errors import LibraryError, ServerAway
from index.vectors import Scores

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
BATCH = 1_000  # rows in one request: 1.5 MB of vectors
_MOST = 16_384  # rows that Milvus returns at most
RANGES = 400  # in one filter


@dataclass(frozen=True, slots=True)
class Account:
    """Who speaks to the server."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    database: str = ""


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
            logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # what it says, `ask` raises
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
        for start in range(0, len(ids), BATCH):
            part = slice(start, start + BATCH)
            rows = [
                {"id": int(number), "vector": vector}
                for number, vector in zip(ids[part], vectors[part], strict=True)
            ]
            self.server.ask(partial(_upsert, self.name, rows))

    def delete(self, ranges: Sequence[Range]) -> None:
        """Delete the rows of ranges of numbers."""
        for start in range(0, len(ranges), RANGES):
            chosen = within(ranges[start : start + RANGES])
            self.server.ask(partial(_delete, self.name, chosen))

    def count(self, ranges: Sequence[Range]) -> int:
        """Rows of ranges of numbers."""
        total = 0
        for start in range(0, len(ranges), RANGES):
            [row] = self.query(within(ranges[start : start + RANGES]), ["count(*)"], "Strong")
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


def within(ranges: Sequence[Range]) -> str:
    """Filter that chooses the rows of one range or more.

    It is nested by halves: the server refuses what is nested more than some 80 deep, as it takes a
    row of as many.
    """
    if len(ranges) == 1:
        first, last = ranges[0]
        return f"(id >= {first} and id <= {last})"
    half = len(ranges) // 2
    return f"({within(ranges[:half])} or {within(ranges[half:])})"
