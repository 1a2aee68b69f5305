"""What is found in transcripts, as it is stored: places by transcript, turn and span, no texts."""

from dataclasses import dataclass
from typing import Literal

from index.records import Span
from rag.lines import Line

Stance = Literal["agree", "concern", "reservation", "proposal", "fact"]
State = Literal["answered", "promised", "open"]


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence; the quote is `span.of(transcript.text)`."""

    transcript: str
    turn: int
    line: int  # place in `rag.lines.lines_of`, from 0
    span: Span
    speaker: str | None  # name of the person's entry

    @classmethod
    def of(cls, line: Line) -> "Place":
        """Where a line stands."""
        who = line.speaker.known_as if line.speaker else None
        return cls(line.transcript, line.turn, line.place, line.span, who)


@dataclass(frozen=True, slots=True)
class Mention:
    """A form in which a transcript writes a noun or a name."""

    form: str  # NFKC
    key: str  # under which spellings of one word meet
    size: int  # of short units
    count: int  # nested in longer forms, too
    turns: tuple[int, ...]
    first: Place
    topic: bool  # a phrase that can be a topic by itself, or a name


@dataclass(frozen=True, slots=True)
class Definition:
    """A sentence that tells what a term means, or what something of that name is."""

    term: str
    place: Place


@dataclass(frozen=True, slots=True)
class Alias:
    """Two forms that a sentence gives as one: 電子商取引（EC）."""

    term: str  # the longer, or the one that was said
    other: str
    place: Place
    short: bool  # an acronym or abbreviation of the term


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms and names as one transcript has them."""

    transcript: str
    people: tuple[str, ...] = ()  # names of those who speak
    mentions: tuple[Mention, ...] = ()
    definitions: tuple[Definition, ...] = ()
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """How often a session has a term, and in which turns."""

    transcript: str
    count: int
    turns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the ledger of terms and names."""

    name: str
    reading: str  # in katakana; in small letters where it is written in Latin script
    variants: tuple[str, ...]  # other spellings
    short: tuple[str, ...]  # acronyms and abbreviations
    count: int
    score: float  # C-value
    first: Place
    definitions: tuple[Definition, ...]  # in the order of the sessions
    aliases: tuple[Alias, ...]  # with the sentences that give them
    sessions: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that somebody asked another, and the sentences that answer it."""

    place: Place
    answers: tuple[Place, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody promised, or was asked to do and did not refuse."""

    place: Place  # of the sentence that says what
    by: str  # name of the person's entry, or as the sentence calls the person
    due: str  # until when, in the sentence's own words; empty where none is said
    accepted: Place | None = None  # of the answer, where somebody else asked for it
    about: tuple[str, ...] = ()  # content words of what was promised
    kept: Place | None = None  # of the sentence in which it is fulfilled


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance that a speaker takes in a sentence."""

    place: Place
    stance: Stance


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the stance board: the best quotes of a speaker's stance on a topic."""

    speaker: str
    stance: Stance
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """What a person says on a topic in one session."""

    place: Place
    stance: Stance | None  # None where it cannot be decided
    turning: bool  # the stance is another one than before, or the person says so


@dataclass(frozen=True, slots=True)
class History:
    """What a person says on a topic from session to session."""

    person: str  # name of the entry
    positions: tuple[Position, ...]  # in the order of the sessions
