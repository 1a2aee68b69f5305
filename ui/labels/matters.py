"""Labels of the view of questions and promises."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterWords:
    """Labels of what was asked and what was promised."""

    everywhere: str
    only: str
    count: str
    standings: dict[str, str]
    none: str
    question: str
    answer: str
    put_off: str
    promise: str
    by: str
    due: str
    accepted: str
    reported: str
