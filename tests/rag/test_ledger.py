"""What may be spent on a day is never passed, by however many processes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from index.errors import LibraryError, ModelError
from rag.ledger import Spent, ledger_of
from rag.settings import ModelSettings


def settings(**limits):
    return ModelSettings("openai:x", **limits)


def test_what_was_set_aside_becomes_what_it_was(tmp_path):
    ledger = ledger_of(tmp_path)
    number = ledger.reserve(1000, 0.5, settings())
    assert ledger.today() == Spent(1000, 0.5, 1)
    ledger.settle(number, 120, 0.06)
    assert ledger.today() == Spent(120, 0.06, 1)


def test_the_ceiling_in_tokens(tmp_path):
    ledger = ledger_of(tmp_path)
    ledger.settle(ledger.reserve(900, None, settings()), 900, None)
    ledger.reserve(100, None, settings(daily_tokens=1000))
    with pytest.raises(ModelError, match="HATSUGEN_MODEL_DAILY_TOKENS") as caught:
        ledger.reserve(1, None, settings(daily_tokens=1000))
    assert caught.value.kind == "ceiling"


def test_the_ceiling_in_cost(tmp_path):
    ledger = ledger_of(tmp_path)
    limits = settings(daily_cost=1.0, price=(1.0, 1.0))
    ledger.reserve(1, 0.9, limits)
    with pytest.raises(ModelError, match="HATSUGEN_MODEL_DAILY_COST"):
        ledger.reserve(1, 0.2, limits)


def test_yesterday_does_not_count(tmp_path, monkeypatch):
    ledger = ledger_of(tmp_path)
    monkeypatch.setattr("rag.ledger._today", lambda: "2026-01-01")
    ledger.reserve(1000, None, settings())
    monkeypatch.setattr("rag.ledger._today", lambda: "2026-01-02")
    assert ledger.today() == Spent(0, 0.0, 0)


def test_many_at_once_do_not_pass_the_ceiling(tmp_path):
    def try_one(_):
        try:
            ledger_of(tmp_path).reserve(100, None, settings(daily_tokens=1000))
        except ModelError:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_one, range(40))) == 10
    assert ledger_of(tmp_path).today() == Spent(1000, 0.0, 10)


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "spending.sqlite").write_bytes(b"no database, for sure" * 100)
    with pytest.raises(LibraryError, match=r"spending\.sqlite cannot be used"):
        ledger_of(tmp_path).today()
