"""What is derived in the background: topics are made once, failures are remembered."""

import time
from collections.abc import Callable
from threading import Event

import pytest

from index.library import Library
from rag.catchup.topic_store import make_on, offered_topics
from tests.conftest import BigramEncoder
from ui.kept import deriving
from ui.kept.deriving import Deriving


def until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def made(library: Library, encoder: BigramEncoder) -> Deriving:
    """Overviews and the offered topics, all made."""
    background = Deriving(library, encoder)
    assert background.begin()
    until(lambda: not background._working())
    return background


def test_topics_are_offered_as_soon_as_the_overviews_are_made(made: Deriving, library: Library):
    topics = offered_topics(library)
    assert "停留所" in topics
    found = made.on_topic("停留所")
    assert found is not None
    assert found.cells


def test_a_topic_is_made_when_it_is_wanted_and_once(made: Deriving, monkeypatch):
    calls = []

    def counted(library, encoder, topics, **more):
        calls.append((topics, more["used"]))
        return make_on(library, encoder, topics, **more)

    monkeypatch.setattr(deriving, "make_on", counted)
    assert made.on_topic("漁協の水揚げの量") is None
    assert made.want("漁協の水揚げの量")
    until(lambda: not made.waits("漁協の水揚げの量"))
    assert made.on_topic("漁協の水揚げの量") is not None
    until(lambda: not made._working())
    assert calls[0][0] == ["漁協の水揚げの量"]
    assert [topics for topics, _ in calls if topics] == [["漁協の水揚げの量"]]
    assert made.want("運賃の差")
    until(lambda: not made.waits("運賃の差"))
    assert (["運賃の差"], ["漁協の水揚げの量"]) in calls


def test_a_topic_that_cannot_be_made_is_not_tried_again(made: Deriving, monkeypatch, caplog):
    def broken(*given, **named):
        raise RuntimeError("the power went out")

    monkeypatch.setattr(deriving, "make_on", broken)
    assert made.want("運賃の差")
    until(lambda: not made.waits("運賃の差"))
    assert not made.want("運賃の差")
    assert "the power went out" in caplog.text


def test_no_more_topics_wait_than_can_be_made_soon(made: Deriving, monkeypatch):
    monkeypatch.setattr(deriving, "_WAITING", 2)
    monkeypatch.setattr(Deriving, "_start", lambda self: None)
    for topic in ("一つ", "二つ", "三つ"):
        assert made.want(topic)
    assert list(made._wanted) == ["二つ", "三つ"]


def test_who_asks_for_a_topic_makes_nobody_else_wait(made: Deriving, monkeypatch):
    go_on = Event()

    def slow(*given, **named):
        return go_on.wait(60)

    monkeypatch.setattr(deriving, "make_on", slow)
    assert made.want("運賃の差")
    assert made.waits("運賃の差")
    assert not made.begin()
    assert not made.offers()
    go_on.set()
    until(lambda: not made.waits("運賃の差"))


def test_topics_to_offer_are_waited_for_apart(library: Library, encoder, monkeypatch):
    go_on = Event()
    monkeypatch.setattr(deriving, "make_on", lambda *given, **named: go_on.wait(60))
    background = Deriving(library, encoder)
    assert background.begin()
    until(lambda: not background.begin())
    assert background.offers()
    go_on.set()
    until(lambda: not background.offers())
