"""The word index: BM25 over the passages' terms, kept on disk and never rebuilt for a query.

Scores are those of S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25
and Beyond (2009), in Lucene's variant; what they need to know of all passages is added up over
the segments.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from index.postings import Column, Counts, Postings, encoded
from index.terms import Word
from index.vectors import Mask, Rows, Scores

K1 = 1.5
B = 0.75
_KEPT = 64  # terms whose passages are kept at hand: a question's are asked for several times

Held = tuple[Column, Counts]  # passages of a term, and how often each holds it
_NOBODY: Held = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.uint16)


class WordSearch(Protocol):
    """What is asked of the words of one generation; row n is that of passage n."""

    def __len__(self) -> int:
        """Return the number of rows."""

    def scores(self, words: Sequence[Word]) -> Scores:
        """BM25 score of every passage, shape (passages,); zero without a shared word."""

    def count(self, word: Word) -> int:
        """Passages that hold the word."""

    def idf(self, word: Word) -> float:
        """Weight of a word, highest for one that no passage holds."""

    def rows_with(self, word: Word) -> Rows:
        """Rows of the passages that hold the word, in order."""

    def held(self, word: Word, rows: Rows) -> Mask:
        """Which of the rows hold the word."""


class WordIndex:
    """Scores passages by the words they share with a question."""

    def __init__(self, layers: Sequence[tuple[Postings, Mask | None]]) -> None:
        """Put the postings of segments one after another; a mask tells which passages live."""
        lengths = [
            postings.lengths if living is None else postings.lengths[living]
            for postings, living in layers
        ]
        every = np.concatenate([np.zeros(0, dtype=np.int32), *lengths])
        sizes = [len(one) for one in lengths]
        starts = np.cumsum([0, *sizes])[:-1].tolist()
        self._layers = [
            (postings, _places(start, living))
            for (postings, living), start in zip(layers, starts, strict=True)
        ]
        mean = float(every.mean()) if every.any() else 1.0
        self._norms = K1 * (1 - B + B * every.astype(np.float64) / mean)
        self._passages = lru_cache(maxsize=_KEPT)(self._look_up)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._norms)

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]]) -> "WordIndex":
        """Index one list of terms a passage."""
        return cls([(Postings.build(documents), None)])

    def scores(self, words: Sequence[Word]) -> Scores:
        """BM25 score of every passage, shape (passages,); zero without a shared word."""
        scores = np.zeros(len(self), dtype=np.float32)
        for word in words:
            rows, counts = self._held(word)
            scores[rows] += self.idf(word) * (counts / (counts + self._norms[rows]))
        return scores

    def count(self, word: Word) -> int:
        """Passages that hold the word."""
        return len(self._held(word)[0])

    def idf(self, word: Word) -> float:
        """Weight of a word, highest for one that no passage holds.

        idf("x") = ln(1 + (N − n + 0.5) / (n + 0.5)) for n of N passages.
        """
        n, total = self.count(word), len(self)
        return float(np.log1p((total - n + 0.5) / (n + 0.5)))

    def rows_with(self, word: Word) -> Rows:
        """Rows of the passages that hold the word, in order."""
        return self._held(word)[0].astype(np.int64)

    def held(self, word: Word, rows: Rows) -> Mask:
        """Which of the rows hold the word."""
        holding = self._held(word)[0]
        if not len(holding):
            return np.zeros(len(rows), dtype=bool)
        places = np.minimum(np.searchsorted(holding, rows), len(holding) - 1)
        found: Mask = holding[places] == rows
        return found

    def _held(self, word: Word) -> Held:
        """Passages that hold the first of a word's forms that any holds.

        A sound is less sure than a spelling: it is asked only where the spelling is unknown.
        """
        for form in word:
            found = self._passages(form)
            if len(found[0]):
                return found
        return _NOBODY

    def _look_up(self, term: str) -> Held:
        found = [_NOBODY]
        for postings, places in self._layers:
            place = postings.place(encoded(term))
            if place is not None:
                local, often = postings.of(place)
                here = local + np.int32(places) if isinstance(places, int) else places[local]
                found.append((here[here >= 0], often[here >= 0]))
        rows, counts = zip(*found, strict=True)
        return np.concatenate(rows), np.concatenate(counts)


def _places(start: int, living: Mask | None) -> int | Column:
    """Rows of a segment's passages, -1 for one that is gone; that of the first where all live."""
    if living is None:
        return start
    places = start - 1 + np.cumsum(living, dtype=np.int32)
    places[~living] = -1
    return places.astype(np.int32)
