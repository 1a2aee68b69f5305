"""What stands around every page: styles, the language switch, the notice about the sample."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import Page

from index.library import Library
from ui.component import PAGE_STYLE, page_language
from ui.resources import summaries_of
from ui.sample import samples
from ui.words import LANGUAGES, Words, words_of

_LANGUAGE, _SWITCH = "lang", "language"  # in the address; of the switch


def language() -> Words:
    """Draw the styles and the switch, and return the labels.

    The address wins over what was chosen before, that over the browser's language.
    """
    asked = st.query_params.get(_LANGUAGE)
    if asked in LANGUAGES:
        st.session_state[_LANGUAGE] = asked
    current = st.session_state.setdefault(_LANGUAGE, _of_browser())
    if current not in (_of_browser(), asked):
        st.query_params[_LANGUAGE] = current  # another page was opened
    words = words_of(current)
    st.html(PAGE_STYLE)
    page_language(words)
    with st.container(key="language_box"):
        st.session_state[_SWITCH] = current
        st.segmented_control(
            words.language_label,
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            key=_SWITCH,
            required=True,
            label_visibility="collapsed",
            on_change=_switch,
        )
    return words


def _of_browser() -> str:
    """The browser's language where we speak it; English for others, Japanese where none is told."""
    told = (st.context.locale or "ja").partition("-")[0].lower()
    return told if told in LANGUAGES else "en"


def menu(pages: Mapping[str, Page], talk: Mapping[str, str]) -> None:
    """Draw the links to the pages: in the header, on a phone below it.

    `talk` is what the address of the first page needs to open the conversation again.
    """
    with st.container(key="menu", horizontal=True, gap="small"):
        for name, page in pages.items():
            st.page_link(page, query_params=dict(talk) if name == "ask" and talk else None)


def _switch() -> None:
    chosen = st.session_state[_SWITCH] or _of_browser()
    st.session_state[_LANGUAGE] = chosen
    if chosen == _of_browser():
        st.query_params.pop(_LANGUAGE, None)
    else:
        st.query_params[_LANGUAGE] = chosen


def sample_notice(words: Words, library: Library, way: Page, shown: Page) -> None:
    """Say, as long as sample transcripts are there, that meetings of theirs are made up.

    With the way to add one's own, or beside these, to remove the sample; but for the page that
    is the way itself, which says the latter more fully.
    """
    summaries = summaries_of(library)
    count = len(samples(summaries))
    alone = count == len(summaries)
    if not count or (way == shown and not alone):
        return
    with st.container(key="notice", horizontal=True, vertical_alignment="center"):
        if alone:
            st.caption(words.sample_notice, width="content")
        else:
            st.caption(words.sample_among.format(count), width="content")
        if alone and way != shown:
            st.page_link(way, label=words.sample_add, icon=":material/add:")
        elif not alone:
            st.page_link(way, label=words.sample_way, icon=":material/library_books:")
