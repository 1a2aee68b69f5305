"""The position history: the picture and the list tell the same, session by session."""

from pathlib import Path

import pytest

from index.library import Library
from index.records import Span
from rag.cite import address
from tests.ui.on_topics import made_of, opened, rows_of
from ui.kept.deriving import Deriving
from ui.words import words_of

TOPIC = "夜間保育の開始"
HEAD = "*保育*の会\n2031年度第{}回定例会（2031.{}.20開催）\n\n"
FIRST = HEAD.format(1, 4) + "＜川上＞\n夜間保育の開始には反対です。\n\n＜谷口＞\n昼の話をします。\n"
SECOND = (
    HEAD.format(2, 5)
    + "＜川上＞\n前回は反対と申しましたが、夜間保育の開始については考えを改めました。\n"
)
THIRD = (
    HEAD.format(3, 6) + "＜川上＞\n[夜間保育](http://x)の開始に賛成します。\n\n"
    "＜谷口＞\n夜間保育の開始は四月からと条例で決まっていました。\n"
)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    library = made_of(tmp_path, [TOPIC, "給食の献立表"], m1=FIRST, m2=SECOND, m3=THIRD)
    monkeypatch.setattr(Deriving, "_start", None)
    monkeypatch.setattr(Deriving, "begin", lambda self: False)
    return library


def drawn(test) -> list[dict]:
    """Rows of the picture."""
    return rows_of(test.get("vega_lite_chart"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_picture_and_the_list_tell_the_same(made: Library, language):
    words = words_of(language)
    label, stances = words.positions, words.board.stances
    test = opened(made, language, view="positions", topic=TOPIC)
    assert test.selectbox[1].value == "川上"
    days = [words.day(f"2031-0{month}-20") for month in (4, 5, 6)]
    told = [stances["concern"], label.undecided, stances["agree"]]
    assert drawn(test) == [
        {"place": place, "session": day, "stance": stance, "turning": place > 0}
        for place, (day, stance) in enumerate(zip(days, told, strict=True))
    ]
    shown = [
        "夜間保育の開始には反対です。",
        "前回は反対と申しましたが、夜間保育の開始については考えを改めました。",
        r"\[夜間保育\]\(http\:\/\/x\)の開始に賛成します。",
    ]
    rows = test.markdown[-1].value.split("\n1. ")
    turning = f" · :material/turn_right: **{label.turning}**"
    with made.reading() as view:
        for number, (row, stance, said) in enumerate(zip(rows, told, shown, strict=True), 1):
            transcript = view.transcript(f"m{number}")
            start = transcript.turns[1].span.start
            link = address(transcript, 1, Span(start, transcript.turns[1].span.end))
            assert row.removeprefix("1. ") == (
                f"**{stance}**{turning if number > 1 else ''}  \n   [{said}]({link}) — 川上 · "
                f"2031年度第{number}回 · {days[number - 1]} · {words.turn.format(1)}"
            )
    assert test.markdown[0].value == label.told.format(3, 2)


def test_another_person_is_chosen_and_named_in_the_address(made: Library):
    test = opened(made, view="positions", topic=TOPIC)
    test.selectbox[1].set_value("谷口").run()
    assert not test.exception
    assert test.query_params["who"] == test.selectbox[1].value == "谷口"
    assert test.query_params["topic"] == TOPIC
    assert "決まっていました。" in test.markdown[-1].value
    assert not test.get("vega_lite_chart")  # one session is no history


def test_somebody_who_said_nothing_is_the_first_of_those_who_did(made: Library):
    assert opened(made, view="positions", topic=TOPIC, who="誰か").selectbox[1].value == "川上"


def test_nothing_said_is_said(made: Library):
    test = opened(made, view="positions", topic="給食の献立表")
    assert [one.value for one in test.info] == [
        words_of("ja").positions.nothing.format("給食の献立表")
    ]


def test_sessions_of_one_day_are_told_apart(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(Deriving, "begin", lambda self: False)
    library = made_of(tmp_path, [TOPIC], m1=FIRST, m2=SECOND.replace("2031.5.", "2031.4."))
    test = opened(library, view="positions", topic=TOPIC)
    assert [one["session"] for one in drawn(test)] == ["2031年4月20日", "2031年4月20日（2）"]


def test_a_long_history_is_listed_in_two_steps(made: Library, monkeypatch):
    monkeypatch.setattr("ui.catch.positions._SHOWN", 2)
    test = opened(made, view="positions", topic=TOPIC)
    assert len(drawn(test)) == 3
    assert len(test.markdown[-1].value.split("\n1. ")) == 2
    test.button(key="positions_more").click().run()
    assert not test.exception
    assert len(test.markdown[-1].value.split("\n1. ")) == 3
    assert not test.button
