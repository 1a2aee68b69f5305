"""The recipe: files into the library, out of it, corrected by hand, and embedded anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from index import catalogue, corrections, review
from index.catalogue import IndexedPassage, Summary
from index.check import damaged_vectors
from index.embedding import Progress, digest, embed
from index.encode import Encoder
from index.errors import HatsugenError, LibraryError, Stopped, UnknownTranscript
from index.incoming import Added, identical, parse_known, read_header
from index.library import Library
from index.read import find_files, printable_path, read_file
from index.records import Source, Transcript
from index.writer import Draft

PUBLISH_EVERY = 2_000  # newly embedded passages: some minutes of work, seen by readers at once


@dataclass(frozen=True, slots=True)
class _Prepared:
    transcript: Transcript
    passages: list[IndexedPassage]
    row: Added


def add(
    paths: Sequence[Path], library: Library, encoder: Encoder, progress: Progress | None = None
) -> Iterator[Added]:
    """Add or update files and folders; yields a row a file once readers can see it.

    A file that cannot be read is a failed row; the others are added.

    Raises:
        LibraryError: the library is busy, or was built with another encoder.
    """
    sources = (_read(path) for path in find_files(list(paths)))
    yield from add_sources(sources, library, encoder, progress)


def add_sources(
    sources: Iterator[Source | Added],
    library: Library,
    encoder: Encoder,
    progress: Progress | None = None,
) -> Iterator[Added]:
    """Like `add`, for files that were read already; a row in their midst is passed on.

    Where `progress` raises `Stopped`, its file is a failed row, and what was embedded of it waits.
    """
    with library.writing(encoder) as draft:
        known = {summary.id: summary for summary in draft.summaries()}
        by_hand = corrections.stored(draft.connection)
        ready: list[_Prepared] = []
        stopped = False
        for source in sources:
            if isinstance(source, Added):
                yield source
                continue
            same = identical(source, known)
            if same:
                yield same
                continue
            try:
                transcript = parse_known(source, known, by_hand, draft.connection)
                prepared = _prepare(transcript, known, draft, encoder, progress)
            except HatsugenError as error:
                stopped = stopped or isinstance(error, Stopped)
                yield Added(source.path, "failed", error=str(error))
                continue
            ready.append(prepared)
            known[prepared.transcript.id] = _summary(prepared)
            if sum(item.row.embedded for item in ready) >= PUBLISH_EVERY:
                yield from _publish(ready, draft)
                ready = []
        yield from _publish(ready, draft, tidy=not stopped)


def remove(names: Sequence[str], library: Library, encoder: Encoder) -> None:
    """Take transcripts out, all or none.

    Raises:
        UnknownTranscript: one of them is not in the library.
    """
    with library.writing(encoder) as draft:
        known = {summary.id for summary in draft.summaries()}
        for name in names:
            if name not in known:
                raise UnknownTranscript(
                    f"the library has no transcript {name!r}, so nothing was removed; "
                    "`python -m index list` names them all."
                )

        def change(connection: Connection) -> None:
            for name in names:
                catalogue.remove(connection, name)
                corrections.store(connection, name, {})
            review.remember(connection, {})

        draft.publish(change)


def rebuild(library: Library, encoder: Encoder, progress: Progress | None = None) -> int:
    """Cut and embed every transcript anew from its stored source text; returns how many.

    The way to another encoder: the files themselves are not needed. Readers keep the old state
    until the new one is whole.
    """
    with library.writing(encoder, anew=True) as draft:
        draft.forget([key for key, _ in damaged_vectors(draft.connection)])
        ready = [embed(transcript, draft, encoder, progress) for transcript in draft.transcripts()]

        def change(connection: Connection) -> None:
            for transcript, passages, _ in ready:
                catalogue.put(connection, transcript, passages, digest(transcript.text))
            review.remember(connection, {item.id: review.examine(item) for item, *_ in ready})

        draft.publish(change)
    return len(ready)


def correct(
    name: str,
    changes: Mapping[str, str] | None,
    library: Library,
    encoder: Encoder,
    progress: Progress | None = None,
) -> Added:
    """Set fields of a transcript's header by hand; None takes back all that was set.

    Passages are embedded with their header, so those whose words for it changed are anew.

    Raises:
        BadCorrection: a field cannot be set so; nothing was changed.
        UnknownTranscript: the library has no such transcript.
        Stopped: `progress` does; nothing was changed.
    """
    wanted = None if changes is None else corrections.checked(changes)
    with library.writing(encoder) as draft:
        found = catalogue.transcript(draft.connection, name)
        if found is None:
            raise UnknownTranscript(
                f"the library has no transcript {name!r}, so nothing was corrected; "
                "`python -m index list` names them all."
            )
        read = read_header(found)
        before = corrections.stored(draft.connection).get(name, {})
        by_hand = {} if wanted is None else corrections.differing(read, {**before, **wanted})
        transcript = replace(found, header=corrections.corrected(read, by_hand))
        transcript, passages, embedded = embed(transcript, draft, encoder, progress)

        def change(connection: Connection) -> None:
            catalogue.put(connection, transcript, passages, digest(transcript.text))
            corrections.store(connection, name, by_hand)

        draft.publish(change)
    return _row(transcript, "updated", len(passages), embedded)


def _read(path: Path) -> Source | Added:
    try:
        return read_file(path)
    except HatsugenError as error:
        return Added(printable_path(path), "failed", error=str(error))


def _prepare(
    transcript: Transcript,
    known: dict[str, Summary],
    draft: Draft,
    encoder: Encoder,
    progress: Progress | None,
) -> _Prepared:
    transcript, passages, embedded = embed(transcript, draft, encoder, progress)
    status = "updated" if transcript.id in known else "added"
    return _Prepared(transcript, passages, _row(transcript, status, len(passages), embedded))


def _row(transcript: Transcript, status: str, passages: int, embedded: int) -> Added:
    turns = sum(turn.number > 0 for turn in transcript.turns)
    return Added(transcript.source.path, status, transcript.id, turns, passages, embedded)


def _publish(ready: list[_Prepared], draft: Draft, *, tidy: bool = True) -> Iterator[Added]:
    if not ready:
        return

    def change(connection: Connection) -> None:
        for item in ready:
            catalogue.put(connection, item.transcript, item.passages, digest(item.transcript.text))
        new = {item.transcript.id: review.examine(item.transcript) for item in ready}
        review.remember(connection, new)

    try:
        draft.publish(change, tidy=tidy)
    except LibraryError as error:
        for item in ready:
            yield Added(item.row.path, "failed", error=str(error))
    else:
        found = review.review(draft.connection)
        for item in ready:
            warnings = [str(finding) for finding in found.get(item.transcript.id, [])]
            yield replace(item.row, warnings=warnings)


def _summary(prepared: _Prepared) -> Summary:
    source, header = prepared.transcript.source, prepared.transcript.header
    row = prepared.row
    return Summary(
        prepared.transcript.id,
        source.path,
        source.name,
        source.sha256,
        header,
        prepared.transcript.speakers,
        "",
        row.turns,
        row.passages,
        len(source.text),
    )
