"""Words and vectors -> ranked passages.

Both searches rank the passages; how much each counts is decided by coverage: where the words
of the question stand in the passages, words are the better guide; where they do not (another
language, another wording), the vectors are. Measured against reciprocal rank fusion on
Japanese questions and on foreign questions over Japanese text, this wins on both.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.encode import Encoder, Vectors
from index.library import View
from index.records import Header
from index.snapshot import Snapshot
from index.speakers import same_person
from index.vectors import Rows
from index.words import WordIndex
from rag.question import Question
from rag.records import Filter, Hit

POOL = 100  # passages that each search puts forward
_TOP = 3  # passages among which the question's words are looked for
_LEAST_DENSE = 0.2  # vectors always have this much of a say
_WORDLESS = 0.5  # of the words' share goes to the vectors for a passage in another language

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ranking:
    """Ranked rows of a snapshot with what each search said of them, best first."""

    rows: Rows
    scores: Floats  # fused, 0 to 1
    cosines: Floats
    word_scores: Floats
    languages: npt.NDArray[np.object_]  # of each row's transcript
    coverage: float  # share of the question's words, by weight, that the best passages hold
    query: Vectors  # the question's vector
    weights: dict[str, float]  # of the question's words: inverse document frequency


def allowed_rows(snapshot: Snapshot, wanted: Filter) -> Rows | None:
    """Rows that a filter lets through, or None when it lets all through."""
    if not wanted.as_dict():
        return None
    headers = list(snapshot.transcripts.items())
    fitting = np.array([_fits(name, header, wanted) for name, header in headers], dtype=bool)
    kept = fitting[snapshot.transcript_of]
    if wanted.speaker:
        named = [same_person(wanted.speaker, person) for person in snapshot.people]
        kept &= np.array([*named, False], dtype=bool)[snapshot.person_of]  # -1 is the last: nobody
    return np.flatnonzero(kept).astype(np.int64)


def _fits(name: str, header: Header, wanted: Filter) -> bool:
    if wanted.transcript and name != wanted.transcript:
        return False
    if wanted.since and (header.date is None or header.date < wanted.since):
        return False
    return not (wanted.until and (header.date is None or header.date > wanted.until))


def rank(snapshot: Snapshot, encoder: Encoder, question: Question, wanted: Filter) -> Ranking:
    """Rank the passages for a question."""
    [query] = encoder.encode_queries([question.text])
    allowed = allowed_rows(snapshot, wanted)
    near, typical = _nearest(snapshot, query, allowed)
    by_word = np.asarray(snapshot.words.scores(question.words), dtype=np.float64)
    if allowed is not None:
        outside = np.ones(len(by_word), dtype=bool)
        outside[allowed] = False
        by_word[outside] = 0.0
    worded = _best(by_word, POOL)
    rows = np.unique(np.concatenate([near, worded])).astype(np.int64)
    weights = {word: snapshot.words.idf(word) for word in question.words}
    coverage = _coverage(snapshot.words, weights, worded[:_TOP])
    languages = np.array(snapshot.languages, dtype=object)[snapshot.transcript_of[rows]]
    cosines = np.asarray(snapshot.vectors.scores(query, rows), dtype=np.float64)
    foreign = languages != question.language
    fused = _fuse(
        _minmax(cosines - np.array([typical[language] for language in languages])),
        _minmax(by_word[rows]),
        min(max(1 - coverage, _LEAST_DENSE), 1.0),
        foreign & ~foreign.all(),
    )
    order = np.lexsort((rows, -fused))  # ties in reading order
    return Ranking(
        rows[order],
        fused[order],
        cosines[order],
        by_word[rows][order],
        languages[order],
        coverage,
        query,
        weights,
    )


def _nearest(
    snapshot: Snapshot, query: Vectors, allowed: Rows | None
) -> tuple[Rows, dict[str, float]]:
    """Nearest rows in each language, and the cosine that is typical of them there.

    Any two texts of one language are nearer than any two of different ones, so passages compete
    by how far they stand out in their own.
    """
    present = sorted(set(snapshot.languages))
    if len(present) < 2:
        near, cosines = snapshot.vectors.search(query, POOL, allowed)
        return near, dict.fromkeys(present, 0.0)
    of_row = np.array(snapshot.languages, dtype=object)[snapshot.transcript_of]
    rows, typical = [], {}
    for language in present:
        inside = np.flatnonzero(of_row == language).astype(np.int64)
        if allowed is not None:
            inside = np.intersect1d(inside, allowed)
        near, cosines = snapshot.vectors.search(query, POOL, inside)
        rows.append(near)
        typical[language] = float(np.median(cosines)) if len(cosines) else 0.0
    return np.concatenate(rows), typical


def _fuse(dense: Floats, worded: Floats, share: float, wordless: npt.NDArray[np.bool_]) -> Floats:
    """Weigh both scores, the dense one by its share.

    Passages in another language than the question (`wordless`) cannot hold its words: they do
    not lose all of the words' share to passages that can.
    """
    both = share * dense + (1 - share) * worded
    alone = (share + (1 - share) * _WORDLESS) * dense
    return np.where(wordless, np.maximum(both, alone), both)


def search(view: View, encoder: Encoder, question: Question, k: int, wanted: Filter) -> list[Hit]:
    """Find the best k passages, best first."""
    return hits(view, rank(view.snapshot, encoder, question, wanted), k)


def hits(view: View, ranking: Ranking, k: int) -> list[Hit]:
    """Best k passages of a ranking with their text."""
    snapshot = view.snapshot
    found = []
    for row, score in zip(ranking.rows[:k], ranking.scores[:k], strict=True):
        passage, speaker = snapshot.passages[row], snapshot.speaker(row)
        label = speaker.label if speaker else None
        found.append(Hit(passage, label, view.words_of(passage), round(float(score), 6)))
    return found


def _coverage(index: WordIndex, weights: dict[str, float], rows: Rows) -> float:
    """Share, by weight, of the words that one of the rows holds."""
    total = sum(weights.values())
    held = sum(w for word, w in weights.items() if np.isin(rows, index.rows_with(word)).any())
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
