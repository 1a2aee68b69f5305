"""What is derived of the library, made in the background once a library state."""

import logging
from threading import Lock, Thread

from index.library import Library
from rag.catchup.derive import derive

log = logging.getLogger(__name__)


class Deriving:
    """Makes what is missing beside a library, one thread at a time."""

    def __init__(self, library: Library) -> None:
        """Begin with nothing made."""
        self._library = library
        self._lock = Lock()
        self._begun: int | None = None  # generation
        self._thread: Thread | None = None

    def begin(self) -> bool:
        """Begin where this state was not made yet; returns whether something is being made."""
        with self._lock:
            working = self._thread is not None and self._thread.is_alive()
            if not working and self._begun != self._library.generation:
                self._begun = self._library.generation
                args = (self._begun,)
                self._thread = Thread(target=self._make, args=args, name="derive", daemon=True)
                self._thread.start()
                working = True
            return working

    def _make(self, state: int) -> None:
        try:
            derive(self._library, stop=lambda: self._library.generation != state)
        except Exception:  # overviews are a help: whatever stops them must not stop the server
            log.exception("the overviews of the library are not made")
