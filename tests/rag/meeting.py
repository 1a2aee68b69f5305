"""A small meeting written for a test, as lines with the vectors of an encoder."""

from collections.abc import Sequence

from index.encode import Encoder, Vectors
from index.records import Header, Source, Transcript
from index.turns import find_turns
from rag.lines import Line, lines_of


def meeting(text: str, name: str = "m1", date: str = "2030-01-10") -> Transcript:
    """Make a transcript of a text with speaker labels."""
    turns = find_turns(text, name)
    return Transcript(name, Source(name, name, text, "", "utf-8"), Header(name, date=date), turns)


def lines_in(text: str, name: str = "m1") -> tuple[Line, ...]:
    """Sentences of a text with speaker labels."""
    return lines_of(meeting(text, name))


def vectors_in(lines: Sequence[Line], encoder: Encoder) -> Vectors:
    """Vectors of sentences, one a line."""
    return encoder.encode_passages([line.words for line in lines])
