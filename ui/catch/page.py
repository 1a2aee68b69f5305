"""Catch up: what was discussed, by whom, and how it changed, in the transcripts' own words."""

from collections.abc import Callable

import streamlit as st

from ui.catch import board, brief, new, path, positions, questions, terms, topic_map, voices
from ui.catch.address import VIEW, go
from ui.catch.making import deriving_of, wait
from ui.catch.topic import TOPIC
from ui.resources import summaries_of
from ui.room import Room
from ui.words import Words

_CHOSEN = "catch_up_view"  # in the session

_VIEWS: dict[str, Callable[[Room, Words], None]] = {  # name in addresses -> what draws it
    "brief": brief.show,
    "path": path.show,
    "new": new.show,
    "voices": voices.show,
    "terms": terms.show,
    "questions": questions.show,
    "board": board.show,
    "positions": positions.show,
    "map": topic_map.show,
}
_FORMER = {"homework": "questions"}  # in addresses of before


def show(room: Room, words: Words) -> None:
    """Draw the view that the address names; what it shows is made elsewhere and only read here."""
    label = words.catch_up
    st.title(label.heading, anchor=False)
    if not summaries_of(room.library):
        st.info(words.empty)
        return
    deriving = deriving_of(room)
    if deriving.begin():
        wait(words.catch_up.making, deriving.begin)
    named = st.query_params.get(VIEW, "")
    named = _FORMER.get(named, named)
    view = named if named in _VIEWS else next(iter(_VIEWS))
    st.session_state[_CHOSEN] = view
    st.pills(
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
    go(st.session_state[_CHOSEN], topic=st.query_params.get(TOPIC))
