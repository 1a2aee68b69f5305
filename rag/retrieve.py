"""Words and vectors -> ranked passages.

Both searches rank the passages; how much each counts is decided by coverage: where the words
of the question stand in the passages, words are the better guide; where they do not (another
language, another wording), the vectors are. Measured against reciprocal rank fusion on
Japanese questions and on foreign questions over Japanese text, this wins on both.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.encode import Encoder, Vectors
from index.snapshot import Snapshot
from index.terms import Word
from index.vectors import Rows
from index.view import View
from index.words import WordSearch
from rag.near import Floats, Near, nearest, nearness
from rag.question import Question
from rag.reading.rows import allowed_rows
from rag.records import Filter, Hit

POOL = 100  # passages that the words put forward
_TOP = 3  # passages among which the question's words are looked for
_LEAST_DENSE = 0.2  # vectors always have this much of a say
_ASKING = 0.1  # taken from a passage that ends with a question: who asks wants the answer
_SHORTNESS = 0.2  # taken from a passage of no width at all: a few words tell little
_SHORT = 80  # columns from which nothing is taken
_AROUND = (0.6, 0.36)  # weight of the passages one and two steps away, of 1 for the own
_WORDLESS = 0.5  # of the words' share goes to the vectors for a passage in another language


@dataclass(frozen=True)
class Ranking:
    """Ranked rows of a snapshot with what each search said of them, best first."""

    rows: Rows
    scores: Floats  # fused, 0 to 1
    cosines: Floats  # nearness to the question
    outstanding: Floats  # the same in standard deviations of each row's language
    word_scores: Floats
    languages: npt.NDArray[np.object_]  # of each row's transcript
    coverage: float  # share of the question's words, by weight, that the best passages hold
    query: Vectors  # the question's vector
    weights: dict[Word, float]  # of the question's words: inverse document frequency
    known: frozenset[Word]  # those of the words that some passage of the library holds


def rank(snapshot: Snapshot, encoder: Encoder, question: Question, wanted: Filter) -> Ranking:
    """Rank the passages for a question."""
    [query] = encoder.encode_queries([question.text])
    allowed = allowed_rows(snapshot, wanted)
    near = nearest(snapshot, query, allowed)
    by_word = np.asarray(snapshot.words.scores(question.words), dtype=np.float64)
    reach = _only(allowed, _with_surroundings(snapshot, by_word))
    by_word = _only(allowed, by_word)
    worded = _best(reach, POOL)
    rows = np.unique(np.concatenate([*(found.rows for found in near.values()), worded]))
    weights = {word: snapshot.words.idf(word) for word in question.words}
    coverage = _coverage(snapshot.words, weights, _best(by_word, _TOP))
    languages = snapshot.language_of(rows)
    cosines = nearness(snapshot, query, rows)
    outstanding = _outstanding(cosines, languages, near)
    foreign = languages != question.language
    fused = _fuse(
        _minmax(outstanding),
        _minmax(reach[rows]),
        min(max(1 - coverage, _LEAST_DENSE), 1.0),
        foreign & ~foreign.all(),
    )
    short = np.maximum(0.0, 1 - snapshot.columns[rows] / _SHORT)
    fused = np.maximum(fused - _ASKING * snapshot.asking[rows] - _SHORTNESS * short, 0.0)
    order = np.lexsort((rows, -fused))  # ties in reading order
    return Ranking(
        rows[order],
        fused[order],
        cosines[order],
        outstanding[order],
        by_word[rows][order],
        languages[order],
        coverage,
        query,
        weights,
        frozenset(word for word in weights if snapshot.words.count(word)),
    )


def _outstanding(
    cosines: Floats, languages: npt.NDArray[np.object_], near: Mapping[str, Near]
) -> Floats:
    """Nearness in standard deviations of each row's language."""
    spread = np.zeros(len(cosines))
    for language, found in near.items():
        inside = languages == language
        spread[inside] = found.standardised(cosines[inside])
    return spread


def _only(allowed: Rows | None, scores: Floats) -> Floats:
    """Scores of the rows that a filter lets through, zero for the others."""
    if allowed is None:
        return scores
    inside = np.zeros(len(scores), dtype=np.float64)
    inside[allowed] = scores[allowed]
    return inside


def _with_surroundings(snapshot: Snapshot, scores: Floats) -> Floats:
    """Word scores that listen to the passages around: half is a passage's own.

    People name a thing once and go on talking about it. A passage after a question inherits the
    question's score: who answers seldom repeats its words, and the answer is what is wanted. A
    filter keeps none of them silent: the question may have been another's.
    """
    lent, total = scores.copy(), 1.0
    for distance, weight in enumerate(_AROUND, 1):
        total += 2 * weight
        for step in (distance, -distance):
            lent += weight * _shifted(snapshot, scores, step, scores)
    mixed = (scores + lent / total) / 2
    asked = _shifted(snapshot, mixed * snapshot.asking, 1, np.zeros_like(mixed))
    return np.maximum(mixed, asked)


def _shifted(snapshot: Snapshot, scores: Floats, step: int, otherwise: Floats) -> Floats:
    """Score of the passage so many steps before, `otherwise` where the transcript ends."""
    moved = otherwise.copy()
    if abs(step) < len(scores):
        here, there = (slice(step, None), slice(None, -step))
        if step < 0:
            here, there = slice(None, step), slice(-step, None)
        same = snapshot.transcript_of[here] == snapshot.transcript_of[there]
        moved[here] = np.where(same, scores[there], otherwise[here])
    return moved


def _fuse(dense: Floats, worded: Floats, share: float, wordless: npt.NDArray[np.bool_]) -> Floats:
    """Weigh both scores, the dense one by its share.

    Passages in another language than the question (`wordless`) cannot hold its words: they do
    not lose all of the words' share to passages that can.
    """
    both = share * dense + (1 - share) * worded
    alone = (share + (1 - share) * _WORDLESS) * dense
    return np.where(wordless, np.maximum(both, alone), both)


def hits(view: View, ranking: Ranking, k: int) -> list[Hit]:
    """Best k passages of a ranking with their text."""
    snapshot = view.snapshot
    found = []
    for row, score in zip(ranking.rows[:k], ranking.scores[:k], strict=True):
        passage, speaker = snapshot.passages[row], snapshot.speaker(row)
        label = speaker.label if speaker else None
        found.append(Hit(passage, label, view.words_of(passage), round(float(score), 6)))
    return found


def _coverage(index: WordSearch, weights: dict[Word, float], rows: Rows) -> float:
    """Share, by weight, of the words that one of the rows holds."""
    total = sum(weights.values())
    held = sum(w for word, w in weights.items() if index.held(word, rows).any())
    return held / total if total else 0.0


def _best(scores: Floats, k: int) -> Rows:
    """Rows of the k highest scores above zero, best first."""
    k = min(k, len(scores))
    if not k:
        return np.zeros(0, dtype=np.int64)
    rows = np.argpartition(-scores, k - 1)[:k]
    rows = rows[np.lexsort((rows, -scores[rows]))]
    return rows[scores[rows] > 0].astype(np.int64)


def _minmax(scores: Floats) -> Floats:
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    if high == low:
        return np.where(scores > 0, 1.0, 0.0)
    spread: Floats = (scores - low) / (high - low)
    return spread
