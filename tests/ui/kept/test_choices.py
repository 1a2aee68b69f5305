"""How answers are to be written: whose choice it is, and what older files are taken for."""

import sqlite3
from pathlib import Path

import pytest

from index.storage import CONVERSATIONS
from ui.kept.choices import choice_of, choose
from ui.kept.records import Choice, Request
from ui.kept.store import Store

ME, OTHER = "me", "other"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_who_chose_nothing_has_what_the_server_is_set_to(store: Store):
    assert choice_of(store, ME) == Choice(use=True, model=None, unsupported="replace")


def test_a_choice_is_its_owners_alone_and_the_last_one_holds(store: Store, tmp_path: Path):
    choose(store, ME, Choice(use=True, model="openai:a", unsupported="mark"))
    choose(store, ME, Choice(use=False, model=None, unsupported="mark"))
    assert choice_of(Store(tmp_path), ME) == Choice(use=False, model=None, unsupported="mark")
    assert choice_of(store, OTHER) == Choice()


def test_a_question_is_kept_with_the_model_that_it_is_asked_with(store: Store):
    request = Request("灯は？", model="openai:a", unsupported="mark")
    exchange = store.ask(store.begin(ME), request)
    kept = store.exchange(exchange)
    assert kept is not None
    assert kept.request == request


def test_a_file_of_the_first_format_keeps_everything_and_can_hold_choices(tmp_path: Path):
    before = Store(tmp_path)
    conversation = before.begin(ME)
    before.ask(conversation, Request("灯は？"))
    with sqlite3.connect(tmp_path / CONVERSATIONS) as connection:
        for table in ("settings", "visits", "follows"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute(
            "UPDATE exchanges SET request = json_remove(request, '$.model', '$.unsupported')"
        )
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    after = Store(tmp_path)
    assert [one.request for one in after.exchanges(conversation, ME)] == [Request("灯は？")]
    choose(after, ME, Choice(use=False))
    assert choice_of(after, ME) == Choice(use=False)
    with after.connection() as opened:
        assert opened.execute("PRAGMA user_version").fetchone() == (3,)
