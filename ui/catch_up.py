"""Catch up: a session in a few cited sentences, and what was promised in all of them."""

from urllib.parse import urlencode

import streamlit as st

from index.layout import Layout
from index.library import Library
from index.records import Span, Transcript
from index.search_text import search_text
from rag.catchup.derive import BRIEF, HOMEWORK, Overviews
from rag.catchup.found import Promise
from rag.catchup.records import Brief
from rag.cite import cite
from ui.kept.deriving import Deriving
from ui.newest import newest
from ui.plain import plain
from ui.resources import opened, summaries_of
from ui.shelf import titles_of
from ui.source import where
from ui.words import Words

_AGAIN = 2  # seconds after which the page looks whether more is made


def show(library: Library, words: Words) -> None:
    """Draw the page; what it shows is made elsewhere and only read here."""
    label = words.catch_up
    st.title(label.heading, anchor=False)
    summaries = newest(summaries_of(library))
    if not summaries:
        st.info(words.empty)
        return
    if _deriving(library, str(library.folder)).begin():
        _wait(library, words)
    titles = titles_of(summaries)
    brief, homework = st.tabs([label.brief, label.homework])
    with brief:
        names = [summary.id for summary in summaries]
        name = st.selectbox(label.session, names, format_func=titles.__getitem__, key="catch_up")
        _brief(library, words, name)
    with homework:
        _homework(library, words)


@st.cache_resource(show_spinner=False)
def _deriving(_library: Library, folder: str) -> Deriving:
    return Deriving(_library)


@st.fragment(run_every=_AGAIN)
def _wait(library: Library, words: Words) -> None:
    """Say that it is being made, and draw the page again when it is."""
    if _deriving(library, str(library.folder)).begin():
        st.caption(words.catch_up.making)
    else:
        st.rerun()


def _brief(library: Library, words: Words, name: str) -> None:
    label, found = words.catch_up, Overviews(library).session(BRIEF, name)
    if found is None:
        st.info(label.missing)
        return
    source = opened(library, name)
    st.caption(label.minutes.format(found.minutes))
    st.markdown("\n".join(f"- {_quote(words, source, c.turn, c.span)}" for c in found.sentences))
    st.subheader(words.speakers, anchor=False)
    st.markdown("\n".join(_speakers(found)))
    st.subheader(label.topics, anchor=False)
    st.markdown("\n".join(_topics(words, source[0], found)))


def _speakers(brief: Brief) -> list[str]:
    return [
        f"- **{plain(one.speaker)}**{f' · {plain(one.role)}' if one.role else ''} · {one.share:.0%}"
        for one in brief.speakers
    ]


def _topics(words: Words, transcript: Transcript, brief: Brief) -> list[str]:
    lines = []
    for topic in brief.topics:
        link = f"read?{urlencode({'transcript': transcript.id, 'at': topic.start})}"
        title = plain(topic.title or words.turn.format(topic.first))
        turns = words.catch_up.turns.format(topic.first, topic.last)
        lines.append(f"1. [{title}]({link}) · {turns}")
    return lines


def _homework(library: Library, words: Words) -> None:
    label, found = words.catch_up, Overviews(library).library(HOMEWORK)
    if found is None:
        st.info(label.missing)
        return
    if not found.record:
        st.info(label.none)
    for promise in sorted(found.record, key=lambda one: one.kept is not None):
        st.markdown(_promise(library, words, promise))


def _promise(library: Library, words: Words, promise: Promise) -> str:
    label, place = words.catch_up, promise.place
    lines = [
        label.kept if promise.kept else label.open,
        _quote(words, opened(library, place.transcript), place.turn, place.span),
    ]
    told = f"**{lines[0]}** · {plain(promise.by)}"
    if promise.due:
        told += f" · {plain(promise.due)}"
    told += f"  \n{lines[1]}"
    if promise.kept:
        later = promise.kept
        quote = _quote(words, opened(library, later.transcript), later.turn, later.span)
        told += f"  \n→ {quote}"
    return told


def _quote(words: Words, source: tuple[Transcript, Layout], turn: int, span: Span) -> str:
    """Quote a span as Markdown: its words link to their place, behind them who and where."""
    transcript, layout = source
    cited = cite(1, transcript, turn, span)
    said = search_text(transcript.text, transcript.turns[turn].span, layout)
    shown = plain(said.display(span))
    place = plain(where(words, cited.session, cited.date, cited.turn, cited.page))
    return f"[{shown}]({cited.address}) — {plain(cited.speaker or words.front)} · {place}"
