"""The vector index: FAISS, exact inner product of unit vectors."""

from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from index.encode import Vectors

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]

faiss.omp_set_num_threads(1)  # two threads on a busy machine: 13 ms for a query of 0.8 ms


class FlatIndex:
    """Exact search; vectors are kept in float32, or in half of that, in float16."""

    def __init__(self, index: faiss.Index) -> None:
        """Wrap an index; its row n is the library's passage n."""
        self._index = index

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._index.d)

    @classmethod
    def build(cls, vectors: Vectors, *, half: bool = False) -> "FlatIndex":
        """Index vectors of shape (rows, dimension)."""
        dimension = vectors.shape[1]
        if half:
            kind = faiss.ScalarQuantizer.QT_fp16
            index = faiss.IndexScalarQuantizer(dimension, kind, faiss.METRIC_INNER_PRODUCT)
        else:
            index = faiss.IndexFlatIP(dimension)
        index.add(vectors)
        return cls(index)

    @classmethod
    def from_bytes(cls, content: bytes) -> "FlatIndex":
        """Read what `save` wrote; the caller has checked the bytes' hash.

        Raises:
            RuntimeError: these bytes are no FAISS index.
        """
        return cls(faiss.deserialize_index(np.frombuffer(content, dtype=np.uint8)))

    def save(self, path: Path) -> None:
        """Write to a file that nobody reads yet."""
        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    def search(self, query: Vectors, k: int, allowed: Rows | None) -> tuple[Rows, Scores]:
        """Best k rows and their cosines; fewer where there are fewer."""
        if not len(self) or (allowed is not None and not len(allowed)):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        parameters = None
        if allowed is not None:
            bitmap = np.zeros((len(self) + 7) // 8 * 8, dtype=bool)
            bitmap[allowed] = True
            selector = faiss.IDSelectorBitmap(np.packbits(bitmap, bitorder="little"))
            parameters = faiss.SearchParameters(sel=selector)
        found_scores, found_rows = self._index.search(query[None, :], k, params=parameters)
        found = found_rows[0] >= 0
        return found_rows[0][found], found_scores[0][found]

    def rows(self, rows: Rows) -> Vectors:
        """Vectors of the named rows, shape (rows, dimension)."""
        found: Vectors = self._index.reconstruct_batch(rows)
        return found

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        """Cosines of the named rows."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        cosines: Scores = self.rows(rows) @ query
        return cosines
