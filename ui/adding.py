"""Files on their way into the library, in a thread of their own: leaving the page stops nothing."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from threading import Thread

import streamlit as st

from index.build import Added, add_sources
from index.encode import Encoder
from index.errors import HatsugenError
from index.library import Library
from index.read import read_bytes, safe_name
from index.records import Source
from ui.plain import plain
from ui.words import Words

_LOOK_EVERY = 0.2  # seconds between two looks at how far it is


class Adding:
    """One run of `index.build.add_sources` in the background."""

    def __init__(
        self, files: Iterable[tuple[str, Callable[[], bytes]]], library: Library, encoder: Encoder
    ) -> None:
        """Start adding files, each a name and the way to its bytes."""
        self._files = list(files)
        self.count = len(self._files)
        self.begun = 0  # number of the file at work
        self.file, self._share = "", 0.0
        self._rows: list[Added] = []
        self._done: Future[None] = Future()
        Thread(target=self._run, args=(library, encoder), daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return not self._done.done()

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        if not self.running:
            return 1.0
        return (max(self.begun - 1, 0) + self._share) / self.count

    def result(self) -> list[Added]:
        """Wait for the end: a row a file.

        Raises:
            HatsugenError: nothing could be added; the message says why.
        """
        self._done.result()
        return self._rows

    def _run(self, library: Library, encoder: Encoder) -> None:
        try:
            for row in add_sources(self._sources(), library, encoder, self._report):
                self._rows.append(row)
        except BaseException as error:  # noqa: BLE001 - raised again in `result`, to whoever asks
            self._done.set_exception(error)
        else:
            self._done.set_result(None)
        self._files.clear()  # the results are kept in the session, the bytes need not be

    def _sources(self) -> Iterator[Source | Added]:
        for name, content in self._files:
            self.begun, self._share, self.file = self.begun + 1, 0.0, safe_name(name)
            try:
                yield read_bytes(content(), name)
            except HatsugenError as error:
                yield Added(safe_name(name), "failed", error=str(error))

    def _report(self, file: str, done: int, total: int) -> None:
        self.file, self._share = file, done / total if total else 1.0


def watch(adding: Adding, words: Words) -> None:
    """Show a progress bar until it has ended."""
    bar = st.progress(0.0, words.reading_files)
    while adding.running:
        count = f"{max(adding.begun, 1)} / {adding.count}"
        bar.progress(adding.share, f"{plain(adding.file) or words.reading_files}　{count}")
        time.sleep(_LOOK_EVERY)
    bar.empty()
