"""A session in a few cited sentences: who speaks, what of, and how long it takes to read."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from index.catalogue import Summary
from rag.catchup.derive import BRIEF, Overviews
from rag.catchup.records import Brief
from ui.catch.quote import quote
from ui.newest import newest
from ui.plain import plain
from ui.resources import summaries_of
from ui.room import Room
from ui.shelf import titles_of
from ui.words import Words


def show(room: Room, words: Words) -> None:
    """Choose a session and draw its brief."""
    label, library = words.catch_up, room.library
    summaries: Sequence[Summary] = newest(summaries_of(library))
    titles = titles_of(summaries)
    names = [summary.id for summary in summaries]
    name = st.selectbox(label.session, names, format_func=titles.__getitem__, key="catch_up")
    found = Overviews(library).session(BRIEF, name)
    if found is None:
        st.info(label.missing)
        return
    st.caption(label.minutes.format(found.minutes))
    st.markdown("\n".join(f"- {quote(library, words, one)}" for one in found.sentences))
    st.subheader(words.speakers, anchor=False)
    st.markdown("\n".join(_speakers(found)))
    st.subheader(label.topics, anchor=False)
    st.markdown("\n".join(_topics(words, found)))


def _speakers(brief: Brief) -> list[str]:
    return [
        f"- **{plain(one.speaker)}**{f' · {plain(one.role)}' if one.role else ''} · {one.share:.0%}"
        for one in brief.speakers
    ]


def _topics(words: Words, brief: Brief) -> list[str]:
    lines = []
    for topic in brief.topics:
        link = f"read?{urlencode({'transcript': brief.transcript, 'at': topic.start})}"
        first = words.turn.format(topic.first)
        title = plain(topic.title or first)
        turns = words.catch_up.turns.format(topic.first, topic.last)
        turns = first if topic.first == topic.last else turns
        lines.append(f"1. [{title}]({link}) · {turns}")
    return lines
