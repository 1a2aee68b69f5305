"""Promises and terms of a library, as they are kept beside it."""

from collections.abc import Callable
from pathlib import Path

from index.build import add
from index.library import Library
from rag.catchup.derive import HOMEWORK, PROMISES, TERMS, Overviews, derive

FIRST = """港の研究会
2031年度第1回研究会（2031.5.20開催）

＜岩田＞
灯台（LH）とは、船に位置を知らせる塔のことです。

＜岡野＞
灯台の点灯時間は、次回までに港湾事務所に確認します。
"""
SECOND = """港の研究会
2031年度第2回研究会（2031.6.20開催）

＜岡野＞
前回お約束した灯台の点灯時間を港湾事務所に確認しました。
"""


def test_a_promise_is_kept_in_a_later_session(write: Callable[..., Path], encoder):
    # the names are against the order of the dates
    made = Library.create(write("z.txt", FIRST).parent / "made")
    list(add([write("z.txt", FIRST), write("a.txt", SECOND)], made, encoder))
    assert derive(made)
    overviews = Overviews(made)
    found = overviews.library(HOMEWORK)
    assert found is not None and found.current
    with made.reading() as view:
        texts = {s.id: view.transcript(s.id).text for s in view.summaries()}
    [promise] = found.record
    assert promise.by == "岡野"
    assert promise.place.transcript == "z"
    assert promise.kept is not None
    assert promise.kept.span.of(texts["a"]) == (
        "前回お約束した灯台の点灯時間を港湾事務所に確認しました。"
    )
    alone = overviews.session(PROMISES, "z")
    assert alone is not None and [one.kept for one in alone] == [None]
    terms = overviews.library(TERMS)
    assert terms is not None
    [term] = [one for one in terms.record if one.name == "灯台"]
    assert [s.transcript for s in term.sessions] == ["z", "a"]
    assert term.first.transcript == "z"
