"""Work of a page, each piece in a thread of its own: leaving the page stops nothing."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from threading import Event, Lock, Thread
from typing import Any, Generic, TypeVar

import streamlit as st

from ui.words import Words

T = TypeVar("T")
_KEPT = 64  # results; beyond, the oldest that have ended are let go
_LOOKS = 0.5  # seconds after which a page looks whether work has ended


class Task(Generic[T]):
    """One piece of work with how far it is, and a way to stop it."""

    def __init__(self, work: Callable[["Task[T]"], T]) -> None:
        """Start."""
        self.done, self.of = 0, 0  # of its parts; 0 of 0 before it can be told
        self._stopped = Event()
        self._end: Future[T] = Future()
        Thread(target=self._run, args=(work,), name="task", daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return not self._end.done()

    @property
    def stopping(self) -> bool:
        """Whether somebody wants it to end."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """End it soon."""
        self._stopped.set()

    def report(self, done: int, of: int) -> None:
        """Take note of how far it is."""
        self.done, self.of = done, of

    def wait(self, seconds: float) -> bool:
        """Wait for the end, or until the time is up; tells whether it has ended."""
        return bool(wait([self._end], seconds).done)

    def result(self) -> T:
        """What came of it.

        Raises:
            HatsugenError: nothing could be done; the message says why.
        """
        return self._end.result()

    def _run(self, work: Callable[["Task[T]"], T]) -> None:
        try:
            found = work(self)
        except BaseException as error:  # noqa: BLE001 - raised again in `result`, to whoever asks
            self._end.set_exception(error)
        else:
            self._end.set_result(found)


class Tasks:
    """All pieces of work of one library, by what each is about."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._tasks: dict[Hashable, Task[Any]] = {}

    def of(self, key: Hashable, work: Callable[[Task[T]], T]) -> Task[T]:
        """The work that a key names, begun where there is none."""
        with self._lock:
            if key not in self._tasks:
                ended = [key for key, task in self._tasks.items() if not task.running]
                for old in ended[: max(0, len(self._tasks) - _KEPT + 1)]:
                    del self._tasks[old]
                self._tasks[key] = Task(work)
            return self._tasks[key]

    def known(self, key: Hashable) -> Task[Any] | None:
        """The work that a key names, where there is any."""
        return self._tasks.get(key)

    def forget(self, key: Hashable) -> None:
        """Let go of work; what still runs is stopped."""
        with self._lock:
            task = self._tasks.pop(key, None)
        if task:
            task.stop()


def show_progress(words: Words, task: Task[Any], doing: str) -> None:
    """Draw how far work is, with a way to stop it; when it ends, the page is drawn once more."""

    @st.fragment(run_every=_LOOKS)
    def drawn() -> None:
        if not task.running:
            st.rerun()
        with st.container(border=True, key="drafting_progress"):
            count = f"　{task.done} / {task.of}" if task.of else ""
            st.progress(task.done / task.of if task.of else 0.0, f"{doing}{count}")
            label = words.work.stopping if task.stopping else words.work.stop
            st.button(
                label, key="drafting_stop", icon=":material/stop:", disabled=task.stopping,
                on_click=task.stop,
            )  # fmt: skip

    drawn()


def await_end(task: Task[Any], doing: str) -> None:
    """Say what is being done; when it ends, the page is drawn once more."""

    @st.fragment(run_every=_LOOKS)
    def drawn() -> None:
        if not task.running:
            st.rerun()
        st.caption(f":material/hourglass_top: {doing}")

    drawn()
