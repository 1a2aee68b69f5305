"""Earlier conversations: found, opened, renamed, deleted, taken along, and what became of them."""

from collections import Counter
from functools import partial

import streamlit as st
from streamlit.navigation.page import Page

from rag.cite import Standing
from ui.ask import CONVERSATION
from ui.drawing import app_address, standings_of
from ui.kept.records import Conversation, Exchange
from ui.kept.store import Store
from ui.markdown import conversation_markdown
from ui.plain import plain
from ui.room import Room
from ui.server import owner
from ui.words import Words

_PAGE = 30  # conversations drawn at first, and more at each press
_SHOWN, _CHECKED = "history_shown", "history_checked"  # in the session


def show(room: Room, words: Words, asking: Page) -> None:
    """Draw the page; `asking` is the page that opens a conversation."""
    labels, whose = words.history, owner()
    with st.container(key="wide"):
        st.title(labels.heading, anchor=False)
        st.caption(labels.whose if room.lasting else labels.not_lasting)
        sought = st.text_input(
            labels.search,
            key="history_search",
            placeholder=labels.search_hint,
            icon=":material/search:",
        )
        found = room.store.conversations(whose, sought)
        if not found:
            st.write(labels.none_found if sought else labels.none_yet)
            return
        st.caption(labels.count.format(len(found)))
        shown = st.session_state.get(_SHOWN, _PAGE)
        for conversation in found[:shown]:
            _row(conversation, room, words, asking)
        if len(found) > shown:
            more = partial(st.session_state.update, {_SHOWN: shown + _PAGE})
            st.button(labels.more, on_click=more)


def _row(conversation: Conversation, room: Room, words: Words, asking: Page) -> None:
    labels, name, whose = words.history, conversation.id, owner()
    with st.container(border=True, key=f"conversation_{name}"):
        title = f"**{plain(conversation.title)}**"
        st.page_link(asking, label=title, query_params={CONVERSATION: name})
        counted = labels.questions.format(conversation.questions)
        st.caption(f"{words.day(conversation.changed[:10])} · {counted}")
        with st.container(horizontal=True, gap="small"):
            if st.button(labels.rename, key=f"rename_{name}", type="tertiary"):
                _rename(conversation, room.store, whose, words)
            st.download_button(
                labels.export,
                data=partial(_export, conversation, room.store, whose, words, app_address()),
                file_name=f"{_file_name(conversation)}.md",
                mime="text/markdown",
                key=f"export_{name}",
                type="tertiary",
                on_click="ignore",
            )
            checking = partial(st.session_state.update, {_CHECKED: name})
            st.button(labels.check, key=f"check_{name}", type="tertiary", on_click=checking)
            if st.button(labels.delete, key=f"delete_{name}", type="tertiary"):
                _delete(conversation, room.store, whose, words)
        if st.session_state.get(_CHECKED) == name:
            _check(conversation, room, whose, words)


def _file_name(conversation: Conversation) -> str:
    kept = "".join(c if c.isalnum() else "-" for c in conversation.title)
    return f"{conversation.changed[:10]}-{kept[:40].strip('-')}"


def _export(conversation: Conversation, store: Store, whose: str, words: Words, base: str) -> bytes:
    exchanges = store.exchanges(conversation.id, whose)
    return conversation_markdown(words, conversation.title, exchanges, base).encode("utf-8")


def _rename(conversation: Conversation, store: Store, whose: str, words: Words) -> None:
    @st.dialog(words.history.rename)
    def dialog() -> None:
        with st.form("rename", border=False):
            title = st.text_input(words.history.title, conversation.title)
            if st.form_submit_button(words.history.save, type="primary"):
                store.rename(conversation.id, whose, title)
                st.rerun()

    dialog()


def _delete(conversation: Conversation, store: Store, whose: str, words: Words) -> None:
    @st.dialog(words.history.delete)
    def dialog() -> None:
        st.write(words.history.delete_question)
        st.markdown(f"**{plain(conversation.title)}**")
        with st.container(horizontal=True, horizontal_alignment="right"):
            stay = st.button(words.cancel, key="cancel")
            act = partial(store.delete, conversation.id, whose)
            sure = st.button(words.history.delete_now, key="confirm", type="primary", on_click=act)
            if sure or stay:
                st.rerun()

    dialog()


def _check(conversation: Conversation, room: Room, whose: str, words: Words) -> None:
    """List the citations of a conversation as kept, moved or changed; the changed ones first."""
    exchanges = room.store.exchanges(conversation.id, whose)
    cited = [(e, at, how) for e in exchanges for at, how in _standings(e, room).items()]
    if not cited:
        st.caption(words.history.nothing_cited)
        return
    counts = Counter(how.kind for _, _, how in cited)
    told = (words.history.standing.format(words.standings[kind], n) for kind, n in counts.items())
    st.caption(" · ".join(told))
    for exchange, at, how in sorted(cited, key=lambda item: _ORDER.index(item[2].kind)):
        shown = exchange.shown[at]
        who = plain(shown.citation.speaker or words.front)
        st.markdown(
            f"{_SIGNS[how.kind]} {plain(words.standings[how.kind])}　**{who}**"
            f" [{plain(shown.words)}]({shown.citation.address})"
        )


def _standings(exchange: Exchange, room: Room) -> dict[int, Standing]:
    """Of what an answer cites; what a refusal came near to is no citation."""
    if not (exchange.answer and exchange.answer.found):
        return {}
    return standings_of(exchange, room.library)


_ORDER = ("gone", "changed", "moved", "kept")
_SIGNS = {
    "gone": ":red[:material/error:]",
    "changed": ":red[:material/error:]",
    "moved": ":orange[:material/moving:]",
    "kept": ":green[:material/check_circle:]",
}
