"""What the conversation draws, made once a state and kept for the session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

import streamlit as st

from index.errors import UnknownTranscript
from index.library import Library
from index.records import Transcript
from rag.cite import Standing, standing
from ui.exchange import exchange_data
from ui.kept.records import Exchange
from ui.resources import opened
from ui.source import Data
from ui.words import Words


@dataclass(slots=True)
class Drawings:
    """Drawn exchanges of one conversation; quotes are compared with the text as they are drawn."""

    _made: dict[tuple[str, bool], Data] = field(default_factory=dict)
    _state: tuple[int, str, str] | None = None  # library's generation, language, app's address

    def of(
        self,
        words: Words,
        exchanges: list[Exchange],
        library: Library,
        titles: Mapping[str, str],
    ) -> list[Data]:
        """Data of each exchange, made anew when library, language or answer have changed."""
        state = library.generation, words.language, app_address()
        if state != self._state:
            self._made, self._state = {}, state
        return [self._of(words, exchange, library, titles) for exchange in exchanges]

    def _of(
        self, words: Words, exchange: Exchange, library: Library, titles: Mapping[str, str]
    ) -> Data:
        key = exchange.id, exchange.outcome is None
        if key not in self._made:
            standings = standings_of(exchange, library)
            self._made[key] = exchange_data(words, exchange, titles, standings, app_address())
        return self._made[key]


def standings_of(exchange: Exchange, library: Library) -> dict[int, Standing]:
    """What became of each source of an answer, by its place: compared with the text just now."""
    return {
        at: standing(_transcript(library, shown.citation.transcript), shown.citation)
        for at, shown in enumerate(exchange.shown)
    }


def _transcript(library: Library, name: str) -> Transcript | None:
    try:
        return opened(library, name)[0]
    except UnknownTranscript:
        return None


def app_address() -> str:
    """Address of the app as the reader's browser has it, with a slash at its end."""
    return urljoin(st.context.url or "", "./") if st.context.url else ""
