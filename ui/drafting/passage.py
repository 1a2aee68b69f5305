"""Cited words as Markdown: linked to their place, with who said them and where."""

from index.errors import UnknownTranscript
from index.library import Library
from index.search_text import search_text
from rag.cite import verify
from rag.records import Citation
from ui.plain import plain
from ui.resources import opened
from ui.source import where
from ui.words import Words


def spot(words: Words, citation: Citation) -> str:
    """Say who and where, linked: "[水野 · 2031年度第1回 · 発言 4](read?…)"."""
    place = where(words, citation.session or citation.title, None, citation.turn, citation.page)
    return f"[{plain(citation.speaker or words.front)} · {plain(place)}]({citation.address})"


def said(library: Library, citation: Citation) -> str:
    """Quote the words, linked to their place, so that no address in them becomes a link."""
    return f"[{plain(_joined(library, citation))}]({citation.address})"


def _joined(library: Library, citation: Citation) -> str:
    """Join the line breaks of the words where the transcript is as it was."""
    try:
        transcript, layout = opened(library, citation.transcript)
    except UnknownTranscript:
        return citation.quote
    if not verify(transcript, citation):
        return citation.quote
    turn = search_text(transcript.text, transcript.turns[citation.turn].span, layout)
    return turn.display(citation.span)
