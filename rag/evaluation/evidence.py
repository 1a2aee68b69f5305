"""Evidence: the spans of source text that answer a gold question, found by quote or by offsets."""

from dataclasses import dataclass
from typing import Any

from index.errors import BadGold
from index.records import Span, Transcript
from index.view import View
from rag.evaluation.fields import check_names, need
from rag.evaluation.folding import find, fold

_FIELDS = {"transcript", "turn", "quote", "start", "end"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span that answers, or a part of the answer."""

    transcript: str
    span: Span
    turn: int
    speaker: str | None  # label of the turn's speaker
    language: str  # of the transcript


class Transcripts:
    """The transcripts that evidence names."""

    def __init__(self, view: View) -> None:
        """Read from a state of the library, while it is open."""
        self._view = view
        snapshot = view.snapshot
        self.languages = dict(zip(snapshot.transcripts, snapshot.languages, strict=True))

    def named(self, name: str) -> Transcript:
        """Read a transcript.

        Raises:
            UnknownTranscript: there is none of that name.
        """
        return self._view.transcript(name)


def evidence_of(row: dict[str, Any], transcripts: Transcripts) -> Evidence:
    """Find an item of evidence in its transcript.

    Raises:
        BadGold: it cannot be read, or does not stand there, or stands there more than once.
        UnknownTranscript: the library has no such transcript.
    """
    check_names(row, _FIELDS, "evidence")
    transcript = transcripts.named(need(row, "transcript", str))
    number = need(row, "turn", int) if row.get("turn") is not None else None
    if number is not None and not 0 <= number < len(transcript.turns):
        raise BadGold(
            f"{transcript.id} has no turn {number}; its turns go from 0 to "
            f"{len(transcript.turns) - 1}."
        )
    if ("quote" in row) == ("start" in row or "end" in row):
        raise BadGold("evidence has either a quote, or a start and an end; give one of the two.")
    if "quote" in row:
        span = _look_up(need(row, "quote", str), transcript, number)
    else:
        span = _bounds(need(row, "start", int), need(row, "end", int), transcript)
    shared = {t.number: overlap(span, t.span) for t in transcript.turns}
    turn = transcript.turns[max(shared, key=lambda n: shared[n]) if number is None else number]
    if not shared[turn.number]:
        raise BadGold(
            f"{span.start} to {span.end} does not touch "
            f"{'any turn' if number is None else f'turn {number}'} of {transcript.id}; "
            "`python -m index show` prints its text."
        )
    label = turn.speaker.label if turn.speaker else None
    language = transcripts.languages[transcript.id]
    return Evidence(transcript.id, span, turn.number, label, language)


def overlap(one: Span, other: Span) -> int:
    """Number of characters that both spans hold."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _bounds(start: int, end: int, transcript: Transcript) -> Span:
    if not 0 <= start < end <= len(transcript.text):
        raise BadGold(
            f"{start} to {end} is no span of {transcript.id}, which has "
            f"{len(transcript.text):,} characters; count them in `python -m index show`."
        )
    return Span(start, end)


def _look_up(quote: str, transcript: Transcript, number: int | None) -> Span:
    """Where a quote stands, whatever its white space."""
    within = Span(0, len(transcript.text)) if number is None else transcript.turns[number].span
    place = transcript.id if number is None else f"turn {number} of {transcript.id}"
    spans = find(quote, fold(transcript.text, within))
    if not spans:
        raise BadGold(
            f"{_short(quote)} does not stand in {place}; copy it from `python -m index show`."
        )
    if len(spans) > 1:
        raise BadGold(
            f"{_short(quote)} stands {len(spans)} times in {place}; "
            "quote more of it, or give its turn, or its start and end."
        )
    return spans[0]


def _short(quote: str, length: int = 30) -> str:
    words = " ".join(quote.split())
    return repr(words if len(words) <= length else f"{words[:length]}…")
