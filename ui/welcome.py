"""The page before the first question: what this is, and questions that the library answers."""

from functools import partial

import streamlit as st

from rag.records import Filter
from rag.suggest import first
from ui.kept.starters import Starters
from ui.plain import plain
from ui.words import Words

LOOK_EVERY = 0.5  # seconds between two looks at what is being done in the background
_CHOSEN = "chosen_question"  # in the session


def welcome(
    words: Words, filled: bool, starters: Starters, wanted: Filter, model: str | None
) -> None:
    """Draw the page.

    filled: whether the library holds a transcript.
    wanted: the conditions that are set; questions have an answer under them.
    model: the language model that writes the answers.
    """
    st.title(words.welcome, anchor=False)
    st.write(words.model.welcome_text if model else words.welcome_text)
    if not filled:
        st.info(words.empty, icon=":material/library_add:")
        return
    pool = starters.pool(words.language)
    if pool is None:
        _look(words, starters)
        return
    chosen = starters.answered(first(starters.under(pool, wanted)), wanted)
    if chosen:
        with st.container(key="examples"):
            st.caption(words.examples_label)
            for suggestion in chosen:
                choose = partial(choose_question, suggestion.question)
                st.button(plain(suggestion.question), on_click=choose, width="stretch")


def choose_question(question: str) -> None:
    """Let a question be asked when the page is drawn next."""
    st.session_state[_CHOSEN] = question


def chosen_question() -> str | None:
    """Return the question that was chosen, once."""
    question: str | None = st.session_state.pop(_CHOSEN, None)
    return question


def _look(words: Words, starters: Starters) -> None:
    @st.fragment(run_every=LOOK_EVERY)
    def look() -> None:
        st.caption(words.tools.looking)
        if starters.pool(words.language) is not None:
            st.rerun()

    look()
