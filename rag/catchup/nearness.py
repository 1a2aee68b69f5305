"""How much sentences are on a topic, and how alike they are among those of their meeting."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from index.encode import Vectors
from index.terms import terms
from rag.catchup.threads import threaded
from rag.lines import Line

_ON = 0.5  # cosine, after the mean is taken away, from which a sentence is on a topic by meaning
_NEAR = 0.3  # and from which it is, if it has a word of the topic as well
_HALF = 0.5  # share of the topic's words that put a sentence on it
_FADES = 0.8  # how much of a topic is left for the sentence after, if it points back
_SHORT = 0.3  # weight of a word of one character (所, 数) beside longer ones
_OTHERWISE = 0.5  # how much of a topic 位置の記録 has of 予約の記録
_OF = re.compile(r"(.+)の([^の]+)")
_POINTS_BACK = re.compile(
    r"(?:しかし|ただ|です(?:から|が)|では|だから)?、?(?:これ|それ|そこ|ここ|その|この|そう|こう)|"
    r"(?:but |and |so )*(?:that|this|it|they|those|these)\b",
    re.I,
)


def centred(vectors: Vectors, middle: Vectors | None = None) -> Vectors:
    """Vectors less their mean, of unit length: all sentences of one meeting are alike otherwise.

    What is common to all vectors hides what tells them apart (Mu and Viswanath, 2018).
    """
    if not len(vectors):
        return vectors
    apart = vectors - (vectors.mean(axis=0) if middle is None else middle)
    lengths = np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9)
    return np.asarray(apart / lengths, dtype=np.float32)


Words = Sequence[AbstractSet[str]]  # content words of each line


def words_in(lines: Sequence[Line]) -> Words:
    """Content words of each line, read once for all topics."""
    return [frozenset(terms(line.words)) for line in lines]


def nearness(
    topic: str, lines: Sequence[Line], vectors: Vectors, query: Vectors, words: Words | None = None
) -> list[float]:
    """How much each line is on a topic; 0 for one that is not.

    A line is on it when it has half of the topic's words, or points to a line that has
    (これを外に出すことには反対です; see `threads`), or has one and is near in meaning. 位置の記録
    is no half of 予約の記録, but another record; and 所 is no half of 中継所. Where nobody says all
    of the topic's words, a line that is very near in meaning is on it as well; where they are said,
    likeness alone would only bring other things of the kind (停留所 for 中継所).

    vectors: one a line; query: the topic's, shape (dimension,); words: `words_in(lines)`.
    """
    if not lines:
        return []
    wanted = set(terms(topic))
    wished = centred(query.reshape(1, -1), vectors.mean(axis=0))[0]
    cosines = centred(vectors) @ wished
    shares = _shares(topic, wanted, lines, words or words_in(lines))
    threads = threaded(lines, shares, wanted)
    unnamed = max(shares) < 1
    found, left, transcript = [], 0.0, ""
    for line, shared, thread, cosine in zip(lines, shares, threads, cosines, strict=True):
        left = left * _FADES if line.transcript == transcript else 0.0
        back = left if thread >= 0 and _POINTS_BACK.match(line.words) else 0.0
        told = max(shared, thread * _FADES, back)
        near = max(0.0, float(cosine))
        on = told >= _HALF or (shared and near >= _NEAR) or (unnamed and near >= _ON)
        found.append(told + near if on else 0.0)
        left, transcript = max(shared, left), line.transcript
    return found


def _shares(
    topic: str, wanted: AbstractSet[str], lines: Sequence[Line], words: Words
) -> list[float]:
    """Share of the topic's words that each line has, less where it qualifies the last otherwise."""
    telling = {word for word in wanted if len(word) > 1} or wanted
    weights = {word: 1.0 if word in telling else _SHORT for word in wanted}
    whole = max(1.0, sum(weights.values()))
    shares = [
        sum(weights[word] for word in wanted & own) / whole if telling & own else 0.0
        for own in words
    ]
    parts = _OF.fullmatch(topic)
    if parts is None:
        return shares
    other = re.compile(rf"(?<!こ)(?<!そ)(?<!あ)の{re.escape(parts[2])}")
    head = set(terms(parts[2]))
    return [
        share * _OTHERWISE if share and wanted & own <= head and other.search(line.words) else share
        for share, own, line in zip(shares, words, lines, strict=True)
    ]
