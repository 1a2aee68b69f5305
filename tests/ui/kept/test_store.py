"""Conversations on disk: whose they are, how they are found again, and what is never lost."""

import sqlite3
from pathlib import Path

import pytest

from index.errors import BadQuestion, LibraryError
from index.records import Span
from index.storage import CONVERSATIONS
from rag.records import Answer, Citation, Filter, Statement
from ui.kept.records import Outcome, Problem, Request, Shown
from ui.kept.store import Store

ME, OTHER = "me", "other"
CITED = Citation(
    1,
    "m",
    "会合",
    "第1回",
    "2031-05-20",
    2,
    "岩田",
    Span(3, 7),
    "青です。",
    None,
    "read?transcript=m",
)
ANSWER = Answer(
    "灯は何色ですか", "ja", "extractive", True, "岩田：「青です。」[1]",
    statements=(Statement("岩田", "青です。", 1),), citations=(CITED,),
    filters=Filter(speaker="岩田"), wider=None, timings_ms={"total": 12.5},
)  # fmt: skip
OUTCOME = Outcome(ANSWER, (Shown(CITED, "青です。"),))
REQUEST = Request("灯は何色ですか", Filter(since="2031-01-01"), Filter(session="第3回"), False)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def asked(store: Store, question: str = "灯は何色ですか", owner: str = ME) -> tuple[str, str]:
    """A conversation of one question; returns both ids."""
    conversation = store.begin(owner)
    return conversation, store.ask(conversation, Request(question))


def test_a_question_and_what_came_of_it_come_back_as_they_were(store: Store, tmp_path: Path):
    conversation = store.begin(ME)
    name = store.ask(conversation, REQUEST)
    [pending] = store.exchanges(conversation, ME)
    assert (pending.request, pending.outcome, pending.attempt) == (REQUEST, None, 1)
    store.finish(name, OUTCOME, '{"a": 1}')
    [exchange] = Store(tmp_path).exchanges(conversation, ME)
    assert exchange.outcome == OUTCOME
    assert store.exchange(name) == exchange
    assert store.receipt(name) == '{"a": 1}'


def test_a_problem_is_kept_with_its_kinds(store: Store):
    conversation, name = asked(store)
    problem = Problem.of(BadQuestion("the question is empty."))
    store.finish(name, Outcome(problem=problem), None)
    [exchange] = store.exchanges(conversation, ME)
    assert exchange.outcome == Outcome(problem=problem)
    assert problem.kinds == ("BadQuestion", "HatsugenError")


def test_a_conversation_is_its_owners_alone(store: Store):
    conversation, _ = asked(store)
    store.rename(conversation, OTHER, "x")
    store.delete(conversation, OTHER)
    assert store.exchanges(conversation, OTHER) == []
    assert store.conversations(OTHER) == []
    assert store.revision(conversation, OTHER) is None
    assert [found.title for found in store.conversations(ME)] == ["灯は何色ですか"]


def test_what_is_asked_anew_takes_the_place_and_what_was_before_stays_at_its_link(store: Store):
    conversation, name = asked(store)
    store.ask(conversation, Request("次"))
    again = store.ask_again(name, Request("岸はどこですか"))
    store.finish(name, OUTCOME, "{}")  # the answer to the old words comes late
    found = store.exchanges(conversation, ME)
    assert [e.request.question for e in found] == ["岸はどこですか", "次"]
    assert (found[0].id, found[0].attempt, found[0].outcome) == (again, 2, None)
    assert store.exchange(name).outcome == OUTCOME
    assert store.conversations(ME)[0].questions == 2
    assert store.conversations(ME, "青です") == []  # of what was replaced
    store.delete(conversation, ME)
    assert store.exchange(name) is None


def test_questions_keep_their_order_and_every_change_is_noticed(store: Store):
    conversation, name = asked(store, "一")
    seen = [store.revision(conversation, ME)]
    for change in (
        lambda: store.ask(conversation, Request("二")),
        lambda: store.finish(name, OUTCOME, None),
        lambda: store.vote(name, -1),
        lambda: store.ask_again(name, Request("三")),
        lambda: store.rename(conversation, ME, "名"),
    ):
        change()
        seen.append(store.revision(conversation, ME))
    assert seen == sorted(set(seen))
    found = store.exchanges(conversation, ME)
    assert [exchange.request.question for exchange in found] == ["三", "二"]
    assert found[0].vote == 0  # the vote was on the answer before


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("", ["港の灯", "運賃"]),
        ("灯", ["港の灯"]),
        ("青です", ["港の灯"]),  # in the answer
        ("ＡＢＣ", ["運賃"]),  # NFKC, any case
        ("100%", ["運賃"]),
        ("10_%", []),
        ("会合", []),
    ],
)
def test_conversations_are_found_by_their_words(store: Store, sought: str, found: list[str]):
    _, fares = asked(store, "運賃は100%のabcですか")
    store.rename(store.conversations(ME)[0].id, ME, "運賃")
    conversation, name = asked(store)
    store.finish(name, OUTCOME, None)
    store.rename(conversation, ME, " 港の灯\n")
    assert [c.title for c in store.conversations(ME, sought)] == found
    assert store.exchange(fares)


def test_a_blank_title_is_the_first_question_again(store: Store):
    conversation, _ = asked(store, "一")
    store.ask(conversation, Request("二"))
    store.rename(conversation, ME, "名")
    store.rename(conversation, ME, " ")
    [found] = store.conversations(ME)
    assert (found.title, found.questions) == ("一", 2)


def test_a_conversation_without_a_question_is_not_listed(store: Store):
    store.begin(ME)
    assert store.conversations(ME) == []


def test_what_is_deleted_is_not_left_in_the_file(store: Store, tmp_path: Path):
    conversation, name = asked(store, "ひみつのことば")
    store.delete(conversation, ME)
    assert store.exchange(name) is None
    with sqlite3.connect(tmp_path / CONVERSATIONS) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "ひみつのことば".encode() not in (tmp_path / CONVERSATIONS).read_bytes()


def test_an_answer_that_cannot_be_read_says_so_and_takes_nothing_with_it(store: Store):
    conversation, name = asked(store)
    with store.connection() as connection:
        connection.execute("UPDATE exchanges SET outcome = '{\"answer\": 5}' WHERE id = ?", (name,))
    [exchange] = store.exchanges(conversation, ME)
    assert exchange.outcome.problem.sentence.endswith("ask again.")
    assert exchange.request.question == "灯は何色ですか"


def test_a_file_of_another_version_is_refused_with_a_sentence(tmp_path: Path):
    with sqlite3.connect(tmp_path / CONVERSATIONS) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryError, match="another version"):
        Store(tmp_path)


def test_ids_cannot_be_guessed(store: Store):
    names = {store.begin(ME) for _ in range(50)}
    assert len(names) == 50
    assert min(map(len, names)) >= 22


def test_a_question_to_a_conversation_that_was_deleted_is_asked_nowhere(store: Store):
    conversation, _ = asked(store)
    store.delete(conversation, ME)
    name = store.ask(conversation, Request("次"))
    assert (store.exchange(name), store.exchanges(conversation, ME)) == (None, [])


def test_a_damaged_file_is_named_and_the_library_is_not_blamed(store: Store):
    store.path.write_bytes(b"no database" * 1_000)
    with pytest.raises(LibraryError, match=r"conversations\.sqlite .* transcripts are not touched"):
        store.conversations(ME)


def test_a_search_without_end_finds_nothing(store: Store):
    asked(store)
    assert store.conversations(ME, "灯" * 60_000) == []
