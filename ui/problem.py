"""An error as a sentence on the page, never as a traceback."""

import streamlit as st

from index.errors import HatsugenError
from ui.exchange import wrong_error
from ui.kept.records import Problem
from ui.plain import plain
from ui.sentences import detail
from ui.words import Words


def show_problem(words: Words, error: HatsugenError) -> None:
    """Say what kind of thing went wrong, then the error's own sentence with the way out."""
    said = (wrong_error(words, error), detail(words, Problem.of(error)))
    st.error("\n\n".join(plain(one) for one in said if one), icon=":material/error:")
