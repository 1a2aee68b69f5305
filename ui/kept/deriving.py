"""What is derived of the library, made in the background once a library state."""

import logging
from threading import Lock, Thread

from index.encode import Encoder
from index.library import Library
from rag.catchup.derive import derive
from rag.catchup.on_topic import OnTopic
from rag.catchup.topic_store import kept_on, make_on, topics_to_offer

log = logging.getLogger(__name__)

_WAITING = 50  # topics that wait at a time; who asked for another one before asks again


class Deriving:
    """Makes what is missing beside a library, one thread at a time."""

    def __init__(self, library: Library, encoder: Encoder) -> None:
        """Begin with nothing made."""
        self._library, self._encoder = library, encoder
        self._lock = Lock()
        self._begun: int | None = None  # generation
        self._thread: Thread | None = None
        self._making = False  # the overviews, which all views wait for; topics come after them
        self._offering = False  # the topics that they offer
        self._wanted: dict[str, None] = {}  # topics, in the order they were asked for
        self._used: dict[str, None] = {}  # topics looked at, the last one last
        self._failed: set[str] = set()  # topics that could not be made in this state

    def begin(self) -> bool:
        """Begin where this state was not made yet; returns whether its overviews are being made."""
        generation = self._library.generation
        with self._lock:
            if self._begun != generation:
                if self._working():
                    return True  # on another state, or on topics; this one comes after them
                self._begun, self._making, self._offering = generation, True, True
                self._failed.clear()
                self._start()
            return self._making

    def on_topic(self, topic: str) -> OnTopic | None:
        """What is kept on a topic (as `rag.catchup.on_topic.topic_of` writes it), or None.

        Raises:
            LibraryError: what is kept cannot be read.
        """
        found = kept_on(self._library, topic)
        if found is not None:
            with self._lock:
                self._used.pop(topic, None)
                self._used[topic] = None
        return found

    def want(self, topic: str) -> bool:
        """See to it that a topic is made; returns whether it is, False where that failed."""
        with self._lock:
            if topic in self._failed:
                return False
            if topic not in self._wanted:
                self._wanted[topic] = None
                while len(self._wanted) > _WAITING:
                    self._wanted.pop(next(iter(self._wanted)))
            if not self._working():
                self._start()
            return True

    def waits(self, topic: str) -> bool:
        """Tell whether a topic waits to be made, or is being made."""
        with self._lock:
            return self._working() and topic in self._wanted

    def offers(self) -> bool:
        """Tell whether topics to offer are being made."""
        with self._lock:
            return self._working() and self._offering

    def _working(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _start(self) -> None:
        self._thread = Thread(target=self._run, name="derive", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        """Make the overviews, then topics until none is wanted: those asked for, those to offer."""
        offered = self._overviews()
        while offered or self._wants():
            self._topics(offered)
            offered, self._offering = [], False

    def _wants(self) -> bool:
        """Tell whether topics are wanted; without any the thread is given up."""
        with self._lock:
            if not self._wanted:
                self._thread, self._offering = None, False
            return bool(self._wanted)

    def _overviews(self) -> list[str]:
        """Make the overviews; returns the topics that they offer."""
        state = self._library.generation
        try:
            derive(self._library, stop=lambda: self._library.generation != state)
            return topics_to_offer(self._library)
        except Exception:  # overviews are a help: whatever stops them must not stop the server
            log.exception("the overviews of the library are not made")
            return []
        finally:
            with self._lock:
                self._making = False

    def _topics(self, offered: list[str]) -> None:
        state = self._library.generation
        with self._lock:
            wanted, used, self._used = list(self._wanted), list(self._used), {}
        made = False
        try:
            made = make_on(
                self._library,
                self._encoder,
                wanted,
                offered=offered,
                used=used,
                stop=lambda: self._library.generation != state,
            )
        except Exception:  # as above
            log.exception("topics of the library are not made: %s", ", ".join(wanted))
        with self._lock:
            for topic in wanted:
                self._wanted.pop(topic, None)
            if not made and self._library.generation == state:
                self._failed.update(wanted)
