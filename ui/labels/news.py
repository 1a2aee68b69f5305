"""Labels of the view of what is new."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsWords:
    """Labels of what is new since the last visit, and of topics that are followed."""

    first: str
    since: str
    nothing: str
    see_all: str
    sessions: str
    updated: str
    changes: str
    before: str
    stances: dict[str, str]
    topics: str
    follow: str
    follow_hint: str
    silent: str
    left_out: str
    count: str
    kept: str
