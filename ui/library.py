"""The transcripts of the library: what there is, what to check, adding and removing."""

from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from index.encode import Encoder
from index.library import Library
from index.read import SUFFIXES
from ui.added_rows import show_results
from ui.adding import Upload, adding
from ui.card import open_form, show_card
from ui.findings import Actions, dismissing_failed
from ui.problem import show_problem
from ui.progress import show_progress
from ui.removing import confirm_removal, show_outcome, show_removal, show_sample_among
from ui.shelf import Shelf, shelf_of, show_table
from ui.words import Words
from ui.work import Work, start, work_on


def show(library: Library, encoder: Encoder, words: Words) -> None:
    """Draw the page."""
    with st.spinner(words.shelf.looking):
        shelf = shelf_of(library)
    work = work_on(library)
    busy = work is not None and work.running

    def remove(transcript: str) -> None:
        confirm_removal(words, [transcript], shelf.titles, library, encoder)

    actions = Actions(library, encoder, shelf.titles, open_form, remove, busy)
    with st.container(key="wide"):
        st.html(_style(words))
        st.title(words.library, anchor=False)
        problem = dismissing_failed()
        if problem:
            show_problem(words, problem)
        show_sample_among(words, shelf, actions, "top")
        if shelf.summaries:
            chosen = show_table(words, shelf)
            if chosen:
                show_card(words, chosen, shelf, actions)
        else:
            st.write(words.nothing_here)
        _add(words, shelf, actions, work)
        if shelf.summaries:
            show_removal(words, shelf, actions)
        show_outcome(words)


def _add(words: Words, shelf: Shelf, actions: Actions, work: Work | None) -> None:
    """Draw the way to add files; while there is work, how far it is; then what became of it."""
    st.subheader(words.add_heading, anchor=False)
    if work and work.running:
        show_progress(words, work)
        return
    _form(actions.library, actions.encoder, words)
    if work and work.kind != "preparing":
        show_results(words, work, shelf, actions)


def _form(library: Library, encoder: Encoder, words: Words) -> None:
    with st.form("add", clear_on_submit=True):
        files = st.file_uploader(
            words.add_label, type=sorted(SUFFIXES), accept_multiple_files=True, key="files"
        )
        if not st.form_submit_button(words.add_button, type="primary"):
            return
        if not files:
            st.warning(words.add_none)
        elif start(library, lambda: adding(_uploads(files), library, encoder)):
            st.rerun()
        else:
            st.warning(words.shelf.busy)


def _uploads(files: list[UploadedFile]) -> list[Upload]:
    return [Upload(file.name, file.size, partial(UploadedFile.getvalue, file)) for file in files]


def _style(words: Words) -> str:
    """Room for the table; and Streamlit's uploader, which speaks English only, shows our word."""
    box = '[data-testid="stFileUploaderDropzone"]'
    return f"""<style>
.stApp:has(.st-key-wide):has({box}) [data-testid="stMainBlockContainer"] {{ max-width: 75rem; }}
{box} > [data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
{box} button p {{ font-size: 0; }}
{box} button p::after {{ content: "{words.browse}"; font-size: 1rem; }}
</style>"""
