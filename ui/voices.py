"""Who speaks in a transcript, and by which colour, shape and letter each is told apart."""

from collections import Counter
from dataclasses import dataclass

from index.records import Transcript, Turn

COLOURS = 8  # as many as `reader.css` has; beyond, the same colours come in the next shape
SHAPES = 3  # circle, square, diamond


@dataclass(frozen=True, slots=True)
class Voice:
    """One person: a letter in a shape of a colour, and how many characters are theirs."""

    name: str
    letter: str
    colour: int
    shape: int
    characters: int  # of the source text, spaces not counted


def voices(transcript: Transcript) -> list[Voice]:
    """People in the order of their first words, whatever labels they speak under."""
    spoken: Counter[str] = Counter()
    for turn in transcript.turns:
        name = name_of(turn)
        if name:
            spoken[name] += len("".join(turn.span.of(transcript.text).split()))
    letters: list[str] = []
    for name in spoken:
        letters.append(_letter(name, letters))
    return [
        Voice(name, letters[at], at % COLOURS, at // COLOURS % SHAPES, spoken[name])
        for at, name in enumerate(spoken)
    ]


def name_of(turn: Turn) -> str | None:
    """Name under which a turn is counted; None for the front matter."""
    return turn.speaker.name if turn.speaker else None


def _letter(name: str, taken: list[str]) -> str:
    """First character of a name that nobody has yet: 岩田, 岩本 -> 岩, 本."""
    letters = [char.upper() for char in name if char.isalnum()] or ["?"]
    return next((char for char in letters if char not in taken), letters[0])
