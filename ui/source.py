"""A transcript around a place -> what the source pane draws."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from index.layout import Layout
from index.records import Span, Transcript, Turn
from index.search_text import search_text
from rag.cite import address, locate
from ui.passage import paragraphs
from ui.place import Place
from ui.words import Words

WINDOW = 30_000  # characters shown on either side of a place: an hour of speech, drawn in 0.2 s

_LABELS = ("link", "close", "earlier", "later", "source")

Data = dict[str, Any]  # what goes to the component, as JSON


def where(
    words: Words, session: str | None, date: str | None, turn: int | None, page: int | None
) -> str:
    """Say where something was said: "2031年度第1回 · 2031年5月20日 · 発言 6 · 3 ページ"."""
    parts = (
        session,
        words.day(date) if date else None,
        words.turn.format(turn) if turn else None,
        words.page.format(page) if page else None,
    )
    return " · ".join(part for part in parts if part)


def source_data(words: Words, transcript: Transcript, layout: Layout, place: Place) -> Data:
    """Everything the pane shows: heading, turns, the cited characters, what has changed."""
    found, moved = locate(transcript, place.span, place.check) if place.span else (None, False)
    turn = transcript.turn_at(found.start) if found else None
    found = found if turn else None  # between turns nobody speaks
    header = transcript.header
    shown = window(transcript.text, found or Span(place.at, place.at))
    return {
        "kind": "source",
        "title": header.title,
        "speaker": turn.speaker.label if turn and turn.speaker else None,
        "where": where(
            words,
            header.session,
            header.date,
            turn.number if turn else None,
            transcript.page_at(found.start) if found else None,
        ),
        "address": address(transcript, turn.number, found) if turn and found else None,
        "note": words.moved
        if found and moved
        else words.gone
        if place.span and not found
        else None,
        "turns": list(_turns(words, transcript, layout, shown, found)),
        "before": max(shown.start - WINDOW, 0) if shown.start else None,
        "after": shown.end + WINDOW if shown.end < len(transcript.text) else None,
        "labels": {name: getattr(words, name) for name in _LABELS},
    }


def window(text: str, focus: Span) -> Span:
    """Part of a text to show around a place: all of it if it is short, else cut at line ends."""
    if len(text) <= 2 * WINDOW:
        return Span(0, len(text))
    focus = Span(min(focus.start, len(text)), min(focus.end, len(text)))
    first, last = max(focus.start - WINDOW, 0), min(focus.end + WINDOW, len(text))
    if first:
        first = text.find("\n", first, focus.start) + 1 or first
    if last < len(text):
        end = text.rfind("\n", focus.end, last)
        last = last if end < 0 else end
    return Span(first, last)


def _turns(
    words: Words, transcript: Transcript, layout: Layout, shown: Span, cited: Span | None
) -> Iterator[Data]:
    for turn in transcript.turns:
        start, end = max(turn.span.start, shown.start), min(turn.span.end, shown.end)
        if start < end:
            text = search_text(transcript.text, Span(start, end), layout)
            runs = paragraphs(text, cited)
            yield {
                "number": turn.number,
                "speaker": _speaker(words, turn),
                "turn": words.turn.format(turn.number) if turn.number else "",
                "cited": any(run.cited for paragraph in runs for run in paragraph),
                "paragraphs": [[asdict(run) for run in paragraph] for paragraph in runs],
            }


def _speaker(words: Words, turn: Turn) -> str:
    return turn.speaker.label if turn.speaker else words.front


def facts(words: Words, transcript: Transcript) -> list[tuple[str, str]]:
    """List what is known of a transcript, as label and value; the unknown is left out."""
    header = transcript.header
    spoken = sum(turn.number > 0 for turn in transcript.turns)
    people = dict.fromkeys(turn.speaker.name for turn in transcript.turns if turn.speaker)
    known = [
        (words.meeting, header.series),
        (words.organisation, header.organisation),
        (words.session, header.session),
        (words.part, header.part),
        (words.held, words.day(header.date) if header.date else None),
        (words.speakers, words.comma.join(people) or None),
        (words.file, transcript.source.name),
        (words.length, words.extent.format(f"{spoken:,}", f"{len(transcript.text):,}")),
    ]
    return [(label, value) for label, value in known if value]
