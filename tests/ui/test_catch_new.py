"""What is new since the last visit: two visits, with a session added between."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.build import add
from index.library import Library
from rag.catchup.derive import derive
from tests.ui.catch_pages import opened, rows
from ui.kept.store import Store
from ui.kept.visits import VISIT, followed
from ui.words import words_of

JA, EN = words_of("ja").news, words_of("en").news
NOON = datetime(2031, 7, 1, 12, tzinfo=UTC)
FIRST = """「港」研究会
2031年度第1回定例研究会（2031.5.20開催）

＜岡野委員＞
渡し船の運賃を三百円に上げることに賛成します。渡し船の乗客は、一日に平均で四百人を数えます。

＜森田委員＞
港の灯台は、夜の九時まで明るく灯しておくべきです。
"""
SECOND = """「港」研究会
2031年度第2回定例研究会（2031.6.24開催）

＜岡野委員＞
渡し船の運賃を<b>三百円</b>に上げることには反対です。渡し船の乗客の*半分*は、学校に通う子どもたちです。

＜森田委員＞
灯台は夜の九時までと申しましたが、考えが変わりました。[渡し船](https://example.org)の最終便は、夜の八時に桟橋を離れます。
"""
PLACES = {
    "ja": {
        1: "2031年度第1回 · 2031年5月20日 · 発言 1",
        2: "2031年度第2回 · 2031年6月24日 · 発言 {}",
    },
    "en": {1: "2031年度第1回 · 20 May 2031 · turn 1", 2: "2031年度第2回 · 24 Jun 2031 · turn {}"},
}
AGAINST = "渡し船の運賃を\\<b\\>三百円\\<\\/b\\>に上げることには反対です。"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the clock: at(NOON)."""

    def set_clock(time: datetime) -> None:
        monkeypatch.setattr("ui.catch.new.now", lambda: time)

    set_clock(NOON)
    return set_clock


@pytest.fixture
def harbour(tmp_path: Path, encoder, at, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of the first session; nothing is made by looking at it."""
    monkeypatch.setattr("ui.kept.deriving.Deriving.begin", lambda deriving: False)
    return added(Library.create(tmp_path / "harbour"), encoder, "first", FIRST)


def added(library: Library, encoder, name: str, words: str) -> Library:
    path = library.folder.parent / f"{name}.txt"
    path.write_text(words, encoding="utf-8")
    list(add([path], library, encoder))
    assert derive(library)
    return library


def shown(test: AppTest) -> list[str]:
    """What the page says, without addresses."""
    found = []
    for row in rows(test):
        first, *rest = row.split("](")
        found.append("]".join([first, *(piece.partition(")")[2] for piece in rest)]))
    return found


def captions(test: AppTest) -> list[str]:
    return [element.value for element in test.caption]


def heads(test: AppTest) -> list[str]:
    return [element.value for element in test.subheader]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_first_visit_says_so_and_shows_the_newest_sessions(harbour: Library, language: str):
    label, where = words_of(language).news, PLACES[language][1]
    test = opened(harbour, "new", language)
    date = where.split(" · ")[1]
    assert shown(test) == [
        label.first.format(1),
        f"- [「港」研究会 2031年度第1回] · {date}\n"
        f"    - [渡し船の乗客は、一日に平均で四百人を数えます。] — 岡野委員 · {where}",
    ]
    assert "](read?transcript=first" in rows(test)[1]
    assert heads(test) == [label.sessions, label.topics]
    assert captions(test) == [label.kept]
    assert not test.button


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_second_visit_shows_what_was_added_since(harbour: Library, encoder, at, language: str):
    label, where = words_of(language).news, PLACES[language][2]
    opened(harbour, "new")
    added(harbour, encoder, "second", SECOND)
    at(NOON + VISIT)
    test = opened(harbour, "new", language)
    last = {"ja": "2031年7月1日 12:00", "en": "1 Jul 2031 12:00"}[language]
    assert shown(test) == [
        label.since.format(last),
        f"- [「港」研究会 2031年度第2回] · {where.split(' · ')[1]}\n"
        f"    - [{AGAINST}] — 岡野委員 · {where.format(1)}",
        "- [灯台は夜の九時までと申しましたが、考えが変わりました。]"
        f" — 森田委員 · {where.format(2)}",
    ]
    assert heads(test) == [label.sessions, label.changes, label.topics]


def test_reruns_of_a_visit_do_not_begin_another(harbour: Library, encoder, at):
    opened(harbour, "new")
    added(harbour, encoder, "second", SECOND)
    at(NOON + VISIT)
    before = shown(opened(harbour, "new"))
    for minutes in (20, 40, 60):
        at(NOON + VISIT + timedelta(minutes=minutes))
        assert shown(opened(harbour, "new")) == before
    at(NOON + 2 * VISIT + timedelta(minutes=60))
    test = opened(harbour, "new")
    assert shown(test) == [JA.nothing.format("2031年7月1日 13:30")]
    assert not test.button


def test_everything_is_marked_as_seen_at_a_press(harbour: Library, encoder, at):
    opened(harbour, "new")
    added(harbour, encoder, "second", SECOND)
    at(NOON + VISIT)
    test = opened(harbour, "new")
    test.button(key="catch_seen").click().run()
    assert not test.exception
    assert shown(test) == [JA.nothing.format("2031年7月1日 12:30")]
    assert heads(test) == [JA.topics]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_topic_is_followed_in_words_of_ones_own(harbour: Library, encoder, at, language: str):
    label, where = words_of(language).news, PLACES[language][2]
    test = opened(harbour, "new", language)
    test.multiselect(key="catch_followed").set_value(["渡し船", "*桟橋*", "*半分*", "運賃"]).run()
    assert not test.exception
    added(harbour, encoder, "second", SECOND)
    at(NOON + VISIT)
    test = opened(harbour, "new", language)
    assert test.multiselect(key="catch_followed").value == ["渡し船", "*桟橋*", "*半分*", "運賃"]
    changes, ferry, half = shown(test)[2:]
    stances = label.stances
    mind = (
        f"- [灯台は夜の九時までと申しましたが、考えが変わりました。] — 森田委員 · {where.format(2)}"
    )
    assert changes.split("\n") == [
        mind,
        f"- **{stances['agree']} → {stances['concern']}** [{AGAINST}]"
        f" — 岡野委員 · {where.format(1)}",
        f"    - {label.before} [渡し船の運賃を三百円に上げることに賛成します。]"
        f" — 岡野委員 · {PLACES[language][1]}",
    ]
    assert ferry.split("\n") == [
        "**渡し船**",
        "",
        "- [渡し船の乗客の\\*半分\\*は、学校に通う子どもたちです。]"
        f" — 岡野委員 · {where.format(1)}",
    ]
    assert half.startswith("**\\*半分\\***\n\n- [渡し船の乗客の")
    assert captions(test)[0] == label.silent.format("\\*桟橋\\*")


def test_a_topic_that_is_taken_out_is_followed_no_more(harbour: Library):
    test = opened(harbour, "new")
    test.multiselect(key="catch_followed").set_value(["灯台", "運賃"]).run()
    test.multiselect(key="catch_followed").set_value(["運賃"]).run()
    assert opened(harbour, "new").multiselect(key="catch_followed").value == ["運賃"]


def test_a_theme_of_the_map_is_followed_by_the_phrases_of_its_title(harbour: Library):
    test = opened(harbour, "new")
    [theme, *_] = test.multiselect(key="catch_followed").options
    test.multiselect(key="catch_followed").set_value([theme]).run()
    [kept] = followed(Store(harbour.folder), "me")
    assert kept.topic == theme
    assert kept.forms == tuple(theme.split("・"))


def test_what_there_is_besides_is_said_and_shown_at_a_press(
    harbour: Library, encoder, at, monkeypatch
):
    monkeypatch.setattr("ui.catch.new.LINES", 3)
    test = opened(harbour, "new")
    test.multiselect(key="catch_followed").set_value(["渡し船"]).run()
    added(harbour, encoder, "second", SECOND)
    at(NOON + VISIT)
    test = opened(harbour, "new")  # a session, a change of two, a sentence on the ferry
    left = JA.left_out.format(JA.count.format(JA.changes, 1))
    assert left in captions(test)
    test.button(key="catch_new_more").click().run()
    assert left not in captions(test)
    assert "catch_new_more" not in {button.key for button in test.button}


def test_a_file_that_was_changed_is_new_again_and_says_so(harbour: Library, encoder, at):
    opened(harbour, "new")
    added(harbour, encoder, "first", FIRST.replace("四百人", "五百人"))
    at(NOON + VISIT)
    [_, session] = shown(opened(harbour, "new"))
    assert session.startswith(
        f"- [「港」研究会 2031年度第1回] · 2031年5月20日 · **{JA.updated}**\n"
    )


def test_who_opens_another_view_is_not_noticed(harbour: Library):
    for view in ("brief", "voices", "questions"):
        opened(harbour, view)
    with Store(harbour.folder).connection() as connection:
        assert connection.execute("SELECT count(*) FROM visits").fetchone() == (0,)


def test_what_is_not_sifted_yet_is_not_called_silent(harbour: Library, encoder, at, monkeypatch):
    test = opened(harbour, "new")
    test.multiselect(key="catch_followed").set_value(["桟橋"]).run()
    assert captions(test)[0] == JA.silent.format("桟橋")
    monkeypatch.setattr("tests.ui.test_catch_new.derive", lambda library: True)
    added(harbour, encoder, "second", SECOND)
    at(NOON + VISIT)
    test = opened(harbour, "new")
    assert [one.value for one in test.info] == [words_of("ja").catch_up.missing]
    assert captions(test) == [JA.kept]
