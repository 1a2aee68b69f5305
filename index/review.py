"""What is to be looked at in each transcript: found when it is added, and kept in the catalogue.

An editor dismisses a finding for good; decisions about speakers settle those about spellings.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from index import catalogue, decisions, schema
from index.catalogue import Summary
from index.findings import Finding, in_header, in_library, in_text, words_digest
from index.library import Library
from index.records import Span, Transcript

log = logging.getLogger(__name__)

_FOUND, _DISMISSED = "findings", "dismissed"  # in the catalogue's table of what it remembers
_OF_LABELS = ("speaker_unknown", "speaker_spellings")  # dismissed for the whole library

Revision = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """What a transcript's own words gave."""

    sha256: str  # of the file
    words: str  # digest of its words, which tells the same content under another name
    findings: tuple[Finding, ...]


def examine(transcript: Transcript) -> Examined:
    """Look a transcript through."""
    source = transcript.source
    return Examined(source.sha256, words_digest(source.text), tuple(in_text(transcript)))


def remember(connection: Connection, new: Mapping[str, Examined]) -> None:
    """Keep what was found in transcripts, by id, and forget those that are no longer there."""
    kept = {
        name: [found.sha256, found.words, [_row(finding) for finding in found.findings]]
        for name, found in _examined(connection, new).items()
    }
    schema.set_meta(connection, _FOUND, json.dumps(kept, ensure_ascii=False))
    still = [key for key in _dismissed(connection) if set(key[0]) <= kept.keys()]
    schema.set_meta(connection, _DISMISSED, json.dumps(still, ensure_ascii=False))


def review(
    connection: Connection, summaries: Sequence[Summary] | None = None
) -> dict[str, list[Finding]]:
    """What is to be looked at, by transcript; those without a finding are left out.

    summaries: of every transcript, by id, where the caller has them; else they are read.
    """
    if summaries is None:
        summaries = list(catalogue.summaries(connection))
    examined = _examined(connection, {})
    words = {name: found.words for name, found in examined.items()}
    of_library = in_library(summaries, words)
    decided = decisions.read(connection)
    persons, dismissed = decided.by_label(), _dismissed(connection)

    def open_still(transcript: str, finding: Finding) -> bool:
        if _key(transcript, finding) in dismissed:
            return False
        if finding.kind != "speaker_spellings":
            return True
        one, other = finding.values
        joined = one in persons and persons[one] == persons.get(other)
        return not joined and not decided.told_apart({one}, {other})

    found = {}
    for summary in summaries:
        every = [
            *in_header(summary.header, summary.turns),
            *examined[summary.id].findings,
            *of_library.get(summary.id, []),
        ]
        left = [finding for finding in every if open_still(summary.id, finding)]
        if left:
            found[summary.id] = left
    return found


def revision(connection: Connection) -> Revision:
    """What a review depends on: as long as this is the same, so is the review."""
    kept = [schema.meta(connection, key) or "" for key in ("generation", _DISMISSED)]
    return (*kept, repr(decisions.read(connection)))


def dismiss(library: Library, transcript: str, finding: Finding) -> None:
    """Take a finding from the review for good; work that goes on in the library may go on.

    Raises:
        LibraryError: the library cannot be written.
    """
    with library.changing() as connection:
        keys = _dismissed(connection)
        key = _key(transcript, finding)
        if key not in keys:
            keys.append(key)
        schema.set_meta(connection, _DISMISSED, json.dumps(keys, ensure_ascii=False))


def _key(transcript: str, finding: Finding) -> list[list[str]]:
    """[transcripts, [kind, values]]: what a finding is known by when its place has moved."""
    if finding.kind == "same_content":
        return [sorted((transcript, *finding.values)), [finding.kind]]
    about = [] if finding.kind in _OF_LABELS else [transcript]
    return [about, [finding.kind, *finding.values]]


def _dismissed(connection: Connection) -> list[list[list[str]]]:
    keys: list[list[list[str]]] = json.loads(schema.meta(connection, _DISMISSED) or "[]")
    return keys


def _examined(connection: Connection, new: Mapping[str, Examined]) -> dict[str, Examined]:
    """What was found in every transcript; those that an earlier version added are examined now."""
    kept = _kept(connection) | dict(new)
    found = {}
    for name, sha256 in catalogue.hashes(connection):
        known = kept.get(name)
        if known is None or known.sha256 != sha256:
            transcript = catalogue.transcript(connection, name)
            assert transcript  # as listed, in this same state
            known = examine(transcript)
        found[name] = known
    return found


def _kept(connection: Connection) -> dict[str, Examined]:
    try:
        rows = json.loads(schema.meta(connection, _FOUND) or "{}")
        return {
            name: Examined(sha256, words, tuple(_finding(*row) for row in found))
            for name, (sha256, words, found) in rows.items()
        }
    except (ValueError, TypeError, AttributeError) as error:
        log.warning("findings cannot be read (%s); the transcripts are looked through anew", error)
        return {}


def _row(finding: Finding) -> list[object]:
    span = finding.span
    place = [span.start, span.end] if span else None
    return [finding.kind, list(finding.values), finding.turn, place]


def _finding(
    kind: str, values: list[str], turn: int | None, place: tuple[int, int] | None
) -> Finding:
    return Finding(kind, tuple(values), turn, Span(*place) if place else None)
