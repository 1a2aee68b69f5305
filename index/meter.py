"""One line on a terminal that tells how far the work is, and how long it will still take."""

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from index.pace import Pace, Piece

_MINUTE = 60


class Meter:
    """Progress of `index.build`, told in one line that is written over."""

    def __init__(self, pieces: Iterable[Piece], stream: TextIO) -> None:
        """Where the stream is no terminal, nothing is written."""
        self._pace, self._stream = Pace(tuple(pieces)), stream
        self._width = 0

    def __call__(self, name: str, done: int, total: int) -> None:
        """Take note, and tell it."""
        self._pace.report(name, done, total)
        if self._stream.isatty():
            line = self._line(name, done, total)
            end = "\n" if done == total else ""
            print(f"\r{line:<{self._width}}", end=end, file=self._stream, flush=True)
            self._width = 0 if end else len(line)

    def _line(self, name: str, done: int, total: int) -> str:
        parts = [f"{name}: {done} of {total} passages and sentences embedded"]
        speed, left = self._pace.per_second, self._pace.seconds_left
        if speed is not None:
            parts.append(f"{speed:.0f} a second")
        if left is not None:
            minutes = round(left / _MINUTE)
            parts.append(f"{minutes} min left" if minutes else "under a minute left")
        return ", ".join(parts)


def pieces(files: Iterable[Path]) -> Iterable[Piece]:
    """Names and sizes of files; one that cannot be looked at has none."""
    for path in files:
        try:
            size = path.stat().st_size
        except OSError:  # reading it will say why
            size = 0
        yield Piece(path.name, size)
