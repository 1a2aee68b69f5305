"""Quotes as Markdown: the words link to their place, behind them who said them and where."""

from dataclasses import dataclass

from index.library import Library
from index.search_text import search_text
from rag.catchup.found import Place
from rag.catchup.records import Cited
from rag.cite import cite
from ui.plain import plain
from ui.resources import opened
from ui.source import where
from ui.words import Words


@dataclass(frozen=True, slots=True)
class Quoted:
    """What was said, in pieces of Markdown that show just that."""

    words: str  # the line breaks joined
    speaker: str
    where: str  # session, day, turn and page
    address: str  # opens the words highlighted


def quote(library: Library, words: Words, cited: Cited | Place) -> str:
    """Quote what was said: "[words](address) — who · session · turn", the line breaks joined.

    Raises:
        UnknownTranscript: the library no longer holds it.
    """
    one = quoted(library, words, cited)
    return f"[{one.words}]({one.address}) — {one.speaker} · {one.where}"


def quoted(library: Library, words: Words, cited: Cited | Place) -> Quoted:
    """Quote what was said, in pieces.

    Raises:
        UnknownTranscript: the library no longer holds it.
    """
    transcript, layout = opened(library, cited.transcript)
    found = cite(1, transcript, cited.turn, cited.span)
    said = search_text(transcript.text, transcript.turns[cited.turn].span, layout)
    return Quoted(
        plain(said.display(cited.span)),
        plain(found.speaker or words.front),
        plain(where(words, found.session, found.date, found.turn, found.page)),
        found.address,
    )
