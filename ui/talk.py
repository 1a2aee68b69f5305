"""The conversation that a session has open: read from the store, and asked on."""

from dataclasses import dataclass, field, replace
from typing import Any

from rag.question import MAX_QUESTION
from rag.records import Filter
from ui.kept.desk import Desk
from ui.kept.records import Exchange, Request
from ui.kept.store import Store
from ui.place import Place


@dataclass(slots=True)
class Talk:
    """Which conversation is open, what it held when it was last read, and the source beside it."""

    owner: str
    id: str | None = None  # None until the first question is asked
    exchanges: list[Exchange] = field(default_factory=list)
    revision: int = 0  # of the store's conversation when it was read
    place: Place | None = None  # what the source beside it shows
    opened: str | None = None  # source that the address names, as "exchange.source"
    step: int = 0  # counts openings, so that the pane scrolls once for each
    receipt: tuple[str, int] | None = None  # exchange whose receipt is shown; counts showings

    def read(self, store: Store) -> bool:
        """Read the conversation anew if it has changed; False where it is not the owner's."""
        if self.id is None:
            return True
        revision = store.revision(self.id, self.owner)
        if revision is None:
            return False
        if revision != self.revision:
            self.exchanges = store.exchanges(self.id, self.owner)
            self.revision = revision
        return True

    def ask(self, store: Store, request: Request, at: int | None = None) -> None:
        """Write a question down, as the last or in place of the one it changes."""
        if at is not None:
            store.ask_again(self.exchanges[at].id, request)
        else:
            if self.id is None:
                self.id = store.begin(self.owner)
            store.ask(self.id, request)
        self.read(store)

    def pending(self, desk: Desk) -> list[Exchange]:
        """Questions without an outcome; whoever opens the conversation sees to their answers."""
        waiting = []
        for at, exchange in enumerate(self.exchanges):
            if exchange.outcome is None:
                desk.answer(exchange, self.exchanges[:at])
                waiting.append(exchange)
        return waiting

    def look(self, desk: Desk) -> None:
        """See what language models cite that are still writing."""
        self.exchanges = [
            exchange if exchange.outcome else desk.drafted(exchange) for exchange in self.exchanges
        ]

    @property
    def answered(self) -> int:
        """Number that grows with every answer, so that the page knows when one has come."""
        return sum(e.attempt - (e.outcome is None) for e in self.exchanges)


def changed(exchanges: list[Exchange], sent: Any) -> tuple[int, Request] | None:
    """Read which question the browser wants asked again and how, or None when it means none.

    {"exchange": 0, "unread": ["speaker"]}: with exactly these of the read filters away.
    {"exchange": 0, "anywhere": True}: without the filters set by hand.
    {"exchange": 0, "question": "…"}: in these words, which stand alone.
    """
    at = named(exchanges, sent)
    if at is None:
        return None
    request = exchanges[at].request
    question, unread = sent.get("question"), sent.get("unread")
    if question is not None:
        asked = typed(question)
        return (
            (at, replace(request, question=asked, unread=Filter(), leans=False)) if asked else None
        )
    if isinstance(unread, list):
        return at, replace(request, unread=_readable(exchanges[at], unread))
    return (at, replace(request, wanted=Filter())) if sent.get("anywhere") is True else None


def typed(words: Any) -> str | None:
    """A question as the browser sends it, or None where it is none or too long to be one."""
    if not isinstance(words, str) or len(words) > MAX_QUESTION:
        return None
    return words.encode("utf-8", "ignore").decode("utf-8").strip() or None  # no half characters


def named(exchanges: list[Exchange], sent: Any) -> int | None:
    """Place of the exchange that a message of the browser names, or None when it names none."""
    at = sent.get("exchange") if isinstance(sent, dict) else None
    return at if isinstance(at, int) and 0 <= at < len(exchanges) else None


def clicked(exchanges: list[Exchange], sent: Any) -> tuple[int, int] | None:
    """(exchange, source) that a message of the browser names, or None when it names none."""
    at, source = named(exchanges, sent), sent.get("source") if isinstance(sent, dict) else None
    if at is None or not isinstance(source, int) or not 0 <= source < len(exchanges[at].shown):
        return None
    return at, source


def _readable(exchange: Exchange, names: list[Any]) -> Filter:
    """Filters that were read from a question or taken away from it, as far as they are named."""
    read = exchange.answer.read if exchange.answer else Filter()
    known = exchange.request.unread.as_dict() | read.as_dict()
    return Filter.of({name: value for name, value in known.items() if name in names})
