"""The sample library: made on first start, told as what it is, easily removed."""

import hashlib
from functools import cache
from pathlib import Path
from threading import Lock

import streamlit as st

import index
from index.catalogue import Summary
from index.encode import Encoder
from index.errors import LibraryError, LibraryMissing
from index.library import Library
from ui.adding import Adding, watch
from ui.resources import shared_library
from ui.words import Words

FOLDER = Path(index.__file__).with_name("sample")
_starting: dict[Path, Adding] = {}  # one a library folder, whoever opens the app first
_lock = Lock()


def library_or_sample(folder: Path, encoder: Encoder, words: Words) -> Library:
    """Open the library; where nothing was ever added, add the sample first and show how far it is.

    Raises:
        HatsugenError: the library can be neither opened nor made.
    """
    try:
        library = shared_library(folder)
    except LibraryMissing:
        Library.create(folder)
        library = shared_library(folder)
    if library.generation == 0:
        _make(library, encoder, words)
    return library


def _make(library: Library, encoder: Encoder, words: Words) -> None:
    with _lock:
        if library.folder not in _starting and library.generation == 0:
            files = [(path.name, path.read_bytes) for path in sorted(FOLDER.glob("*.txt"))]
            _starting[library.folder] = Adding(files, library, encoder)
        adding = _starting.get(library.folder)
    if adding is None:
        return
    with st.container(key="preparing"):
        st.write(words.preparing)
        watch(adding, words)
    _starting.pop(library.folder, None)
    failed = [row.error for row in adding.result() if row.error]
    if failed:
        raise LibraryError(failed[0])
    st.rerun()


@cache
def _hashes() -> frozenset[str]:
    return frozenset(hashlib.sha256(p.read_bytes()).hexdigest() for p in FOLDER.glob("*.txt"))


def samples(summaries: list[Summary]) -> list[str]:
    """Ids of the transcripts that are the sample's."""
    return [summary.id for summary in summaries if summary.sha256 in _hashes()]


def is_sample(summaries: list[Summary]) -> bool:
    """Tell whether a library holds sample transcripts and nothing else."""
    return bool(summaries) and len(samples(summaries)) == len(summaries)
