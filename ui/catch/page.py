"""Catch up: what was discussed, by whom, and how it changed, in the transcripts' own words."""

from collections.abc import Callable

import streamlit as st

from index.library import Library
from ui.catch import brief, new, path, questions, terms, voices
from ui.catch.address import VIEW, go
from ui.kept.deriving import Deriving
from ui.resources import summaries_of
from ui.room import Room
from ui.words import Words

_AGAIN = 2  # seconds after which the page looks whether more is made
_CHOSEN = "catch_up_view"  # in the session

_VIEWS: dict[str, Callable[[Room, Words], None]] = {  # name in addresses -> what draws it
    "brief": brief.show,
    "path": path.show,
    "new": new.show,
    "voices": voices.show,
    "terms": terms.show,
    "questions": questions.show,
}
_FORMER = {"homework": "questions"}  # in addresses of before


def show(room: Room, words: Words) -> None:
    """Draw the view that the address names; what it shows is made elsewhere and only read here."""
    label = words.catch_up
    st.title(label.heading, anchor=False)
    if not summaries_of(room.library):
        st.info(words.empty)
        return
    if _deriving(room.library, str(room.library.folder)).begin():
        _wait(room.library, words)
    named = st.query_params.get(VIEW, "")
    named = _FORMER.get(named, named)
    view = named if named in _VIEWS else next(iter(_VIEWS))
    st.session_state[_CHOSEN] = view
    st.segmented_control(
        label.view,
        list(_VIEWS),
        required=True,
        format_func=label.views.__getitem__,
        key=_CHOSEN,
        label_visibility="collapsed",
        on_change=_choose,
    )
    _VIEWS[view](room, words)


def _choose() -> None:
    """Put the view that was chosen into the address, so that it can be passed on and gone back."""
    go(st.session_state[_CHOSEN])


@st.cache_resource(show_spinner=False)
def _deriving(_library: Library, folder: str) -> Deriving:
    return Deriving(_library)


@st.fragment(run_every=_AGAIN)
def _wait(library: Library, words: Words) -> None:
    """Say that it is being made, and draw the page again when it is."""
    if _deriving(library, str(library.folder)).begin():
        st.caption(words.catch_up.making)
    else:
        st.rerun()
