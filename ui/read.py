"""One transcript, opened at a permanent link or chosen from a list."""

from functools import partial

import streamlit as st

from index.errors import HatsugenError
from index.library import Library
from ui.component import source, wanted_offset
from ui.place import BadAddress, Place, parse
from ui.problem import show_problem
from ui.resources import opened
from ui.source import facts, source_data
from ui.words import Words

_CHOSEN = "chosen"


def show(library: Library, words: Words) -> None:
    """Draw the page of a permanent link; what it opens follows the address alone."""
    try:
        place = parse(st.query_params.to_dict())
    except BadAddress:
        st.warning(words.bad_address, icon=":material/link_off:")
        place = None
    with library.reading() as view:
        titles = {summary.id: summary.header.title for summary in view.summaries()}
    _choose(words, titles, place)
    if place:
        _transcript(words, library, place)


def _choose(words: Words, titles: dict[str, str], place: Place | None) -> None:
    """Draw the list; the address decides what it shows, a choice changes the address."""
    if place is None:
        st.title(words.read, anchor=False)
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
    _go(Place(st.session_state[_CHOSEN]))


def _go(place: Place) -> None:
    kept = {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}
    st.query_params.from_dict({"transcript": place.transcript, "at": str(place.at)} | kept)


def _transcript(words: Words, library: Library, place: Place) -> None:
    try:
        transcript, layout = opened(library, place.transcript)
    except HatsugenError as error:
        show_problem(words, error)
        return
    data = source_data(words, transcript, layout, place)
    data["facts"] = facts(words, transcript)
    with st.container(key="reading"):
        source(words, data, "page", repr(place), on_close=_nothing, on_more=partial(_more, place))


def _more(place: Place) -> None:
    offset = wanted_offset()
    if offset is not None:
        _go(Place(place.transcript, at=offset))


def _nothing() -> None:
    """Stay: the page has nothing to close."""
