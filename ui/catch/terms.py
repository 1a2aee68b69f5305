"""The ledger of terms and names: a list to look through, of which the address opens one."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.navigation.page import Page

from rag.catchup.derive import TERMS, Overviews
from rag.catchup.found import Place, Term
from rag.catchup.readings import folded
from ui.catch import term
from ui.catch.quote import quote
from ui.plain import plain
from ui.room import Room
from ui.words import Words

_PAGE = 20  # terms listed at first, and more at each press
_FIND, _ORDER, _SHOWN, _OPEN = "terms_find", "terms_order", "terms_shown", "terms_open"  # session


def show(room: Room, words: Words) -> None:
    """Draw the term that the address names, or the list."""
    found = Overviews(room.library).library(TERMS)
    if found is None:
        st.info(words.catch_up.missing)
        return
    here = st.Page(partial(show, room, words), title=words.catch_up.heading, url_path="catch-up")
    name = st.query_params.get(term.TERM)
    _tell_address(name)
    named = next((one for one in found.record if one.name == name), None) if name else None
    if named:
        st.page_link(
            here,
            label=words.terms.back,
            icon=":material/arrow_back:",
            query_params=term.parameters(),
        )
        term.show(room, words, named)
        return
    if name:
        st.warning(words.terms.gone.format(plain(name)))
    _list(room, words, found.record, here)


def _tell_address(name: str | None) -> None:
    """Let the browser show the address of a link just followed.

    Streamlit leaves it as it was where the link leads to the page that is open already.
    """
    if st.session_state.get(_OPEN, name) != name:
        st.query_params.from_dict(st.query_params.to_dict())
    st.session_state[_OPEN] = name


def matching(terms: Sequence[Term], sought: str, order: str) -> list[Term]:
    """Terms that have what is sought in a spelling or the reading, sorted for the list.

    terms: the weightiest first, as the ledger has them; so are those that are explained.
    """
    wanted = folded(sought)
    found = [
        one
        for one in terms
        if any(
            wanted in folded(form) for form in (one.reading, one.name, *one.variants, *one.short)
        )
    ]
    if order == "count":
        return sorted(found, key=lambda one: (-one.count, one.reading, one.name))
    if order == "reading":
        return sorted(found, key=lambda one: (one.reading, one.name))
    return sorted(found, key=lambda one: not (one.definitions or one.aliases))


def _list(room: Room, words: Words, terms: Sequence[Term], here: Page) -> None:
    label = words.terms
    if not terms:
        st.info(label.none_yet)
        return
    st.write(label.intro)
    again = partial(st.session_state.pop, _SHOWN, None)
    sought = st.text_input(
        label.find,
        key=_FIND,
        placeholder=label.find_hint,
        icon=":material/search:",
        on_change=again,
        persist_state="session",
    )
    order = st.segmented_control(
        label.order,
        list(label.orders),
        default=next(iter(label.orders)),
        required=True,
        format_func=label.orders.__getitem__,
        key=_ORDER,
        label_visibility="collapsed",
        persist_state="session",
    )
    found = matching(terms, sought, order)
    if not found:
        st.write(label.none_found)
        return
    st.caption(label.count.format(f"{len(found):,}"))
    shown = st.session_state.get(_SHOWN, _PAGE)
    with st.container(key="terms"):
        for one in found[:shown]:
            _row(room, words, one, here)
    if len(found) > shown:
        more = partial(st.session_state.update, {_SHOWN: shown + _PAGE})
        st.button(label.more, key="terms_more", on_click=more)


def _row(room: Room, words: Words, one: Term, here: Page) -> None:
    with st.container(gap=None):
        st.page_link(here, label=plain(one.name), query_params=term.parameters(one.name))
        st.caption(term.told(words, one))
        st.markdown(quote(room.library, words, _telling(one)))


def _telling(one: Term) -> Place:
    """The sentence that says most about a term: what explains or resolves it, else its first."""
    explained = [each.place for each in one.definitions] + [each.place for each in one.aliases]
    return explained[0] if explained else one.first
