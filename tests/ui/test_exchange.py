from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from index.build import add, remove
from index.errors import BadQuestion, EncoderMismatch, HatsugenError
from index.library import Library
from index.records import Passage, Span
from rag.cite import cite
from rag.records import Answer, Filter, Hit, Statement
from tests.conftest import SAMPLE
from ui.drawing import standings_of
from ui.exchange import exchange_data, wrong_error
from ui.kept.desk import outcome_of
from ui.kept.records import Exchange, Outcome, Problem, Request
from ui.resources import opened
from ui.words import words_of

SOURCE = SAMPLE / "shiomi_2031_1.txt"
JA, EN = words_of("ja"), words_of("en")
ASKED = Request("質問")
TITLE = "「地域の足と共有データ」研究会 2031年度第1回（上・報告編）"
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


def exchange_of(answer: Answer, library: Library, request: Request = ASKED) -> Exchange:
    return Exchange("e1", request, outcome=outcome_of(answer, partial(opened, library)))


def drawn(answer: Answer, library: Library, request: Request = ASKED, words=JA) -> dict[str, Any]:
    titles = {"shiomi_2031_1": "研究会"}
    exchange = exchange_of(answer, library, request)
    return exchange_data(words, exchange, titles, standings_of(exchange, library), "http://h/")


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
        "where": f"{TITLE} · 2031年5月20日 · 発言 6",
        "words": "それを受け渡しする中継所とを合わせた呼び名のことです。",
    }


def test_labels_follow_the_reader_and_quotation_marks_the_question(library: Library):
    data = drawn(found(library), library, words=EN)
    assert data["sources"][0]["where"] == f"{TITLE} · 20 May 2031 · turn 6"
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
    problem = Problem.of(BadQuestion("the question is empty"))
    exchange = Exchange("e1", Request(""), outcome=Outcome(problem=problem))
    data = exchange_data(JA, exchange, {}, {}, "")
    assert data["error"] == {"lead": JA.wrong["BadQuestion"], "detail": "the question is empty"}


@pytest.mark.parametrize(
    ("error", "name"),
    [(EncoderMismatch("x"), "EncoderMismatch"), (HatsugenError("x"), "HatsugenError")],
)
def test_the_nearest_kind_of_error_is_named(error: HatsugenError, name: str):
    assert wrong_error(EN, error) == EN.wrong[name]


def test_a_question_that_is_being_answered_is_drawn_as_waiting():
    data = exchange_data(JA, Exchange("e1", ASKED), {}, {}, "")
    assert (data["pending"], data["question"], data["sources"]) == (True, "質問", [])


def test_a_badge_stands_only_where_the_quote_was_compared_and_is_equal(
    library: Library, encoder: Any, write: Any
):
    answer = found(library)
    assert drawn(answer, library)["sources"][0]["standing"] == "kept"
    [citation] = answer.citations
    changed = replace(answer, citations=(replace(citation, quote=f"{citation.quote}!"),))
    exchange = Exchange("e1", ASKED, outcome=replace(exchange_of(answer, library).outcome))
    assert exchange_data(JA, exchange, {}, {}, "")["sources"][0]["standing"] is None
    assert drawn(changed, library)["sources"][0]["standing"] == "changed"
    text = f"序\n{SOURCE.read_text(encoding='utf-8')}"
    list(add([write("shiomi_2031_1.txt", text)], library, encoder))
    assert drawn_again(exchange, library)["sources"][0]["standing"] == "moved"
    remove(["shiomi_2031_1"], library, encoder)
    assert drawn_again(exchange, library)["sources"][0]["standing"] == "gone"


def drawn_again(exchange: Exchange, library: Library) -> dict[str, Any]:
    return exchange_data(JA, exchange, {}, standings_of(exchange, library), "")


def test_an_answer_is_linked_to_by_the_address_of_the_app(library: Library):
    assert drawn(found(library), library)["link"] == "http://h/answer?id=e1"
