"""Labels of the map of the library."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords:
    """Labels of the map, as a picture and as a choice by hand."""

    intro: str
    picture: str
    theme: str
    session: str
    passages: str
    counted: str
    terms: str
    more: str
    nothing: str
    again: str
