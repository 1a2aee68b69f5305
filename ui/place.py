"""A place in a transcript, as a citation or a permanent link names it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from index.records import Span
from rag.cite import fingerprint
from rag.records import Citation

MAX_QUOTE = 5_000  # characters; a citation is a sentence or a passage, more is no address of ours


class BadAddress(ValueError):
    """A link whose parameters name no place."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to open a transcript: at a quote, at an offset, or at its beginning."""

    transcript: str
    span: Span | None = None
    check: str | None = None  # first digits of the SHA-256 of the words that stood there
    at: int = 0  # offset to show when there is no span


def place_of(citation: Citation) -> Place:
    """Return the place a citation points to."""
    return Place(citation.transcript, citation.span, fingerprint(citation.quote))


def parse(query: Mapping[str, str]) -> Place | None:
    """Read the parameters of a link; None where they name no transcript.

    >>> parse({"transcript": "a", "turn": "2", "start": "3", "end": "9", "check": "0a1b2c3d"})
    Place(transcript='a', span=Span(start=3, end=9), check='0a1b2c3d', at=0)

    Raises:
        BadAddress: a parameter is missing, is no number, or asks for more than a quote.
    """
    transcript = query.get("transcript")
    if not transcript:
        if {"start", "end", "at"} & set(query):
            raise BadAddress("no transcript")
        return None
    if "start" not in query and "end" not in query:
        return Place(transcript, at=_offset(query.get("at", "0")))
    start, end = _offset(query.get("start", "")), _offset(query.get("end", ""))
    check = query.get("check")
    if not start < end <= start + MAX_QUOTE or (check and not re.fullmatch("[0-9a-f]{8}", check)):
        raise BadAddress(f"{start} to {end}, {check}")
    return Place(transcript, Span(start, end), check or None)


def _offset(digits: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", digits):
        raise BadAddress(digits)
    return int(digits)
