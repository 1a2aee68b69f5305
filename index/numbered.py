"""The vectors of one state on a Milvus server, found by their numbers.

Which rows a state has is told by numbers alone: those up to its highest, without those that are
gone.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.encode import Vectors
from index.errors import LibraryError
from index.milvus import BATCH, RANGES, Collection, Ids, Range, within
from index.vectors import Mask, Rows, Scores, best

_REMEMBERED = 40_000  # vectors that were read: 60 MB; many questions hold the same words
_FEW = 40  # ranges in a search's filter; 400 take longer than naming 20,000 numbers
_LISTED = 50_000  # numbers in one filter: 400 kB
_SETTLED = 10.0  # seconds after which every server has what was written: it allows 5 itself


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which rows of a collection a state has."""

    ids: Ids  # by row of the snapshot
    last: int  # highest that was given
    gone: tuple[Range, ...]  # of those up to it, what is still there and belongs to no row


class MilvusVectors:
    """The rows of one state, as a snapshot counts them."""

    def __init__(self, collection: Collection, numbers: Numbers) -> None:
        """Tie rows to numbers."""
        self._collection, self._numbers = collection, numbers
        self._order = np.argsort(numbers.ids, kind="stable")
        self._sorted = numbers.ids[self._order]
        self._since = time.monotonic()
        self._there = False
        self._read: dict[int, Vectors] = {}  # by number: what was read of this state

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
        numbers, places = np.unique(self._numbers.ids[rows], return_inverse=True)
        found = np.zeros((len(numbers), self.dimension), dtype=np.float32)
        unknown = []
        for place, number in enumerate(numbers.tolist()):
            vector = self._read.get(number)
            if vector is None:
                unknown.append(place)
            else:
                found[place] = vector
        missing = len(unknown) - self._fetch(numbers, unknown, found)
        if missing:
            raise LibraryError(
                f"{missing} vectors are missing in {self._collection.server.name}; "
                "`python -m index rebuild` writes them again."
            )
        return found[places.reshape(-1)]

    def _fetch(self, numbers: Ids, unknown: list[int], found: Vectors) -> int:
        """Fill the unknown places from the server, and remember them; returns how many it has."""
        if len(self._read) + len(unknown) > _REMEMBERED:
            self._read = {}
        fetched = 0
        for start in range(0, len(unknown), BATCH):
            chosen = f"id in {numbers[unknown[start : start + BATCH]].tolist()}"
            for row in self._collection.query(chosen, ["id", "vector"], self._consistency):
                vector = np.array(row["vector"], dtype=np.float32)
                found[np.searchsorted(numbers, row["id"])] = self._read[row["id"]] = vector
                fetched += 1
        return fetched

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
        """Yield filters that choose the allowed rows, each its part of them.

        Ranges are soonest looked up where they are few; many rows here and there are named.
        """
        gone = self._numbers.gone
        without = f" and not {within(gone)}" if gone else ""
        if allowed is None and len(self) and len(gone) <= RANGES:
            yield f"{within([(0, self._numbers.last)])}{without}"
            return
        mask = np.full(len(self), allowed is None)
        if allowed is not None:
            mask[allowed] = True
        places = np.flatnonzero(mask[self._order])
        ranges = _ranges(self._sorted, places)
        if ranges and len(ranges) <= _FEW and len(gone) <= RANGES:
            yield f"{within(ranges)}{without}"
            return
        for start in range(0, len(places), _LISTED):
            yield f"id in {self._sorted[places[start : start + _LISTED]].tolist()}"

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
