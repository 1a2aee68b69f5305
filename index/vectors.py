"""The vectors of one segment: inner product of unit vectors in float16, memory-mapped.

Few are compared one and all, by FAISS; of many, those whose signs are alike.
"""

from mmap import ACCESS_READ, MADV_DONTNEED, mmap
from pathlib import Path
from typing import Protocol

import faiss
import numpy as np
import numpy.typing as npt

from index.encode import Vectors
from index.signs import Signs

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Halves = npt.NDArray[np.float16]

_FEW = 4_000  # rows that are compared faster one by one than through FAISS
_MANY = 60_000  # rows of a segment of which more are not compared one and all: signs take less
_AT_ONCE = 16_384  # rows turned into float32 at a time

faiss.omp_set_num_threads(1)  # two threads on a busy machine: 13 ms for a query of 0.8 ms


class VectorSearch(Protocol):
    """What is asked of the vectors of one generation; row n is that of passage (or sentence) n."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def __len__(self) -> int:
        """Return the number of rows."""

    def search(self, query: Vectors, k: int, allowed: Rows | Mask | None) -> tuple[Rows, Scores]:
        """Best k of the allowed rows (numbers, a mask, or None for all) and their cosines."""

    def rows(self, rows: Rows) -> Vectors:
        """Vectors of the named rows, shape (rows, dimension)."""

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        """Cosines of the named rows."""


class SegmentVectors:
    """Vectors in float16, which moves a cosine by less than a thousandth, and their signs."""

    def __init__(
        self, halves: Halves, signs: Signs, flat: faiss.Index | None, file: mmap | None = None
    ) -> None:
        """Wrap an array of shape (rows, dimension); `flat`: the same in FAISS, of few rows alone.

        file: what the array is mapped from, where it is.
        """
        self.halves, self.signs = halves, signs
        self._flat, self._file = flat, file
        self._decoder = faiss.ScalarQuantizer(halves.shape[1], faiss.ScalarQuantizer.QT_fp16)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.halves)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self.halves.shape[1])

    @classmethod
    def build(cls, vectors: Vectors | Halves) -> "SegmentVectors":
        """Index vectors of shape (rows, dimension)."""
        halves = vectors.astype(np.float16)
        return cls(halves, Signs.of(halves), _flat(halves) if len(halves) <= _MANY else None)

    @classmethod
    def open(cls, path: Path, signs: Signs) -> "SegmentVectors":
        """Map what `save` wrote into memory; the caller has checked the file's hash.

        Raises:
            RuntimeError: this file is no FAISS index.
        """
        flat = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        shape = int(flat.ntotal), int(flat.d)
        with path.open("rb") as file:
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
        begin = len(mapped) - 2 * shape[0] * shape[1]  # the vectors end the file
        halves = np.frombuffer(mapped, np.float16, offset=begin) if shape[0] else np.zeros(0, "f2")
        return cls(halves.reshape(shape), signs, flat if shape[0] <= _MANY else None, mapped)

    def save(self, path: Path) -> None:
        """Write to a file that nobody reads yet."""
        faiss.write_index(self._flat or _flat(self.halves), str(path))

    def search(self, query: Vectors, k: int, allowed: Rows | Mask | None) -> tuple[Rows, Scores]:
        """Best k of the allowed rows and their cosines; fewer where there are fewer."""
        mask = None if allowed is None else as_mask(allowed, len(self))
        count = len(self) if mask is None else int(mask.sum())
        if count <= _FEW:
            rows = np.arange(count) if mask is None else np.flatnonzero(mask)
            return best(rows, self.scores(query, rows), k)
        if self._flat is None:
            rows = self.signs.nearest(query, mask)
            return best(rows, self.scores(query, rows), k)
        parameters = None
        if mask is not None:
            selector = faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
            parameters = faiss.SearchParameters(sel=selector)
        found_scores, found_rows = self._flat.search(query[None, :], k, params=parameters)
        found = found_rows[0] >= 0
        return found_rows[0][found], found_scores[0][found]

    def rows(self, rows: Rows) -> Vectors:
        """Vectors of the named rows, shape (rows, dimension)."""
        found: Vectors = self._decoder.decode(self.halves[rows].view(np.uint8))
        if self._file and self._flat is None:  # another question needs other rows of so many
            self._file.madvise(MADV_DONTNEED)  # the system keeps them, this process need not
        return found

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        """Cosines of the named rows."""
        return cosines(self.rows(rows), query)


def _flat(halves: Halves) -> faiss.Index:
    kind = faiss.ScalarQuantizer.QT_fp16
    index = faiss.IndexScalarQuantizer(halves.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
    for start in range(0, len(halves), _AT_ONCE):
        index.add(halves[start : start + _AT_ONCE].astype(np.float32))
    return index


def cosines(vectors: Vectors, query: Vectors) -> Scores:
    """Inner products with a query, on one thread: BLAS would take all for a row's worth of work."""
    found: Scores = np.vecdot(vectors, query)
    return found


def as_mask(allowed: Rows | Mask, size: int) -> Mask:
    """Rows by their numbers -> a mask of all rows; a mask stays as it is."""
    if allowed.dtype == bool:
        return allowed.astype(bool, copy=False)
    mask = np.zeros(size, dtype=bool)
    mask[allowed] = True
    return mask


def best(rows: Rows, scores: Scores, k: int) -> tuple[Rows, Scores]:
    """The k rows of the highest scores, best first and those alike in order."""
    if len(rows) > k > 0:
        highest = np.argpartition(-scores, k - 1)[:k]
        rows, scores = rows[highest], scores[highest]
    order = np.lexsort((rows, -scores))[:k]
    return rows[order], scores[order]
