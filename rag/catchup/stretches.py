"""A session cut into the stretches that are each about one thing.

Of all ways to cut the passages into so many stretches, the one whose passages lie nearest to the
mean of their stretch, found by dynamic programming (A. Alemi and P. Ginsparg, Text segmentation
based on semantic word embeddings, 2015). A cut inside a turn costs more than one between two.
"""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.encode import Vectors

_SHORT, _LONG = 0.4, 2.0  # of the mean size: stretches outside are taken only where none fits
_INSIDE = 0.02  # of all scatter, for a cut inside a turn: a speaker seldom changes the subject


def stretches(vectors: Vectors, sizes: npt.ArrayLike, turns: list[int], count: int) -> list[range]:
    """Cut passages into at most `count` stretches of neighbours; returns their places.

    vectors: of shape (passages, dimension); sizes: of each, how much it counts; turns: of each.
    """
    total = len(turns)
    count = min(count, total)
    if not total:
        return []
    sizes = np.asarray(sizes, np.float64)
    scatter = _scatter(vectors, sizes)
    bounds = np.concatenate([[0.0], sizes.cumsum()])
    size = (bounds[None, :] - bounds[:, None]) * count / bounds[-1]
    scatter = scatter + scatter[0, total] * ((size < _SHORT) | (size > _LONG))
    inside = np.array([0.0, *(float(a == b) for a, b in pairwise(turns))])
    price = _INSIDE * scatter[0, total] * inside  # of a stretch that begins there
    best = np.full((count + 1, total + 1), np.inf)
    cut = np.zeros((count + 1, total + 1), dtype=np.int64)
    best[0, 0] = 0.0
    for number in range(1, count + 1):
        for end in range(number, total + 1):
            costs = best[number - 1, :end] + price[:end] + scatter[:end, end]
            cut[number, end] = int(costs.argmin())
            best[number, end] = costs[cut[number, end]]
    found, end = [], total
    for number in range(count, 0, -1):
        start = int(cut[number, end])
        found.append(range(start, end))
        end = start
    return found[::-1]


def _scatter(vectors: Vectors, sizes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Squared distances from the mean, weighted, of passages a to b: scatter[a, b]."""
    total = len(sizes)
    weighted = vectors.astype(np.float64) * sizes[:, None]
    sums = np.vstack([np.zeros(vectors.shape[1]), weighted.cumsum(axis=0)])
    weights = np.concatenate([[0.0], sizes.cumsum()])
    squares = np.concatenate([[0.0], (weighted * vectors).sum(axis=1).cumsum()])
    found = np.full((total + 1, total + 1), np.inf)
    for a in range(total):
        mean = ((sums[a + 1 :] - sums[a]) ** 2).sum(axis=1) / (weights[a + 1 :] - weights[a])
        found[a, a + 1 :] = np.maximum(squares[a + 1 :] - squares[a] - mean, 0)
    return found
