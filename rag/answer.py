"""The recipe of an answer: read the question, retrieve, decide, choose, cite, or refuse."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.encode import Encoder
from index.language import language_of
from index.library import Library
from index.view import View
from prompts import wording
from rag.candidates import Candidate, gather
from rag.cite import cite, marker
from rag.dated import asks_for_the_date, held_on
from rag.decide import THRESHOLD, probability
from rag.evidence import evidence_of
from rag.extract import choose, score
from rag.overview import overview
from rag.question import Question, understand
from rag.reading.courtesy import is_courtesy
from rag.reading.followup import Earlier, standalone
from rag.reading.rows import allowed_rows
from rag.reading.scope import Scope, read_scope
from rag.records import Answer, Citation, Draft, Filter, Ranked, Refused, Statement
from rag.refuse import refusal, without
from rag.rerank import Reranker, ranked
from rag.retrieve import Ranking, hits
from rag.search import check_filter, search
from rag.verify import Ground
from rag.writer import Shown, Writer, completed, written

__all__ = ["ask", "search"]

EXTRACTIVE = "extractive"
NEAREST = 3  # passages shown with a refusal
_LOOKED_AT = 10  # best passages that an answer remembers with their scores


@dataclass(frozen=True, slots=True)
class _Found:
    """An extractive answer, and what it was chosen from."""

    answer: Answer
    ranking: Ranking
    candidates: Sequence[Candidate]  # sentences of the passages; empty where none were looked at
    chosen: Sequence[Candidate]


def ask(
    question: str,
    library: Library,
    encoder: Encoder,
    wanted: Filter | None = None,
    history: Sequence[tuple[str, str | None]] = (),
    *,
    unread: Collection[str] = (),
    today: date | None = None,
    reranker: Reranker | None = None,
    writer: Writer | None = None,
    on_draft: Callable[[Draft], None] | None = None,
) -> Answer:
    """Answer a question by quoting, or refuse; with a writer, in a language model's sentences.

    What is refused is refused without the model. Where the model fails, the quotes stand.

    Filters are read from the question's own words; when nothing answers under them, the answer
    without them stands in `wider`.

    history: earlier questions of the conversation with their answers, oldest first.
    unread: filters, named as in `Filter.as_dict`, that the words are not to set.
    today: the day from which last year is counted; this day when not given.
    on_draft: called with every new piece of the answer while a model writes it.

    Raises:
        BadQuestion, LibraryError, UnknownTranscript: as `search`.
    """
    begun = time.perf_counter()
    wanted = wanted or Filter()
    earlier = [Earlier(*one) for one in history]
    library.check_encoder(encoder)
    with library.reading() as view:
        check_filter(view, wanted)
        understand(question)  # refuses what is no question before it is completed
        whole = standalone(question, earlier, view.snapshot.people)
    if writer and whole:  # the rules tell that it leans on another; the model tells how
        whole = completed(writer, question, earlier, language_of(question)) or whole
    with library.reading() as view:
        asked = understand(whole or question)
        scope = read_scope(asked, view.snapshot, wanted, today or date.today(), unread)
        found = _answer(view, encoder, asked, scope, reranker)
        answer, shown = found.answer, None
        if not answer.found and scope.read.as_dict() and not scope.bare:
            wider = _answer(view, encoder, asked, scope.widened(), reranker).answer
            answer = _widened(view, asked, scope, answer, wider)
        elif answer.found and writer:
            shown = _shown(view, encoder, asked, found)
    if writer and shown:  # the library is let go of: a model may take minutes
        answer = written(answer, shown, writer, on_draft)
    timings = answer.timings_ms | {"total": _milliseconds(begun, time.perf_counter())}
    return replace(answer, question=question, standalone=whole, timings_ms=timings)


def _answer(
    view: View, encoder: Encoder, asked: Question, scope: Scope, reranker: Reranker | None
) -> _Found:
    """Answer from where the scope says, or refuse."""
    begun = time.perf_counter()
    held = without(scope.filter, scope.missing)
    ranking = ranked(view, encoder, scope.topic, held, reranker)
    searched = time.perf_counter()
    silent = bool(scope.missing) or is_courtesy(asked.text)  # there is nothing to be answered
    chosen = [] if silent else _plainly(view, asked, scope, held)
    chance = 1.0 if chosen else 0.0
    candidates: Sequence[Candidate] = ()
    if not chosen and not silent:
        candidates = score(scope.topic, ranking, gather(view, ranking))
        chance = probability(scope.topic, encoder, ranking, candidates)
        chosen = choose(scope.topic, candidates) if chance >= THRESHOLD else []
    found = bool(chosen)
    statements, citations = _quote(chosen)
    if found:
        text = _lines(asked, statements)
    else:
        text = refusal(view.snapshot, asked.language, held, scope.missing)
    nearest = hits(view, ranking, NEAREST)
    answer = Answer(
        question=asked.text,
        language=asked.language,
        mode=EXTRACTIVE,
        found=found,
        probability=round(chance, 4),
        text=text,
        statements=tuple(statements),
        citations=tuple(citations),
        nearest=tuple(nearest),
        filters=scope.filter,
        read=scope.read,
        refused=None if found else _why(scope, ranking),
        threshold=THRESHOLD,
        ranked=_looked_at(view, ranking),
        generation=view.snapshot.generation,
        timings_ms={
            "total": 0.0,
            "search": _milliseconds(begun, searched),
            "quote": _milliseconds(searched, time.perf_counter()),
        },
    )
    return _Found(answer, ranking, candidates, chosen)


def _shown(view: View, encoder: Encoder, asked: Question, found: _Found) -> Shown:
    """What a model is shown for an answer, and what it is judged on."""
    candidates = found.candidates or gather(view, found.ranking)
    sources = {one.transcript.id: one.transcript for one in [*candidates, *found.chosen]}
    return Shown(
        asked.text,
        evidence_of(view, found.ranking, candidates, found.chosen),
        sources,
        Ground(tuple(view.snapshot.people), encoder, asked.language),
    )


def _why(scope: Scope, ranking: Ranking) -> Refused:
    """Why nothing is quoted."""
    if scope.missing:
        return "missing"
    return "improbable" if len(ranking.rows) else "empty"


def _looked_at(view: View, ranking: Ranking) -> tuple[Ranked, ...]:
    """Best passages of a ranking with their scores."""
    best = zip(ranking.rows[:_LOOKED_AT].tolist(), ranking.scores.tolist(), strict=False)
    return tuple(Ranked(view.snapshot.passages[row], round(score, 6)) for row, score in best)


def _plainly(view: View, asked: Question, scope: Scope, held: Filter) -> list[Candidate]:
    """Quotes for what needs no search: when a session was, or what was said in it or by whom."""
    dated = scope.read.session and not scope.read.speaker and asks_for_the_date(asked)
    allowed = allowed_rows(view.snapshot, held) if dated or scope.bare else None
    if allowed is None:
        return []
    return held_on(view, allowed) if dated else overview(view, allowed)


def _widened(view: View, asked: Question, scope: Scope, answer: Answer, wider: Answer) -> Answer:
    """Refusal under filters that were read, with what answers without them."""
    if not wider.found:
        return replace(answer, nearest=answer.nearest or wider.nearest)
    held = without(scope.filter, scope.missing)
    text = refusal(view.snapshot, asked.language, held, scope.missing, widened=True)
    return replace(answer, text=text, wider=wider)


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
