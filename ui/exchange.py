"""A question with what came of it, kept for the session and drawn in either language."""

from collections.abc import Callable
from dataclasses import dataclass

from index.errors import HatsugenError
from index.layout import Layout
from index.records import Transcript
from index.search_text import search_text
from prompts import wording
from rag.cite import cite
from rag.records import Answer, Citation
from ui.source import Data, where
from ui.words import Words

Open = Callable[[str], tuple[Transcript, Layout]]  # a transcript's id -> it and its layout


@dataclass(frozen=True, slots=True)
class Shown:
    """A citation, and its quote joined over line breaks."""

    citation: Citation
    words: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question; either an answer with its sources, or the error that stopped it."""

    question: str
    answer: Answer | None = None
    sources: tuple[Shown, ...] = ()  # the citations; of a refusal, the nearest passages
    error: HatsugenError | None = None


def exchange_of(answer: Answer, question: str, opened: Open) -> Exchange:
    """Make an exchange of an answer; every source is joined for display here, once."""
    cited = answer.citations if answer.found else _nearest(answer, opened)
    return Exchange(question, answer, tuple(Shown(c, _joined(c, opened)) for c in cited))


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


def exchange_data(words: Words, exchange: Exchange) -> Data:
    """Return what the conversation draws for one question."""
    answer, error = exchange.answer, exchange.error
    return {
        "question": exchange.question,
        "language": answer.language if answer else words.language,
        "found": bool(answer and answer.found),
        "text": _text(answer) if answer and not answer.statements else [],
        "lines": _lines(words, answer) if answer else [],
        "sources": [_source(words, source) for source in exchange.sources],
        "error": {"lead": wrong(words, error), "detail": str(error)} if error else None,
    }


def _text(answer: Answer) -> list[str]:
    """Lines of an answer without statements; a refusal's sentence stands alone in the first."""
    refusal = wording(answer.language)["refusal"]
    if answer.text.startswith(refusal):
        return [refusal, answer.text.removeprefix(refusal).strip()]
    return answer.text.splitlines()


def _lines(words: Words, answer: Answer) -> list[Data]:
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
                "source": at,
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
