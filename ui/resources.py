"""What all sessions share: the library, the encoder, and transcripts ready to be shown."""

from pathlib import Path

import streamlit as st

from index.catalogue import Summary
from index.encode import Encoder, load_encoder
from index.layout import Layout, measure
from index.library import Library
from index.records import Transcript
from index.stores import LOCAL, Stores
from rag.rerank import Reranker, load_reranker
from ui.voices import Looks, looks_of

_OPEN_TRANSCRIPTS = 32  # kept ready; a transcript of a day's meeting takes about 1 MB


@st.cache_resource(show_spinner=False)
def shared_library(folder: Path, stores: Stores = LOCAL) -> Library:
    """Open the library once for all sessions.

    Raises:
        LibraryError: it is missing or cannot be used.
    """
    return Library(folder, stores)


@st.cache_resource(show_spinner=False)
def shared_encoder(configured: str | None) -> Encoder:
    """Load the encoder once for all sessions.

    Raises:
        EncoderError: it cannot be loaded.
    """
    return load_encoder(configured)


@st.cache_resource(show_spinner=False)
def shared_reranker(configured: str | None) -> Reranker | None:
    """Load the reranker once for all sessions, where one is configured.

    Raises:
        EncoderError: it cannot be loaded.
    """
    return load_reranker(configured)


def opened(library: Library, name: str) -> tuple[Transcript, Layout]:
    """Return a transcript and its layout as the library has it now.

    Raises:
        UnknownTranscript: the library does not hold it.
    """
    return _opened(library, str(library.folder), library.generation, name)


@st.cache_resource(show_spinner=False, max_entries=_OPEN_TRANSCRIPTS)
def _opened(
    _library: Library, folder: str, generation: int, name: str
) -> tuple[Transcript, Layout]:
    with _library.reading() as view:
        transcript = view.transcript(name)
    return transcript, measure(transcript.text)


def summaries_of(library: Library) -> list[Summary]:
    """Every transcript in brief, read once a library state."""
    return _summaries(library, str(library.folder), library.generation)


@st.cache_resource(show_spinner=False, max_entries=2)
def _summaries(_library: Library, folder: str, generation: int) -> list[Summary]:
    with _library.reading() as view:
        return view.summaries()


def looks_in(library: Library) -> Looks:
    """How the people of a library are told apart, chosen once a library state."""
    return _looks(library, str(library.folder), library.generation)


@st.cache_resource(show_spinner=False, max_entries=2)
def _looks(_library: Library, folder: str, generation: int) -> Looks:
    return looks_of(summaries_of(_library))
