"""Outcomes -> scores with their 95 % intervals, and the coverage–risk curve.

Intervals are percentile bootstraps over questions (Efron and Tibshirani 1993, chapter 13): a
thousand times as many questions are drawn with replacement, always the same draws, and every
measure is computed on each. A draw is a row of counts, how often each question was drawn, so
that all measures of all draws are a few products of matrices.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.evaluation.finding import BUDGETS, CUTOFFS
from rag.evaluation.judge import Outcome

RESAMPLES = 1_000
_SEED = 20311216
_BINS = 10  # of equal width, for the calibration error
AREA, BRIER, CALIBRATION = "area under the curve", "Brier score", "calibration error"

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a score says; `lower` is better where that is so."""

    name: str
    says: str
    over: str  # what it counts
    lower: bool = False


FINDING = (
    *(
        Measure(f"success@{k}", f"some evidence in the top {k} passages", "questions")
        for k in CUTOFFS
    ),
    *(
        Measure(f"recall@{k}", f"of the evidence, in the top {k} passages", "questions")
        for k in CUTOFFS
    ),
    Measure("MRR", "1 / rank of the first passage with evidence", "questions"),
    Measure("nDCG@10", "passages with evidence, near the top", "questions"),
    *(
        Measure(f"within {size:,}", f"some evidence in the first {size:,} characters", "questions")
        for size in BUDGETS
    ),
)
ANSWERING = (
    Measure("filters read", "of the questions that set some, understood so", "questions"),
    Measure("right", "evidence cited, or rightly refused", "questions"),
    Measure("answered", "of the questions that have an answer", "questions"),
    Measure("citation precision", "of the citations, overlap evidence by half", "citations"),
    Measure("citation recall", "of the evidence, cited; a refusal cites none", "items"),
    Measure("answer in citation", "of the answered, an accepted answer is quoted", "questions"),
    Measure("cited speaker", "of the citations of evidence, name its speaker", "citations"),
    Measure("first speaker", "of the answered, first quote is by an expected one", "questions"),
)
REFUSING = (
    Measure("refusal precision", "of the refused, have no answer", "refusals"),
    Measure("refusal recall", "of those without an answer, refused", "questions"),
    Measure("refusal F1", "harmonic mean of the two", "both"),
)
BELIEVING = (
    Measure(AREA, "risk, averaged over coverage", "questions", lower=True),
    Measure(BRIER, "squared error of the probability of an answer", "questions", lower=True),
    Measure(CALIBRATION, f"of that probability, in {_BINS} bins", "questions", lower=True),
)
SECTIONS = {
    "Finding": FINDING,
    "Answering": ANSWERING,
    "Refusing": REFUSING,
    "Probability": BELIEVING,
}
MEASURES = {measure.name: measure for section in SECTIONS.values() for measure in section}


@dataclass(frozen=True, slots=True)
class Score:
    """A measure's value with its 95 % interval."""

    value: float
    low: float
    high: float
    count: int  # of what it is over


def scores(outcomes: Sequence[Outcome]) -> dict[str, Score]:
    """Every measure that these outcomes say something of."""
    once = np.ones((1, len(outcomes)))
    point = values(outcomes, once)
    drawn = values(outcomes, draws(len(outcomes)))
    counts = _counts(outcomes)
    return {
        name: Score(float(value[0]), *interval(drawn[name]), counts[name])
        for name, value in point.items()
    }


def draws(questions: int) -> Floats:
    """Bootstrap draws, shape (RESAMPLES, questions): how often each question was drawn."""
    chance = np.random.default_rng(_SEED)
    even = np.full(questions, 1 / questions)
    return chance.multinomial(questions, even, RESAMPLES).astype(np.float64)


def interval(drawn: Floats) -> tuple[float, float]:
    """Middle 95 % of a measure's values over the draws, leaving out those where it has none."""
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def values(outcomes: Sequence[Outcome], drawn: Floats) -> dict[str, Floats]:
    """Every measure on every draw; nan where a draw holds no question that counts for it."""
    found: dict[str, Floats] = {}
    none_to_refuse = all(outcome.answerable for outcome in outcomes)
    for name, measure in MEASURES.items():
        if none_to_refuse and measure in REFUSING:
            continue
        parts = np.array([outcome.parts.get(name, (0.0, 0.0)) for outcome in outcomes])
        if parts[:, 1].any():
            found[name] = _over(drawn @ parts[:, 0], drawn @ parts[:, 1])
    believed = np.array([outcome.probability is not None for outcome in outcomes])
    if believed.any():
        kept = [outcome for outcome in outcomes if outcome.probability is not None]
        found |= _believing(kept, drawn[:, believed])
    return found


def curve(outcomes: Sequence[Outcome]) -> list[tuple[float, float, float]]:
    """Points (threshold, coverage, risk) by falling probability; none without probabilities.

    At a threshold all questions with at least that probability are answered: coverage is their
    share, risk the share of them whose answer is wrong (Geifman and El-Yaniv 2017).
    """
    kept = [outcome for outcome in outcomes if outcome.probability is not None]
    if not kept:
        return []
    thresholds, coverage, risk = _curve(kept, np.ones((1, len(kept))))
    return list(zip(thresholds.tolist(), coverage[0].tolist(), risk[0].tolist(), strict=True))


def _believing(outcomes: Sequence[Outcome], drawn: Floats) -> dict[str, Floats]:
    """Measures of the probability; Brier (1950), calibration error of Guo et al. (2017)."""
    believed = _probabilities(outcomes)
    true = np.array([outcome.answerable for outcome in outcomes], dtype=np.float64)
    _, coverage, risk = _curve(outcomes, drawn)
    widths = np.diff(coverage, axis=1, prepend=0.0)
    total = drawn.sum(axis=1)
    bins = np.minimum((believed * _BINS).astype(int), _BINS - 1)
    in_bin = bins[:, None] == np.arange(_BINS)
    apart = np.abs(drawn @ ((believed - true)[:, None] * in_bin)).sum(axis=1)
    return {
        AREA: (widths * np.nan_to_num(risk)).sum(axis=1),
        BRIER: _over(drawn @ (believed - true) ** 2, total),
        CALIBRATION: _over(apart, total),
    }


def _curve(outcomes: Sequence[Outcome], drawn: Floats) -> tuple[Floats, Floats, Floats]:
    """Thresholds (T,), and coverage and risk of every draw at each (draws, T)."""
    believed = _probabilities(outcomes)
    order = np.argsort(-believed, kind="stable")
    believed, drawn = believed[order], drawn[:, order]
    wrong = np.array([outcome.risky for outcome in outcomes], dtype=np.float64)[order]
    last = np.flatnonzero(np.append(believed[1:] < believed[:-1], True))  # of equal ones
    answered = drawn.cumsum(axis=1)
    coverage = _over(answered[:, last], answered[:, -1:])
    risk = _over((drawn * wrong).cumsum(axis=1)[:, last], answered[:, last])
    return believed[last], coverage, risk


def _probabilities(outcomes: Sequence[Outcome]) -> Floats:
    return np.array([outcome.probability for outcome in outcomes], dtype=np.float64)


def _over(above: Floats, below: Floats) -> Floats:
    """Quotients, nan where nothing counts."""
    below = np.broadcast_to(below, above.shape)
    quotient: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
    return quotient


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    believed = sum(outcome.probability is not None for outcome in outcomes)
    counts = {measure.name: believed for measure in BELIEVING}
    for name in MEASURES.keys() - counts.keys():
        counts[name] = round(sum(o.parts.get(name, (0.0, 0.0))[1] for o in outcomes))
    return counts
