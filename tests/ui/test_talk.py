"""The open conversation: what is asked with what before it, and what the browser may mean."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from index.errors import BadQuestion, LibraryError
from index.library import Library
from rag.records import Answer, Filter
from tests.conftest import BigramEncoder
from ui.kept import desk as desk_module
from ui.kept.desk import Desk
from ui.kept.records import Exchange, Outcome, Request, Shown
from ui.kept.store import Store
from ui.talk import Talk, changed, clicked

READ = Filter(speaker="岩田", since="2031-05-01", until="2031-05-31")
AWAY = Filter(session="第3回")
BY_HAND = Filter(transcript="shiomi_2031_1")
ASKED = Request("質問", BY_HAND, AWAY)
ME = "me"


def answered(question: str, found: bool = True, **more: Any) -> Answer:
    return Answer(question, "ja", "extractive", found, f"{question}の答え", **more)


def kept(request: Request, **more: Any) -> Exchange:
    return Exchange("e", request, outcome=Outcome(answered(request.question, **more)))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """What was asked: question, conditions, history, filters not to be read."""
    calls: list[tuple] = []

    def ask(question, library, encoder, wanted, history, *, unread, **more: Any) -> Answer:
        calls.append((question, wanted, list(history), set(unread)))
        if question == "?":
            raise BadQuestion("the question is empty.")
        return answered(question, found="見当たらない" not in question)

    monkeypatch.setattr(desk_module, "ask", ask)
    monkeypatch.setattr(desk_module, "receipt_text", lambda answer, library: answer.question)
    return calls


@pytest.fixture
def desk(library: Library, store: Store) -> Desk:
    return Desk(library, BigramEncoder(), store, pytest.fail)


def say(talk: Talk, store: Store, desk: Desk, request: Request, at: int | None = None) -> Exchange:
    talk.ask(store, request, at)
    for exchange in talk.pending(desk):
        assert desk.wait(exchange, 30)
    talk.read(store)
    return talk.exchanges[-1 if at is None else at]


def test_a_question_is_asked_with_what_was_said_before_it(store: Store, desk: Desk, asked: list):
    talk = Talk(ME)
    for question in ("一", "見当たらない", "?", "四"):
        say(talk, store, desk, Request(question, BY_HAND))
    assert asked[0] == ("一", BY_HAND, [], set())
    before = [("一", "一の答え"), ("見当たらない", None), ("?", None)]
    assert asked[3] == ("四", BY_HAND, before, set())
    assert talk.exchanges[2].outcome.problem.sentence == "the question is empty."
    assert talk.answered == 4
    assert store.receipt(talk.exchanges[0].id) == "一"


def test_an_exchange_is_replaced_in_its_place_and_knows_only_what_came_before(
    store: Store, desk: Desk, asked: list
):
    talk = Talk(ME)
    for question in ("一", "二", "三"):
        say(talk, store, desk, Request(question))
    say(talk, store, desk, Request("二", unread=READ), at=1)
    assert asked[3] == ("二", Filter(), [("一", "一の答え")], {"speaker", "from", "to"})
    assert [exchange.request.question for exchange in talk.exchanges] == ["一", "二", "三"]
    assert talk.exchanges[1].request.unread == READ
    assert talk.answered == 4


def test_a_question_in_the_readers_own_words_leans_on_none_before_it(
    store: Store, desk: Desk, asked: list
):
    talk = Talk(ME)
    say(talk, store, desk, Request("一"))
    say(talk, store, desk, Request("二", leans=False), at=0)
    say(talk, store, desk, Request("三", leans=False))
    assert [history for _, _, history, _ in asked] == [[], [], []]


def test_a_conversation_opened_again_is_the_same_and_somebody_elses_is_none(
    store: Store, desk: Desk, asked: list
):
    talk = Talk(ME)
    say(talk, store, desk, Request("一"))
    again, other = Talk(ME, talk.id), Talk("other", talk.id)
    assert again.read(store)
    assert again.exchanges == talk.exchanges
    assert not other.read(store)
    assert other.exchanges == []


def test_a_question_is_answered_once_however_many_pages_wait_for_it(
    store: Store, desk: Desk, asked: list, monkeypatch: pytest.MonkeyPatch
):
    go = Event()
    slow = desk_module.ask

    def wait_and_ask(*args: Any, **more: Any) -> Answer:
        assert go.wait(30)
        return slow(*args, **more)

    monkeypatch.setattr(desk_module, "ask", wait_and_ask)
    first = Talk(ME)
    first.ask(store, Request("一"))
    [pending] = first.pending(desk)
    assert not desk.wait(pending, 0.01)
    reloaded = Talk(ME, first.id)
    reloaded.read(store)
    [same] = reloaded.pending(desk)
    go.set()
    assert desk.wait(same, 30)
    assert desk.wait(pending, 30)
    reloaded.read(store)
    assert reloaded.exchanges[0].answer.text == "一の答え"
    assert len(asked) == 1


def test_a_question_that_a_stopped_server_left_open_is_answered_by_the_next(
    library: Library, store: Store, desk: Desk, asked: list
):
    left = Talk(ME)
    left.ask(store, Request("一"))
    opened = Talk(ME, left.id)
    opened.read(store)
    for exchange in opened.pending(desk):
        desk.wait(exchange, 30)
    opened.read(store)
    assert opened.exchanges[0].answer.text == "一の答え"


def test_an_answer_that_cannot_be_written_down_is_told(
    store: Store, desk: Desk, asked: list, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*args: Any) -> None:
        raise LibraryError("the disk is full.")

    monkeypatch.setattr(Store, "finish", refuse)
    talk = Talk(ME)
    talk.ask(store, Request("一"))
    [pending] = talk.pending(desk)
    with pytest.raises(LibraryError, match="full"):
        desk.wait(pending, 30)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"unread": ["session", "speaker"]}, Filter(session="第3回", speaker="岩田")),
        ({"unread": ["from", "to"]}, Filter(since="2031-05-01", until="2031-05-31")),
        ({"unread": []}, Filter()),
        ({"unread": ["transcript", "not_speaker", 7, ["speaker"]]}, Filter()),
    ],
)
def test_exactly_the_read_filters_that_are_named_are_taken_away(sent: dict, expected: Filter):
    exchanges = [kept(ASKED, read=READ)]
    assert changed(exchanges, sent | {"exchange": 0}) == (0, Request("質問", BY_HAND, expected))


def test_an_edited_question_is_read_anew_and_stands_alone():
    exchanges = [kept(Request("一")), kept(ASKED, read=READ)]
    sent = {"exchange": 1, "question": " 岩田さんは？ "}
    assert changed(exchanges, sent) == (1, Request("岩田さんは？", BY_HAND, leans=False))
    alone = [kept(Request("一", leans=False), read=READ)]
    again = changed(alone, {"exchange": 0, "unread": ["speaker"]})
    assert again == (0, Request("一", unread=Filter(speaker="岩田"), leans=False))


def test_anywhere_keeps_all_but_the_conditions_set_by_hand():
    sent = {"exchange": 0, "anywhere": True}
    assert changed([kept(ASKED)], sent) == (0, Request("質問", unread=AWAY))


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "x",
        {},
        {"exchange": 0},
        {"exchange": 1, "anywhere": True},
        {"exchange": -1, "anywhere": True},
        {"exchange": "0", "anywhere": True},
        {"exchange": 0, "anywhere": 1},
        {"exchange": 0, "question": "  "},
        {"exchange": 0, "question": 5},
        {"exchange": 0, "unread": "speaker"},
    ],
)
def test_what_names_no_question_of_ours_asks_nothing(sent: Any):
    assert changed([kept(ASKED, read=READ)], sent) is None


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"exchange": 0, "source": 0}, (0, 0)),
        ({"exchange": 0, "source": 1}, None),
        ({"exchange": 0, "source": -1}, None),
        ({"exchange": 1, "source": 0}, None),
        ({"exchange": 0, "source": "0"}, None),
        ({"exchange": 0}, None),
        ({"source": 0}, None),
        ("x", None),
        (None, None),
    ],
)
def test_a_click_names_a_source_of_ours_or_none(sent: Any, found: tuple[int, int] | None):
    source: Callable[..., Any] = Shown
    exchange = Exchange("e", ASKED, outcome=Outcome(sources=(source(None, "青"),)))
    assert clicked([exchange], sent) == found
