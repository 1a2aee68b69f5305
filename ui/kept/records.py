"""A conversation's parts, as they are kept and drawn; all of it frozen."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.errors import HatsugenError
from rag.records import Answer, Citation, Draft, Filter, Unsupported


@dataclass(frozen=True, slots=True)
class Request:
    """A question as it is to be asked."""

    question: str
    wanted: Filter = field(default_factory=Filter)  # set by hand
    unread: Filter = field(default_factory=Filter)  # read from the words once, then taken away
    leans: bool = True  # may be a follow-up of the questions before it
    model: str | None = None  # PROVIDER:MODEL that writes the answer; None: quotes alone
    unsupported: Unsupported = "replace"


@dataclass(frozen=True, slots=True)
class Choice:
    """How somebody wants answers to be written."""

    use: bool = True  # whether a language model writes them, where there is one
    model: str | None = None  # PROVIDER:MODEL; None: the one that the server is set to
    unsupported: Unsupported = "replace"


@dataclass(frozen=True, slots=True)
class Shown:
    """A citation, and its quote joined over line breaks."""

    citation: Citation
    words: str


@dataclass(frozen=True, slots=True)
class Writing:
    """An answer that a language model is writing, with what it cites so far."""

    draft: Draft
    sources: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as it is kept: what kinds of thing went wrong, and the sentence to show."""

    kinds: tuple[str, ...]  # names of the error's classes, the narrowest first
    sentence: str

    @classmethod
    def of(cls, error: HatsugenError) -> "Problem":
        """Keep an error."""
        kinds = tuple(k.__name__ for k in type(error).__mro__ if issubclass(k, HatsugenError))
        return cls(kinds, str(error))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question: an answer with its sources, or the problem that stopped it."""

    answer: Answer | None = None
    sources: tuple[Shown, ...] = ()  # the citations; of a refusal, the nearest passages
    wider: tuple[Shown, ...] = ()  # of a refusal: the citations of what is found without a filter
    problem: Problem | None = None

    @property
    def shown(self) -> tuple[Shown, ...]:
        """Everything that can be opened, in the order that the page counts it."""
        return self.sources + self.wider


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with what came of it; no outcome yet while it is being answered."""

    id: str
    request: Request
    asked: str = ""  # UTC, ISO 8601
    attempt: int = (
        1  # counts how often the question in its place was asked, always in a new exchange
    )
    outcome: Outcome | None = None
    vote: int = 0  # 1 or -1; 0 where nobody judged it
    drafted: tuple[Shown, ...] = ()  # what a language model cites that is still writing

    @property
    def answer(self) -> Answer | None:
        """The answer, where there is one."""
        return self.outcome.answer if self.outcome else None

    @property
    def shown(self) -> tuple[Shown, ...]:
        """Everything that can be opened."""
        return self.outcome.shown if self.outcome else self.drafted


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation in brief."""

    id: str
    title: str  # given by hand, else its first question
    created: str  # UTC, ISO 8601
    changed: str
    questions: int


def history(before: Sequence[Exchange]) -> list[tuple[str, str | None]]:
    """Earlier questions, each with its answer if there is one, as `rag.answer.ask` takes them."""
    return [
        (e.request.question, e.answer.text if e.answer and e.answer.found else None) for e in before
    ]
