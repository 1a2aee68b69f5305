"""What suggesting passes around; all of it frozen."""

from dataclasses import dataclass
from typing import Literal

from index.records import Span, Speaker

Kind = Literal["topic", "term", "person", "asked"]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that somebody says."""

    turn: int
    speaker: Speaker
    span: Span
    words: str  # search text
    asks: bool


@dataclass(frozen=True, slots=True)
class Idea:
    """A question that may have an answer."""

    question: str
    kind: Kind
    transcript: str
    about: str  # what the answer's words must hold; empty where they may be others
    said: Said  # the sentence that it comes from
    speaker: str | None = None  # who must be cited
    foreign: bool = False  # it names something in another language than its own


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that was asked and has an answer in the library."""

    question: str
    kind: Kind
    transcript: str  # that is cited first
    turns: tuple[int, ...]  # of it, that the answer quotes
    spans: tuple[Span, ...] = ()  # of it, that the answer quotes
    about: str = ""  # term or topic that it names
    speaker: str | None = None  # whom it names
    foreign: bool = False  # it names something in another language than its own
