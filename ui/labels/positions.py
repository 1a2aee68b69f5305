"""Labels of the position history of a person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionWords:
    """Labels of the history, as a picture and as a list."""

    person: str
    told: str
    turning: str
    undecided: str
    session: str
    stance: str
    picture: str
    nothing: str
    note: str
