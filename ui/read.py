"""One transcript, opened at a permanent link or chosen from a list."""

from collections.abc import Sequence

import streamlit as st

from index.catalogue import Summary
from index.errors import HatsugenError
from index.library import Library
from ui.pane import transcript_pane
from ui.parts import neighbours
from ui.place import BadAddress, Place, parse
from ui.problem import show_problem
from ui.resources import opened
from ui.source import facts, parts_data
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
        summaries = view.summaries()
    _choose(words, {summary.id: summary.header.title for summary in summaries}, place)
    if place:
        _transcript(words, library, summaries, place)


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
    kept = {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}
    st.query_params.from_dict({"transcript": st.session_state[_CHOSEN]} | kept)


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
        transcript_pane(words, transcript, layout, place, repr(place), around=around)
