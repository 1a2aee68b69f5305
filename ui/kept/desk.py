"""Where questions are answered: in threads of their own, so that leaving a page stops nothing."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial
from threading import RLock

from index.encode import Encoder
from index.errors import HatsugenError, ModelError
from index.layout import Layout
from index.library import Library
from index.records import Transcript
from index.search_text import search_text
from rag.answer import ask
from rag.cite import cite
from rag.receipt import receipt_text
from rag.records import Answer, Citation, Draft, Generated, Unsupported
from rag.rerank import Reranker
from rag.writer import Writer
from ui.kept.records import (
    Exchange,
    Outcome,
    Problem,
    Request,
    Shown,
    Writing,
    history,
)
from ui.kept.store import Store

Open = Callable[[str], tuple[Transcript, Layout]]  # a transcript's id -> it and its layout

WriterOf = Callable[[str, Unsupported], Writer]  # as `ui.models.Models.writer`

_THREADS = 2  # the encoder answers one at a time; a second thread reads and ranks meanwhile
_MODELS = 4  # language models that write at a time; who asks without one never waits for them


class Desk:
    """Answers the questions of all sessions of this process, and writes down what came of them."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        store: Store,
        opened: Open,
        reranker: Reranker | None = None,
        *,
        writer: WriterOf | None = None,
    ) -> None:
        """Begin with nothing to do."""
        self._library, self._encoder, self._reranker = library, encoder, reranker
        self._store, self._opened, self._writer = store, opened, writer
        self._pool = ThreadPoolExecutor(_THREADS, "desk")
        self._models = ThreadPoolExecutor(_MODELS, "models")
        self._writing: dict[str, Writing] = {}  # as far as language models have come, by id
        self._running: dict[str, Future[None]] = {}  # by the exchange's id
        self._lock = RLock()  # an answer may be there before its callback is set

    def answer(self, exchange: Exchange, before: Sequence[Exchange]) -> None:
        """See to it that a question is being answered; `before` are those asked earlier."""
        key = exchange.id
        with self._lock:
            if key not in self._running:
                work = partial(self._finish, exchange, list(before))
                pool = self._models if exchange.request.model else self._pool
                running = self._running[key] = pool.submit(work)
                running.add_done_callback(partial(self._forget, key))

    def wait(self, exchange: Exchange, seconds: float) -> bool:
        """Wait until a question is answered or the time is up; tells whether it is.

        Raises:
            HatsugenError: what came of it could not be written down.
        """
        with self._lock:
            running = self._running.get(exchange.id)
        if running is None:
            return True
        done = bool(wait([running], seconds).done)
        if done:
            with self._lock:
                self._running.pop(exchange.id, None)
            running.result()
        return done

    def writing(self, exchange: Exchange) -> Writing | None:
        """How far a language model has come with an answer; None where none is writing."""
        return self._writing.get(exchange.id)

    def drafted(self, exchange: Exchange) -> Exchange:
        """An exchange with what a language model cites that is writing its answer."""
        writing = self.writing(exchange)
        return replace(exchange, drafted=writing.sources) if writing else exchange

    def _forget(self, key: str, running: Future[None]) -> None:
        """Let go of an answer that nobody waits for; what went wrong stays for who asks next."""
        self._writing.pop(key, None)
        if running.exception() is None:
            with self._lock:
                self._running.pop(key, None)

    def _finish(self, exchange: Exchange, before: list[Exchange]) -> None:
        receipt = None
        try:
            answer = self._answered(exchange, before)
            outcome = outcome_of(answer, self._opened)
            receipt = receipt_text(answer, self._library)
        except HatsugenError as error:
            outcome = Outcome(problem=Problem.of(error))
        self._store.finish(exchange.id, outcome, receipt)

    def _answered(self, exchange: Exchange, before: list[Exchange]) -> Answer:
        """Answer with the language model that was chosen; by quoting, where it cannot be used."""
        request = exchange.request
        writer, trouble = self._writer_for(request)
        answer = ask(
            request.question,
            self._library,
            self._encoder,
            request.wanted,
            history(before) if request.leans else [],
            unread=request.unread.as_dict(),
            reranker=self._reranker,
            writer=writer,
            on_draft=partial(self._draft, exchange.id),
        )
        return replace(answer, generated=trouble) if trouble and answer.found else answer

    def _writer_for(self, request: Request) -> tuple[Writer | None, Generated | None]:
        """The writer of an answer, or why there is none where one was wanted."""
        if not request.model or not self._writer:
            return None, None
        try:
            return self._writer(request.model, request.unsupported), None
        except ModelError as error:
            return None, Generated(request.model, fallback=error.kind, detail=str(error))

    def _draft(self, key: str, draft: Draft) -> None:
        """Take in how far a language model has come; what is cited anew is joined for display."""
        known = self._writing[key].sources if key in self._writing else ()
        new = _shown(draft.citations[len(known) :], self._opened)
        self._writing[key] = Writing(draft, known + new)


def outcome_of(answer: Answer, opened: Open) -> Outcome:
    """Make an outcome of an answer; every source is joined for display here, once."""
    cited = answer.citations if answer.found else _nearest(answer, opened)
    wider = answer.wider.citations if answer.wider else ()
    return Outcome(answer, _shown(cited, opened), _shown(wider, opened))


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
