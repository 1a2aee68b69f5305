"""How far long work is, how fast it goes, and how long it will still take."""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

_TELLING = 3.0  # seconds of work, before which nothing can be said of its speed
_RECENT = 30.0  # seconds that the speed is measured over: engines and files differ


@dataclass(frozen=True, slots=True)
class Piece:
    """One file that the work is about."""

    name: str
    size: int  # bytes: how much of the whole it is


class Pace:
    """Learns from reports how far each piece is, in their order.

    A piece that nobody reports on is passed over: it was there already, or failed.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """Begin; the clock runs from here."""
        self.pieces = tuple(pieces)
        self.at = -1  # the piece that was reported on last
        self.done = 0  # of its texts
        self.total = 0
        self._texts, self._bytes = 0, 0.0  # embedded so far, of all pieces
        self._marks = deque([(time.monotonic(), 0, 0.0)])

    def report(self, name: str, done: int, total: int) -> None:
        """Take note: of a piece of that name, `done` of `total` texts are embedded.

        The first report on a piece says that nothing is done yet.
        """
        before = self.done
        if done == 0 or self.at < 0 or self.pieces[self.at].name != name:
            later = range(self.at + 1, len(self.pieces))
            self.at = next((n for n in later if self.pieces[n].name == name), self.at)
            before = 0
        self.done, self.total = done, total
        self._texts += done - before
        if total and self.at >= 0:
            self._bytes += self.pieces[self.at].size * (done - before) / total
        now = time.monotonic()
        while len(self._marks) > 1 and self._marks[1][0] < now - _RECENT:
            self._marks.popleft()
        self._marks.append((now, self._texts, self._bytes))

    @property
    def share(self) -> float:
        """How much of everything is behind, 0 to 1."""
        whole = sum(piece.size for piece in self.pieces)
        return 1 - self._left / whole if whole else 0.0

    @property
    def per_second(self) -> float | None:
        """Texts a second of late, once that can be told."""
        return self._speed(1)

    @property
    def seconds_left(self) -> float | None:
        """At the speed of late, once that can be told."""
        speed = self._speed(2)
        return self._left / speed if speed else None

    @property
    def _left(self) -> float:
        """Bytes that are still to come."""
        rest = sum(piece.size for piece in self.pieces[self.at + 1 :])
        if self.at < 0:
            return rest
        part = self.done / self.total if self.total else 0.0
        return rest + self.pieces[self.at].size * (1 - part)

    def _speed(self, which: int) -> float | None:
        first = self._marks[0]
        passed = time.monotonic() - first[0]
        gone = (self._texts, self._bytes)[which - 1] - first[which]
        return gone / passed if gone and passed >= _TELLING else None
