"""Answer or refuse: the probability that the transcripts answer at all.

Two logistic regressions over features that mean the same in any library. Where question and
passages share a language, what counts is how near the best passage is (less so in a library about
something else, where any match stands out), whether the best place offers the kind of thing that is
asked for, and which of the question's words it lacks; across languages only the vectors can tell.

Fitted in version 2 (November 2026) on public Japanese questions half of which have no answer
(JSQuAD with articles taken away) and, twice as heavy, on the gold questions of the sample and of
the seed; across languages on those gold questions and on questions about other subjects.
"""

import math
from collections.abc import Sequence

import numpy as np

from index.encode import BundledEncoder, Encoder
from rag.candidates import Candidate, share
from rag.extract import logit_without_kind
from rag.near import Floats
from rag.offers import offers
from rag.question import Question
from rag.retrieve import Ranking

VERSION = 2  # of the weights and of the threshold
# Below it a question is refused. Somewhat under a half: a quote that misses the point shows its
# source and can be judged, a refusal of what was said cannot.
THRESHOLD = 0.45
_SAME = {
    "bias": -1.5,
    "near": 4.6,
    "outstanding": -0.53,
    "gap": -0.57,
    "lost": -2.6,
    "words": -1.3,
    "named": 1.5,  # set by hand: the data have no questions that are only a name or a topic
}
_ACROSS = {"bias": -0.26, "near": 2.36, "chinese": -1.11}
_WIDEST_GAP = 4.0  # log-odds; what is further behind tells nothing more
_FEW_WORDS = 2  # of a question that only names a topic
_MANY_WORDS = 8  # of a question; more tell nothing more
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


def probability(
    question: Question, encoder: Encoder, ranking: Ranking, candidates: Sequence[Candidate]
) -> float:
    """Probability that the transcripts answer; the candidates are scored, best first."""
    if not candidates:
        return 0.0
    language = ranking.languages[0]  # of the best passage
    cosines = _rescale(ranking.cosines, encoder)
    if language == question.language:
        features = {
            "near": (float(cosines.max()) - _MIDDLE) / _STEP,
            "outstanding": float(ranking.outstanding[ranking.languages == language].max()),
            "gap": _gap(question, candidates),
            "lost": _lost(ranking, candidates),
            "named": _named(ranking, candidates),
            "words": min(len(ranking.weights), _MANY_WORDS) / _MANY_WORDS,
        }
        weights = _SAME
    else:
        features = {
            "near": (float(cosines[ranking.languages == language].max()) - _MIDDLE) / _STEP,
            "chinese": float(question.language == "zh"),  # kanji alone bring any two texts near
        }
        weights = _ACROSS
    logit = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-logit))


def _named(ranking: Ranking, candidates: Sequence[Candidate]) -> float:
    """Share of the words that the best sentence holds, where the question is hardly more than one.

    Counted from a third, so that a topic that stands nowhere weighs against an answer.
    One word's vector is near to nothing in particular; that the word stands there tells more.
    """
    if len(ranking.weights) > _FEW_WORDS:
        return 0.0
    return share(ranking, candidates[0].held) - 1 / 3


def _gap(question: Question, candidates: Sequence[Candidate]) -> float:
    """How far places that offer what is asked for fall behind the best place, in log-odds.

    Near-misses are told by it: of "How much is the bus?" the nearest sentences are about the bus
    and name no price, those that name one are about something else.
    """
    kinds = {candidate.place: offers(question, candidate.words) for candidate in candidates}
    if not any(kinds.values()):
        return 0.0
    ranks = {candidate.place: candidate.rank for candidate in candidates}
    best = max(logit_without_kind(question, candidate) for candidate in candidates)
    offering = [
        logit_without_kind(question, candidate)
        for candidate in candidates
        if any(
            kinds.get(place, 0) > 0 and ranks[place] == candidate.rank
            for place in range(candidate.place - 1, candidate.place + 2)
        )
    ]
    return min(_WIDEST_GAP, best - max(offering, default=-math.inf))


def _lost(ranking: Ranking, candidates: Sequence[Candidate]) -> float:
    """Share of the question's words, by weight, that the library holds but the best passage not."""
    place = candidates[0].rank
    held = frozenset().union(*(c.held for c in candidates if c.rank == place))
    return share(ranking, ranking.known - held)


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
