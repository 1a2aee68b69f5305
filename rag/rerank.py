"""A second look at the best passages by a cross-encoder, where the user configures one.

It reads question and passage together (R. Nogueira and K. Cho, Passage Re-ranking with BERT,
2019), which is slower and better than comparing two vectors. Nothing is downloaded unless asked
for by name: HATSUGEN_RERANKER=cross-encoder/… or a folder.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from index.encode import Encoder
from index.errors import EncoderError
from index.view import View
from rag.near import Floats
from rag.question import Question
from rag.records import Filter
from rag.retrieve import Ranking, rank

_READ = 30  # best passages that it reads


class Reranker(Protocol):
    """What judges passages for a question."""

    name: str

    def scores(self, question: str, passages: Sequence[str]) -> Floats:
        """Judge passages, shape (passages,); higher is better."""


class CrossEncoderReranker:
    """Any cross-encoder of sentence-transformers, by name or folder."""

    def __init__(self, configured: str) -> None:
        """Load the model, on a GPU where there is one.

        Raises:
            EncoderError: the model or the library is not to be had.
        """
        try:
            from sentence_transformers import CrossEncoder

            self._model: Any = CrossEncoder(configured)
        except Exception as error:  # hub, disk and format errors share no base class
            raise EncoderError(
                f"the reranker {configured!r} cannot be loaded ({type(error).__name__}: {error}); "
                "check HATSUGEN_RERANKER: a folder, or a model name that this machine can fetch."
            ) from error
        self.name = configured

    def scores(self, question: str, passages: Sequence[str]) -> Floats:
        """Judge passages; a model with several outputs is judged by its last one."""
        pairs = [(question, passage) for passage in passages]
        found = np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float64)
        return found.reshape(len(pairs), -1)[:, -1]


def load_reranker(configured: str | None = None) -> Reranker | None:
    """Load the reranker that is configured, or none.

    Raises:
        EncoderError: it cannot be loaded; the message says why and what to do.
    """
    name = (configured or "").strip()
    return CrossEncoderReranker(name) if name else None


def ranked(
    view: View, encoder: Encoder, question: Question, wanted: Filter, reranker: Reranker | None
) -> Ranking:
    """Rank the passages for a question, the best of them by the reranker where there is one."""
    ranking = rank(view.snapshot, encoder, question, wanted)
    return ranking if reranker is None else _reranked(view, question, ranking, reranker)


def _reranked(view: View, question: Question, ranking: Ranking, reranker: Reranker) -> Ranking:
    """Put the best passages in the reranker's order; their scores stay what the places had."""
    head = len(ranking.rows[:_READ])
    if not head:
        return ranking
    passages = [view.snapshot.passages[row] for row in ranking.rows[:head]]
    words = [" ".join(view.words_of(passage).split()) for passage in passages]
    judged = reranker.scores(question.text, words)
    order = np.argsort(-judged, kind="stable")
    places = np.concatenate([order, np.arange(head, len(ranking.rows))])
    return replace(
        ranking,
        rows=ranking.rows[places],
        cosines=ranking.cosines[places],
        outstanding=ranking.outstanding[places],
        word_scores=ranking.word_scores[places],
        languages=ranking.languages[places],
    )
