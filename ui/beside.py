"""What stands beside a conversation: the source of a citation, and the receipt of an answer."""

import re
from functools import partial

import streamlit as st

from index.errors import HatsugenError
from index.library import Library
from ui.component import sent
from ui.pane import transcript_pane
from ui.place import place_of
from ui.problem import show_problem
from ui.resources import looks_in, opened
from ui.talk import Talk, clicked, named
from ui.words import Words

SOURCE = "s"  # in the address: which source is open beside the conversation


def open_source(talk: Talk) -> None:
    """Let the address name the source that was clicked."""
    found = clicked(talk.exchanges, sent("open"))
    if found:
        st.query_params[SOURCE] = f"{found[0]}.{found[1]}"
        talk.opened = None  # also where it is the one that is open: the reader wants to see it


def follow_address(talk: Talk) -> None:
    """Open the source that the address names, and close the one it names no more."""
    named = st.query_params.get(SOURCE)
    if named == talk.opened:
        return
    talk.opened, talk.place = named, None
    parts = re.fullmatch(r"(\d{1,6})\.(\d{1,6})", named or "")
    found = parts and clicked(talk.exchanges, {"exchange": int(parts[1]), "source": int(parts[2])})
    if found:
        exchange, at = found
        talk.place = place_of(talk.exchanges[exchange].shown[at].citation)
        talk.step += 1


def open_receipt(talk: Talk) -> None:
    """Open the receipt that was asked for."""
    at = named(talk.exchanges, sent("receipt"))
    if at is not None:
        showing = talk.receipt[1] + 1 if talk.receipt else 1
        talk.receipt = talk.exchanges[at].id, showing


def pane(talk: Talk, library: Library, words: Words) -> None:
    """Draw the source beside the conversation, where one is open."""
    if talk.place is None:
        return
    try:
        transcript, layout = opened(library, talk.place.transcript)
    except HatsugenError as error:
        show_problem(words, error)
        return
    with st.container(key="pane"):
        transcript_pane(
            words,
            transcript,
            layout,
            talk.place,
            str(talk.step),
            on_close=partial(_close, talk),
            looks=looks_in(library),
        )


def _close(talk: Talk) -> None:
    talk.place = talk.opened = None
    st.query_params.pop(SOURCE, None)
