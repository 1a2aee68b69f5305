from dataclasses import replace
from functools import partial

import pytest

from index.errors import BadQuestion, EncoderMismatch, HatsugenError
from index.library import Library
from index.records import Passage, Span
from rag.cite import cite
from rag.records import Answer, Filter, Hit, Statement
from ui.exchange import Exchange, Request, exchange_data, exchange_of, wrong
from ui.resources import opened
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")
ASKED = Request("質問")
WRAPPED = "それを受け渡\n\nしする中継所とを合わせた呼び名のことです。"


def found(library: Library) -> Answer:
    with library.reading() as view:
        transcript = view.transcript("shiomi_2031_1")
    start = transcript.text.index(WRAPPED)
    citation = cite(1, transcript, 6, Span(start, start + len(WRAPPED)))
    statement = Statement("有馬", WRAPPED.replace("\n", ""), 1)
    return Answer(
        "q", "ja", "extractive", True, "…", statements=(statement,), citations=(citation,)
    )


def refused(library: Library) -> Answer:
    with library.reading() as view:
        transcript = view.transcript("shiomi_2031_1")
    span = transcript.turns[5].span
    hit = Hit(Passage("shiomi_2031_1", 5, span), "水野", span.of(transcript.text), 0.5)
    text = "会議録には見当たりません。探した範囲：すべて。"
    return Answer("q", "ja", "extractive", False, text, nearest=(hit,))


def drawn(answer: Answer, library: Library, request: Request = ASKED) -> dict:
    titles = {"shiomi_2031_1": "研究会"}
    return exchange_data(JA, exchange_of(answer, request, partial(opened, library)), titles)


def test_an_answer_is_drawn_with_its_sources(library: Library):
    data = drawn(found(library), library)
    assert (data["question"], data["found"], data["text"], data["error"]) == (
        "質問",
        True,
        [],
        None,
    )
    assert data["lines"] == [
        {
            "speaker": "有馬",
            "where": "2031年度第1回 · 2031年5月20日",
            "words": "「それを受け渡しする中継所とを合わせた呼び名のことです。」",
            "source": 0,
        }
    ]
    [source] = data["sources"]
    assert source["address"].startswith("read?transcript=shiomi_2031_1&turn=6&start=")
    assert {name: source[name] for name in ("number", "speaker", "where", "words")} == {
        "number": 1,
        "speaker": "有馬",
        "where": "2031年度第1回 · 2031年5月20日 · 発言 6",
        "words": "それを受け渡しする中継所とを合わせた呼び名のことです。",
    }


def test_labels_follow_the_reader_and_quotation_marks_the_question(library: Library):
    exchange = exchange_of(found(library), ASKED, partial(opened, library))
    data = exchange_data(EN, exchange, {})
    assert data["sources"][0]["where"] == "2031年度第1回 · 20 May 2031 · turn 6"
    assert data["lines"][0]["words"].startswith("「")


def test_a_refusal_shows_the_nearest_passages_and_quotes_nothing(library: Library):
    data = drawn(refused(library), library)
    assert (data["found"], data["lines"]) == (False, [])
    assert data["text"] == [
        {"kind": "lead", "words": "会議録には見当たりません。"},
        {"kind": "searched", "words": "探した範囲：すべて。"},
    ]
    assert [source["words"] for source in data["sources"]] == [
        "一つ補っていただけますか。ミナトグラムという名前が初めての方もいらっしゃると思います。"
        "そもそも何を指していて、どなたが作られたものでしょうか。"
    ]


@pytest.mark.parametrize(
    ("rest", "parts"),
    [
        ("", []),
        ("何か。", [("why", "何か。")]),
        (
            "第9回は登録されていません。探した範囲：全部。",
            [("why", "第9回は登録されていません。"), ("searched", "探した範囲：全部。")],
        ),
        (
            "条件に合う会議録がありません（発言者「岩田」）。",
            [("searched", "条件に合う会議録がありません（発言者「岩田」）。")],
        ),
        (
            "探した範囲：全部。この条件を外すと、見つかるものがあります。",
            [("searched", "探した範囲：全部。この条件を外すと、見つかるものがあります。")],
        ),
    ],
)
def test_a_refusal_tells_why_apart_from_what_was_searched(library: Library, rest: str, parts):
    answer = replace(refused(library), text=f"会議録には見当たりません。{rest}")
    text = drawn(answer, library)["text"]
    assert [(part["kind"], part["words"]) for part in text[1:]] == parts


def test_what_is_found_without_a_filter_is_cited_after_the_nearest_passages(library: Library):
    text = "会議録には見当たりません。探した範囲：全部。この条件を外すと、見つかるものがあります。"
    answer = replace(refused(library), text=text, wider=found(library), read=Filter(speaker="岩田"))
    data = drawn(answer, library)
    assert data["text"][1:] == [{"kind": "searched", "words": "探した範囲：全部。"}]
    assert (data["own"], [source["number"] for source in data["sources"]]) == (1, [1, 1])
    [line] = data["wider"]
    assert (line["speaker"], line["source"]) == ("有馬", 1)
    assert data["sources"][1]["words"] == WRAPPED.replace("\n", "")


def test_the_conditions_of_a_question_are_told_apart_by_where_they_come_from(library: Library):
    answer = replace(
        found(library), read=Filter(session="第3回"), standalone="ウミツバメ便はいつですか"
    )
    request = Request("いつ？", Filter(transcript="shiomi_2031_1"), Filter(speaker="岩田"))
    data = drawn(answer, library, request)
    assert data["read"] == [{"label": "第3回", "names": ("session",)}]
    assert data["unread"] == [{"label": "発言者: 岩田", "names": ("speaker",)}]
    assert data["byHand"] == [{"label": "会議録: 研究会", "names": ("transcript",)}]
    assert (data["question"], data["standalone"]) == ("いつ？", "ウミツバメ便はいつですか")


def test_an_error_is_a_sentence_in_the_readers_language():
    data = exchange_data(JA, Exchange(Request(""), error=BadQuestion("the question is empty")), {})
    assert data["error"] == {"lead": JA.wrong["BadQuestion"], "detail": "the question is empty"}


@pytest.mark.parametrize(
    ("error", "name"),
    [(EncoderMismatch("x"), "EncoderMismatch"), (HatsugenError("x"), "HatsugenError")],
)
def test_the_nearest_kind_of_error_is_named(error: HatsugenError, name: str):
    assert wrong(EN, error) == EN.wrong[name]
