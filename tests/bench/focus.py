"""Summary for a question or a topic: sentences near it that cover what is near, in reading order.

The sentences of the best passages stand for each other by likeness; how near each is to the
question says how much it counts to cover it, and what it is worth by itself.
"""

from dataclasses import dataclass

import numpy as np

from index.encode import Encoder, Vectors
from index.layout import columns
from index.records import Span
from index.sentences import asks
from index.view import View
from rag.candidates import Candidate, sentences_of
from rag.catchup.alone import tells
from rag.catchup.cover import chosen
from rag.catchup.records import Cited
from rag.near import Floats
from rag.question import understand
from rag.records import Filter
from rag.retrieve import rank

_PASSAGES = 20  # best passages whose sentences are looked at
_NARROW = 50  # columns of a sentence that says something by itself


@dataclass(frozen=True)
class Near:
    """Sentences near a question, the best passage's first."""

    sentences: list[Candidate]
    vectors: Vectors
    relevance: Floats  # 0 to 1


def near(view: View, encoder: Encoder, asked: str, wanted: Filter) -> Near:
    """Gather the sentences of the best passages that say something.

    Raises:
        BadQuestion: the question is empty or oversized.
    """
    ranking = rank(view.snapshot, encoder, understand(asked), wanted)
    found: list[Candidate] = []
    vectors: list[Vectors] = []
    scores: list[float] = []
    rows = zip(ranking.rows[:_PASSAGES].tolist(), ranking.scores[:_PASSAGES].tolist(), strict=True)
    for row, score in rows:
        known = _vectors(view, row)
        for sentence in sentences_of(view, row, ranking.query):
            vector = known.get(sentence.span.start)
            if vector is not None and _says(sentence.words):
                found.append(sentence)
                vectors.append(vector)
                scores.append(score)
    cosines = _spread(np.array([sentence.cosine for sentence in found]))
    return Near(found, np.array(vectors), (_spread(np.array(scores)) + cosines) / 2)


def focused(
    view: View, encoder: Encoder, asked: str, wanted: Filter, budget: int
) -> tuple[Cited, ...]:
    """At most `budget` sentences that tell what was said of a question or topic.

    Raises:
        BadQuestion: the question is empty or oversized.
    """
    found = near(view, encoder, asked, wanted)
    cost = np.ones(len(found.sentences))
    places = chosen(found.vectors, found.relevance, cost, budget, merit=found.relevance)
    return in_order([found.sentences[place] for place in places])


def in_order(sentences: list[Candidate]) -> tuple[Cited, ...]:
    """Cite sentences by date and place."""
    found = []
    for one in sorted(sentences, key=_when):
        speaker = one.transcript.turns[one.turn].speaker
        label = speaker.label if speaker else None
        found.append(Cited(one.transcript.id, one.turn, one.span, label))
    return tuple(found)


def _when(sentence: Candidate) -> tuple[str, str, Span]:
    return sentence.transcript.header.date or "", sentence.transcript.id, sentence.span


def _says(words: str) -> bool:
    return columns(words) >= _NARROW and not asks(words) and tells(words)


def _vectors(view: View, row: int) -> dict[int, Vectors]:
    """Vectors of a passage's sentences, by their first character."""
    inside = view.snapshot.sentences.of(row)
    rows = np.arange(inside.start, inside.stop, dtype=np.int64)
    starts = view.snapshot.sentences.starts[rows].tolist()
    return dict(zip(starts, view.snapshot.sentences.vectors.rows(rows), strict=True))


def _spread(values: Floats) -> Floats:
    """Values from 0 to 1."""
    if not len(values) or values.max() == values.min():
        return np.ones(len(values))
    found: Floats = (values - values.min()) / (values.max() - values.min())
    return found
