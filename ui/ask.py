"""The conversation, with the source beside it."""

from contextlib import nullcontext
from functools import partial

import streamlit as st

from index.catalogue import Summary
from index.encode import Encoder
from index.errors import HatsugenError
from index.library import Library
from rag.rerank import Reranker
from ui.component import clicked_source, conversation, sent_again, source, wanted_offset
from ui.conditions import clear, conditions, show_conditions
from ui.exchange import Request
from ui.place import Place, place_of
from ui.problem import show_problem
from ui.resources import opened
from ui.sample import is_sample
from ui.source import source_data
from ui.talk import Talk, changed
from ui.words import Words


def show(
    library: Library, encoder: Encoder, words: Words, reranker: Reranker | None = None
) -> None:
    """Draw the page."""
    talk: Talk = st.session_state.setdefault("talk", Talk())
    with library.reading() as view:
        summaries = view.summaries()
    titles = {summary.id: summary.header.title for summary in summaries}
    with st.bottom:
        tools = st.container(key="tools", horizontal=True)
        held = st.container(key="held")
        typed = st.chat_input(words.ask_here, key="question", disabled=not summaries)
    with tools:
        wanted = conditions(words, summaries)
    with held:
        show_conditions(words, wanted, titles)
    question = typed or st.session_state.pop("example", None)
    if question:
        talk.requests.append(Request(question, wanted))
    above = st.container()  # the conversation stays in view while the next answer is looked for
    while talk.requests:
        anew = talk.requests[0].at is None
        with st.spinner(words.searching) if anew else nullcontext():
            talk.answer_next(library, encoder, reranker)
    with above:
        if talk.exchanges:
            conversation(
                words, talk, titles, on_open=partial(_open, talk), on_again=partial(_again, talk)
            )
        else:
            _welcome(words, summaries)
    if talk.exchanges:
        with tools:
            _new_conversation(words)
    if talk.place:
        _pane(talk, talk.place, library, words)


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
    st.session_state["talk"] = Talk()


def _open(talk: Talk) -> None:
    clicked = clicked_source(talk.exchanges)
    if clicked:
        exchange, at = clicked
        talk.open_source = f"{exchange}:{at}"
        talk.place = place_of(talk.exchanges[exchange].shown[at].citation)
        talk.step += 1


def _again(talk: Talk) -> None:
    request = changed(talk.exchanges, sent_again())
    if request is None:
        return
    if request not in talk.requests:
        talk.requests.append(request)
    if request.wanted != talk.exchanges[request.at or 0].request.wanted:
        clear()  # or the next question would be asked under them again


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
