"""The Streamlit app: `streamlit run app.py`. Pages and shared resources; no logic."""

import os
from pathlib import Path

import streamlit as st

from index.errors import HatsugenError
from ui import ask, library, read
from ui.frame import language, menu, sample_notice
from ui.problem import show_problem
from ui.resources import shared_encoder, shared_reranker
from ui.sample import library_or_sample

FOLDER = Path(os.environ.get("HATSUGEN_LIBRARY") or "library")
ENCODER = os.environ.get("HATSUGEN_ENCODER")
RERANKER = os.environ.get("HATSUGEN_RERANKER")
STATIC = Path(__file__).parent / "ui" / "static"

st.set_page_config("Hatsugen", str(STATIC / "icon.svg"), layout="wide")
st.logo(str(STATIC / "logo.svg"), size="large")
words = language()


def ask_page() -> None:
    """Ask, and see the source beside the answer."""
    ask.show(transcripts, encoder, words, shared_reranker(RERANKER))


def read_page() -> None:
    """Read one transcript; the page of permanent links."""
    read.show(transcripts, words)


def library_page() -> None:
    """Add and remove transcripts."""
    library.show(transcripts, encoder, words)


pages = [
    st.Page(ask_page, title=words.ask, icon=":material/forum:", default=True),
    st.Page(read_page, title=words.read, icon=":material/article:", url_path="read"),
    st.Page(library_page, title=words.library, icon=":material/library_books:", url_path="library"),
]
page = st.navigation(pages, position="hidden")
menu(pages)
try:
    encoder = shared_encoder(ENCODER)
    transcripts = library_or_sample(FOLDER, encoder, words)
    sample_notice(words, transcripts, pages[-1] if page != pages[-1] else None)
    page.run()
except HatsugenError as error:
    show_problem(words, error)
