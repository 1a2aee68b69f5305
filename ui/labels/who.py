"""Labels of the view of people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoWords:
    """Labels of everybody who speaks, and of one who was chosen."""

    choose: str
    everybody: str
    count: str
    nobody: str
    unknown: str
    silent: str
    sessions: str
    turns: str
    share: str
    statements: str
    others: str
