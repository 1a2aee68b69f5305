"""What the answering half of the program passes around; all of it frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.records import Passage, Span

FILTER_FIELDS = {  # a filter's name on the command line, in JSON and in gold -> its field
    "transcript": "transcript",
    "speaker": "speaker",
    "from": "since",
    "to": "until",
    "session": "session",
    "not_speaker": "not_speaker",
    "turns": "turns",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Where to search; None means everywhere."""

    transcript: str | None = None
    speaker: str | None = None  # a name, or a label as some transcript writes it
    since: str | None = None  # first date, ISO 8601
    until: str | None = None  # last date, ISO 8601
    session: str | None = None  # 3, 第3回 or 2031年度第3回: as much as is named must agree
    not_speaker: str | None = None  # everybody but this person
    turns: str | None = None  # 4 or 4-6: turns of the transcript, which must be named too

    def as_dict(self) -> dict[str, str]:
        """Return the filters that are set, under the names of the command line."""
        named = {name: getattr(self, field) for name, field in FILTER_FIELDS.items()}
        return {name: value for name, value in named.items() if value}

    @classmethod
    def of(cls, named: Mapping[str, str | None]) -> "Filter":
        """Make a filter of what `as_dict` returns, or of some of it."""
        return cls(**{FILTER_FIELDS[name]: value for name, value in named.items()})


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found; `text` is a slice of the source text."""

    passage: Passage
    speaker: str | None
    text: str
    score: float  # fused, 0 to 1, higher is better; comparable within one question only


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage that was looked at for an answer, and how high it stood."""

    passage: Passage
    score: float  # as a hit's


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered span with its quote: `quote == source_text[span.start:span.end]`, always."""

    number: int
    transcript: str
    title: str
    session: str | None
    date: str | None
    turn: int
    speaker: str | None
    span: Span
    quote: str
    page: int | None
    address: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of an answer: who, the words as shown, and the citation that proves them."""

    speaker: str | None
    words: str  # the quote with its line breaks joined, for display
    number: int  # of the citation


# Who or what is named is not there; the conditions leave nothing to search; nothing is near enough.
Refused = Literal["missing", "empty", "improbable"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What `ask` returns."""

    question: str
    language: str  # of the question: ja, en, zh, ko
    mode: str
    found: bool
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Hit, ...] = ()
    unsupported: tuple[str, ...] = ()
    filters: Filter = field(default_factory=Filter)  # all that held: given and read
    read: Filter = field(default_factory=Filter)  # those that the question's own words set
    standalone: str | None = None  # the question as it was searched, where it leaned on another
    probability: float = 0.0  # that the transcripts answer; below a threshold they are refused
    wider: "Answer | None" = None  # of a refusal under a filter: what is found without it
    timings_ms: dict[str, float] = field(default_factory=dict)
    refused: Refused | None = None  # why nothing is quoted
    threshold: float = 0.0  # of the probability, when it was asked
    ranked: tuple[Ranked, ...] = ()  # the best passages, best first
    generation: int = 0  # of the library that was asked
