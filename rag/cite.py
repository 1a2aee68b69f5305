"""Markers <-> spans: numbered citations, their addresses, and the way back from an address."""

import hashlib
from urllib.parse import urlencode

from index.records import Span, Transcript
from rag.records import Citation

_REACH = 100_000  # characters that words may have moved: more than an edited transcript moves any
_CHECK_DIGITS = 8  # hexadecimal; enough to tell one sentence of a transcript from the others


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

    It carries the beginning of the quote's SHA-256, so that `locate` finds the words again
    should a newer version of the file have moved them.
    """
    query = {
        "transcript": transcript.id,
        "turn": turn,
        "start": span.start,
        "end": span.end,
        "check": fingerprint(span.of(transcript.text)),
    }
    return f"read?{urlencode(query)}"


def fingerprint(quote: str) -> str:
    """First digits of a quote's SHA-256."""
    return hashlib.sha256(quote.encode("utf-8", "surrogatepass")).hexdigest()[:_CHECK_DIGITS]


def locate(transcript: Transcript, span: Span, check: str | None) -> tuple[Span | None, bool]:
    """Where an address's words stand now, and whether they have moved: (span, moved).

    The span is None when they are in the transcript no more. Without a check the span is
    taken as it is, if the text reaches that far.
    """
    text = transcript.text
    if check is None:
        return (span if span.end <= len(text) and len(span) else None), False
    if not len(span):
        return None, False
    if fingerprint(span.of(text)) == check and span.end <= len(text):
        return span, False
    reach = range(max(0, span.start - _REACH), min(len(text) - len(span), span.start + _REACH) + 1)
    for start in sorted(reach, key=lambda at: abs(at - span.start)):
        if fingerprint(text[start : start + len(span)]) == check:
            return Span(start, start + len(span)), True
    return None, False
