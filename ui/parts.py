"""Transcripts before and after one: parts of the same session, sessions of the same series."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from index.catalogue import Summary
from rag.reading.sessions import session_of

_RANKS = {"上": 1, "前": 1, "中": 2, "下": 3, "後": 3}
_LATIN = {"one": 1, "two": 2, "three": 3, "four": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LAST = 1_000  # of a part whose name tells no place


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is read before and after a transcript, where there is anything."""

    previous_part: Summary | None = None
    next_part: Summary | None = None
    previous_session: Summary | None = None
    next_session: Summary | None = None


def neighbours(summaries: Sequence[Summary], name: str) -> Neighbours:
    """Return the neighbours of the transcript of that id among all of a library.

    Parts are those of one session of one series. A session before or after is opened at its
    first part.
    """
    held = next((summary for summary in summaries if summary.id == name), None)
    if held is None or held.header.session is None:
        return Neighbours()
    parts = _in_order([s for s in summaries if _session(s) == _session(held)])
    at = parts.index(held)
    sessions = _sessions(summaries, held)
    here = next(place for place, session in enumerate(sessions) if held in session)
    return Neighbours(
        parts[at - 1] if at else None,
        parts[at + 1] if at + 1 < len(parts) else None,
        sessions[here - 1][0] if here else None,
        sessions[here + 1][0] if here + 1 < len(sessions) else None,
    )


def _session(summary: Summary) -> tuple[str | None, str | None]:
    return summary.header.series, summary.header.session


def _sessions(summaries: Sequence[Summary], held: Summary) -> list[list[Summary]]:
    """Sessions of the same series in their order, each as its parts in theirs."""
    if held.header.series is None:  # of no series, a session stands alone
        return [[held]]
    by_session: dict[str, list[Summary]] = {}
    for summary in summaries:
        if summary.header.series == held.header.series and summary.header.session:
            by_session.setdefault(summary.header.session, []).append(summary)
    sessions = [_in_order(parts) for parts in by_session.values()]
    dated = all(session[0].header.date for session in sessions)
    return sorted(sessions, key=lambda session: _when(session[0], dated))


def _when(first: Summary, dated: bool) -> tuple[str, int, int, str]:
    """By date where every session has one, else by the session's own number."""
    numbered = session_of(first.header.session or "")
    date = first.header.date or "" if dated else ""
    year, number = (numbered.year or 0, numbered.number) if numbered else (0, 0)
    return date, year, number, first.id


def _in_order(parts: Sequence[Summary]) -> list[Summary]:
    """Parts of one session by their names; what a part says comes next stands right after it."""
    left = sorted(
        parts, key=lambda part: (_rank(part.header.part), part.header.date or "", part.id)
    )
    ordered: list[Summary] = []
    while left:
        announced = ordered[-1].header.next_part if ordered else None
        following = [part for part in left if announced and part.header.part == announced]
        ordered.append(following[0] if following else left[0])
        left.remove(ordered[-1])
    return ordered


def _rank(part: str | None) -> int:
    """Place of a part by its name: "下・討議編" -> 3, "その2" -> 2, "Part II" -> 2."""
    name = unicodedata.normalize("NFKC", part or "").strip().lower()
    if name[:1] in _RANKS:
        return _RANKS[name[0]]
    found = re.search(r"\d{1,3}", name) or re.search(r"(?<=part )[a-z]+", name)
    if not found:
        return _LAST
    return int(found[0]) if found[0].isdecimal() else _LATIN.get(found[0], _LAST)
