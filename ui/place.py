"""A place in a transcript, as a citation or a permanent link names it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from index.records import Span
from rag.cite import fingerprint, trace_of
from rag.imprint import Imprint, imprint
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
    at: int = 0  # offset to show when there is no span, or its words are gone
    words: Imprint | None = None  # of the words, whatever their line breaks
    by: str | None = None  # trace of who said them


def place_of(citation: Citation) -> Place:
    """Return the place a citation points to."""
    quote, span = citation.quote, citation.span
    return Place(
        citation.transcript,
        span,
        fingerprint(quote),
        span.start,
        imprint(quote),
        trace_of(citation),
    )


def place_in(link: str) -> Place | None:
    """Read a link as somebody pastes it, with or without a host; None where it names no place.

    >>> place_in("https://example.org/read?transcript=a&at=7")
    Place(transcript='a', span=None, check=None, at=7, words=None, by=None)
    """
    try:
        return parse(dict(parse_qsl(urlsplit(link.strip()).query)))
    except ValueError:  # BadAddress is one; so is what urlsplit says of a broken host
        return None


def parse(query: Mapping[str, str]) -> Place | None:
    """Read the parameters of a link; None where they name no transcript.

    >>> parse({"transcript": "a", "turn": "2", "start": "3", "end": "9", "check": "0a1b2c3d"})
    Place(transcript='a', span=Span(start=3, end=9), check='0a1b2c3d', at=3, words=None, by=None)

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
    if not start < end <= start + MAX_QUOTE:
        raise BadAddress(f"{start} to {end}")
    check, by = _digits(query, "check", 8), _digits(query, "by", 4)
    return Place(transcript, Span(start, end), check, start, _imprint(query), by)


def _offset(digits: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", digits):
        raise BadAddress(digits)
    return int(digits)


def _digits(query: Mapping[str, str], name: str, count: int) -> str | None:
    digits = query.get(name)
    if digits and not re.fullmatch(f"[0-9a-f]{{{count}}}", digits):
        raise BadAddress(digits)
    return digits or None


def _imprint(query: Mapping[str, str]) -> Imprint | None:
    written = query.get("words")
    if not written:
        return None
    found = Imprint.read(written)
    if found is None:
        raise BadAddress(written)
    return found
