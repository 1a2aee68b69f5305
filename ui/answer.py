"""One answer at its permanent link: whoever has the link may read it, nobody can change it."""

from functools import partial

import streamlit as st
from streamlit.navigation.page import Page

from ui.beside import follow_address, open_receipt, open_source, pane
from ui.component import Handlers, conversation
from ui.drawing import Drawings
from ui.receipt import receipt_data
from ui.resources import summaries_of
from ui.room import Room
from ui.talk import Talk
from ui.words import Words

ID = "id"  # in the address
_TALK = "answer_talk"  # in the session


def show(room: Room, words: Words, asking: Page) -> None:
    """Draw the page; `asking` is the page for questions of one's own."""
    exchange = room.store.exchange(st.query_params.get(ID, ""))
    if exchange is None:
        st.warning(words.history.no_answer, icon=":material/link_off:")
        st.page_link(asking, icon=":material/forum:")
        return
    talk: Talk | None = st.session_state.get(_TALK)
    if talk is None or talk.id != exchange.id:
        talk = st.session_state[_TALK] = Talk("", exchange.id)
    talk.exchanges = [exchange]
    titles = {summary.id: summary.header.title for summary in summaries_of(room.library)}
    st.caption(words.history.asked_on.format(words.day(exchange.asked[:10])))
    data = {
        "conversation": exchange.id,
        "exchanges": Drawings().of(words, talk.exchanges, room.library, titles),
        "votes": [],
        "asked": talk.answered,
        "suggestions": [],
        "receipt": receipt_data(talk, room.store, words),
        "readOnly": True,
    }
    conversation(words, data, _handlers(talk))
    follow_address(talk)
    pane(talk, room.library, words)


def _handlers(talk: Talk) -> Handlers:
    return Handlers(
        open=partial(open_source, talk),
        again=_nothing,
        ask=_nothing,
        vote=_nothing,
        report=_nothing,
        receipt=partial(open_receipt, talk),
    )


def _nothing() -> None:
    """Change nothing: the answer is not the reader's."""
