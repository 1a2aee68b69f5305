"""Long work on a library, in a thread of its own.

It is kept by the library, not by who began it: leaving the page or reloading it stops nothing,
every session sees the same progress, and nobody who asks a question waits for it.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Thread

from index.errors import Stopped
from index.incoming import Added
from index.library import Library
from index.pace import Pace, Piece
from index.read import safe_name

_STOPPED = "{} was not added, because the work was stopped; add it again to go on."

_lock = Lock()
_works: dict[Path, "Work"] = {}  # by the library's folder; the last one stays for its results


@dataclass(frozen=True, slots=True)
class Progress:
    """How far work is."""

    file: str  # at work; empty before the first
    number: int  # of that file, from 1
    count: int  # files
    done: int  # of that file's sentences and passages, embedded
    total: int
    share: float  # of everything, 0 to 1
    seconds_left: float | None  # None until it can be told
    waiting: tuple[str, ...]  # files that come after
    per_second: float | None = None  # sentences and passages embedded; None until it can be told


class Work:
    """One run of something that yields a row a file."""

    def __init__(
        self, kind: str, pieces: Sequence[Piece], rows: Callable[["Work"], Iterator[Added]]
    ) -> None:
        """Start; `rows` calls `begin` for each piece and `report` as it goes.

        kind: "adding", "correcting" or "preparing", as the pages call it.
        """
        self.kind = kind
        named = [Piece(safe_name(piece.name), max(piece.size, 1)) for piece in pieces]
        self._pieces = named
        self._pace = Pace(named)
        self._read = -1  # the piece that was read last; those before it may still be embedded
        self._rows: list[Added] = []
        self._cancelled = Event()
        self._end: Future[None] = Future()
        Thread(target=self._run, args=(rows,), daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return not self._end.done()

    @property
    def cancelled(self) -> bool:
        """Whether somebody wants it to end."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """End it soon: what is finished stays, the files that are left become failed rows."""
        self._cancelled.set()

    def begin(self, number: int) -> Added | None:
        """Turn to a piece, counted from 0; returns its row when the work has been stopped."""
        self._read = number
        name = self._pieces[number].name
        return Added(name, "failed", error=_STOPPED.format(name)) if self.cancelled else None

    def report(self, file: str, done: int, total: int) -> None:
        """Take note of how far the file at work is.

        Raises:
            Stopped: somebody wants the work to end.
        """
        if self.cancelled and done < total:
            raise Stopped(_STOPPED.format(file))
        self._pace.report(file, done, total)

    def progress(self) -> Progress:
        """How far it is now."""
        pace, at, done, total = self._pace, self._read, 0, 0
        if pace.at >= 0 and (pace.done < pace.total or pace.at >= at):
            at, done, total = pace.at, pace.done, pace.total
        names = [piece.name for piece in self._pieces]
        return Progress(
            file=names[at] if at >= 0 else "",
            number=max(at, 0) + 1,
            count=len(names),
            done=done,
            total=total,
            share=pace.share if self.running else 1.0,
            seconds_left=pace.seconds_left,
            waiting=tuple(names[at + 1 :]),
            per_second=pace.per_second,
        )

    def result(self) -> list[Added]:
        """Wait for the end: a row a file, in their order.

        Raises:
            HatsugenError: nothing could be done; the message says why.
        """
        self._end.result()
        order = {piece.name: number for number, piece in enumerate(self._pieces)}
        return sorted(self._rows, key=lambda row: order.get(row.path, len(order)))

    def _run(self, rows: Callable[["Work"], Iterator[Added]]) -> None:
        try:
            for row in rows(self):
                self._rows.append(row)
        except BaseException as error:  # noqa: BLE001 - raised again in `result`, to whoever asks
            self._end.set_exception(error)
        else:
            self._end.set_result(None)


def was_stopped(row: Added) -> bool:
    """Tell whether a file was left out because the work was stopped."""
    return row.error == _STOPPED.format(row.path)


def start(library: Library, make: Callable[[], Work]) -> bool:
    """Begin work on a library, unless there is some at hand: then False, and nothing begins."""
    with _lock:
        known = _works.get(library.folder)
        if known and known.running:
            return False
        _works[library.folder] = make()
        return True


def work_on(library: Library) -> Work | None:
    """The work that goes on, or the last one, whose results nobody has dismissed yet."""
    return _works.get(library.folder)


def forget(library: Library) -> None:
    """Dismiss the results of work that has ended."""
    with _lock:
        known = _works.get(library.folder)
        if known and not known.running:
            del _works[library.folder]
