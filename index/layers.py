"""The vectors of several segments as one: rows count through the segments, living ones alone."""

from collections.abc import Sequence

import numpy as np

from index.encode import Vectors
from index.vectors import Mask, Rows, Scores, SegmentVectors, as_mask, best, cosines

Layer = tuple[
    SegmentVectors, Rows | None
]  # an index, and those of its rows that live; None for all


class LayeredVectors:
    """Searches each layer and takes the best of all."""

    def __init__(self, layers: Sequence[Layer], dimension: int) -> None:
        """Put layers one after another."""
        self._layers, self.dimension = layers, dimension
        sizes = [len(index) if living is None else len(living) for index, living in layers]
        self._starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)

    def __len__(self) -> int:
        """Return the number of living rows."""
        return int(self._starts[-1])

    def search(self, query: Vectors, k: int, allowed: Rows | Mask | None) -> tuple[Rows, Scores]:
        """Best k of the allowed rows and their cosines; fewer where there are fewer."""
        mask = None if allowed is None else as_mask(allowed, len(self))
        rows, scores = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
        for place, (index, living) in enumerate(self._layers):
            begin, end = self._starts[place : place + 2]
            inside = _inside(None if mask is None else mask[begin:end], living, len(index))
            found, near = index.search(query, k, inside)
            rows.append(begin + (found if living is None else np.searchsorted(living, found)))
            scores.append(near)
        return best(np.concatenate(rows), np.concatenate(scores), k)

    def rows(self, rows: Rows) -> Vectors:
        """Vectors of the named rows, shape (rows, dimension)."""
        found = np.zeros((len(rows), self.dimension), dtype=np.float32)
        layer_of = np.searchsorted(self._starts, rows, side="right") - 1
        for place in np.unique(layer_of).tolist():
            index, living = self._layers[place]
            here = layer_of == place
            local = np.asarray(rows)[here] - self._starts[place]
            found[here] = index.rows(local if living is None else living[local])
        return found

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        """Cosines of the named rows."""
        if not len(rows):  # of an empty library, whose dimension nobody knows
            return np.zeros(0, dtype=np.float32)
        return cosines(self.rows(rows), query)


def _inside(mask: Mask | None, living: Rows | None, size: int) -> Mask | None:
    """Mask of a layer's own rows: those that live and are allowed."""
    if living is None:
        return mask
    return as_mask(living if mask is None else living[mask], size)
