"""The sentences of transcripts, as overviews and drafts are made of them."""

from dataclasses import dataclass

import numpy as np

from index.encode import Vectors
from index.layout import measure
from index.records import Span, Speaker, Transcript
from index.search_text import search_text
from index.sentences import sentences
from index.view import View


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a transcript; the quote is `span.of(transcript.text)`."""

    transcript: str
    place: int  # from 0, in reading order within the transcript
    turn: int
    speaker: Speaker | None  # None in turn 0
    span: Span
    words: str  # search text
    shown: str  # source characters with the line breaks joined


def lines_of(transcript: Transcript) -> tuple[Line, ...]:
    """Every sentence of a transcript, in reading order."""
    found: list[Line] = []
    layout = measure(transcript.text)
    for turn in transcript.turns:
        if not len(turn.span):
            continue
        search = search_text(transcript.text, turn.span, layout)
        for start, end in sentences(search.text):
            span = search.to_source(start, end)
            words, shown = search.text[start:end], search.display(span)
            line = Line(transcript.id, len(found), turn.number, turn.speaker, span, words, shown)
            found.append(line)
    return tuple(found)


def vectors_of(view: View, lines: tuple[Line, ...]) -> Vectors:
    """Vectors of the sentences of one transcript; shape (lines, dimension), unit length.

    The library holds one for every sentence of a passage; a sentence in which a passage was cut
    has that of the nearest one that begins before it in the transcript. Titles outside every
    passage have zeros.
    """
    snapshot = view.snapshot
    vectors = np.zeros((len(lines), snapshot.vectors.dimension), dtype=np.float32)
    if not lines:
        return vectors
    passages = snapshot.rows_of(lines[0].transcript)
    first = snapshot.sentences.first[[passages.start, passages.stop]]
    rows = np.arange(*first)
    starts = snapshot.sentences.starts[rows]
    nearest = np.searchsorted(starts, [line.span.start for line in lines], side="right") - 1
    known = nearest >= 0
    vectors[known] = snapshot.sentences.vectors.rows(rows[nearest[known]])
    return vectors
