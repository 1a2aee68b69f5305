"""How much sentences are on a topic, and how alike they are among those of their meeting."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from index.encode import Vectors
from index.terms import terms
from rag.lines import Line

_ON = 0.5  # cosine, after the mean is taken away, from which a sentence is on a topic by meaning
_NEAR = 0.3  # and from which it is, if it has a word of the topic as well
_HALF = 0.5  # share of the topic's words that put a sentence on it
_FADES = 0.8  # how much of a topic is left for the sentence after, if it points back
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

    A line is on it when it has half of the topic's words, or points back to a line that has
    (これを外に出すことには反対です), or has one and is near in meaning, or is very near.

    vectors: one a line; query: the topic's, shape (dimension,); words: `words_in(lines)`.
    """
    if not lines:
        return []
    wanted = set(terms(topic))
    wished = centred(query.reshape(1, -1), vectors.mean(axis=0))[0]
    cosines = centred(vectors) @ wished
    found, left, transcript = [], 0.0, ""
    for line, own, cosine in zip(lines, words or words_in(lines), cosines, strict=True):
        shared = len(wanted & own) / max(1, len(wanted))
        left = left * _FADES if line.transcript == transcript else 0.0
        told = max(shared, left if _POINTS_BACK.match(line.words) else 0.0)
        near = max(0.0, float(cosine))
        on = told >= _HALF or (shared and near >= _NEAR) or near >= _ON
        found.append(told + near if on else 0.0)
        left, transcript = max(shared, left), line.transcript
    return found
