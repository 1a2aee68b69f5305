"""Files that are embedded enter the library some at a time, so that readers see them soon."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from index import catalogue, review
from index.catalogue import Summary
from index.embedding import digest
from index.errors import HatsugenError, LibraryError, Stopped
from index.incoming import Added
from index.pipeline import Embedded
from index.records import Transcript
from index.writer import Draft


class Parts:
    """Puts into the library what is embedded, some files at a time."""

    def __init__(self, draft: Draft, known: dict[str, Summary], every: int) -> None:
        """known: what the library holds; a file that fails is taken out of it again.

        every: newly embedded passages that are put in together.
        """
        self._draft, self._known, self._held, self._every = draft, known, dict(known), every
        self._ready: list[Embedded] = []
        self._stopped = False

    def take(self, items: Iterator[Embedded]) -> Iterator[Added]:
        """Rows of those that readers can see by now, or that failed."""
        for item in items:
            if item.error:
                yield self._failed(item, item.error)
                continue
            self._ready.append(item)
            if sum(ready.embedded for ready in self._ready) >= self._every:
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
            self._draft.publish(lambda connection: put(ready, connection), tidy=tidy)
        except LibraryError as error:
            for item in ready:
                yield self._failed(item, error)
            return
        names = [item.transcript.id for item in ready]
        rows = [row_of(i, "updated" if i.transcript.id in self._held else "added") for i in ready]
        self._held.update((name, self._known[name]) for name in names)
        held = sorted(self._held.values(), key=lambda summary: summary.id)
        found = review.review(self._draft.connection, held)
        for name, row in zip(names, rows, strict=True):
            yield replace(row, warnings=[str(finding) for finding in found.get(name, [])])


def put(ready: Sequence[Embedded], connection: Connection) -> None:
    """Write transcripts and what is wrong with them."""
    for item in ready:
        text = digest(item.transcript.text)
        catalogue.put(connection, item.transcript, item.passages, text)
    new = {item.transcript.id: review.examine(item.transcript) for item in ready}
    review.remember(connection, new)


def row_of(item: Embedded, status: str) -> Added:
    """What became of a file."""
    transcript = item.transcript
    turns = sum(turn.number > 0 for turn in transcript.turns)
    path, passages = transcript.source.path, len(item.passages)
    return Added(path, status, transcript.id, turns, passages, item.embedded)


def summary_of(transcript: Transcript, passages: int) -> Summary:
    """A transcript in brief that is not in the library yet."""
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
