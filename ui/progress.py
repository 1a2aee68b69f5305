"""How far work on the library is, drawn anew by itself, with a way to stop it."""

import streamlit as st

from ui.plain import plain
from ui.words import Words
from ui.work import Progress, Work

_DRAWN_EVERY = 0.5  # seconds
_MINUTE = 60


def show_progress(words: Words, work: Work) -> None:
    """Draw the progress of work that goes on; when it ends, the whole page is drawn once more."""

    @st.fragment(run_every=_DRAWN_EVERY)
    def drawn() -> None:
        if not work.running:
            st.rerun()
        state = work.progress()
        with st.container(border=True, key="progress_box"):
            st.write(words.work.kinds[work.kind])
            st.progress(state.share, doing(words, state))
            st.caption(left(words, state))
            stopping = work.cancelled
            label = words.work.stopping if stopping else words.work.stop
            st.button(
                label, key="stop", icon=":material/stop:", disabled=stopping, on_click=work.cancel
            )

    drawn()


def doing(words: Words, state: Progress) -> str:
    """What is being done, as Markdown: the file, which of how many, how much of it."""
    if not state.file:
        return words.reading_files
    count = f"{state.number} / {state.count}"
    if not state.total:
        return f"{plain(state.file)}　{count}　{words.reading_files}"
    if state.done == state.total and not state.waiting:
        return words.work.finishing
    embedded = words.work.embedded.format(state.done, state.total)
    return f"{plain(state.file)}　{count}　{embedded}"


def left(words: Words, state: Progress) -> str:
    """What is left: files, and how long it will take and how fast it goes, once told."""
    parts = []
    if state.waiting:
        parts.append(words.work.files_left.format(len(state.waiting)))
    if state.seconds_left is not None:
        parts.append(_duration(words, state.seconds_left))
    if state.per_second is not None:
        parts.append(words.work.per_second.format(max(1, round(state.per_second))))
    return words.comma.join(parts) or words.work.counting


def _duration(words: Words, seconds: float) -> str:
    if seconds < _MINUTE:
        return words.work.seconds_left.format(max(5, round(seconds / 5) * 5))
    return words.work.minutes_left.format(round(seconds / _MINUTE))
