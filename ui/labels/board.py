"""Labels of what is shown on a topic: the choice of it, and the board of stances."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardWords:
    """Labels of the choice of a topic and of the board."""

    topic: str
    topic_hint: str
    topic_note: str
    no_topic: str
    making: str
    failed: str
    nothing: str
    undecided: str
    note: str
    speakers: str
    speakers_hint: str
    nobody: str
    board: str
    stances: dict[str, str]
