from typing import Any

import pytest

from index.errors import BadQuestion
from index.library import Library
from rag.records import Answer, Filter
from tests.conftest import BigramEncoder
from ui import talk as talk_module
from ui.exchange import Exchange, Request
from ui.talk import Talk, changed

READ = Filter(speaker="岩田", since="2031-05-01", until="2031-05-31")
AWAY = Filter(session="第3回")
BY_HAND = Filter(transcript="shiomi_2031_1")
ASKED = Request("質問", BY_HAND, AWAY)


def answered(question: str, found: bool = True, **more: Any) -> Answer:
    return Answer(question, "ja", "extractive", found, f"{question}の答え", **more)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """What was asked: question, conditions, history, filters not to be read."""
    calls: list[tuple] = []

    def ask(question, library, encoder, wanted, history, *, unread, reranker=None) -> Answer:
        calls.append((question, wanted, list(history), set(unread)))
        if question == "?":
            raise BadQuestion("the question is empty.")
        return answered(question, found="見当たらない" not in question)

    monkeypatch.setattr(talk_module, "ask", ask)
    return calls


def say(talk: Talk, request: Request, library: Library) -> Exchange:
    talk.requests.append(request)
    talk.answer_next(library, BigramEncoder())
    return talk.exchanges[-1 if request.at is None else request.at]


def test_a_question_is_asked_with_what_was_said_before_it(library: Library, asked: list):
    talk = Talk()
    for question in ("一", "見当たらない", "?", "四"):
        say(talk, Request(question, BY_HAND), library)
    assert asked[0] == ("一", BY_HAND, [], set())
    before = [("一", "一の答え"), ("見当たらない", None), ("?", None)]
    assert asked[3] == ("四", BY_HAND, before, set())
    assert str(talk.exchanges[2].error) == "the question is empty."
    assert (talk.asked, talk.requests) == (4, [])


def test_an_exchange_is_replaced_in_its_place_and_knows_only_what_came_before(
    library: Library, asked: list
):
    talk = Talk()
    for question in ("一", "二", "三"):
        say(talk, Request(question), library)
    talk.open_source = "1:0"
    say(talk, Request("二", unread=READ, at=1), library)
    assert asked[3] == ("二", Filter(), [("一", "一の答え")], {"speaker", "from", "to"})
    assert [exchange.request.question for exchange in talk.exchanges] == ["一", "二", "三"]
    assert (talk.exchanges[1].request.unread, talk.open_source) == (READ, None)


def test_a_question_in_the_readers_own_words_leans_on_none_before_it(library: Library, asked: list):
    talk = Talk()
    say(talk, Request("一"), library)
    say(talk, Request("二", leans=False, at=0), library)
    say(talk, Request("三", leans=False), library)
    assert [history for _, _, history, _ in asked] == [[], [], []]


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
    exchanges = [Exchange(ASKED, answered("質問", read=READ))]
    assert changed(exchanges, sent | {"exchange": 0}) == Request("質問", BY_HAND, expected, at=0)


def test_an_edited_question_is_read_anew_and_stands_alone():
    exchanges = [Exchange(Request("一")), Exchange(ASKED, answered("質問", read=READ))]
    sent = {"exchange": 1, "question": " 岩田さんは？ "}
    assert changed(exchanges, sent) == Request("岩田さんは？", BY_HAND, leans=False, at=1)
    alone = [Exchange(Request("一", leans=False), answered("一", read=READ))]
    again = changed(alone, {"exchange": 0, "unread": ["speaker"]})
    assert again == Request("一", unread=Filter(speaker="岩田"), leans=False, at=0)


def test_anywhere_keeps_all_but_the_conditions_set_by_hand():
    sent = {"exchange": 0, "anywhere": True}
    assert changed([Exchange(ASKED)], sent) == Request("質問", unread=AWAY, at=0)


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
    assert changed([Exchange(ASKED, answered("質問", read=READ))], sent) is None
