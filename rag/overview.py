"""What was said at all: the most central sentences of a speaker or a session, in reading order.

For questions that name no topic (what did X say, what was discussed in session 2): the passages
nearest to the mean of all, each unlike those chosen before it (maximal marginal relevance,
J. Carbonell and J. Goldstein 1998), and of each its most central sentence.
"""

import numpy as np

from index.encode import Vectors
from index.layout import columns
from index.sentences import asks
from index.snapshot import Snapshot
from index.vectors import Rows
from index.view import View
from rag.candidates import Candidate, sentences_of

MOST = 4  # sentences shown
_LOOKED_AT = 2_000  # passages at most, evenly spread
_UNLIKE = 0.5  # weight of being unlike those chosen
_SHORTEST = 50  # columns of a sentence that says something by itself


def overview(view: View, allowed: Rows) -> list[Candidate]:
    """Choose the most central sentences of the rows, in reading order."""
    rows = allowed[view.snapshot.person_of[allowed] >= 0]  # titles and lists of names say nothing
    rows = rows[:: len(rows) // _LOOKED_AT + 1]
    if not len(rows):
        return []
    vectors = view.snapshot.vectors.rows(rows)
    middle = vectors.mean(axis=0)
    chosen = [
        best
        for row in _central(view.snapshot, rows, vectors, middle)
        if (best := _best(sentences_of(view, int(row), middle)))
    ][:MOST]
    return sorted(chosen, key=lambda c: (c.transcript.header.date or "", c.transcript.id, c.span))


def _central(snapshot: Snapshot, rows: Rows, vectors: Vectors, middle: Vectors) -> list[int]:
    """Rows from the most central on, each unlike the ones before; twice as many as are shown."""
    central = vectors @ middle - np.where(snapshot.columns[rows] < _SHORTEST, 1.0, 0.0)
    like = np.zeros(len(rows), dtype=np.float32)
    order: list[int] = []
    for _ in range(min(2 * MOST, len(rows))):
        scores = (1 - _UNLIKE) * central - _UNLIKE * like
        scores[order] = -np.inf
        order.append(int(scores.argmax()))
        like = np.maximum(like, vectors @ vectors[order[-1]])
    return [int(rows[place]) for place in order]


def _best(candidates: list[Candidate]) -> Candidate | None:
    telling = [c for c in candidates if columns(c.words) >= _SHORTEST and not asks(c.words)]
    return max(telling, key=lambda c: c.cosine, default=None)
