"""A passage that the reader selected -> its citation; the quote is sliced from the source text."""

from typing import Any

from index.layout import Layout
from index.records import Span, Transcript
from index.search_text import search_text
from rag.cite import cite
from rag.records import Citation
from ui.citation_text import footnote
from ui.place import MAX_QUOTE
from ui.words import Words


def selected(transcript: Transcript, span: Span) -> Citation | None:
    """Cite a span of source characters, as far as it can be cited; None where nobody speaks.

    It ends with the turn in which it begins, and after as much as an address may name; white
    space around it is left out.
    """
    turn = transcript.turn_at(span.start)
    if turn is None:
        return None
    span = Span(span.start, min(span.end, turn.span.end, span.start + MAX_QUOTE))
    words = span.of(transcript.text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    return cite(1, transcript, turn.number, Span(start, end)) if start < end else None


def reply(words: Words, transcript: Transcript, layout: Layout, sent: Any) -> dict[str, Any] | None:
    """Answer what the browser asks about a range: {"id": 3, "start": 70, "end": 90}.

    Returns {"id": 3, "text": "「…」（…）", "address": "read?…"}; both None for a range that
    cannot be cited; None when the browser sent no such thing.
    """
    if not isinstance(sent, dict):
        return None
    asked, start, end = (sent.get(name) for name in ("id", "start", "end"))
    if not (isinstance(asked, int) and isinstance(start, int) and isinstance(end, int)):
        return None
    citation = selected(transcript, Span(start, end)) if 0 <= start < end else None
    if citation is None:
        return {"id": asked, "text": None, "address": None}
    shown = search_text(transcript.text, citation.span, layout).display(citation.span)
    text = footnote(words, citation, shown)
    return {"id": asked, "text": text, "address": citation.address}
