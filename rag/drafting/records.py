"""What drafting passes around and keeps; all of it frozen, all of it JSON by pydantic."""

from dataclasses import dataclass, field
from typing import Literal

from index.records import Span
from rag.records import Citation, Fault

Form = Literal["minutes", "issues", "speakers", "decisions", "english"]
Length = Literal["line", "half", "two"]
FORMS: tuple[Form, ...] = ("minutes", "issues", "speakers", "decisions", "english")
LENGTHS: tuple[Length, ...] = ("line", "half", "two")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be drafted; empty means all."""

    form: Form = "minutes"
    length: Length = "half"
    transcripts: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()  # names or labels
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title within a draft; it claims nothing."""

    words: str
    level: int = 2  # 1 is the draft's own
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft with what proves it."""

    words: str
    citations: tuple[Citation, ...] = ()  # `number` counts from 1 in the whole draft
    kind: Literal["sentence"] = "sentence"


Block = Heading | Sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was composed, or as somebody edited it."""

    title: str
    choice: Choice
    language: str  # of its headings: ja, en
    mode: str  # extractive, or PROVIDER:MODEL
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()  # what was not found, why a model's words are missing
    generation: int = 0  # of the library that it was made from

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences in order."""
        return tuple(block for block in self.blocks if isinstance(block, Sentence))


Verdict = Literal["exact", "paraphrase", "unsupported", "opposite"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the transcripts say of one sentence of any text."""

    sentence: str
    place: Span  # in the text that was checked
    verdict: Verdict
    support: float  # probability that what is cited proves it, 0 to 1
    faults: tuple[Fault, ...] = ()
    citations: tuple[Citation, ...] = ()  # what proves it; of the others, what comes nearest
    moved: bool = field(default=False)  # the footnotes that it had do not prove it
