"""The topic that several views share: chosen among the map's or by words, named in the address."""

from functools import partial

import streamlit as st

from index.errors import BadQuestion
from rag.catchup.on_topic import OnTopic, topic_of
from rag.catchup.topic_store import offered_topics
from ui.catch.address import go
from ui.catch.making import deriving_of, wait
from ui.plain import plain
from ui.problem import show_problem
from ui.room import Room
from ui.words import Words

TOPIC = "topic"  # in the address: "catch-up?view=board&topic=運賃"
_CHOSEN = "catch_topic"  # in the session


def on_topic(room: Room, words: Words, view: str) -> OnTopic | None:
    """Draw the choice; returns what is kept on the topic, None where it is being made."""
    topic = choose(room, words, view)
    if topic is None:
        st.info(words.board.no_topic)
        deriving = deriving_of(room)
        if deriving.offers():
            wait(words.catch_up.making, deriving.offers)
        return None
    return kept(room, words, topic)


def choose(room: Room, words: Words, view: str, whole: str | None = None) -> str | None:
    """Draw the choice; returns the topic that the address names, or else the most quoted one.

    whole: what is shown where no topic is named, in a view that needs none.
    """
    offered = offered_topics(room.library)
    topic = _named(words)
    if topic is None and whole is None:
        topic = next(iter(offered), None)
    label = words.board
    st.session_state[_CHOSEN] = topic
    st.selectbox(
        label.topic,
        list(dict.fromkeys([*([topic] if topic else []), *offered])),
        index=None,
        placeholder=whole or label.topic_hint,
        key=_CHOSEN,
        accept_new_options=True,
        help=label.topic_note,
        on_change=lambda: go(view, topic=st.session_state[_CHOSEN]),
    )
    return topic


def kept(room: Room, words: Words, topic: str) -> OnTopic | None:
    """What is kept on a topic; where nothing is, it is made and the page says so."""
    label, deriving = words.board, deriving_of(room)
    found = deriving.on_topic(topic)
    if found is None and deriving.want(topic):
        wait(label.making.format(plain(topic)), partial(deriving.waits, topic))
    elif found is None:
        st.error(label.failed.format(plain(topic)))
    return found


def _named(words: Words) -> str | None:
    """The topic that the address names, if it is one."""
    named = st.query_params.get(TOPIC)
    try:
        return topic_of(named) if named else None
    except BadQuestion as error:
        show_problem(words, error)
        return None
