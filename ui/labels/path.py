"""Labels of the reading path."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PathWords:
    """Labels of the passages to read one after another."""

    intro: str
    whole: str
    minutes: str
    terms: str
    here: str
    none: str
    nothing: str
