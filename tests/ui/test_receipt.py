"""What a receipt says in brief, in the reader's language."""

import json
from pathlib import Path

from index.library import Library
from rag.answer import ask
from rag.receipt import receipt_text
from rag.records import Filter
from ui.kept.records import Request
from ui.kept.store import Store
from ui.receipt import in_brief, receipt_data
from ui.talk import Talk
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")
QUESTION = "第3回の会合で水野さんは初年度の総額についてどう言いましたか"


def test_it_says_what_was_searched_and_that_the_quotes_were_compared(
    sample_library: Library, bundled_encoder
):
    answer = ask(QUESTION, sample_library, bundled_encoder)
    told = dict(in_brief(JA, json.loads(receipt_text(answer, sample_library))))
    assert told.pop("かかった時間").endswith(" ミリ秒")
    assert told.pop("判断").startswith("答えがありました（確からしさ ")
    assert told == {
        "探した質問": QUESTION,
        "探した範囲": "会議録 4 件、第3回、発言者: 水野",
        "原文との照合": "引用 1 件のうち 1 件が一字ずつ一致",
    }


def test_a_refusal_compares_nothing(sample_library: Library, bundled_encoder):
    wanted = Filter(speaker="栗林")
    answer = ask(
        "宇宙エレベーターの建設費はいくらですか。", sample_library, bundled_encoder, wanted
    )
    told = dict(in_brief(EN, json.loads(receipt_text(answer, sample_library))))
    assert told["Searched in"] == "Transcripts: 4, Speaker: 栗林"
    assert told["Decision"].startswith("Not found (probability ")
    assert "Compared with the source" not in told


def test_it_is_shown_only_where_it_was_asked_for(tmp_path: Path):
    store, talk = Store(tmp_path), Talk("me")
    talk.ask(store, Request("灯は？"))
    assert receipt_data(talk, store, JA) is None
    talk.receipt = talk.exchanges[0].id, 1
    assert receipt_data(talk, store, JA) is None  # it is not answered yet
