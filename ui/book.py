"""A transcript as the browser gets it, once: every turn's words, and where each stands."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256

from index.layout import Layout
from index.records import Transcript
from index.search_text import search_text
from ui.passage import paragraphs
from ui.voices import ALONE, Looks, name_of, voices

_KEPT = 16  # transcripts of a day's meeting take 1 to 2 MB each, drawn
_NAME_DIGITS = 16  # hexadecimal


@dataclass(frozen=True, slots=True)
class Book:
    """The drawn transcript: `content` is its name on a line of its own, then JSON in UTF-8.

    {"people": [voice], "turns": [[number, place among the people or -1, label, paragraphs]]},
    a paragraph being [text, [offset, count, offset, count, …]] in code points.
    """

    name: str  # of its content: the browser keeps what it has got already
    content: bytes


@lru_cache(maxsize=_KEPT)  # a click on a citation must not draw 3,000 turns again
def book(transcript: Transcript, layout: Layout, looks: Looks = ALONE) -> Book:
    """Draw a transcript; turns without words are left out."""
    people = voices(transcript, looks)
    at = {voice.name: place for place, voice in enumerate(people)}
    turns = []
    for turn in transcript.turns:
        words = paragraphs(search_text(transcript.text, turn.span, layout))
        if words:
            drawn = [[p.text, [number for run in p.runs for number in run]] for p in words]
            label = turn.speaker.label if turn.speaker else ""
            turns.append([turn.number, at.get(name_of(turn) or "", -1), label, drawn])
    content = json.dumps(
        {"people": [asdict(voice) for voice in people], "turns": turns},
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8", "replace")  # half a surrogate pair is no text that a browser could show
    name = sha256(content).hexdigest()[:_NAME_DIGITS]
    return Book(name, f"{name}\n".encode() + content)
