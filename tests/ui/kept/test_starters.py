"""Suggested questions: found once a library state, kept, and found anew when it changes."""

import time
from pathlib import Path

import pytest

from index.build import add, remove
from index.library import Library
from rag.records import Answer, Filter
from rag.suggest import Suggestion
from tests.conftest import BigramEncoder
from ui.kept import starters as module
from ui.kept.starters import Starters
from ui.kept.store import Store

POOL = (Suggestion("灯は何色ですか", "topic", "shiomi_2031_1", (3,)),)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Languages in which questions were looked for."""
    calls: list[str] = []

    def suggestions(library, encoder, language, *, stop):
        calls.append(language)
        yield from POOL

    monkeypatch.setattr(module, "suggestions", suggestions)
    return calls


def found(starters: Starters, language: str = "ja") -> tuple[Suggestion, ...]:
    deadline = time.monotonic() + 30
    while (pool := starters.pool(language)) is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return pool


def test_questions_are_looked_for_once_a_state_and_language(
    library: Library, tmp_path: Path, looked: list[str]
):
    store = Store(tmp_path)
    starters = Starters(library, BigramEncoder(), store)
    assert (found(starters), found(starters), found(starters, "en")) == (POOL, POOL, POOL)
    assert looked == ["ja", "en"]
    again = Starters(library, BigramEncoder(), Store(tmp_path))  # a restarted server
    assert again.pool("ja") == POOL
    assert looked == ["ja", "en"]


def test_a_changed_library_has_questions_of_its_own_and_the_old_ones_come_back_with_it(
    library: Library, tmp_path: Path, looked: list[str], write
):
    starters, encoder = Starters(library, BigramEncoder(), Store(tmp_path)), BigramEncoder()
    found(starters)
    list(add([write("港.txt", "＜岩田＞\n灯は青です。\n")], library, encoder))
    assert starters.pool("ja") is None
    found(starters)
    remove(["港"], library, encoder)
    assert starters.pool("ja") == POOL
    assert looked == ["ja", "ja"]


def test_questions_of_a_library_that_changed_meanwhile_are_not_kept(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write
):
    encoder, store = BigramEncoder(), Store(tmp_path)

    def suggestions(library, encoder, language, *, stop):
        yield from POOL
        list(add([write("港.txt", "＜岩田＞\n灯は青です。\n")], library, encoder))
        assert stop()

    monkeypatch.setattr(module, "suggestions", suggestions)
    starters = Starters(library, encoder, store)
    assert starters.pool("ja") is None
    for _ in range(1_000):
        if not starters._begun:
            break
        time.sleep(0.01)
    with store.connection() as connection:
        assert connection.execute("SELECT count(*) FROM starters").fetchone() == (0,)


def test_an_error_stops_the_search_and_not_the_page(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog
):
    def suggestions(library, encoder, language, *, stop):
        raise OverflowError("too long")
        yield

    monkeypatch.setattr(module, "suggestions", suggestions)
    starters = Starters(library, BigramEncoder(), Store(tmp_path))
    assert found(starters) == ()
    assert "no questions are suggested" in caplog.text


def test_under_conditions_only_what_is_answered_there_is_suggested(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    calls = []

    def ask(question, library, encoder, wanted):
        calls.append(question)
        return Answer(question, "ja", "extractive", question == "甲", "")

    monkeypatch.setattr(module, "ask", ask)
    starters = Starters(library, BigramEncoder(), Store(tmp_path))
    pool = tuple(
        Suggestion(question, "topic", name, (turn,))
        for question, name, turn in (
            ("甲", "shiomi_2031_1", 6),
            ("乙", "shiomi_2031_1", 7),
            ("丙", "shiomi_2031_2", 6),
        )
    )
    wanted = Filter(transcript="shiomi_2031_1")
    assert starters.under(pool, Filter()) == pool
    assert starters.under(pool, wanted) == pool[:2]
    assert starters.under(pool, Filter("shiomi_2031_1", turns="7-9")) == pool[1:2]
    assert starters.answered(pool, Filter()) == list(pool)
    assert starters.answered(pool[:2], wanted) == [pool[0]]
    assert starters.answered(pool[:2], wanted) == [pool[0]]
    assert calls == ["甲", "乙"]  # each is asked once
