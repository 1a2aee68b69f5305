from functools import partial

import pytest

from index.errors import BadQuestion, EncoderMismatch, HatsugenError
from index.library import Library
from index.records import Passage, Span
from rag.cite import cite
from rag.records import Answer, Hit, Statement
from ui.exchange import Exchange, exchange_data, exchange_of, wrong
from ui.resources import opened
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")
WRAPPED = "それを受け渡\n\nしする中継所とを合わせた呼び名のことです。"


def found(library: Library) -> Answer:
    with library.reading() as view:
        transcript = view.transcript("shiomi_2031_1")
    start = transcript.text.index(WRAPPED)
    citation = cite(1, transcript, 6, Span(start, start + len(WRAPPED)))
    statement = Statement("有馬", WRAPPED.replace("\n", ""), 1)
    return Answer("q", "ja", "extractive", True, "…", (statement,), (citation,))


def refused(library: Library) -> Answer:
    with library.reading() as view:
        transcript = view.transcript("shiomi_2031_1")
    span = transcript.turns[5].span
    hit = Hit(Passage("shiomi_2031_1", 5, span), "水野", span.of(transcript.text), 0.5)
    text = "会議録には見当たりません。探した範囲：すべて。"
    return Answer("q", "ja", "extractive", False, text, nearest=(hit,))


def test_an_answer_is_drawn_with_its_sources(library: Library):
    data = exchange_data(JA, exchange_of(found(library), "質問", partial(opened, library)))
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
    exchange = exchange_of(found(library), "質問", partial(opened, library))
    data = exchange_data(EN, exchange)
    assert data["sources"][0]["where"] == "2031年度第1回 · 20 May 2031 · turn 6"
    assert data["lines"][0]["words"].startswith("「")


def test_a_refusal_shows_the_nearest_passages_and_quotes_nothing(library: Library):
    data = exchange_data(JA, exchange_of(refused(library), "質問", partial(opened, library)))
    assert (data["found"], data["lines"]) == (False, [])
    assert data["text"] == ["会議録には見当たりません。", "探した範囲：すべて。"]
    assert [source["words"] for source in data["sources"]] == [
        "一つ補っていただけますか。ミナトグラムという名前が初めての方もいらっしゃると思います。"
        "そもそも何を指していて、どなたが作られたものでしょうか。"
    ]


def test_an_error_is_a_sentence_in_the_readers_language():
    data = exchange_data(JA, Exchange("", error=BadQuestion("the question is empty")))
    assert data["error"] == {"lead": JA.wrong["BadQuestion"], "detail": "the question is empty"}


@pytest.mark.parametrize(
    ("error", "name"),
    [(EncoderMismatch("x"), "EncoderMismatch"), (HatsugenError("x"), "HatsugenError")],
)
def test_the_nearest_kind_of_error_is_named(error: HatsugenError, name: str):
    assert wrong(EN, error) == EN.wrong[name]
