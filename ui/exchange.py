"""A question with what came of it -> what the conversation draws, in either language."""

from collections.abc import Mapping
from dataclasses import asdict

from index.errors import HatsugenError
from index.language import language_of
from prompts import wording
from rag.cite import Standing
from rag.records import Answer, Filter
from ui.chips import chips
from ui.kept.records import Exchange, Problem, Shown, Writing
from ui.markdown import answer_markdown
from ui.sentences import detail
from ui.source import Data, where
from ui.words import Words
from ui.written import quote_line, sentences_data, written_data


def wrong(words: Words, problem: Problem) -> str:
    """Say in the reader's language what kind of thing went wrong; its sentence says the rest."""
    return next(words.wrong[kind] for kind in problem.kinds if kind in words.wrong)


def wrong_error(words: Words, error: HatsugenError) -> str:
    """As `wrong`, for an error that has just been raised."""
    return wrong(words, Problem.of(error))


def exchange_data(
    words: Words,
    exchange: Exchange,
    titles: Mapping[str, str],
    standings: Mapping[int, Standing],
    base: str,
) -> Data:
    """Return what the conversation draws for one question.

    titles: names of transcripts by id.
    standings: of each source by its place in `exchange.shown`, as just compared with the text.
    base: address of the app, which copied links begin with.
    """
    answer, request = exchange.answer, exchange.request
    problem = exchange.outcome.problem if exchange.outcome else None
    own = len(exchange.outcome.sources) if exchange.outcome else 0
    shown = exchange.outcome.shown if exchange.outcome else ()
    model = answer.generated if answer else None

    def conditions(held: Filter) -> list[Data]:
        return [asdict(chip) for chip in chips(words, held, titles)]

    return {
        "id": exchange.id,
        "pending": exchange.outcome is None,
        "question": request.question,
        "language": answer.language if answer else words.language,
        "standalone": answer.standalone if answer else None,
        "read": conditions(answer.read) if answer else [],
        "unread": conditions(request.unread),
        "byHand": conditions(request.wanted),
        "found": bool(answer and answer.found),
        "text": _text(answer) if answer and not (answer.statements or model) else [],
        "lines": _lines(words, answer, 0) if answer else [],
        "sources": [_source(words, source, standings.get(at)) for at, source in enumerate(shown)],
        "model": written_data(words, model, shown, answer.language) if answer and model else None,
        "own": own,  # the sources after these are those of `wider`
        "wider": _lines(words, answer.wider, own) if answer and answer.wider else None,
        "error": {"lead": wrong(words, problem), "detail": detail(words, problem)}
        if problem
        else None,
        "vote": exchange.vote,
        "link": f"{base}answer?id={exchange.id}",
        "markdown": answer_markdown(words, exchange, base) if answer else None,
    }


def draft_data(words: Words, exchange: Exchange, writing: Writing) -> Data:
    """Return what is drawn of an answer while a language model is still writing it."""
    language, draft = language_of(exchange.request.question), writing.draft
    return {
        "id": exchange.id,
        "language": language,
        "sentences": sentences_data(words, draft.sentences, writing.sources, language),
        "sources": [_source(words, source, None) for source in writing.sources],
        "tail": draft.tail,
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
    numbers = [citation.number for citation in answer.citations]
    lines = []
    for line in answer.statements:
        at = numbers.index(line.number)
        citation = answer.citations[at]
        lines.append(quote_line(words, answer.language, citation, line.words, first + at))
    return lines


def _source(words: Words, source: Shown, standing: Standing | None) -> Data:
    citation = source.citation
    return {
        "number": citation.number,
        "speaker": citation.speaker or words.front,
        "transcript": citation.transcript,
        "span": (citation.span.start, citation.span.end),
        "title": citation.title,
        "where": where(words, citation.title, citation.date, citation.turn, citation.page),
        "words": source.words,
        "address": citation.address,
        "standing": standing.kind if standing else None,
    }
