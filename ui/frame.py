"""What stands around every page: styles, the language switch, the notice about the sample."""

import streamlit as st
from streamlit.navigation.page import Page

from index.library import Library
from ui.component import PAGE_STYLE, page_language
from ui.sample import is_sample
from ui.words import LANGUAGES, Words, words_of

_LANGUAGE, _SWITCH = "lang", "language"  # in the address; of the switch


def language() -> Words:
    """Draw the styles and the switch, and return the labels.

    The address wins over the session; Japanese is the default.
    """
    asked = st.query_params.get(_LANGUAGE)
    if asked in LANGUAGES:
        st.session_state[_LANGUAGE] = asked
    current = st.session_state.setdefault(_LANGUAGE, "ja")
    if current not in ("ja", asked):
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


def menu(pages: list[Page]) -> None:
    """Draw the links to the pages: in the header, on a phone below it."""
    with st.container(key="menu", horizontal=True, gap="small"):
        for page in pages:
            st.page_link(page)


def _switch() -> None:
    chosen = st.session_state[_SWITCH] or "ja"
    st.session_state[_LANGUAGE] = chosen
    if chosen == "ja":
        st.query_params.pop(_LANGUAGE, None)
    else:
        st.query_params[_LANGUAGE] = chosen


def sample_notice(words: Words, library: Library, library_page: Page | None) -> None:
    """Say, as long as there is nothing else, that the transcripts are a sample.

    With the way to one's own, unless the page shown is the way itself.
    """
    with library.reading() as view:
        summaries = view.summaries()
    if is_sample(summaries):
        with st.container(key="notice", horizontal=True, vertical_alignment="center"):
            st.caption(words.sample_notice, width="content")
            if library_page:
                st.page_link(library_page, label=words.sample_add, icon=":material/add:")
