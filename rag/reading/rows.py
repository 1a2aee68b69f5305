"""Which passages a filter lets through."""

import re

import numpy as np

from index.records import Header
from index.snapshot import Snapshot
from index.vectors import Rows
from rag.reading.people import whom
from rag.reading.sessions import same_session
from rag.records import Filter


def allowed_rows(snapshot: Snapshot, wanted: Filter) -> Rows | None:
    """Rows that a filter lets through, or None when it lets all through."""
    if not wanted.as_dict():
        return None
    headers = list(snapshot.transcripts.items())
    fitting = np.array([_fits(name, header, wanted) for name, header in headers], dtype=bool)
    kept = fitting[snapshot.transcript_of]
    if wanted.speaker:
        named = whom(wanted.speaker, snapshot.people)
        kept &= np.array([*named, False], dtype=bool)[snapshot.person_of]  # -1 is the last: nobody
    if wanted.not_speaker:
        others = [not meant for meant in whom(wanted.not_speaker, snapshot.people)]
        kept &= np.array([*others, False], dtype=bool)[snapshot.person_of]
    if wanted.turns:
        within = turns_of(wanted.turns)
        kept &= (within.start <= snapshot.turns) & (snapshot.turns < within.stop)
    return np.flatnonzero(kept).astype(np.int64)


def turns_of(written: str) -> range:
    """Turns that a filter names: "4" is turn 4, "4-6" are turns 4 to 6.

    Raises:
        ValueError: it names none.
    """
    parts = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", written)
    found = range(int(parts[1]), int(parts[2] or parts[1]) + 1) if parts else range(0)
    if not found:
        raise ValueError(f"no such turns: {written}")
    return found


def _fits(name: str, header: Header, wanted: Filter) -> bool:
    if wanted.transcript and name != wanted.transcript:
        return False
    if wanted.session and not same_session(wanted.session, header.session):
        return False
    if wanted.since and (header.date is None or header.date < wanted.since):
        return False
    return not (wanted.until and (header.date is None or header.date > wanted.until))
