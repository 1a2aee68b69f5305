"""A question with what came of it, kept for the session and drawn in either language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from index.errors import HatsugenError
from index.layout import Layout
from index.records import Transcript
from index.search_text import search_text
from prompts import wording
from rag.cite import cite
from rag.records import Answer, Citation, Filter
from ui.chips import chips
from ui.source import Data, where
from ui.words import Words

Open = Callable[[str], tuple[Transcript, Layout]]  # a transcript's id -> it and its layout


@dataclass(frozen=True, slots=True)
class Shown:
    """A citation, and its quote joined over line breaks."""

    citation: Citation
    words: str


@dataclass(frozen=True, slots=True)
class Request:
    """A question as it is to be asked."""

    question: str
    wanted: Filter = field(default_factory=Filter)  # set by hand
    unread: Filter = field(default_factory=Filter)  # read from the words once, then taken away
    leans: bool = True  # may be a follow-up of the questions before it
    at: int | None = None  # exchange that it replaces; None puts it last


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question; either an answer with its sources, or the error that stopped it."""

    request: Request
    answer: Answer | None = None
    sources: tuple[Shown, ...] = ()  # the citations; of a refusal, the nearest passages
    wider: tuple[Shown, ...] = ()  # of a refusal: the citations of what is found without a filter
    error: HatsugenError | None = None

    @property
    def shown(self) -> tuple[Shown, ...]:
        """Everything that can be opened, in the order that the page counts it."""
        return self.sources + self.wider


def exchange_of(answer: Answer, request: Request, opened: Open) -> Exchange:
    """Make an exchange of an answer; every source is joined for display here, once."""
    cited = answer.citations if answer.found else _nearest(answer, opened)
    wider = answer.wider.citations if answer.wider else ()
    return Exchange(request, answer, _shown(cited, opened), _shown(wider, opened))


def _shown(citations: Sequence[Citation], opened: Open) -> tuple[Shown, ...]:
    return tuple(Shown(citation, _joined(citation, opened)) for citation in citations)


def _nearest(answer: Answer, opened: Open) -> list[Citation]:
    return [
        cite(number, opened(hit.passage.transcript_id)[0], hit.passage.turn, hit.passage.span)
        for number, hit in enumerate(answer.nearest, 1)
    ]


def _joined(citation: Citation, opened: Open) -> str:
    transcript, layout = opened(citation.transcript)
    turn = transcript.turns[citation.turn]
    return search_text(transcript.text, turn.span, layout).display(citation.span)


def wrong(words: Words, error: HatsugenError) -> str:
    """Say in the reader's language what kind of thing went wrong; `str(error)` says the rest."""
    kinds = (kind.__name__ for kind in type(error).__mro__)
    return next(words.wrong[kind] for kind in kinds if kind in words.wrong)


def exchange_data(words: Words, exchange: Exchange, titles: Mapping[str, str]) -> Data:
    """Return what the conversation draws for one question; `titles` names transcripts by id."""
    answer, error, request = exchange.answer, exchange.error, exchange.request

    def conditions(held: Filter) -> list[Data]:
        return [asdict(chip) for chip in chips(words, held, titles)]

    return {
        "question": request.question,
        "language": answer.language if answer else words.language,
        "standalone": answer.standalone if answer else None,
        "read": conditions(answer.read) if answer else [],
        "unread": conditions(request.unread),
        "byHand": conditions(request.wanted),
        "found": bool(answer and answer.found),
        "text": _text(answer) if answer and not answer.statements else [],
        "lines": _lines(words, answer, 0) if answer else [],
        "sources": [_source(words, source) for source in exchange.shown],
        "own": len(exchange.sources),  # the sources after these are those of `wider`
        "wider": _lines(words, answer.wider, len(exchange.sources))
        if answer and answer.wider
        else None,
        "error": {"lead": wrong(words, error), "detail": str(error)} if error else None,
    }


def _text(answer: Answer) -> list[Data]:
    """Paragraphs of an answer without statements; a refusal's: that, why, and what was searched."""
    words = wording(answer.language)
    refusal = words["refusal"]
    if not answer.text.startswith(refusal):
        return [{"kind": "lead", "words": line} for line in answer.text.splitlines()]
    rest = answer.text.removeprefix(refusal)
    if answer.wider:  # what is found stands below, under a heading of its own
        rest = rest.removesuffix(words["widen"])
    begins = (rest.find(words[name].split("{")[0]) for name in ("searched", "searched_nothing"))
    at = max(begins)
    why, searched = (rest[:at], rest[at:]) if at >= 0 else (rest, "")
    parts = {"lead": refusal, "why": why, "searched": searched}
    return [{"kind": kind, "words": part.strip()} for kind, part in parts.items() if part.strip()]


def _lines(words: Words, answer: Answer, first: int) -> list[Data]:
    """Statements of an answer whose first citation is the exchange's source number `first`."""
    before, after = (
        wording(answer.language)["line_nobody"].format(words="\0", marker="").split("\0")
    )
    numbers = [citation.number for citation in answer.citations]
    lines = []
    for line in answer.statements:
        at = numbers.index(line.number)
        citation = answer.citations[at]
        lines.append(
            {
                "speaker": line.speaker or words.front,
                "where": where(words, citation.session, citation.date, None, None),
                "words": f"{before}{line.words}{after.strip()}",
                "source": first + at,
            }
        )
    return lines


def _source(words: Words, source: Shown) -> Data:
    citation = source.citation
    return {
        "number": citation.number,
        "speaker": citation.speaker or words.front,
        "title": citation.title,
        "where": where(words, citation.session, citation.date, citation.turn, citation.page),
        "words": source.words,
        "address": citation.address,
    }
