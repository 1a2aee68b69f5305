"""The sentences of the best passages, and what tells how well each answers.

The features are cheap and few, so that they mean the same in any library.
"""

from dataclasses import dataclass, replace

import numpy as np

from index.encode import Vectors
from index.layout import measure
from index.records import Span, Transcript
from index.search_text import search_text
from index.sentences import asks, sentences
from index.terms import Word, terms
from index.view import View
from rag.near import nearness, sentence_cosines
from rag.offers import offers
from rag.question import Question
from rag.retrieve import Ranking

PASSAGES = 8  # best passages whose sentences are candidates
_LONG = 120  # characters from which length tells nothing more
_STEP = 0.05  # cosines are counted in such steps
_LINKS = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer."""

    transcript: Transcript
    turn: int
    span: Span
    words: str  # search text
    shown: str  # source characters with the line breaks joined
    rank: int = 0  # of its passage, from 0
    passage_score: float = 0.0
    cosine: float = 0.0  # of the sentence and the question
    place: int = 0  # among the candidates, in reading order of each passage
    held: frozenset[Word] = frozenset()  # words of the question that it holds
    logit: float = 0.0  # log-odds that it answers

    @property
    def speaker(self) -> str | None:
        """Name of who says it, the same under all labels of one person."""
        speaker = self.transcript.turns[self.turn].speaker
        return speaker.name if speaker else None


def gather(view: View, ranking: Ranking) -> list[Candidate]:
    """Sentences of the best passages, each once, in the order of their passages."""
    found: list[Candidate] = []
    best = zip(ranking.rows[:PASSAGES].tolist(), ranking.scores[:PASSAGES].tolist(), strict=True)
    for rank, (row, score) in enumerate(best):
        for candidate in sentences_of(view, row, ranking.query):
            held = _held(ranking, candidate.words)
            place = len(found)
            found.append(replace(candidate, rank=rank, passage_score=score, place=place, held=held))
    return found


def sentences_of(view: View, row: int, query: Vectors) -> list[Candidate]:
    """Sentences of a passage, in reading order, but for those that are only a link."""
    passage = view.snapshot.passages[row]
    transcript = view.transcript(passage.transcript_id)
    search = search_text(transcript.text, passage.span, measure(transcript.text))
    starts = view.snapshot.sentences.starts[list(view.snapshot.sentences.of(row))].tolist()
    known = dict(zip(starts, sentence_cosines(view.snapshot, query, row), strict=True))
    found = []
    for start, end in sentences(search.text):
        words = search.text[start:end]
        if words.startswith(_LINKS) and " " not in words:
            continue
        span = search.to_source(start, end)
        if span.start not in known:  # no sentence of the library begins there: the passage counts
            known[span.start] = float(nearness(view.snapshot, query, np.array([row]))[0])
        shown, cosine = search.display(span), known[span.start]
        found.append(Candidate(transcript, passage.turn, span, words, shown, cosine=cosine))
    return found


def _held(ranking: Ranking, sentence: str) -> frozenset[Word]:
    said = set(terms(sentence))
    return frozenset(word for word in ranking.weights if not said.isdisjoint(word))


def features(
    question: Question, ranking: Ranking, first: Candidate, nearest: float, candidate: Candidate
) -> dict[str, float]:
    """What tells how well a candidate answers, compared with the others.

    `first` is one of the best passage, `nearest` the highest cosine of any.
    """
    far = (candidate.cosine - nearest) / _STEP
    return {
        "share": share(ranking, candidate.held),
        "cosine": far * (1 - ranking.coverage),  # where the words stand, they tell more
        "passage": candidate.passage_score - first.passage_score,
        "offers": offers(question, candidate.words),
        "asks": float(asks(candidate.words)),
        "length": min(len(candidate.words), _LONG) / _LONG,
    }


def share(ranking: Ranking, held: frozenset[Word]) -> float:
    """Share of the question's words, by weight, that are held."""
    total = sum(ranking.weights.values())
    return sum(ranking.weights[word] for word in held) / total if total else 0.0
