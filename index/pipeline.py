"""Transcripts are embedded by one thread while another reads and cuts those after them."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event
from types import TracebackType

from index.bulk.faster import WORTH, Faster
from index.catalogue import IndexedPassage
from index.embedding import Cut, Progress, cut_up
from index.encode import Encoder, Vectors
from index.errors import HatsugenError
from index.records import Transcript
from index.writer import Draft

_AHEAD = 2 * WORTH  # characters that may wait: enough to see that it is much, in little memory


@dataclass(frozen=True, slots=True)
class Embedded:
    """A transcript that is ready to be put into the library, or why it is not."""

    transcript: Transcript
    passages: list[IndexedPassage]
    embedded: int  # passages
    error: HatsugenError | None = None


class _File:
    """A transcript on its way."""

    def __init__(self, cut: Cut, missing: list[str]) -> None:
        self.cut, self.missing = cut, missing
        brought = set(missing)
        self.embedded = sum(passage.vector in brought for passage in cut.passages)
        self.left = self.characters(missing)  # without a vector
        self.done = False
        self.error: HatsugenError | None = None

    def characters(self, keys: list[str]) -> int:
        return sum(len(self.cut.texts[key]) for key in keys)


@dataclass(frozen=True, slots=True)
class _Handed:
    """What the thread that embeds gives to the other: some vectors, or the end of a file."""

    file: _File
    keys: list[str]
    vectors: Vectors | None = None
    error: BaseException | None = None


class Pipeline:
    """Takes transcripts and gives them back embedded, in their order.

    Vectors are kept as they come; leaving it, for whatever reason, keeps those that are made.
    """

    def __init__(self, draft: Draft, encoder: Encoder, progress: Progress | None = None) -> None:
        """Begin; `progress` is called by the thread that embeds."""
        self._draft, self._encoder, self._progress = draft, encoder, progress
        self._engine = Faster(encoder)
        self._files: deque[_File] = deque()
        self._handed: SimpleQueue[_Handed] = SimpleQueue()
        self._leaving = Event()
        self._thread = ThreadPoolExecutor(1)

    def __enter__(self) -> "Pipeline":
        """It has begun already."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the thread and the engine; keep what is made."""
        self._leaving.set()
        self._thread.shutdown(cancel_futures=True)
        self._engine.close()
        self._take_what_is_there()

    def put(self, transcript: Transcript) -> int:
        """Cut a transcript and let it wait for its turn; returns how many passages it has.

        When too much waits, so does the caller.
        """
        cut = cut_up(transcript, self._encoder)
        planned = {key for file in self._files for key in file.missing}
        missing = [key for key in self._draft.missing(list(cut.texts)) if key not in planned]
        self._files.append(_File(cut, missing))
        self._thread.submit(self._embed, self._files[-1])
        self._engine.expect(self._waiting)
        self._take_what_is_there()
        while self._waiting > _AHEAD and not self._files[0].done:
            self._take(self._handed.get())
        return len(cut.passages)

    def ready(self) -> Iterator[Embedded]:
        """Those at the head that are embedded, or failed."""
        while self._files and self._files[0].done:
            file = self._files[0]
            lost = [] if file.error else self._draft.missing(list(file.cut.texts))
            if lost:  # a file before it was to bring them, and failed
                file.missing, file.left, file.done = lost, file.characters(lost), False
                self._thread.submit(self._embed, file)
                return
            self._files.popleft()
            yield Embedded(file.cut.transcript, file.cut.passages, file.embedded, file.error)

    def rest(self) -> Iterator[Embedded]:
        """All that is on its way, as it becomes ready."""
        yield from self.ready()
        while self._files:
            self._take(self._handed.get())
            yield from self.ready()

    @property
    def _waiting(self) -> int:
        return sum(file.left for file in self._files)

    def _take_what_is_there(self) -> None:
        while not self._handed.empty():
            self._take(self._handed.get())

    def _take(self, handed: _Handed) -> None:
        """Keep vectors, or learn of an end."""
        file = handed.file
        try:
            if handed.error:
                raise handed.error
            if handed.vectors is not None and not file.error:
                self._draft.keep(handed.keys, handed.vectors)
                file.left -= file.characters(handed.keys)
        except HatsugenError as error:
            file.error, file.left = file.error or error, 0
        file.done = handed.vectors is None

    def _embed(self, file: _File) -> None:
        """Embed a file; this and what it calls runs in the thread of its own."""
        error: BaseException | None = None
        try:
            self._embed_all(file)
        except BaseException as caught:  # noqa: BLE001 - raised again by the thread that takes it
            error = caught
        self._handed.put(_Handed(file, [], error=error))

    def _embed_all(self, file: _File) -> None:
        name, total, done = file.cut.transcript.source.name, len(file.missing), 0
        self._tell(name, done, total)
        while done < total and not file.error and not self._leaving.is_set():
            keys = file.missing[done : done + self._engine.at_once]
            vectors = self._engine.encode([file.cut.texts[key] for key in keys])
            self._handed.put(_Handed(file, keys, vectors))
            done += len(keys)
            self._tell(name, done, total)

    def _tell(self, name: str, done: int, total: int) -> None:
        if self._progress:
            self._progress(name, done, total)
