"""The word index: BM25 over the passages' terms, kept on disk and never rebuilt for a query.

Scores are those of S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25
and Beyond (2009), in Lucene's variant, computed by bm25s.
"""

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from index.terms import Word
from index.vectors import Rows, Scores

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it logs every index it builds

K1 = 1.5
B = 0.75


class WordIndex:
    """Scores passages by the words they share with a question."""

    def __init__(self, index: bm25s.BM25) -> None:
        """Wrap an index; its row n is the library's passage n."""
        self._index = index

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self._index.scores["num_docs"])

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]]) -> "WordIndex":
        """Index one list of terms a passage."""
        vocabulary: dict[str, int] = {}
        ids = [[vocabulary.setdefault(term, len(vocabulary)) for term in d] for d in documents]
        if not vocabulary:  # bm25s cannot index passages without a single word
            vocabulary["\0"] = 0
            ids = [[0] for _ in documents]
        index = bm25s.BM25(k1=K1, b=B, method="lucene")
        with warnings.catch_warnings():  # bm25s takes the mean length of no passages
            warnings.filterwarnings("ignore", "Mean of empty slice", RuntimeWarning)
            warnings.filterwarnings("ignore", "invalid value encountered", RuntimeWarning)
            index.index((ids, vocabulary), create_empty_token=False, show_progress=False)
        return cls(index)

    @classmethod
    def load(cls, folder: Path) -> "WordIndex":
        """Read what `save` wrote, without pickle; the caller has checked the files' hashes."""
        return cls(bm25s.BM25.load(folder, allow_pickle=False, show_progress=False))

    def save(self, folder: Path) -> None:
        """Write into a folder that nobody reads yet."""
        self._index.save(folder, allow_pickle=False, show_progress=False)

    def scores(self, words: Sequence[Word]) -> Scores:
        """BM25 score of every passage, shape (passages,); zero without a shared word."""
        columns = [self._column(word) for word in words]
        known = [column for column in columns if column is not None]
        if not known:
            return np.zeros(len(self), dtype=np.float32)
        scores: Scores = self._index.get_scores_from_ids(known)
        return scores

    def idf(self, word: Word) -> float:
        """Weight of a word, highest for one that no passage holds.

        idf("x") = ln(1 + (N − n + 0.5) / (n + 0.5)) for n of N passages.
        """
        n, total = len(self.rows_with(word)), len(self)
        return float(np.log1p((total - n + 0.5) / (n + 0.5)))

    def rows_with(self, word: Word) -> Rows:
        """Rows of the passages that hold the word."""
        column = self._column(word)
        if column is None:
            return np.zeros(0, dtype=np.int64)
        matrix = self._index.scores
        begin, end = matrix["indptr"][column], matrix["indptr"][column + 1]
        rows: npt.NDArray[np.int64] = np.asarray(matrix["indices"][begin:end], dtype=np.int64)
        return rows

    def _column(self, word: Word) -> int | None:
        """Column of the first of a word's forms that any passage holds.

        A sound is less sure than a spelling: it is asked only where the spelling is unknown.
        """
        vocabulary = self._index.vocab_dict
        return next((vocabulary[form] for form in word if form in vocabulary), None)
