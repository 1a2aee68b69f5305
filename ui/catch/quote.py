"""Quotes as Markdown: the words link to their place, behind them who said them and where."""

from index.library import Library
from index.search_text import search_text
from rag.catchup.found import Place
from rag.catchup.records import Cited
from rag.cite import cite
from ui.plain import plain
from ui.resources import opened
from ui.source import where
from ui.words import Words


def quote(library: Library, words: Words, cited: Cited | Place) -> str:
    """Quote what was said: "[words](address) — who · session · turn", the line breaks joined.

    Raises:
        UnknownTranscript: the library no longer holds it.
    """
    transcript, layout = opened(library, cited.transcript)
    found = cite(1, transcript, cited.turn, cited.span)
    said = search_text(transcript.text, transcript.turns[cited.turn].span, layout)
    place = plain(where(words, found.session, found.date, found.turn, found.page))
    shown = plain(said.display(cited.span))
    return f"[{shown}]({found.address}) — {plain(found.speaker or words.front)} · {place}"
