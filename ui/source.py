"""A place in a transcript -> what the source pane shows around its words."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from index.records import Span, Transcript
from rag.cite import address, locate
from ui.parts import Neighbours
from ui.place import Place
from ui.words import Words

_LABELS = ("link", "close", "source", "turn", "front", "speakers")

Data = dict[str, Any]  # what goes to the component, as JSON


def where(
    words: Words, meeting: str | None, date: str | None, turn: int | None, page: int | None
) -> str:
    """Say where something was said: "2031年度第1回 · 2031年5月20日 · 発言 6 · 3 ページ"."""
    parts = (
        meeting,
        words.day(date) if date else None,
        words.turn.format(turn) if turn else None,
        words.page.format(page) if page else None,
    )
    return " · ".join(part for part in parts if part)


def source_data(words: Words, transcript: Transcript, place: Place) -> Data:
    """What the pane shows beside the words: heading, what is cited, and what has changed."""
    found, moved = _located(transcript, place)
    turn = transcript.turn_at(found.start) if found else None
    found = found if turn else None  # between turns nobody speaks
    header = transcript.header
    return {
        "kind": "source",
        "transcript": transcript.id,
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
        "cited": [found.start, found.end] if found else None,
        "at": place.at,
        "labels": {name: getattr(words, name) for name in _LABELS} | asdict(words.reader),
    }


def _located(transcript: Transcript, place: Place) -> tuple[Span | None, bool]:
    if place.span is None:
        return None, False
    return locate(transcript, place.span, place.check, place.words, place.by)


def parts_data(words: Words, near: Neighbours) -> list[Data]:
    """Links to the transcripts before and after, those that there are."""
    known = (
        ("previous", words.reader.previous_session, near.previous_session),
        ("previous", words.reader.previous_part, near.previous_part),
        ("next", words.reader.next_part, near.next_part),
        ("next", words.reader.next_session, near.next_session),
    )
    return [
        {
            "way": way,
            "label": label,
            "title": summary.header.title,
            "address": f"read?{urlencode({'transcript': summary.id})}",
        }
        for way, label, summary in known
        if summary
    ]


def facts(words: Words, transcript: Transcript) -> list[tuple[str, str]]:
    """List what is known of a transcript, as label and value; the unknown is left out."""
    header = transcript.header
    spoken = sum(turn.number > 0 for turn in transcript.turns)
    people = dict.fromkeys(turn.speaker.known_as for turn in transcript.turns if turn.speaker)
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
