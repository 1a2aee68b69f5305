"""Waiting for answers: a little while the page is drawn, then looking again and again."""

import streamlit as st

from ui.component import drafts
from ui.exchange import draft_data
from ui.kept.desk import Desk
from ui.kept.records import Exchange
from ui.kept.store import Store
from ui.talk import Talk
from ui.welcome import LOOK_EVERY
from ui.words import Words

_PATIENCE = 4.0  # seconds for which the page waits for an answer before it is drawn without
_SOON = 0.2  # as long, where a language model writes it: its first words are to be seen
_DRAFT_EVERY = 0.25  # seconds between two looks at what a language model has written


def wait_for(talk: Talk, store: Store, desk: Desk, words: Words) -> bool:
    """Wait for answers a little; tells whether some are still to come."""
    waiting = talk.pending(desk)
    if not waiting:
        return False
    if any(desk.writing(exchange) for exchange in waiting):
        done = [desk.wait(exchange, 0) for exchange in waiting]
    else:
        with st.spinner(words.searching):
            done = [desk.wait(exchange, _patience(exchange)) for exchange in waiting]
    talk.read(store)
    return not all(done)


def _patience(exchange: Exchange) -> float:
    return _SOON if exchange.request.model else _PATIENCE


def look_again(talk: Talk, desk: Desk, words: Words) -> None:
    """Look for answers until one is there; draw what language models have written meanwhile."""
    waiting = [exchange for exchange in talk.exchanges if exchange.outcome is None]
    modelled = any(exchange.request.model for exchange in waiting)

    @st.fragment(run_every=_DRAFT_EVERY if modelled else LOOK_EVERY)
    def look() -> None:
        if any(desk.wait(exchange, 0) for exchange in waiting):
            st.rerun()
        written = [(exchange, desk.writing(exchange)) for exchange in waiting]
        drafts(words, [draft_data(words, one, writing) for one, writing in written if writing])

    look()
