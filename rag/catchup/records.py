"""What is derived of sessions, people and topics; all of it frozen, and JSON-able.

Records cite by place; the quote is sliced when it is shown, by `rag.cite.cite`.
"""

from dataclasses import dataclass

from index.records import Span


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a transcript, by their place."""

    transcript: str
    turn: int
    span: Span
    speaker: str | None  # the label


@dataclass(frozen=True, slots=True)
class Share:
    """Who speaks in a session, and how much of it."""

    speaker: str  # name of the person's entry
    role: str | None  # as the labels state it, with the house: 潮見研 所長
    characters: int  # white space not counted
    share: float  # of all that is said, 0 to 1


@dataclass(frozen=True, slots=True)
class Topic:
    """A stretch of a session that is about one thing."""

    title: str
    first: int  # turns
    last: int
    start: int  # offset of its first words
    minutes: float


@dataclass(frozen=True, slots=True)
class Brief:
    """A session in a few sentences of its own."""

    transcript: str
    minutes: float  # to read all of it
    speakers: tuple[Share, ...]  # in order of first speech
    topics: tuple[Topic, ...]  # in reading order
    sentences: tuple[Cited, ...]  # in reading order


@dataclass(frozen=True, slots=True)
class Path:
    """Passages to read one after another."""

    topic: str  # empty for the whole library
    steps: tuple[Cited, ...]
    minutes: float


@dataclass(frozen=True, slots=True)
class Voice:
    """A person of the library."""

    name: str
    roles: tuple[str, ...]  # as the labels state them
    affiliations: tuple[str, ...]
    sessions: tuple[str, ...]
    transcripts: tuple[str, ...]
    turns: int
    share: float  # of what is said where they speak
    topics: tuple[str, ...]  # what they talk of more than others do
    statements: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a transcript holds of a theme."""

    transcript: str
    count: int  # passages
    passages: tuple[Cited, ...]  # the most central first


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic of the library."""

    title: str
    terms: tuple[str, ...]
    count: int  # passages
    cells: tuple[Cell, ...]  # of the transcripts that hold any, in order of the map


@dataclass(frozen=True, slots=True)
class Themes:
    """The map of a library: topics over transcripts."""

    transcripts: tuple[str, ...]  # by date and name
    themes: tuple[Theme, ...]  # in order of first mention


@dataclass(frozen=True, slots=True)
class Sifted:
    """A sentence of a transcript, sifted: whether it tells something, and what it names."""

    turn: int
    span: Span
    speaker: str | None  # the label
    tells: bool  # neither courtesy nor procedure nor a question
    alone: bool  # it tells, and means something without what stands before it
    explains: bool  # it says what a term means
    phrases: tuple[str, ...]  # noun phrases that can be a topic
