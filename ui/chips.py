"""Filters -> chips: what each says in the reader's language, and which filters it stands for."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rag.reading.sessions import session_of
from rag.records import Filter
from ui.words import Words


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition as the reader sees it; the first and the last day are one condition."""

    label: str
    names: tuple[str, ...]  # of the filters, as in `Filter.as_dict`


def chips(words: Words, wanted: Filter, titles: Mapping[str, str]) -> list[Chip]:
    """Chips of the filters that are set; `titles` names transcripts by their ids.

    >>> chips(words_of("ja"), Filter(speaker="岩田", session="第3回"), {})
    [Chip(label='第3回', names=('session',)), Chip(label='発言者: 岩田', names=('speaker',))]
    """
    return list(_chips(words, wanted, titles))


def _chips(words: Words, wanted: Filter, titles: Mapping[str, str]) -> Iterator[Chip]:
    if wanted.transcript:
        title = titles.get(wanted.transcript, wanted.transcript)
        yield Chip(words.chip_transcript.format(title), ("transcript",))
    if wanted.turns:
        yield Chip(words.chip_turns.format(wanted.turns.replace("-", "–")), ("turns",))
    if wanted.session:
        yield Chip(_session(words, wanted.session), ("session",))
    if wanted.speaker:
        yield Chip(words.chip_speaker.format(wanted.speaker), ("speaker",))
    if wanted.not_speaker:
        yield Chip(words.chip_not_speaker.format(wanted.not_speaker), ("not_speaker",))
    if wanted.since or wanted.until:
        names = tuple(name for name in ("from", "to") if name in wanted.as_dict())
        yield Chip(_days(words, wanted.since, wanted.until), names)


def _session(words: Words, value: str) -> str:
    session = session_of(value)
    if session is None:
        return value
    if session.year is None:
        return words.chip_session.format(session.number)
    return words.chip_session_year.format(session.year, session.number)


def _days(words: Words, since: str | None, until: str | None) -> str:
    """Say from when to when; a whole month or a whole year by its name."""
    if since and until:
        first, last = date.fromisoformat(since), date.fromisoformat(until)
        if first == last:
            return words.day(since)
        if (first.month, first.day, last) == (1, 1, date(first.year, 12, 31)):
            return words.chip_year.format(first.year)
        if first.day == 1 and last == first.replace(day=_length(first)):
            return words.month(since)
        return words.chip_span.format(words.day(since), words.day(until))
    if since:
        return words.chip_since.format(words.day(since))
    return words.chip_until.format(words.day(until or ""))


def _length(month: date) -> int:
    return calendar.monthrange(month.year, month.month)[1]
