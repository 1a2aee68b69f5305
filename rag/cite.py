"""Markers <-> spans: numbered citations, their addresses, the way back, and the proof."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from index.records import Span, Speaker, Transcript
from index.speakers import split_label
from rag.imprint import Imprint, find, imprint
from rag.likest import likest
from rag.records import Citation

_REACH = 20_000  # characters that words may have moved, of an address without an imprint
_CHECK_DIGITS = 8  # hexadecimal; enough to tell one sentence of a transcript from the others
_BY_DIGITS = 4  # hexadecimal; enough to tell the speakers of one meeting apart


def cite(number: int, transcript: Transcript, turn: int, span: Span) -> Citation:
    """Cite a span; the quote is sliced here and nowhere else.

    Raises:
        ValueError: the span does not lie in the turn, so it would speak for somebody else.
    """
    spoken = transcript.turns[turn]
    if not (spoken.span.start <= span.start < span.end <= spoken.span.end):
        raise ValueError(f"{span} does not lie in turn {turn} of {transcript.id}")
    return Citation(
        number,
        transcript.id,
        transcript.header.title,
        transcript.header.session,
        transcript.header.date,
        turn,
        spoken.speaker.label if spoken.speaker else None,
        span,
        span.of(transcript.text),
        transcript.page_at(span.start),
        address(transcript, turn, span),
    )


def marker(number: int) -> str:
    """How a citation's number stands in an answer: marker(2) -> "[2]"."""
    return f"[{number}]"


def address(transcript: Transcript, turn: int, span: Span) -> str:
    """Relative link that opens a span highlighted in the app.

    It carries the beginning of the quote's SHA-256, which tells whether the same characters
    still stand there; and the imprint of its words with a trace of who says them, by which
    `locate` finds them again in a newer version of the file, however its lines are wrapped.
    """
    quote, by = span.of(transcript.text), trace(transcript.turns[turn].speaker)
    query = {
        "transcript": transcript.id,
        "turn": turn,
        "start": span.start,
        "end": span.end,
        "check": fingerprint(quote),
        "words": imprint(quote),
    }
    return f"read?{urlencode(query | ({'by': by} if by else {}))}"


def fingerprint(quote: str) -> str:
    """First digits of a quote's SHA-256."""
    return hashlib.sha256(quote.encode("utf-8", "surrogatepass")).hexdigest()[:_CHECK_DIGITS]


def trace(speaker: Speaker | None) -> str | None:
    """First digits of the SHA-256 of a speaker's name, the same under all labels of a person."""
    return fingerprint(speaker.name)[:_BY_DIGITS] if speaker else None


def trace_of(citation: Citation) -> str | None:
    """Trace of who is cited."""
    return trace(split_label(citation.speaker)) if citation.speaker else None


def verify(transcript: Transcript, citation: Citation) -> bool:
    """Compare a quote with the source text: equal, character for character, or not."""
    if citation.transcript != transcript.id or not citation.quote:
        return False
    return citation.span.of(transcript.text) == citation.quote and len(citation.span) == len(
        citation.quote
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a cited passage."""

    kind: Literal["kept", "moved", "changed", "gone"]  # gone: so is the transcript
    span: Span | None = None  # where the words stand, of kept and moved
    likest: Span | None = None  # of changed: the sentences most like the quote; a guess
    likeness: float = 0.0  # of these, 0.6 to 1
    at: int = 0  # offset to show: of the words, of the likest sentences, else the old place


def standing(transcript: Transcript | None, citation: Citation) -> Standing:
    """Tell what became of a citation; the transcript is that of its id as it is now, or None."""
    if transcript is None:
        return Standing("gone")
    old, quote = citation.span, citation.quote
    if verify(transcript, citation):
        return Standing("kept", old, at=old.start)
    found, _ = locate(transcript, old, fingerprint(quote), imprint(quote), trace_of(citation))
    if found:
        return Standing("moved", found, at=found.start)
    guess, likeness = likest(transcript, old, quote)
    at = guess.start if guess else min(old.start, len(transcript.text))
    return Standing("changed", likest=guess, likeness=likeness, at=at)


def locate(
    transcript: Transcript,
    span: Span,
    check: str | None,
    words: Imprint | None = None,
    by: str | None = None,
) -> tuple[Span | None, bool]:
    """Where an address's words stand now, and whether they have moved: (span, moved).

    They have not when the same characters stand at the same place. Else the words are looked
    for in the whole text, whatever its line breaks: nearest to the old place, and rather where
    the same person (`by`) says them. The span is None when they stand nowhere. An address
    without words, of an earlier version, is looked for by its characters; without a check as
    well, the span is taken as it is, if the text reaches that far.
    """
    text = transcript.text
    inside = len(span) > 0 and span.end <= len(text)
    if check is None and words is None:
        return (span if inside else None), False
    if inside and check == fingerprint(span.of(text)):
        return span, False
    if words is None:
        found = _same_characters(text, span, check) if len(span) else None
    else:
        found = _nearest(transcript, find(text, words), span, by)
    return found, found is not None


def _nearest(
    transcript: Transcript, places: Sequence[Span], old: Span, by: str | None
) -> Span | None:
    """Of the places where words stand in one turn, the nearest of the same speaker, or of any."""
    first = None
    for place in sorted(places, key=lambda place: abs(place.start - old.start)):
        turn = transcript.turn_at(place.start)
        if turn and place.end <= turn.span.end:
            if by is None or trace(turn.speaker) == by:
                return place
            first = first or place
    return first


def _same_characters(text: str, span: Span, check: str | None) -> Span | None:
    reach = range(max(0, span.start - _REACH), min(len(text) - len(span), span.start + _REACH) + 1)
    for start in sorted(reach, key=lambda at: abs(at - span.start)):
        if fingerprint(text[start : start + len(span)]) == check:
            return Span(start, start + len(span))
    return None
