"""Answers that language models write: what is seen of them meanwhile, and who waits for whom."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from index.errors import ModelError
from index.library import Library
from index.records import Span
from rag.cite import cite
from rag.records import Answer, Draft, Generated, Sentence
from tests.conftest import BigramEncoder
from ui.kept import desk as desk_module
from ui.kept.desk import Desk
from ui.kept.records import Exchange, Request
from ui.kept.store import Store
from ui.resources import opened
from ui.talk import Talk

MODEL = Request("灯は？", model="openai:m", unsupported="mark")
SENTENCE = Sentence("灯は青です。", (1,), 0.9)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.fixture
def go() -> Iterator[Event]:
    """Set: models go on writing."""
    event = Event()
    yield event
    event.set()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, library: Library, go: Event) -> list[Any]:
    """Writers that were asked with; each writes one sentence and then waits."""
    writers: list[Any] = []
    with library.reading() as view:
        transcript = view.transcript("shiomi_2031_1")
    start = transcript.turns[5].span.start
    citation = cite(1, transcript, 5, Span(start, start + 10))

    def ask(question, *_: Any, writer: Any, on_draft: Callable[[Draft], None], **__: Any) -> Answer:
        writers.append(writer)
        if writer:
            on_draft(Draft((), (), "灯"))
            on_draft(Draft((SENTENCE,), (citation,), "次"))
            assert go.wait(30)
        found = question != "見当たらない"
        return Answer(question, "ja", "m", found, "答え", citations=(citation,) if found else ())

    monkeypatch.setattr(desk_module, "ask", ask)
    monkeypatch.setattr(desk_module, "receipt_text", lambda answer, library: answer.question)
    return writers


def desk_of(library: Library, store: Store, writer: Any) -> Desk:
    return Desk(library, BigramEncoder(), store, lambda name: opened(library, name), writer=writer)


def begun(store: Store, desk: Desk, request: Request) -> tuple[Talk, Exchange]:
    talk = Talk("me")
    talk.ask(store, request)
    [exchange] = talk.pending(desk)
    return talk, exchange


def until(tells: Callable[[], Any]) -> Any:
    for _ in range(600):
        found = tells()
        if found:
            return found
        Event().wait(0.01)
    raise AssertionError("it never was so")


def test_what_a_model_has_written_is_seen_and_its_sources_can_be_opened(
    library: Library, store: Store, asked: list, go: Event
):
    desk = desk_of(library, store, lambda name, unsupported: (name, unsupported))
    talk, exchange = begun(store, desk, MODEL)
    writing = until(lambda: (w := desk.writing(exchange)) and w.draft.sentences and w)
    assert (writing.draft.sentences, writing.draft.tail) == ((SENTENCE,), "次")
    [source] = writing.sources
    assert source.words.replace(" ", "") == source.citation.quote.replace("\n", "").replace(" ", "")
    talk.look(desk)
    assert talk.exchanges[0].shown == (source,)
    go.set()
    assert desk.wait(exchange, 30)
    assert desk.writing(exchange) is None
    talk.read(store)
    assert talk.exchanges[0].answer.text == "答え"
    assert asked == [("openai:m", "mark")]


def test_who_asks_without_a_model_does_not_wait_for_models(
    library: Library, store: Store, asked: list, go: Event
):
    desk = desk_of(library, store, lambda name, unsupported: name)
    slow = [begun(store, desk, MODEL)[1] for _ in range(5)]
    _, quick = begun(store, desk, Request("灯は？"))
    assert desk.wait(quick, 30)
    assert not any(desk.wait(exchange, 0) for exchange in slow)
    go.set()
    assert all(desk.wait(exchange, 30) for exchange in slow)


@pytest.mark.parametrize("question", ["灯は？", "見当たらない"])
def test_where_the_model_cannot_be_used_the_quotes_are_given_with_the_reason(
    library: Library, store: Store, asked: list, question: str
):
    def refuse(*_: Any) -> None:
        raise ModelError("openai:m needs a key; set the variable OPENAI_API_KEY to it.")

    desk = desk_of(library, store, refuse)
    talk, exchange = begun(store, desk, Request(question, model="openai:m"))
    assert desk.wait(exchange, 30)
    talk.read(store)
    sentence = "openai:m needs a key; set the variable OPENAI_API_KEY to it."
    why = Generated("openai:m", fallback="denied", detail=sentence)
    assert talk.exchanges[0].answer.generated == (why if question == "灯は？" else None)
    assert asked == [None]


def test_a_question_left_open_is_asked_again_with_its_model(
    library: Library, store: Store, asked: list, go: Event
):
    go.set()
    left = Talk("me")
    left.ask(store, MODEL)
    desk = desk_of(library, store, lambda name, unsupported: (name, unsupported))
    reopened = Talk("me", left.id)
    reopened.read(store)
    for exchange in reopened.pending(desk):
        assert desk.wait(exchange, 30)
    assert asked == [("openai:m", "mark")]
