"""Questions and promises: what is open first, each with what came of it."""

import pytest

from index.library import Library
from tests.ui.catch_pages import opened, rows
from ui.words import words_of

JA = words_of("ja")


def shown(row: str) -> str:
    """A row without its addresses."""
    pieces = row.split("](")
    return "]".join([pieces[0], *(piece.partition(")")[2] for piece in pieces[1:])])


def groups(test) -> list[str]:
    return [element.value for element in test.subheader]


@pytest.mark.parametrize(
    ("language", "heads", "first", "reported"),
    [
        (
            "ja",
            ["未回答の質問（4）", "持ち帰り・宿題（12）", "回答・報告済み（22）"],
            "- **質問** [それと、七月までに取られた 214 回分の表、あれを取り戻す手だては、"
            "本当にないのですか。] — 片瀬 · 2031年度第3回 · 2031年12月16日 · 発言 7",
            "- **宿題** 担当：水野 · 期限：次回までに  \n"
            "[県の意向は、私から交通政策課に尋ねて、次回までに確認します。]"
            " — 水野 · 2031年度第1回 · 2031年5月20日 · 発言 24\n"
            "    - **報告** [県の交通政策課に尋ねましたところ、今年度はオブザーバーとして話を聞く"
            "だけにとどめ、正式に加わるかどうかは令和十四年度の予算が固まってから判断する、"
            "というお返事でした。] — 水野主任研究員 · 2031年度第2回 · 2031年9月9日 · 発言 1",
        ),
        (
            "en",
            ["Unanswered questions (4)", "Put off or promised (12)", "Answered or reported (22)"],
            "- **Question** [それと、七月までに取られた 214 回分の表、あれを取り戻す手だては、"
            "本当にないのですか。] — 片瀬 · 2031年度第3回 · 16 Dec 2031 · turn 7",
            "- **Promise** By: 水野 · Due: 次回までに  \n"
            "[県の意向は、私から交通政策課に尋ねて、次回までに確認します。]"
            " — 水野 · 2031年度第1回 · 20 May 2031 · turn 24\n"
            "    - **Reported** [県の交通政策課に尋ねましたところ、今年度はオブザーバーとして話を"
            "聞くだけにとどめ、正式に加わるかどうかは令和十四年度の予算が固まってから判断する、"
            "というお返事でした。] — 水野主任研究員 · 2031年度第2回 · 9 Sep 2031 · turn 1",
        ),
    ],
)
def test_what_nobody_answered_stands_first_and_what_was_reported_last(
    made: Library, language: str, heads: list[str], first: str, reported: str
):
    test = opened(made, "questions", language)
    assert groups(test) == heads
    assert shown(rows(test)[0]) == first
    settled = opened(made, "questions", language, session="shiomi_2031_1", state="settled")
    assert reported in [shown(row) for row in rows(settled)]


def test_every_sentence_links_to_its_place(made: Library):
    [row] = [row for row in rows(opened(made, "questions")) if "そこまでは把握して" in row]
    asked, put_off, promised = row.split("\n    - ")
    assert "](read?transcript=shiomi_2031_2&turn=7&start=" in asked
    assert put_off.startswith("**持ち帰り** [申し訳ありません、そこまでは把握しておりません。](")
    assert "](read?transcript=shiomi_2031_2&turn=8&start=" in put_off
    assert "担当：黒磯 · 期限：次回  \n[調べて、次回お答えします。](" in promised


def test_a_session_and_a_state_are_chosen_and_the_address_names_them(made: Library):
    test = opened(made, "questions", session="shiomi_2031_1", state="promised")
    assert groups(test) == ["持ち帰り・宿題（4）"]
    assert all("2031年度第1回" in row for row in rows(test))
    test.selectbox(key="catch_matters_of").set_value("shiomi_2031_2").run()
    assert groups(test) == ["持ち帰り・宿題（2）"]
    test.pills(key="catch_matters_only").set_value("open").run()
    assert not test.exception
    assert groups(test) == ["未回答の質問（1）"]
    assert test.query_params["session"] == "shiomi_2031_2"
    assert test.query_params["state"] == "open"
    test.pills(key="catch_matters_only").set_value(None).run()
    test.selectbox(key="catch_matters_of").set_value(None).run()
    assert len(groups(test)) == 3


def test_the_address_of_before_leads_here(made: Library):
    assert groups(opened(made, "homework"))[0] == "未回答の質問（4）"


def test_more_are_drawn_at_a_press(made: Library, monkeypatch):
    monkeypatch.setattr("ui.catch.questions._PAGE", 2)
    test = opened(made, "questions")
    assert len(rows(test)) == 6
    test.button(key="catch_matters_shown_open_more").click().run()
    assert len(rows(test)) == 8
    assert "catch_matters_shown_open_more" not in {button.key for button in test.button}


def test_what_a_transcript_holds_is_no_markup(hostile: Library):
    row, theirs = rows(opened(hostile, "questions"))
    assert theirs.startswith("- **宿題** 担当：高橋\\*委員\\* · 期限：次回までに  \n")
    asked, promised = shown(row).split("\n    - ")
    assert asked == (
        "- **質問** [渡し船の運賃は、\\*\\*誰が\\*\\* \\[いつ\\]\\(https\\:\\/\\/example\\.org\\)"
        "決めるのですか。] — 高橋\\*委員\\* · 2031年度第1回 · 2031年5月20日 · 発言 2"
    )
    assert promised.endswith(
        "[夜の便の数は、次回までに\\<img src\\=x\\>の表で確認します。] — 岡野・\\*潮\\*研究所長"
        " · 2031年度第1回 · 2031年5月20日 · 発言 3"
    )


def test_a_session_without_any_says_so(hostile: Library):
    test = opened(hostile, "questions", session="hostile", state="open")
    assert rows(test) == []
    assert [one.value for one in test.info] == [JA.matters.none]
