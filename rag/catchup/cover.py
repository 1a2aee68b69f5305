"""Choosing few sentences or passages that stand for all: submodular selection.

The value of a choice is how much of everything it covers (facility location) and how many groups
it draws from, each more of a group counting less (H. Lin and J. Bilmes, A class of submodular
functions for document summarization, 2011). Taking what gains most for its cost comes within a
constant of the best choice (G. Nemhauser, L. Wolsey and M. Fisher 1978); gains only fall, so those
looked at before need seldom be looked at again (M. Minoux 1978).
"""

import heapq

import numpy as np
import numpy.typing as npt

from index.encode import Vectors
from rag.near import centred

Floats = npt.NDArray[np.float32]
_GROUPS = 0.3  # weight of the groups, of 1 for what is covered
_UNIT = 0.99  # length below which nothing sets a line off from the mean
_MERIT = 0.04  # of the line of most merit


def chosen(
    vectors: Vectors,
    worth: npt.ArrayLike,
    cost: npt.ArrayLike,
    budget: float,
    *,
    groups: npt.ArrayLike | None = None,
    merit: npt.ArrayLike | None = None,
) -> list[int]:
    """Choose lines that cover all of them within a budget; returns their places, best first.

    vectors: of shape (lines, dimension), unit length; compared by what sets them off from their
        mean, since sentences of one meeting are all somewhat alike.
    worth: of each line, how much it counts to cover it; also of choosing it, in its groups.
    cost: of each line; `inf` where it may not be chosen.
    groups: of shape (lines, groups), how much of each group a line holds.
    merit: of each line, what taking it is worth by itself, 0 to 1: nearness to a question.
    """
    worth, cost = np.asarray(worth, np.float32), np.asarray(cost, np.float32)
    if not len(worth) or not (worth > 0).any():
        return []
    held = np.zeros((len(worth), 0)) if groups is None else np.asarray(groups)
    own = np.zeros(len(worth)) if merit is None else np.asarray(merit)
    value = _Value(
        likeness(vectors), worth / worth.sum(), held.astype(np.float32), own.astype(np.float32)
    )
    within = np.flatnonzero(cost <= budget)
    gains = value.gains()
    heap = [(-float(gains[line] / cost[line]), int(line)) for line in within]
    heapq.heapify(heap)
    order: list[int] = []
    while heap:
        _, line = heapq.heappop(heap)
        if cost[line] > budget:
            continue
        gain = value.gain(line) / cost[line]
        if heap and -gain > heap[0][0]:
            heapq.heappush(heap, (-gain, line))
            continue
        if gain <= 0:
            break
        value.take(line)
        budget -= float(cost[line])
        order.append(line)
    return order


def likeness(vectors: Vectors) -> Floats:
    """How much each line stands for each other: cosine of what sets them off, 0 to 1."""
    apart = centred(vectors)
    alike_all = np.linalg.norm(apart, axis=1).max() < _UNIT
    if len(vectors) < 3 or alike_all:  # two lines are opposites of their mean
        apart = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    alike: Floats = np.maximum(apart @ apart.T, 0).astype(np.float32, copy=False)
    return alike


class _Value:
    """What a choice is worth so far."""

    def __init__(self, alike: Floats, worth: Floats, groups: Floats, merit: Floats) -> None:
        self._alike, self._worth = alike, worth
        self._merit = _MERIT * merit / max(float(merit.max()), 1e-9)
        self._covered = np.zeros(len(worth), np.float32)
        total = np.sqrt((groups * worth[:, None]).sum(axis=0))
        self._groups = groups * worth[:, None]
        self._scale = _GROUPS / max(float(total.sum()), 1e-9)
        self._held = np.zeros(groups.shape[1], np.float32)

    def gains(self) -> Floats:
        """What each line adds by itself, while none is taken."""
        groups = self._scale * np.sqrt(self._groups).sum(axis=1)
        found: Floats = self._alike @ self._worth + groups + self._merit
        return found

    def gain(self, line: int) -> float:
        """What taking a line adds."""
        more = np.maximum(self._alike[line] - self._covered, 0) @ self._worth
        groups = np.sqrt(self._held + self._groups[line]) - np.sqrt(self._held)
        return float(more + self._scale * groups.sum() + self._merit[line])

    def take(self, line: int) -> None:
        """Count a line as chosen."""
        self._covered = np.maximum(self._covered, self._alike[line])
        self._held = self._held + self._groups[line]
