"""What the answering half of the program passes around; all of it frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.encode import Vectors
from index.errors import Trouble
from index.records import Passage, Span, Speaker

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


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A numbered sentence as a language model is shown it, with what proves or disproves by it."""

    number: int  # from 1, as the model cites it
    words: str  # search text of the sentence
    shown: str  # source characters with the line breaks joined
    before: str  # search text of the sentence or two before it in its turn: what それ stands for
    after: str  # the sentence after it in its turn
    transcript: str
    turn: int
    span: Span
    speaker: Speaker | None
    title: str
    session: str | None
    date: str | None  # ISO 8601
    language: str  # of its transcript
    vector: Vectors | None = None  # of the sentence, shape (dimension,), unit length


# What is wrong with a sentence: nothing cited proves it; a number, date or amount is not in what it
# cites; a name is not; it speaks for somebody who is not cited; it says the opposite; it cites
# nothing and nothing fits; it carries what no answer carries (links, markup, orders).
FaultKind = Literal["support", "number", "name", "speaker", "polarity", "uncited", "form"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a sentence of a language model, and the words in which it shows."""

    kind: FaultKind
    words: str = ""  # of the sentence: 12, 岡野, 反対; empty where it is the whole


@dataclass(frozen=True, slots=True)
class Judgement:
    """What verification found of one sentence."""

    support: float  # probability that what is cited proves it, 0 to 1
    faults: tuple[Fault, ...] = ()  # none: it stands


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a language model's answer, as it is shown."""

    words: str  # without its markers
    numbers: tuple[int, ...]  # of the answer's citations that it rests on
    support: float = 0.0  # as in `Judgement`
    faults: tuple[Fault, ...] = ()
    named: tuple[str, ...] = ()  # who is cited but not named in it; shown behind it
    instead: tuple[int, ...] = ()  # citations quoted in its place; it is then shown as replaced
    paragraph: bool = False  # begins a new paragraph
    moved: bool = False  # the model's own numbers did not prove it; code found what does


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer while a language model is still writing it."""

    sentences: tuple[Sentence, ...] = ()  # complete and judged
    citations: tuple["Citation", ...] = ()  # of these
    tail: str = ""  # beginning of the next sentence, no half marker in it; not judged yet


# Why the transcripts' own words stand where a language model was asked: it failed, no sentence of
# it was proven, or none rests on words that the question was found to be answered by.
Fallback = Trouble | Literal["unproven", "beside"]
Unsupported = Literal["replace", "mark"]  # what is done with a sentence that nothing proves


@dataclass(frozen=True, slots=True)
class Generated:
    """What a language model did for an answer."""

    model: str  # PROVIDER:MODEL
    sentences: tuple[Sentence, ...] = ()
    messages: tuple[tuple[str, str], ...] = ()  # the prompt: (role, text)
    raw: str = ""  # what the model wrote, unchanged
    unknown: int = 0  # cited numbers that do not exist, taken out
    fallback: Fallback | None = None  # why `sentences` are not the answer
    detail: str = ""  # one sentence about it; no key in it
    input_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False  # tokens were counted here, the provider did not tell
    cost: float | None = None  # in the currency of the configured price; None without a price
    attempts: int = 0


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
    generated: Generated | None = None  # None where no language model was called
