"""One transcript, opened at a permanent link or chosen from a list."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from index.catalogue import Summary
from index.errors import HatsugenError
from index.library import Library
from ui.newest import kept_language, show_newest
from ui.pane import transcript_pane
from ui.parts import neighbours
from ui.place import BadAddress, Place, parse
from ui.problem import show_problem
from ui.resources import looks_in, opened, summaries_of
from ui.shelf import titles_of
from ui.source import facts, parts_data
from ui.words import Words

_CHOSEN, _LISTED = "chosen", "read_listed"  # in the session; the latter: the links were shown


def show(library: Library, words: Words) -> None:
    """Draw the page of a permanent link; what it opens follows the address alone."""
    try:
        place = parse(st.query_params.to_dict())
    except BadAddress:
        st.warning(words.bad_address, icon=":material/link_off:")
        place = None
    summaries = summaries_of(library)
    titles = titles_of(summaries)
    if place is None:
        st.title(words.read, anchor=False)
    if summaries:
        _choose(words, titles, place)
    if place:
        _tell_address()
        _transcript(words, library, summaries, place)
    elif summaries:
        st.session_state[_LISTED] = True
        here = st.Page(partial(show, library, words), title=words.read, url_path="read")
        show_newest(words, summaries, titles, here)
    else:
        st.info(words.empty)


def _choose(words: Words, titles: dict[str, str], place: Place | None) -> None:
    """Draw the list; the address decides what it shows, a choice changes the address."""
    st.session_state[_CHOSEN] = place.transcript if place and place.transcript in titles else None
    st.selectbox(
        words.transcript,
        list(titles),
        format_func=titles.__getitem__,
        key=_CHOSEN,
        placeholder=words.choose,
        label_visibility="collapsed",
        on_change=_go_to_chosen,
    )


def _go_to_chosen() -> None:
    st.query_params.from_dict({"transcript": st.session_state[_CHOSEN]} | kept_language())


def _tell_address() -> None:
    """Let the browser show the address of a link just followed.

    Streamlit leaves it as it was where the link leads to the page that is open already.
    """
    if st.session_state.pop(_LISTED, False):
        st.query_params.from_dict(st.query_params.to_dict())


def _transcript(words: Words, library: Library, summaries: Sequence[Summary], place: Place) -> None:
    try:
        transcript, layout = opened(library, place.transcript)
    except HatsugenError as error:
        show_problem(words, error)
        return
    around = {
        "facts": facts(words, transcript),
        "parts": parts_data(words, neighbours(summaries, place.transcript)),
    }
    with st.container(key="reading"):
        transcript_pane(
            words, transcript, layout, place, repr(place), around=around, looks=looks_in(library)
        )
