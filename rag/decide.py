"""Answer or refuse: the probability that the best passages answer at all.

Two logistic regressions over features that mean the same in any library. Where question and
passages share a language, what counts is whether the question's words stand together in the
best passage; across languages only the vectors can tell. Fitted on public Japanese questions
half of which have no answer (JSQuAD with articles taken away) and on the sample's gold
questions; across languages on the sample's and on questions about other subjects.
"""

import math
from collections.abc import Sequence

import numpy as np

from index.encode import BundledEncoder, Encoder
from rag.extract import Candidate
from rag.question import Question
from rag.retrieve import Floats, Ranking

THRESHOLD = 0.5  # a wrong answer and a wrong refusal cost the same
_SAME = {"bias": -5.33, "held": 2.65, "nearness": 3.35, "words": 0.95}
_ACROSS = {"bias": -0.49, "nearness": 3.01, "outstanding": 1.49, "covered": 1.26, "chinese": -1.04}
_MIDDLE, _STEP = 0.8, 0.05  # nearness is the best cosine, counted in steps from the middle
# Pairs of question and answer by which the cosines of different encoders are compared.
_PAIRS = (
    ("図書館は何時に閉まりますか。", "図書館の閉館時刻は午後七時で、土曜日は五時に閉めます。"),
    ("新しい橋の工費はいくらですか。", "橋の建設には三十億円かかり、その半分は県が負担します。"),
    ("誰が祭りの準備をしていますか。", "祭りの準備は商店街の青年部が春から進めています。"),
    (
        "Why did the orchard close?",
        "The orchard was given up because two late frosts killed the trees.",
    ),
    (
        "How many nurses work at night?",
        "At night the ward is staffed by four nurses and one doctor.",
    ),
    ("When was the well dug?", "They dug the well in the dry summer of 1911."),
)
_BUNDLED_SCALE = (0.740, 0.873)  # of the bundled encoder, to which the regressions were fitted


def answers(
    question: Question, encoder: Encoder, ranking: Ranking, candidates: Sequence[Candidate]
) -> bool:
    """Tell whether the transcripts answer, judged by what was found."""
    return probability(question, encoder, ranking, candidates) >= THRESHOLD


def probability(
    question: Question, encoder: Encoder, ranking: Ranking, candidates: Sequence[Candidate]
) -> float:
    """Probability that the transcripts answer."""
    if not candidates:
        return 0.0
    language = ranking.languages[0]  # of the best passage
    cosines = _rescale(ranking.cosines[ranking.languages == language], encoder)
    nearness = (cosines.max() - _MIDDLE) / _STEP
    first = [candidate for candidate in candidates if candidate.rank == 0]
    if language == question.language:
        features = {
            "held": _weight(ranking, frozenset().union(*(c.held for c in first))),
            "nearness": nearness,
            "words": ranking.word_scores.max() / (sum(ranking.weights.values()) or 1.0),
        }
        weights = _SAME
    else:
        features = {
            "nearness": nearness,
            "outstanding": (cosines.max() - np.median(cosines)) / _STEP,
            "covered": ranking.coverage,
            "chinese": float(question.language == "zh"),  # kanji alone bring any two texts near
        }
        weights = _ACROSS
    logit = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-logit))


def _weight(ranking: Ranking, held: frozenset[str]) -> float:
    """Share of the question's words, by weight, that are held."""
    total = sum(ranking.weights.values())
    return sum(ranking.weights[word] for word in held) / total if total else 0.0


def _rescale(cosines: Floats, encoder: Encoder) -> Floats:
    """Cosines as the bundled encoder would have given them, by a straight line."""
    if encoder.name == BundledEncoder.name:
        return cosines
    low, high = _scale(encoder)
    return _BUNDLED_SCALE[0] + (cosines - low) * (_BUNDLED_SCALE[1] - _BUNDLED_SCALE[0]) / (
        high - low
    )


def _scale(encoder: Encoder) -> tuple[float, float]:
    """Mean cosine of the pairs that do not belong together, and of those that do."""
    if encoder.fingerprint not in _scales:
        questions = encoder.encode_queries([question for question, _ in _PAIRS])
        passages = encoder.encode_passages([passage for _, passage in _PAIRS])
        cosines = questions @ passages.T
        together = float(np.diag(cosines).mean())
        apart = float((cosines.sum() - np.trace(cosines)) / (cosines.size - len(_PAIRS)))
        _scales[encoder.fingerprint] = apart, max(together, apart + _LEAST_SPREAD)
    return _scales[encoder.fingerprint]


_scales: dict[str, tuple[float, float]] = {}
_LEAST_SPREAD = 0.01  # an encoder that tells nothing apart must not divide by zero
