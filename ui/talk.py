"""A conversation as a session keeps it: what was asked, and what is to be asked next."""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from index.encode import Encoder
from index.errors import HatsugenError
from index.library import Library
from rag.answer import ask
from rag.records import Filter
from rag.rerank import Reranker
from ui.exchange import Exchange, Request, exchange_of
from ui.place import Place
from ui.resources import opened


@dataclass(slots=True)
class Talk:
    """What a session has asked, and which source is open beside it."""

    exchanges: list[Exchange] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)  # still to be asked
    asked: int = 0  # counts answers, so that the page knows when one has come
    open_source: str | None = None  # "exchange:source"
    place: Place | None = None
    step: int = 0  # counts openings, so that the pane scrolls once for each

    def answer_next(
        self, library: Library, encoder: Encoder, reranker: Reranker | None = None
    ) -> None:
        """Ask the next request; its exchange comes last, or replaces the one it changes."""
        request = self.requests.pop(0)
        exchange = _asked(request, self._history(request), library, encoder, reranker)
        self.asked += 1
        if request.at is None:
            self.exchanges.append(exchange)
            return
        self.exchanges[request.at] = exchange
        if self.open_source and self.open_source.startswith(f"{request.at}:"):
            self.open_source = None  # the pane stays; what it shows is no source any more

    def _history(self, request: Request) -> list[tuple[str, str | None]]:
        """Earlier questions, each with its answer where there is one."""
        if not request.leans:
            return []
        return [
            (e.request.question, e.answer.text if e.answer and e.answer.found else None)
            for e in self.exchanges[: request.at]
        ]


def _asked(
    request: Request,
    history: list[tuple[str, str | None]],
    library: Library,
    encoder: Encoder,
    reranker: Reranker | None,
) -> Exchange:
    """Ask; an error becomes part of the conversation, where the question stands."""
    try:
        unread = request.unread.as_dict()
        answer = ask(
            request.question, library, encoder, request.wanted, history,
            unread=unread, reranker=reranker,
        )  # fmt: skip
        return exchange_of(answer, request, partial(opened, library))
    except HatsugenError as error:
        return Exchange(request, error=error)


def changed(exchanges: list[Exchange], sent: Any) -> Request | None:
    """Read what the browser wants asked again, or None when it means none of our questions.

    {"exchange": 0, "unread": ["speaker"]}: with exactly these of the read filters away.
    {"exchange": 0, "anywhere": True}: without the filters set by hand.
    {"exchange": 0, "question": "…"}: in these words, which stand alone.
    """
    at = sent.get("exchange") if isinstance(sent, dict) else None
    if not isinstance(at, int) or not 0 <= at < len(exchanges):
        return None
    request = replace(exchanges[at].request, at=at)
    question, unread = sent.get("question"), sent.get("unread")
    if isinstance(question, str) and question.strip():
        return replace(request, question=question.strip(), unread=Filter(), leans=False)
    if isinstance(unread, list):
        return replace(request, unread=_readable(exchanges[at], unread))
    return replace(request, wanted=Filter()) if sent.get("anywhere") is True else None


def _readable(exchange: Exchange, names: list[Any]) -> Filter:
    """Filters that were read from a question or taken away from it, as far as they are named."""
    read = exchange.answer.read if exchange.answer else Filter()
    away = exchange.request.unread

    known = away.as_dict() | read.as_dict()
    return Filter.of({name: value for name, value in known.items() if name in names})
