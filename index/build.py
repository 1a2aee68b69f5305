"""The recipe: files into the library, out of it, corrected by hand, and embedded anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from index import catalogue, corrections, review
from index.check import damaged_vectors
from index.embedding import Progress, digest
from index.encode import Encoder
from index.errors import HatsugenError, UnknownTranscript
from index.incoming import Added, identical, parse_known, read_header
from index.library import Library
from index.parts import Parts, put, row_of, summary_of
from index.pipeline import Embedded, Pipeline
from index.read import find_files, printable_path, read_file
from index.records import Source, Transcript
from index.writer import Draft

PUBLISH_EVERY = 2_000  # newly embedded passages: some minutes of work, seen by readers at once


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
        parts = Parts(draft, known, PUBLISH_EVERY)
        with Pipeline(draft, encoder, progress) as pipeline:
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
                    known[transcript.id] = summary_of(transcript, pipeline.put(transcript))
                except HatsugenError as error:
                    yield Added(source.path, "failed", error=str(error))
                yield from parts.take(pipeline.ready())
            yield from parts.take(pipeline.rest())
        yield from parts.end()


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
        ready = _embed(draft.transcripts(), draft, encoder, progress)
        draft.publish(lambda connection: put(ready, connection))
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
        [ready] = _embed(iter([transcript]), draft, encoder, progress)

        def change(connection: Connection) -> None:
            catalogue.put(connection, transcript, ready.passages, digest(transcript.text))
            corrections.store(connection, name, by_hand)

        draft.publish(change)
    return row_of(ready, "updated")


def _read(path: Path) -> Source | Added:
    try:
        return read_file(path)
    except HatsugenError as error:
        return Added(printable_path(path), "failed", error=str(error))


def _embed(
    transcripts: Iterator[Transcript], draft: Draft, encoder: Encoder, progress: Progress | None
) -> list[Embedded]:
    """All of them, or the first error that there is."""
    found: list[Embedded] = []
    with Pipeline(draft, encoder, progress) as pipeline:
        for transcript in transcripts:
            pipeline.put(transcript)
            found += pipeline.ready()
        found += pipeline.rest()
    for item in found:
        if item.error:
            raise item.error
    return found
