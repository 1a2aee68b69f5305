"""Which questions went wrong, and how: the worst first."""

from collections.abc import Sequence

from rag.evaluation.judge import Outcome

REACH = 10  # passages among which evidence must be, not to count as missing


def faults(outcome: Outcome) -> list[str]:
    """What is wrong with a question's outcome, gravest first; nothing where all is well."""
    found = []
    if outcome.found and not outcome.answerable:
        found.append("answered, though nothing answers it")
    elif outcome.found and not outcome.right:
        found.append("answered, citing none of the evidence")
    elif outcome.answerable and not outcome.found:
        found.append("refused, though it has an answer")
    if outcome.answerable and (outcome.rank is None or outcome.rank > REACH):
        found.append(f"evidence not in the first {REACH} passages")
    return found


def worst(outcomes: Sequence[Outcome], most: int) -> list[Outcome]:
    """Questions with faults: those with more first, then those that were surer of themselves."""
    wrong = [outcome for outcome in outcomes if faults(outcome)]
    return sorted(wrong, key=lambda o: (-len(faults(o)), -_sure(o), o.id))[:most]


def _sure(outcome: Outcome) -> float:
    """How far the probability lies on the side of the wrong decision."""
    if outcome.probability is None:
        return 0.0
    return outcome.probability if outcome.found else 1 - outcome.probability
