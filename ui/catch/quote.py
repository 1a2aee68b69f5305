"""Quotes as Markdown: the words link to their place, behind them who said them and where."""

from dataclasses import dataclass
from urllib.parse import urlencode

from index.library import Library
from index.search_text import search_text
from rag.catchup.found import Place
from rag.catchup.records import Cited
from rag.cite import cite
from ui.newest import kept_language
from ui.plain import plain
from ui.resources import opened
from ui.source import where
from ui.words import Words


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, as it is shown; the texts are not escaped."""

    words: str  # the line breaks joined
    speaker: str
    where: str  # session, day, turn and page
    address: str  # opens the words highlighted


def quote(library: Library, words: Words, cited: Cited | Place) -> str:
    """Quote what was said: "[words](address) — who · session · turn", the line breaks joined.

    Raises:
        UnknownTranscript: the library no longer holds it.
    """
    one = said(library, words, cited)
    return f"[{plain(one.words)}]({one.address}) — {plain(one.speaker)} · {plain(one.where)}"


def said(library: Library, words: Words, cited: Cited | Place) -> Said:
    """What was said at a place, for what is no Markdown.

    Raises:
        UnknownTranscript: the library no longer holds it.
    """
    transcript, layout = opened(library, cited.transcript)
    found = cite(1, transcript, cited.turn, cited.span)
    joined = search_text(transcript.text, transcript.turns[cited.turn].span, layout)
    language = "".join(f"&{urlencode({name: value})}" for name, value in kept_language().items())
    return Said(
        joined.display(cited.span),
        found.speaker or words.front,
        where(words, found.session, found.date, found.turn, found.page),
        f"{found.address}{language}",
    )
