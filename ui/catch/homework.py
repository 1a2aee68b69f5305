"""What was promised in all sessions, what is still open first."""

import streamlit as st

from rag.catchup.derive import HOMEWORK, Overviews
from rag.catchup.found import Promise
from ui.catch.quote import quote
from ui.plain import plain
from ui.room import Room
from ui.words import Words


def show(room: Room, words: Words) -> None:
    """Draw every promise with who gave it, until when, and where it was kept."""
    label, found = words.catch_up, Overviews(room.library).library(HOMEWORK)
    if found is None:
        st.info(label.missing)
        return
    if not found.record:
        st.info(label.none)
    for promise in sorted(found.record, key=lambda one: one.kept is not None):
        st.markdown(_promise(room, words, promise))


def _promise(room: Room, words: Words, promise: Promise) -> str:
    label = words.catch_up
    told = f"**{label.kept if promise.kept else label.open}** · {plain(promise.by)}"
    if promise.due:
        told += f" · {plain(promise.due)}"
    told += f"  \n{quote(room.library, words, promise.place)}"
    if promise.kept:
        told += f"  \n→ {quote(room.library, words, promise.kept)}"
    return told
