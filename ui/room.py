"""What the pages work with: the library, and what is kept and done beside it, shared by all."""

import logging
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from index.encode import Encoder
from index.errors import LibraryError
from index.library import Library
from rag.rerank import Reranker
from ui.kept.desk import Desk
from ui.kept.starters import Starters
from ui.kept.store import Store
from ui.models import Models, environment
from ui.resources import opened

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Room:
    """One library with all that a page needs of it."""

    library: Library
    encoder: Encoder
    store: Store
    desk: Desk
    starters: Starters
    models: Models
    lasting: bool  # whether conversations outlive the server


@st.cache_resource(show_spinner=False)
def shared_room(
    _library: Library, folder: Path, _encoder: Encoder, _ranker: Reranker | None
) -> Room:
    """Make the room of a library once for all sessions.

    Where the library's folder may not be written, conversations are kept for as long as the
    server runs.
    """
    try:
        store, lasting = Store(folder), True
    except LibraryError as error:
        log.warning("conversations are kept until the server stops only: %s", error)
        store, lasting = Store(Path(tempfile.mkdtemp(prefix="hatsugen-"))), False
    models = Models(environment(), store.path.parent)
    desk = Desk(_library, _encoder, store, partial(opened, _library), _ranker, writer=models.writer)
    starters = Starters(_library, _encoder, store)
    return Room(_library, _encoder, store, desk, starters, models, lasting)
