"""What a file is to the library: nothing new, a new version of a transcript, or a new one."""

from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from index import catalogue, corrections
from index.catalogue import Summary
from index.corrections import Changes
from index.header import find_header
from index.identify import identify
from index.records import Header, Source, Transcript
from index.turns import find_turns


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file."""

    path: str
    status: str  # added, updated, unchanged, failed
    transcript: str | None = None
    turns: int = 0
    passages: int = 0
    embedded: int = 0
    warnings: list[str] = field(default_factory=list)
    error: str | None = None


def parse(source: Source, name: str) -> Transcript:
    """Source -> transcript.

    Raises:
        UnreadableTranscript: more speakers than any meeting has.
    """
    turns = find_turns(source.text, source.name)
    return Transcript(name, source, find_header(source.text, turns, source.name), turns)


def identical(source: Source, known: dict[str, Summary]) -> Added | None:
    """Row for a file whose bytes the library holds already."""
    at_path = [summary for summary in known.values() if summary.path == source.path]
    for summary in at_path or known.values():  # an edited file is updated, whatever it equals now
        if summary.sha256 == source.sha256:
            warnings = []
            if summary.name != source.name:
                warnings = [
                    f"the same content is in the library as {summary.name}; nothing was added"
                ]
            return Added(
                source.path, "unchanged", summary.id, summary.turns, summary.passages, 0, warnings
            )
    return None


def parse_known(
    source: Source,
    known: dict[str, Summary],
    by_hand: dict[str, Changes],
    connection: Connection,
) -> Transcript:
    """Source -> the transcript that it is in this library, its header as set by hand.

    A header set by hand may differ from what the file says, and the file be the same: files are
    compared as they were read, and, should somebody have corrected the file, as they are now.
    """
    transcript = parse(source, "")
    as_read = dict(known)
    for name in by_hand:
        found = catalogue.transcript(connection, name)
        if found:
            as_read[name] = replace(known[name], header=read_header(found))
    name = identify(source, transcript.header, as_read)
    if name not in known:
        name = identify(source, transcript.header, known)
    header = corrections.corrected(transcript.header, by_hand.get(name, {}))
    return replace(transcript, id=name, header=header)


def read_header(transcript: Transcript) -> Header:
    """Header as the file says it, whatever was set by hand."""
    return find_header(transcript.text, transcript.turns, transcript.source.name)
