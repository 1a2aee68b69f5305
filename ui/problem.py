"""An error as a sentence on the page, never as a traceback."""

import streamlit as st

from index.errors import HatsugenError
from ui.exchange import wrong_error
from ui.plain import plain
from ui.words import Words


def show_problem(words: Words, error: HatsugenError) -> None:
    """Say what kind of thing went wrong, then the error's own sentence with the way out."""
    st.error(f"{plain(wrong_error(words, error))}\n\n{plain(str(error))}", icon=":material/error:")
