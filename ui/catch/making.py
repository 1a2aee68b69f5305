"""What is made in the background, and the page that waits for it."""

from collections.abc import Callable

import streamlit as st

from index.encode import Encoder
from index.library import Library
from ui.kept.deriving import Deriving
from ui.room import Room

_AGAIN = 2  # seconds after which the page looks whether more is made


def deriving_of(room: Room) -> Deriving:
    """What makes the overviews of a library, one for all sessions."""
    return _deriving(room.library, room.encoder, str(room.library.folder))


@st.cache_resource(show_spinner=False)
def _deriving(_library: Library, _encoder: Encoder, folder: str) -> Deriving:
    return Deriving(_library, _encoder)


@st.fragment(run_every=_AGAIN)
def wait(told: str, working: Callable[[], bool]) -> None:
    """Say what is being made, and draw the page again when it is."""
    if working():
        st.caption(told)
    else:
        st.rerun()
