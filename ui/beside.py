"""What stands beside a conversation: the source of a citation, and the receipt of an answer."""

from functools import partial

import streamlit as st

from index.errors import HatsugenError
from index.library import Library
from ui.component import sent
from ui.kept.store import Store
from ui.pane import transcript_pane
from ui.place import place_of
from ui.problem import show_problem
from ui.resources import opened
from ui.source import Data
from ui.talk import Talk, clicked, named
from ui.words import Words


def open_source(talk: Talk) -> None:
    """Open the source that was clicked."""
    found = clicked(talk.exchanges, sent("open"))
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


def receipt_data(talk: Talk, store: Store) -> Data | None:
    """The open receipt, as the component draws it; `id` differs with each showing."""
    if talk.receipt is None:
        return None
    exchange, showing = talk.receipt
    text = store.receipt(exchange)
    return {"id": showing, "exchange": exchange, "text": text} if text else None


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
        )


def _close(talk: Talk) -> None:
    talk.place = None
