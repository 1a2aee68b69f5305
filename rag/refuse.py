"""A refusal: that nothing answers, who or what is not there, and what was searched."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.snapshot import Snapshot
from prompts import wording
from rag.reading.marks import Missing
from rag.reading.mentions import mentions
from rag.reading.rows import allowed_rows
from rag.reading.sessions import session_of
from rag.records import Filter


def refusal(
    snapshot: Snapshot,
    language: str,
    held: Filter,
    missing: Sequence[Missing] = (),
    widened: bool = False,
) -> str:
    """Say that nothing answers, and why.

    held: the filters that the search kept to; of `missing` ones none was kept to.
    widened: something was found without the filters that the question's words set.
    """
    words = wording(language)
    sentences = [words["refusal"], *(_lacking(snapshot, language, one) for one in missing)]
    sentences.append(_searched(snapshot, language, held))
    if widened:
        sentences.append(words["widen"])
    return (" " if language in ("en", "ko") else "").join(sentences)


def without(held: Filter, missing: Sequence[Missing]) -> Filter:
    """Filters but for those that nothing in the library meets."""
    kinds = {one.kind for one in missing}
    return replace(
        held,
        speaker=None if "speaker" in kinds else held.speaker,
        session=None if "session" in kinds else held.session,
        since=None if "from" in kinds else held.since,
        until=None if "from" in kinds else held.until,
    )


def _lacking(snapshot: Snapshot, language: str, missing: Missing) -> str:
    words = wording(language)
    if missing.kind == "speaker":
        count = mentions(snapshot, missing.value)
        kind = "only_mentioned" if count else "nowhere_named"
        return words[kind].format(value=missing.shown, count=count)
    headers = snapshot.transcripts.values()
    if missing.kind == "session":
        there = {header.session for header in headers if session_of(header.session or "")}
        alike = {one for one in there if one and one.isascii() == missing.value.isascii()}
        held = sorted(alike or {one for one in there if one}, key=_in_order)
    else:
        held = sorted({header.date for header in headers if header.date})
    span = held[0] if len(held) == 1 else words["span"].format(first=held[0], last=held[-1])
    kind = "no_such_session" if missing.kind == "session" else "no_such_date"
    return words[kind].format(value=missing.shown, held=span)


def _in_order(session: str) -> tuple[int, int]:
    found = session_of(session)
    return (found.year or 0, found.number) if found else (0, 0)


def _searched(snapshot: Snapshot, language: str, held: Filter) -> str:
    words = wording(language)
    shown = held.as_dict()
    if held.transcript in snapshot.transcripts:
        shown["transcript"] = snapshot.transcripts[held.transcript].title
    scope = words["filter_join"].join(
        words[f"filter_{name}"].format(value=value) for name, value in shown.items()
    )
    allowed = allowed_rows(snapshot, held)
    rows = np.arange(len(snapshot.passages)) if allowed is None else allowed
    if not len(rows):
        return words["searched_nothing"].format(scope=scope or words["searched_all"])
    places, turns = snapshot.transcript_of[rows], snapshot.turns[rows]
    another = np.diff(places, prepend=-1) != 0  # rows stand in reading order
    return words["searched"].format(
        scope=scope or words["searched_all"],
        transcripts=another.sum(),
        turns=((another | (np.diff(turns, prepend=-1) != 0)) & (turns > 0)).sum(),
    )
