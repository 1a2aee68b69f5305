"""Who's who: everybody with what they are, where they speak, and what they alone would say."""

import re

import pytest

from index.library import Library
from index.people import confirm
from index.records import Span
from rag.catchup.derive import derive
from rag.cite import address
from tests.ui.catch_pages import opened, rows
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")


def heads(test) -> list[str]:
    """Names over the people, without their badges."""
    drawn = "".join(element.value for element in test.get("html"))
    return re.findall(r'<h3 class="person"><span .*?</span></span> (.*?)</h3>', drawn)


def test_everybody_is_there_who_speaks_most_first(made: Library):
    test = opened(made, "voices")
    everybody = ["水野", "黒磯", "有馬", "栗林", "片瀬", "Marsh", "Penhale", "Tolliver", "Rusk"]
    assert heads(test) == [*everybody, "真壁"]
    assert test.selectbox[0].options == [*everybody, "真壁"]
    assert test.caption[0].value == "10 人（発言の多い順）"
    assert not test.button


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        (
            "ja",
            [
                "葦戸バス運行 · 部長",
                "発言 17 件 · 出席した会議での発言の割合 23%",
                "**話題** 参加団体、クリームスキミング、貼り替えの手間、配布用の冊子、山側の路線",
                "**会議 3 回** [2031年度第3回 · 2031年12月16日](read?transcript=shiomi_2031_3)"
                " / [2031年度第2回 · 2031年9月9日](read?transcript=shiomi_2031_2)"
                " / [2031年度第1回 · 2031年5月20日](read?transcript=shiomi_2031_1)",
            ],
        ),
        (
            "en",
            [
                "葦戸バス運行 · 部長",
                "Turns: 17 · 23% of what is said in those sessions",
                "**Topics** 参加団体, クリームスキミング, 貼り替えの手間, 配布用の冊子, 山側の路線",
                "**Sessions: 3** [2031年度第3回 · 16 Dec 2031](read?transcript=shiomi_2031_3)"
                " / [2031年度第2回 · 9 Sep 2031](read?transcript=shiomi_2031_2)"
                " / [2031年度第1回 · 20 May 2031](read?transcript=shiomi_2031_1)",
            ],
        ),
    ],
)
def test_one_who_was_chosen_stands_alone_with_office_share_topics_and_sessions(
    made: Library, language: str, facts: list[str]
):
    test = opened(made, "voices", language, who="黒磯")
    assert heads(test) == ["黒磯"]
    assert test.selectbox[0].value == "黒磯"
    assert rows(test)[0].split("  \n") == facts


def test_every_statement_links_to_its_place(made: Library):
    [_, told] = rows(opened(made, "voices", who="片瀬"))
    title, blank, *statements = told.split("\n")
    assert (title, blank) == (f"**{JA.who.statements}**", "")
    said = "どこで何人が降りるのかも分からずに、どの便を残すかは決められません。"
    with made.reading() as view:
        transcript = view.transcript("shiomi_2031_1")
    start = transcript.text.index("どこで何人が")
    span = Span(start, transcript.text.index("決められません。", start) + len("決められません。"))
    assert statements[0] == (
        f"- [{said}]({address(transcript, 23, span)})"
        " — 片瀬 · 2031年度第1回 · 2031年5月20日 · 発言 23"
    )
    assert len(statements) == 3


def test_the_address_names_who_was_chosen(made: Library):
    test = opened(made, "voices")
    test.selectbox(key="catch_who").set_value("栗林").run()
    assert not test.exception
    assert (test.query_params["view"], test.query_params["who"]) == ("voices", "栗林")
    assert heads(test) == ["栗林"]
    test.selectbox(key="catch_who").set_value(None).run()
    assert "who" not in test.query_params
    assert len(heads(test)) == 10


def test_who_is_not_there_is_said_and_everybody_shown(made: Library):
    test = opened(made, "voices", "en", who="*x*")
    assert test.info[0].value == EN.who.unknown.format("\\*x\\*")
    assert len(heads(test)) == 10


def test_more_people_are_drawn_at_a_press(made: Library, monkeypatch):
    monkeypatch.setattr("ui.catch.voices._PAGE", 4)
    test = opened(made, "voices")
    assert len(heads(test)) == 4
    test.button(key="catch_who_more").click().run()
    assert len(heads(test)) == 8


def test_what_a_transcript_holds_is_no_markup(hostile: Library):
    test = opened(hostile, "voices")
    assert heads(test) == ["岡野", "高橋*委員*"]
    facts, said, _, silent = rows(test)
    assert facts.startswith("\\*潮\\*研究 · 所長")
    assert "渡し船の運賃は、\\<script\\>alert\\(1\\)\\<\\/script\\>の表で三百円になります。" in said
    assert silent == JA.who.silent
    assert opened(hostile, "voices", who="高橋*委員*").selectbox[0].value == "高橋*委員*"


def test_a_name_is_escaped_in_html(library: Library, encoder):
    confirm(["Marsh"], "<img src=x>", library, encoder)
    assert derive(library)
    assert heads(opened(library, "voices", who="<img src=x>")) == ["&lt;img src=x&gt;"]
