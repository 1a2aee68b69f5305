"""The transcripts of a library as links, the newest first."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st
from streamlit.navigation.page import Page

from index.catalogue import Summary
from ui.plain import plain
from ui.words import Words

_PAGE = 50  # transcripts listed at first, and more at each press
_SHOWN = "newest_shown"  # in the session
_SPEAKERS = 8  # named of one transcript; an assembly has a hundred


def show_newest(
    words: Words, summaries: Sequence[Summary], titles: Mapping[str, str], page: Page
) -> None:
    """Draw the links; `page` is the one that opens a transcript."""
    shown = st.session_state.get(_SHOWN, _PAGE)
    st.caption(words.count.format(len(summaries)))
    with st.container(key="newest"):
        for summary in newest(summaries)[:shown]:
            address = {"transcript": summary.id} | kept_language()
            with st.container(gap=None):
                st.page_link(page, label=plain(titles[summary.id]), query_params=address)
                st.caption(told(words, summary))
    if len(summaries) > shown:
        more = partial(st.session_state.update, {_SHOWN: shown + _PAGE})
        st.button(words.history.more, key="newest_more", on_click=more)


def newest(summaries: Sequence[Summary]) -> list[Summary]:
    """By date, the newest first and those without a date last; those of one day by their ids."""
    by_id = sorted(summaries, key=lambda summary: summary.id)
    return sorted(by_id, key=lambda summary: summary.header.date or "", reverse=True)


def told(words: Words, summary: Summary) -> str:
    """Say when it was and who speaks, as Markdown: "2031年5月20日 · 水野、片瀬"."""
    people = [plain(name) for name in summary.people[:_SPEAKERS]]
    if len(summary.people) > _SPEAKERS:
        people.append(words.reader.others.format(len(summary.people) - _SPEAKERS))
    parts = (
        words.day(summary.header.date) if summary.header.date else "",
        words.comma.join(people),
    )
    return " · ".join(part for part in parts if part)


def kept_language() -> dict[str, str]:
    """The language that the address names, for another address of ours."""
    return {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}
