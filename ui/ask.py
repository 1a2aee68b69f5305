"""The conversation, with the source beside it."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from index.catalogue import Summary
from index.encode import Encoder
from index.errors import HatsugenError
from index.library import Library
from rag.answer import ask
from rag.records import Filter
from ui.component import clicked_source, conversation, source, wanted_offset
from ui.conditions import conditions
from ui.exchange import Exchange, exchange_of
from ui.place import Place, place_of
from ui.problem import show_problem
from ui.resources import opened
from ui.sample import is_sample
from ui.source import source_data
from ui.words import Words


@dataclass(slots=True)
class Talk:
    """What a session has asked, and which source is open beside it."""

    exchanges: list[Exchange]
    open_source: str | None = None  # "exchange:source"
    place: Place | None = None
    step: int = 0  # counts openings, so that the pane scrolls once for each


def show(library: Library, encoder: Encoder, words: Words) -> None:
    """Draw the page."""
    talk: Talk = st.session_state.setdefault("talk", Talk([]))
    with library.reading() as view:
        summaries = view.summaries()
    with st.bottom:
        tools = st.container(key="tools", horizontal=True)
        typed = st.chat_input(words.ask_here, key="question", disabled=not summaries)
    with tools:
        wanted = conditions(words, summaries)
    question = typed or st.session_state.pop("example", None)
    above = st.container()  # the conversation stays in view while the next answer is looked for
    if question:
        with st.spinner(words.searching):
            talk.exchanges.append(answer(question, library, encoder, wanted))
    with above:
        if talk.exchanges:
            conversation(words, talk.exchanges, talk.open_source, partial(_open, talk))
        else:
            _welcome(words, summaries)
    if talk.exchanges:
        with tools:
            _new_conversation(words)
    if talk.place:
        _pane(talk, talk.place, library, words)


def answer(question: str, library: Library, encoder: Encoder, wanted: Filter) -> Exchange:
    """Ask; an error becomes part of the conversation, where the question stands."""
    try:
        return exchange_of(
            ask(question, library, encoder, wanted), question, partial(opened, library)
        )
    except HatsugenError as error:
        return Exchange(question, error=error)


def _welcome(words: Words, summaries: list[Summary]) -> None:
    st.title(words.welcome, anchor=False)
    st.write(words.welcome_text)
    if not summaries:
        st.info(words.empty, icon=":material/library_add:")
    if is_sample(summaries):
        with st.container(key="examples"):
            st.caption(words.examples_label)
            for example in words.examples:
                st.button(example, on_click=partial(_take, example), width="stretch")


def _take(example: str) -> None:
    st.session_state["example"] = example


def _new_conversation(words: Words) -> None:
    icon = ":material/edit_square:"
    st.button(words.new_conversation, key="new", icon=icon, type="tertiary", on_click=_forget)


def _forget() -> None:
    st.session_state["talk"] = Talk([])


def _open(talk: Talk) -> None:
    clicked = clicked_source(talk.exchanges)
    if clicked:
        exchange, at = clicked
        talk.open_source = f"{exchange}:{at}"
        talk.place = place_of(talk.exchanges[exchange].sources[at].citation)
        talk.step += 1


def _pane(talk: Talk, place: Place, library: Library, words: Words) -> None:
    try:
        transcript, layout = opened(library, place.transcript)
    except HatsugenError as error:
        show_problem(words, error)
        return
    with st.container(key="pane"):
        source(
            words,
            source_data(words, transcript, layout, place),
            "side",
            str(talk.step),
            on_close=partial(_close, talk),
            on_more=partial(_more, talk, place),
        )


def _close(talk: Talk) -> None:
    talk.place = talk.open_source = None


def _more(talk: Talk, place: Place) -> None:
    offset = wanted_offset()
    if offset is not None:
        talk.place = Place(place.transcript, at=offset)
        talk.step += 1
