"""Transcripts out of the library, after a question."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from index.build import remove
from index.encode import Encoder
from index.errors import HatsugenError
from index.library import Library
from ui.findings import Actions
from ui.plain import plain
from ui.problem import show_problem
from ui.sample import samples
from ui.shelf import Shelf
from ui.words import Words

_REMOVED = "removed"  # in the session: that it is done, or why not


def show_removal(words: Words, shelf: Shelf, actions: Actions) -> None:
    """Draw the choice of several transcripts, and the sample's own way out."""
    titles, busy = actions.titles, actions.busy
    sample = samples(shelf.summaries)
    with st.expander(words.remove_heading):
        chosen = st.multiselect(
            words.remove_label,
            list(titles),
            format_func=titles.__getitem__,
            placeholder=words.choose,
            select_all=False,
            key="to_remove",
        )
        with st.container(horizontal=True):
            if st.button(words.remove_button, disabled=busy or not chosen, key="remove"):
                confirm_removal(words, chosen, titles, actions.library, actions.encoder)
            if len(sample) == len(titles):  # else the page says so at its top
                _sample_button(words, sample, actions, "removal")


def show_sample_among(words: Words, shelf: Shelf, actions: Actions, place: str) -> None:
    """Say that made-up transcripts stand among the others, with the way to remove them.

    place: tells two drawings on one page apart.
    """
    sample = samples(shelf.summaries)
    if sample and len(sample) < len(shelf.summaries):
        with st.container(border=True, key=f"sample_{place}", gap="xsmall"):
            said = f"{words.sample_among.format(len(sample))} {words.sample_quoted}"
            st.info(said, icon=":material/info:")
            _sample_button(words, sample, actions, place)


def _sample_button(words: Words, sample: Sequence[str], actions: Actions, place: str) -> None:
    if st.button(words.sample_remove, disabled=actions.busy, key=f"remove_sample_{place}"):
        confirm_removal(words, sample, actions.titles, actions.library, actions.encoder)


def confirm_removal(
    words: Words,
    chosen: Sequence[str],
    titles: dict[str, str],
    library: Library,
    encoder: Encoder,
) -> None:
    """Ask in a dialog; only its button removes."""

    @st.dialog(words.remove_heading)
    def dialog() -> None:
        st.write(words.remove_question)
        for name in chosen:
            st.markdown(f"- {plain(titles[name])}")
        with st.container(horizontal=True, horizontal_alignment="right"):
            stay = st.button(words.cancel, key="cancel")
            act = partial(_remove_now, words, chosen, library, encoder)
            if st.button(words.remove_confirm, key="confirm", type="primary", on_click=act) or stay:
                st.rerun()

    dialog()


def show_outcome(words: Words) -> None:
    """Say once what became of it."""
    outcome: HatsugenError | str | None = st.session_state.pop(_REMOVED, None)
    if isinstance(outcome, HatsugenError):
        show_problem(words, outcome)
    elif outcome:
        st.toast(outcome)


def _remove_now(words: Words, chosen: Sequence[str], library: Library, encoder: Encoder) -> None:
    try:
        remove(chosen, library, encoder)
    except HatsugenError as error:
        st.session_state[_REMOVED] = error
    else:
        st.session_state[_REMOVED] = words.removed
