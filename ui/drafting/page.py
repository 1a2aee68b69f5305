"""The page of drafts: one is made or opened, or any text is checked."""

from pathlib import Path

import streamlit as st

from index.errors import HatsugenError
from ui.drafting.choose import choose
from ui.drafting.making import show_making
from ui.drafting.mine import show_mine
from ui.drafting.office import OPEN, VIEW, Office, go, office_of, show_error
from ui.drafting.opened import show_opened
from ui.drafting.pasted import show_checker
from ui.resources import summaries_of
from ui.room import Room
from ui.words import Words

_STYLE = Path(__file__).parents[1] / "static" / "drafting.css"
_CHOSEN = "drafting_view"  # in the session


def show(room: Room, words: Words) -> None:
    """Draw what the address names."""
    st.html(_STYLE)
    with st.container(key="wide"):
        st.title(words.drafting.heading, anchor=False)
        if not summaries_of(room.library):
            st.info(words.empty)
            return
        office = office_of(room, words)
        try:
            name = st.query_params.get(OPEN)
            if name:
                show_opened(office, name)
            else:
                _start(office)
        except HatsugenError as error:
            show_error(words, error)


def _start(office: Office) -> None:
    label = office.words.drafting
    view = "check" if st.query_params.get(VIEW) == "check" else "make"
    st.session_state[_CHOSEN] = view
    st.segmented_control(
        label.view,
        list(label.views),
        required=True,
        format_func=label.views.__getitem__,
        key=_CHOSEN,
        label_visibility="collapsed",
        on_change=lambda: go(**{VIEW: st.session_state[_CHOSEN]}),
    )
    if view == "check":
        show_checker(office)
        return
    st.write(label.intro)
    if not show_making(office):
        choose(office)
    show_mine(office)
