"""Labels of the page that sums sessions up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchUpWords:
    """Labels that the views of the page share, and those of the brief."""

    heading: str
    view: str
    views: dict[str, str]  # the name of a view in addresses -> its label
    session: str
    minutes: str
    topics: str
    turns: str
    making: str
    missing: str
