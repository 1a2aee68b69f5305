"""Visits and topics that are followed: whose they are, when a visit ends, what older files hold."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.storage import CONVERSATIONS
from ui.kept.records import Request
from ui.kept.store import Store
from ui.kept.visits import (
    MAX_TOPIC,
    MOST,
    VISIT,
    Followed,
    Visit,
    follow,
    followed,
    see_all,
    topic_of,
    visit,
)

ME, OTHER = "me", "other"
NOON = datetime(2031, 5, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ONE, TWO = {"a": "1"}, {"a": "1", "b": "2"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_the_first_visit_knows_nothing_however_often_the_page_is_drawn(store: Store):
    for minutes in (0, 20, 45):  # each view within half an hour of the one before
        assert visit(store, ME, ONE, NOON + minutes * MINUTE) == Visit(None, None)


def test_the_next_visit_knows_what_the_last_view_showed_until_it_ends(store: Store):
    visit(store, ME, ONE, NOON)
    visit(store, ME, ONE, NOON + 10 * MINUTE)
    later = NOON + 10 * MINUTE + VISIT
    for minutes in (0, 29, 58):
        known = visit(store, ME, TWO, later + minutes * MINUTE)
        assert known == Visit(ONE, NOON + 10 * MINUTE)
    assert visit(store, ME, TWO, later + 58 * MINUTE + VISIT) == Visit(TWO, later + 58 * MINUTE)


def test_a_view_just_before_half_an_hour_goes_on_with_the_visit(store: Store):
    visit(store, ME, ONE, NOON)
    assert visit(store, ME, TWO, NOON + VISIT - MINUTE) == Visit(None, None)


def test_a_visit_is_its_owners_alone_and_outlives_the_server(store: Store, tmp_path: Path):
    visit(store, ME, ONE, NOON)
    assert visit(store, OTHER, TWO, NOON + VISIT) == Visit(None, None)
    assert visit(Store(tmp_path), ME, TWO, NOON + VISIT) == Visit(ONE, NOON)


def test_what_was_marked_as_seen_is_known_at_once(store: Store):
    visit(store, ME, ONE, NOON)
    see_all(store, ME, TWO, NOON + MINUTE)
    see_all(store, OTHER, TWO, NOON)  # who never looked is not noticed by it
    assert visit(store, ME, TWO, NOON + 2 * MINUTE) == Visit(TWO, NOON + MINUTE)
    assert visit(store, OTHER, TWO, NOON) == Visit(None, None)


def test_who_stays_away_for_longer_than_a_cookie_lasts_is_forgotten(store: Store):
    visit(store, OTHER, ONE, NOON)
    follow(store, OTHER, [Followed("運賃", ("運賃",))])
    visit(store, ME, ONE, NOON + timedelta(days=400))
    assert followed(store, OTHER) != ()
    visit(store, ME, ONE, NOON + timedelta(days=401))
    assert followed(store, OTHER) == ()
    with store.connection() as connection:
        assert connection.execute("SELECT owner FROM visits").fetchall() == [(ME,)]


def test_topics_keep_their_order_and_are_their_owners_alone(store: Store):
    topics = (Followed("渡し船", ("渡し船", "ferry")), Followed("運賃", ("運賃",)))
    follow(store, ME, topics)
    assert followed(store, ME) == topics
    assert followed(store, OTHER) == ()
    follow(store, ME, topics[1:])
    assert followed(store, ME) == topics[1:]


def test_a_topic_is_kept_once_not_blank_and_not_without_end(store: Store):
    follow(store, ME, [Followed(name, (name,)) for name in ("ＡＢ  c", " ", "AB c")])
    assert followed(store, ME) == (Followed("AB c", ("AB c",)),)
    assert topic_of("港" * 200) == "港" * MAX_TOPIC
    follow(store, ME, [Followed(str(number), ()) for number in range(50)])
    assert [one.topic for one in followed(store, ME)] == [str(number) for number in range(MOST)]


def test_a_file_of_the_second_format_keeps_everything_and_can_hold_visits(tmp_path: Path):
    before = Store(tmp_path)
    conversation = before.begin(ME)
    before.ask(conversation, Request("灯は？"))
    with sqlite3.connect(tmp_path / CONVERSATIONS) as connection:
        connection.execute("DROP TABLE visits")
        connection.execute("DROP TABLE follows")
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    after = Store(tmp_path)
    assert [one.request for one in after.exchanges(conversation, ME)] == [Request("灯は？")]
    assert visit(after, ME, ONE, NOON) == Visit(None, None)
    with after.connection() as opened:
        assert opened.execute("PRAGMA user_version").fetchone() == (3,)
