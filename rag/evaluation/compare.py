"""Two runs on the same gold questions: what changed, and whether it is more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.evaluation.judge import Outcome
from rag.evaluation.metrics import MEASURES, draws, interval, values

_SEEN = 0.0005  # less is rounding, and other machines' arithmetic


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure before and after, and the 95 % interval of after minus before."""

    name: str
    before: float
    after: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """`better` or `worse` where the whole interval says so, else nothing."""
        falls = MEASURES[self.name].lower
        if self.low > _SEEN:
            return "worse" if falls else "better"
        if self.high < -_SEEN:
            return "better" if falls else "worse"
        return ""


@dataclass(frozen=True, slots=True)
class Change:
    """A question that the later run handles better or worse."""

    id: str
    question: str
    better: bool
    what: str  # "refused → answered; rank 1 → 14"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two runs."""

    questions: int  # in both
    dropped: tuple[str, ...]  # ids in the earlier run alone, or asked in other words there
    added: tuple[str, ...]  # ids in the later run alone, or asked in other words there
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]


def compare(before: Sequence[Outcome], after: Sequence[Outcome]) -> Comparison:
    """Compare two runs, question by question."""
    earlier = {(outcome.id, outcome.question): outcome for outcome in before}
    later = {(outcome.id, outcome.question): outcome for outcome in after}
    both = [key for key in later if key in earlier]
    pairs = [(earlier[key], later[key]) for key in both]
    return Comparison(
        len(both),
        tuple(name for name, question in earlier if (name, question) not in later),
        tuple(name for name, question in later if (name, question) not in earlier),
        tuple(differences(pairs)),
        tuple(change for pair in pairs if (change := _change(*pair))),
    )


def differences(pairs: Sequence[tuple[Outcome, Outcome]]) -> list[Difference]:
    """Difference of every measure that both runs have, with its paired bootstrap interval.

    Both runs are scored on the same draws of questions, so that what is hard in both cancels
    out (Efron and Tibshirani 1993; Sakai 2006 for retrieval).
    """
    if not pairs:
        return []
    once, drawn = np.ones((1, len(pairs))), draws(len(pairs))
    before, after = [before for before, _ in pairs], [after for _, after in pairs]
    old, new = values(before, once), values(after, once)
    old_drawn, new_drawn = values(before, drawn), values(after, drawn)
    return [
        Difference(
            name,
            float(old[name][0]),
            float(new[name][0]),
            *interval(new_drawn[name] - old_drawn[name]),
        )
        for name in MEASURES
        if name in old and name in new
    ]


def _change(before: Outcome, after: Outcome) -> Change | None:
    gain = _standing(after) - _standing(before)
    if not gain:
        return None
    states = (
        (_handled(before), _handled(after)),
        (f"rank {before.rank or '–'}", f"rank {after.rank or '–'}"),
    )
    what = "; ".join(f"{old} → {new}" for old, new in states if old != new)
    return Change(after.id, after.question, gain > 0, what)


def _standing(outcome: Outcome) -> float:
    """How well a question is handled: rightly or not first, then the rank of its evidence."""
    return 2.0 * outcome.right + (1 / outcome.rank if outcome.rank else 0.0)


def _handled(outcome: Outcome) -> str:
    how = "answered" if outcome.found else "refused"
    return f"{how} {'rightly' if outcome.right else 'wrongly'}"
