"""The recipe of an answer: retrieve, decide, choose sentences, cite, or refuse."""

import time
from collections.abc import Sequence
from datetime import date

from index.encode import Encoder
from index.errors import BadQuestion
from index.library import Library, View
from prompts import wording
from rag.cite import cite, marker
from rag.decide import answers
from rag.extract import Candidate, choose, gather, refine, score
from rag.question import Question, understand
from rag.records import Answer, Citation, Filter, Hit, Statement
from rag.retrieve import Ranking, allowed_rows, hits, rank

EXTRACTIVE = "extractive"
NEAREST = 3  # passages shown with a refusal


def search(
    question: str, library: Library, encoder: Encoder, wanted: Filter | None = None, k: int = 10
) -> list[Hit]:
    """Find the best k passages for a question, best first.

    Raises:
        BadQuestion: an empty or oversized question, or a date that is none.
        LibraryError: the library cannot be read, or was built with another encoder.
        UnknownTranscript: the filter names a transcript that is not there.
    """
    wanted = wanted or Filter()
    asked = understand(question)
    library.check_encoder(encoder)
    with library.reading() as view:
        check_filter(view, wanted)
        return hits(view, rank(view.snapshot, encoder, asked, wanted), k)


def ask(question: str, library: Library, encoder: Encoder, wanted: Filter | None = None) -> Answer:
    """Answer a question by quoting, or refuse.

    Raises:
        BadQuestion, LibraryError, UnknownTranscript: as `search`.
    """
    begun = time.perf_counter()
    wanted = wanted or Filter()
    asked = understand(question)
    library.check_encoder(encoder)
    with library.reading() as view:
        check_filter(view, wanted)
        ranking = rank(view.snapshot, encoder, asked, wanted)
        ranked = time.perf_counter()
        candidates = score(asked, ranking, gather(view, ranking))
        found = answers(asked, encoder, ranking, candidates)
        chosen = choose(refine(encoder, ranking, candidates)) if found else []
        statements, citations = _quote(chosen)
        nearest = hits(view, ranking, NEAREST)
        text = _lines(asked, statements) if found else refusal(view, asked, wanted, ranking)
    ended = time.perf_counter()
    return Answer(
        question=question,
        language=asked.language,
        mode=EXTRACTIVE,
        found=found,
        text=text,
        statements=tuple(statements),
        citations=tuple(citations),
        nearest=tuple(nearest),
        filters=wanted,
        timings_ms={
            "total": _milliseconds(begun, ended),
            "search": _milliseconds(begun, ranked),
            "quote": _milliseconds(ranked, ended),
        },
    )


def check_filter(view: View, wanted: Filter) -> None:
    """Refuse a filter that cannot be meant.

    Raises:
        BadQuestion: a date that is none.
        UnknownTranscript: a transcript that is not there.
    """
    for value in (wanted.since, wanted.until):
        try:
            if value is not None and date.fromisoformat(value).isoformat() != value:
                raise ValueError(value)
        except ValueError as error:
            raise BadQuestion(
                f"{value!r} is no date; write it as year-month-day, like 2020-06-30."
            ) from error
    if wanted.transcript:
        view.require(wanted.transcript)


def refusal(view: View, asked: Question, wanted: Filter, ranking: Ranking) -> str:
    """Say that nothing answers, and what was searched."""
    words = wording(asked.language)
    snapshot = view.snapshot
    scope = words["filter_join"].join(
        words[f"filter_{name}"].format(value=value) for name, value in wanted.as_dict().items()
    )
    allowed = allowed_rows(snapshot, wanted)
    rows = range(len(snapshot.passages)) if allowed is None else allowed
    if not len(rows):
        return words["refusal"] + words["searched_nothing"].format(
            scope=scope or words["searched_all"]
        )
    turns = {(snapshot.passages[row].transcript_id, snapshot.passages[row].turn) for row in rows}
    searched = words["searched"].format(
        scope=scope or words["searched_all"],
        transcripts=len({name for name, _ in turns}),
        turns=sum(turn > 0 for _, turn in turns),
    )
    space = " " if asked.language in ("en", "ko") else ""
    return f"{words['refusal']}{space}{searched}"


def _quote(chosen: Sequence[Candidate]) -> tuple[list[Statement], list[Citation]]:
    statements, citations = [], []
    for number, candidate in enumerate(chosen, 1):
        citation = cite(number, candidate.transcript, candidate.turn, candidate.span)
        citations.append(citation)
        statements.append(Statement(citation.speaker, candidate.shown, number))
    return statements, citations


def _lines(asked: Question, statements: Sequence[Statement]) -> str:
    words = wording(asked.language)
    return "\n".join(
        words["line" if statement.speaker else "line_nobody"].format(
            speaker=statement.speaker, words=statement.words, marker=marker(statement.number)
        )
        for statement in statements
    )


def _milliseconds(begun: float, ended: float) -> float:
    return round((ended - begun) * 1000, 1)
