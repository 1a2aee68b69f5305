"""The sample library: made on first start, told as what it is, easily removed."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import streamlit as st

import index
from index.catalogue import Summary
from index.encode import Encoder
from index.errors import LibraryError, LibraryMissing
from index.library import Library
from index.stores import Stores
from ui.adding import Upload, adding
from ui.progress import show_progress
from ui.resources import shared_library
from ui.words import Words
from ui.work import Work, forget, start, was_stopped, work_on

FOLDER = Path(index.__file__).with_name("sample")


def library_or_sample(folder: Path, stores: Stores, encoder: Encoder, words: Words) -> Library:
    """Open the library; where nothing was ever added, add the sample first and show how far it is.

    Whoever stops that begins with an empty library, or with what was finished of the sample.

    Raises:
        HatsugenError: the library can be neither opened nor made.
    """
    try:
        library = shared_library(folder, stores)
    except LibraryMissing:
        Library.create(folder, stores)
        library = shared_library(folder, stores)
    if library.generation == 0:
        _make(library, encoder, words)
    return library


def _make(library: Library, encoder: Encoder, words: Words) -> None:
    """Draw the making of the sample, which ends the page here; or say why it failed."""
    files = [Upload(path.name, path.stat().st_size, path.read_bytes) for path in _files()]
    work = work_on(library)
    if work is None:
        start(library, lambda: adding(files, library, encoder, "preparing"))
        work = work_on(library)
    if work and not work.running:
        _end(work, library, encoder)
        return
    if work:
        with st.container(key="preparing"):
            show_progress(words, work)
    st.stop()


def _end(work: Work, library: Library, encoder: Encoder) -> None:
    """Begin with what there is.

    Raises:
        LibraryError: nobody stopped it, and yet there is nothing.
    """
    forget(library)
    failed = [row for row in work.result() if row.error]
    if library.generation:
        return
    if not all(was_stopped(row) for row in failed):
        raise LibraryError(str(failed[0].error))
    with library.writing(encoder) as draft:
        draft.publish(lambda connection: None)  # from now on it is a library, and an empty one


def _files() -> Iterator[Path]:
    yield from sorted(FOLDER.glob("*.txt"))


@cache
def _hashes() -> frozenset[str]:
    return frozenset(hashlib.sha256(path.read_bytes()).hexdigest() for path in _files())


def samples(summaries: list[Summary]) -> list[str]:
    """Ids of the transcripts that are the sample's."""
    return [summary.id for summary in summaries if summary.sha256 in _hashes()]
