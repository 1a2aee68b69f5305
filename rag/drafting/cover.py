"""Sentences that represent all others: greedy choice, which is near the best there is.

Facility location (H. Lin and J. Bilmes, A class of submodular functions for document
summarization, 2011): a set is worth the likeness of every sentence to the nearest chosen one.
"""

from collections.abc import Sequence

import numpy as np

from index.encode import Vectors
from rag.near import Floats, centred

_LOOKED_AT = 3_000  # sentences that are to be represented, evenly spread: 36 MB of likeness
_SAME, _LITTLE_NEW = 0.8, 0.2  # likeness from which a sentence repeats a chosen one; its weight


def cover(
    vectors: Vectors, worth: Floats, most: int, already: Sequence[int] = ()
) -> tuple[int, ...]:
    """Choose at most so many rows, the most representative first.

    vectors: of unit length; shape (rows, dimension).
    worth: how well each row stands for others, 0 to 1; those of 0 are never chosen.
    already: rows that are chosen; they are not returned.
    """
    candidates = np.flatnonzero(worth > 0)
    if not len(candidates) or most < 1:
        return ()
    all_rows = np.arange(len(vectors))[:: len(vectors) // _LOOKED_AT + 1]
    candidates = candidates[np.argsort(-worth[candidates], kind="stable")][:_LOOKED_AT]
    apart = centred(vectors)
    like = np.clip(apart[all_rows] @ apart[candidates].T, 0, 1)
    held = np.zeros(len(all_rows))
    if already:
        held = np.clip(apart[all_rows] @ apart[list(already)].T, 0, 1).max(axis=1)
    chosen: list[int] = []
    free = ~np.isin(candidates, list(already))
    nearest = np.zeros(len(candidates))
    while len(chosen) < min(most, int(free.sum()) + len(chosen)):
        gains = np.maximum(like - held[:, None], 0).sum(axis=0) * worth[candidates]
        gains[nearest > _SAME] *= _LITTLE_NEW
        gains[~free] = -1
        best = int(gains.argmax())
        free[best] = False
        chosen.append(int(candidates[best]))
        held = np.maximum(held, like[:, best])
        nearest = np.maximum(nearest, apart[candidates] @ apart[candidates[best]])
    return tuple(chosen)
