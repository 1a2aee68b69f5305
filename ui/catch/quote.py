"""Quotes with a link to their place, and behind them who said them and where."""

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
    """What was said as it is shown; the texts are not escaped."""

    shown: str  # the source's characters, the line breaks joined
    address: str
    who: str
    where: str  # session, day, turn, page


def said(library: Library, words: Words, cited: Cited | Place) -> Said:
    """Read what was said at a place.

    Raises:
        UnknownTranscript: the library no longer holds it.
    """
    transcript, layout = opened(library, cited.transcript)
    found = cite(1, transcript, cited.turn, cited.span)
    joined = search_text(transcript.text, transcript.turns[cited.turn].span, layout)
    place = where(words, found.session, found.date, found.turn, found.page)
    language = "".join(f"&{urlencode({name: value})}" for name, value in kept_language().items())
    return Said(
        joined.display(cited.span),
        f"{found.address}{language}",
        found.speaker or words.front,
        place,
    )


def quote(library: Library, words: Words, cited: Cited | Place) -> str:
    """Quote what was said as Markdown: "[words](address) — who · session · turn".

    Raises:
        UnknownTranscript: the library no longer holds it.
    """
    one = said(library, words, cited)
    return f"[{plain(one.shown)}]({one.address}) — {plain(one.who)} · {plain(one.where)}"
