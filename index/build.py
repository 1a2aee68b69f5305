"""The recipe: files into the library, out of it, corrected by hand, and embedded anew."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from index import catalogue, corrections, review
from index.catalogue import Summary
from index.check import damaged_vectors
from index.embedding import Progress, digest
from index.encode import Encoder
from index.errors import HatsugenError, LibraryError, Stopped, UnknownTranscript
from index.incoming import Added, identical, parse_known, read_header
from index.library import Library
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
        parts = _Parts(draft, known)
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
                    known[transcript.id] = _summary(transcript, pipeline.put(transcript))
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

        def change(connection: sqlite3.Connection) -> None:
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
        draft.publish(lambda connection: _put(ready, connection))
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

        def change(connection: sqlite3.Connection) -> None:
            catalogue.put(connection, transcript, ready.passages, digest(transcript.text))
            corrections.store(connection, name, by_hand)

        draft.publish(change)
    return _row(ready, "updated")


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


class _Parts:
    """Puts into the library what is embedded, some files at a time."""

    def __init__(self, draft: Draft, known: dict[str, Summary]) -> None:
        """known: what the library holds; a file that fails is taken out of it again."""
        self._draft, self._known, self._held = draft, known, dict(known)
        self._ready: list[Embedded] = []
        self._stopped = False

    def take(self, items: Iterator[Embedded]) -> Iterator[Added]:
        """Rows of those that readers can see by now, or that failed."""
        for item in items:
            if item.error:
                yield self._failed(item, item.error)
                continue
            self._ready.append(item)
            if sum(ready.embedded for ready in self._ready) >= PUBLISH_EVERY:
                yield from self._publish(tidy=False)  # vectors of files on their way wait

    def end(self) -> Iterator[Added]:
        """Rows of the others. What was stopped may be taken up again: its vectors wait."""
        yield from self._publish(tidy=not self._stopped)

    def _failed(self, item: Embedded, error: HatsugenError) -> Added:
        self._stopped = self._stopped or isinstance(error, Stopped)
        name = item.transcript.id
        self._known.pop(name, None)
        if name in self._held:
            self._known[name] = self._held[name]
        return Added(item.transcript.source.path, "failed", error=str(error))

    def _publish(self, *, tidy: bool) -> Iterator[Added]:
        ready, self._ready = self._ready, []
        if not ready:
            return
        try:
            self._draft.publish(lambda connection: _put(ready, connection), tidy=tidy)
        except LibraryError as error:
            for item in ready:
                yield self._failed(item, error)
            return
        found = review.review(self._draft.connection)
        for item in ready:
            name = item.transcript.id
            row = _row(item, "updated" if name in self._held else "added")
            self._held[name] = self._known[name]
            yield replace(row, warnings=[str(finding) for finding in found.get(name, [])])


def _put(ready: Sequence[Embedded], connection: sqlite3.Connection) -> None:
    for item in ready:
        text = digest(item.transcript.text)
        catalogue.put(connection, item.transcript, item.passages, text)
    new = {item.transcript.id: review.examine(item.transcript) for item in ready}
    review.remember(connection, new)


def _row(item: Embedded, status: str) -> Added:
    transcript = item.transcript
    turns = sum(turn.number > 0 for turn in transcript.turns)
    path, passages = transcript.source.path, len(item.passages)
    return Added(path, status, transcript.id, turns, passages, item.embedded)


def _summary(transcript: Transcript, passages: int) -> Summary:
    source = transcript.source
    return Summary(
        transcript.id,
        source.path,
        source.name,
        source.sha256,
        transcript.header,
        transcript.speakers,
        "",
        sum(turn.number > 0 for turn in transcript.turns),
        passages,
        len(source.text),
    )
