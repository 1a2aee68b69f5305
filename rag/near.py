"""Passages near a question by their vectors: as wholes, and by the nearest of their sentences.

A sentence that answers may stand in a passage about much else; its own vector finds it, above
all across languages, where no word helps. A passage's nearness is the mean of both cosines.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.encode import Vectors
from index.snapshot import Snapshot
from index.vectors import Mask, Rows, as_mask

POOL = 100  # passages that the vectors put forward, in each language
_SENTENCES = 300  # sentences searched for them
_SAMPLE = 400  # rows that tell how near a language is as a whole
_SHARE = 0.5  # of the nearest sentence in a passage's nearness

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Near:
    """The nearest rows of one language, and how near its rows are as a whole."""

    rows: Rows
    mean: float
    deviation: float  # standard deviation, above zero

    def standardised(self, near: Floats) -> Floats:
        """Nearness in standard deviations above the mean."""
        return (near - self.mean) / self.deviation


def nearest(snapshot: Snapshot, query: Vectors, allowed: Rows | None) -> dict[str, Near]:
    """Nearest rows in each language.

    Any two texts of one language are nearer than any two of different ones, and differ more, so
    passages compete by how far they stand out in their own.
    """
    tongues = snapshot.tongues
    if len(tongues) < 2:
        mask = None if allowed is None else as_mask(allowed, len(snapshot.passages))
        return {language: _nearest(snapshot, query, mask) for language in tongues}
    found = {}
    for language, inside in tongues.items():
        mask = inside if allowed is None else inside & as_mask(allowed, len(inside))
        found[language] = _nearest(snapshot, query, mask)
    return found


def nearness(snapshot: Snapshot, query: Vectors, rows: Rows) -> Floats:
    """Nearness of rows to a question, shape (rows,): cosines of the same scale for all."""
    whole = np.asarray(snapshot.vectors.scores(query, rows), dtype=np.float64)
    first = snapshot.sentences.first[rows]
    count = snapshot.sentences.first[rows + 1] - first
    near = whole.copy()
    some = count > 0
    if some.any():
        first, count = first[some], count[some]
        begin = np.cumsum(count) - count  # of each row's sentences among all of them
        inside = np.repeat(first - begin, count) + np.arange(count.sum())
        cosines = snapshot.sentences.vectors.scores(query, inside)
        best = np.maximum.reduceat(cosines, begin).astype(np.float64)
        near[some] = (1 - _SHARE) * whole[some] + _SHARE * best
    return near


def sentence_cosines(snapshot: Snapshot, query: Vectors, row: int) -> list[float]:
    """Cosine of each sentence of a row, in reading order."""
    inside = snapshot.sentences.of(row)
    rows = np.arange(inside.start, inside.stop, dtype=np.int64)
    return [float(cosine) for cosine in snapshot.sentences.vectors.scores(query, rows)]


def _nearest(snapshot: Snapshot, query: Vectors, inside: Mask | None) -> Near:
    within = None if inside is None else inside[snapshot.sentences.passage_of]
    rows, _ = snapshot.vectors.search(query, POOL, inside)
    by_sentence, _ = snapshot.sentences.vectors.search(query, _SENTENCES, within)
    rows = np.union1d(rows, snapshot.sentences.passage_of[by_sentence])
    near = nearness(snapshot, query, rows)
    order = np.argsort(-near, kind="stable")[:POOL]
    everywhere = np.arange(len(snapshot.passages)) if inside is None else np.flatnonzero(inside)
    if not len(everywhere):
        return Near(rows, 0.0, 1.0)
    sample = nearness(snapshot, query, everywhere[:: len(everywhere) // _SAMPLE + 1])
    return Near(rows[order], float(sample.mean()), float(sample.std()) or 1.0)


def centred(vectors: Vectors) -> Vectors:
    """Vectors without what all share, of unit length: encoders put all texts of a library close.

    J. Mu and P. Viswanath, All-but-the-top, 2018. Without it short, general sentences are near
    to everything and are chosen for it.
    """
    apart = vectors - vectors.mean(axis=0)
    found: Vectors = apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-6)
    return found
