"""The stance board: a column a speaker, a quote in every cell, what is undecided counted."""

import re
from html import escape
from pathlib import Path

import pytest

from index.library import Library
from rag.cite import address
from tests.rag.catchup.conftest import FERRY
from tests.ui.on_topics import html_of, made_of, opened
from ui.kept.deriving import Deriving
from ui.words import words_of

TOPIC = "夜間保育"
MEETING = """<script>alert(1)</script>の会
2031年度第1回定例会（2031.5.20開催）

＜川上＞
夜間保育を始めることに賛成です。ただ、夜間保育の費用は年に 900 万円です。

＜谷口*太字*<b>＞
夜間保育には<img src=x onerror=alert(1)>反対です。給食の値段は三百円です。

＜川上＞
夜間保育は市民の夢、暮らしの夢、子育ての長年の夢そのもの。
"""
CROWD = "大きな会\n2031年6月1日\n\n" + "\n\n".join(
    f"＜{name}＞\n夜間保育に賛成します。" for name in ("一ノ瀬", "二宮", "三好", "四方", "五島")
)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library whose topic is made; whoever makes more fails."""
    library = made_of(tmp_path, [TOPIC], one=MEETING)
    monkeypatch.setattr(Deriving, "_start", None)
    monkeypatch.setattr(Deriving, "begin", lambda self: False)
    return library


def columns(board: str) -> dict[str, list[str]]:
    """Each speaker's column with its cells."""
    found = re.findall(r"<section[^>]*><h3>(.*?)</h3><dl>(.*?)</dl></section>", board)
    return {name: re.findall(r'<div class="(row-.*?)</div>', cells) for name, cells in found}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_cell_is_a_quote_with_its_place(made: Library, language):
    words = words_of(language)
    test = opened(made, language, view="board", topic=TOPIC)
    with made.reading() as view:
        transcript = view.transcript("one")

    def cell(row: int, stance: str, turn: int, said: str) -> str:
        start = transcript.text.index(said)
        span = type(transcript.turns[turn].span)(start, start + len(said))
        where = f"2031年度第1回 · {words.day('2031-05-20')} · {words.turn.format(turn)}"
        return (
            f'row-{row} {stance}"><dt>{words.board.stances[stance]}</dt>'
            f'<dd><a href="{escape(address(transcript, turn, span))}">{escape(said)}</a>'
            f"<small>{where}</small></dd>"
        )

    assert columns(html_of(test, '<div class="board"')) == {
        "川上": [
            cell(1, "agree", 1, "夜間保育を始めることに賛成です。"),
            cell(5, "fact", 1, "ただ、夜間保育の費用は年に 900 万円です。"),
        ],
        escape("谷口*太字*<b>"): [
            cell(2, "concern", 2, "夜間保育には<img src=x onerror=alert(1)>反対です。")
        ],
    }
    assert words.board.undecided.format(1) in [one.value for one in test.caption]
    assert not test.multiselect


def test_markup_is_shown_as_it_was_said(made: Library):
    board = html_of(opened(made, view="board", topic=TOPIC), '<div class="board"')
    assert "<img" not in board
    assert "<b>" not in board
    assert "<script" not in board


def test_a_topic_is_found_however_wide_it_is_typed(made: Library):
    test = opened(made, view="board", topic=" 夜間保育　")
    assert test.selectbox[0].value == TOPIC
    assert columns(html_of(test, '<div class="board"'))


def test_the_address_keeps_the_topic_from_view_to_view(made: Library):
    test = opened(made, view="board", topic=TOPIC)
    test.pills(key="catch_up_view").set_value("brief").run()
    test.pills(key="catch_up_view").set_value("board").run()
    assert not test.exception
    assert test.selectbox[0].value == TOPIC


def test_a_topic_that_names_nothing_says_so(made: Library):
    test = opened(made, view="board", topic="？")
    assert words_of("ja").wrong["BadQuestion"] in test.error[0].value
    assert test.info[0].value == words_of("ja").board.no_topic


def test_of_many_speakers_some_are_chosen(tmp_path: Path, monkeypatch):
    library = made_of(tmp_path, [TOPIC], crowd=CROWD)
    monkeypatch.setattr(Deriving, "begin", lambda self: False)
    test = opened(library, view="board", topic=TOPIC)
    shown = ["一ノ瀬", "二宮", "三好", "四方"]
    assert test.multiselect[0].value == shown
    assert list(columns(html_of(test, '<div class="board"'))) == shown
    test.multiselect[0].set_value(["五島", "二宮"]).run()
    assert list(columns(html_of(test, '<div class="board"'))) == ["五島", "二宮"]
    test.multiselect[0].set_value([]).run()
    assert [one.value for one in test.info] == [words_of("ja").board.nobody]


def test_nothing_said_on_a_topic_is_said(tmp_path: Path, monkeypatch):
    library = made_of(tmp_path, ["月*面*基地"], one=MEETING)
    monkeypatch.setattr(Deriving, "begin", lambda self: False)
    test = opened(library, view="board", topic="月*面*基地")
    assert test.info[0].value == words_of("ja").board.nothing.format(r"月\*面\*基地")


def test_a_topic_that_is_not_kept_is_made_and_said_to_be(made: Library, monkeypatch):
    asked = []
    monkeypatch.setattr(Deriving, "want", lambda self, topic: asked.append(topic) or True)
    monkeypatch.setattr(Deriving, "waits", lambda self, topic: True)
    test = opened(made, view="board", topic="夜間保育の費用")
    assert asked == ["夜間保育の費用"]
    assert words_of("ja").board.making.format("夜間保育の費用") in [
        one.value for one in test.caption
    ]


def test_a_topic_that_cannot_be_made_is_said(made: Library, monkeypatch):
    monkeypatch.setattr(Deriving, "want", lambda self, topic: False)
    test = opened(made, view="board", topic="費用")
    assert [one.value for one in test.error] == [words_of("ja").board.failed.format("費用")]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_same_topic_has_a_reading_path(tmp_path: Path, monkeypatch, language):
    library = made_of(tmp_path, ["図書館"], one=FERRY)
    monkeypatch.setattr(Deriving, "_start", None)
    monkeypatch.setattr(Deriving, "begin", lambda self: False)
    words = words_of(language)
    whole = opened(library, language, view="path")
    assert whole.selectbox[0].value is None
    assert whole.selectbox[0].proto.placeholder == words.path.whole
    heads = [one.value for one in whole.markdown if one.value.startswith("**")]
    assert [words.turn.format(turn) in head for turn, head in zip((2, 5), heads, strict=True)] == [
        True, True,
    ]  # fmt: skip
    test = opened(library, language, view="path", topic="図書館")
    [head] = [one.value for one in test.markdown if one.value.startswith("**")]
    assert words.turn.format(5) in head


def test_topics_that_are_still_made_are_waited_for(tmp_path: Path, monkeypatch):
    library = made_of(tmp_path, [], one=MEETING)  # nothing is offered yet
    monkeypatch.setattr(Deriving, "begin", lambda self: False)
    monkeypatch.setattr(Deriving, "offers", lambda self: True)
    test = opened(library, view="board")
    assert [one.value for one in test.info] == [words_of("ja").board.no_topic]
    assert words_of("ja").catch_up.making in [one.value for one in test.caption]
