import pytest

from index.library import Library
from index.records import Span, Transcript
from rag.cite import fingerprint
from ui.parts import neighbours
from ui.place import Place
from ui.source import Data, facts, parts_data, source_data, where
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")
QUOTE = "一つ補っていただけますか。"


@pytest.fixture
def first(library: Library) -> Transcript:
    with library.reading() as view:
        return view.transcript("shiomi_2031_1")


def drawn(transcript: Transcript, place: Place) -> Data:
    return source_data(JA, transcript, place)


def marked(transcript: Transcript, data: Data) -> str | None:
    return transcript.text[slice(*data["cited"])] if data["cited"] else None


def test_the_quote_is_marked_and_its_turn_is_named(first: Transcript):
    start = first.text.index(QUOTE)
    data = drawn(first, Place(first.id, Span(start, start + len(QUOTE)), fingerprint(QUOTE)))
    assert marked(first, data) == QUOTE
    assert data["speaker"] == "水野"
    assert data["where"] == "2031年度第1回 · 2031年5月20日 · 発言 5"
    assert data["note"] is None


def test_a_moved_quote_is_marked_where_it_stands_now(first: Transcript):
    start = first.text.index(QUOTE)
    data = drawn(
        first, Place(first.id, Span(start + 40, start + 40 + len(QUOTE)), fingerprint(QUOTE))
    )
    assert data["cited"] == [start, start + len(QUOTE)]
    assert data["note"] == JA.moved
    assert f"start={start}&" in data["address"]


def test_a_quote_that_is_gone_is_told_and_nothing_is_marked(first: Transcript):
    data = drawn(first, Place(first.id, Span(100, 110), "ffffffff", at=100))
    assert (data["cited"], data["note"], data["address"]) == (None, JA.gone, None)
    assert data["at"] == 100


def test_a_span_that_nobody_speaks_is_gone(first: Transcript):
    label = first.text.index("＜水野＞")
    data = drawn(first, Place(first.id, Span(label, label + 4)))
    assert (data["cited"], data["note"]) == (None, JA.gone)


def test_a_transcript_alone_marks_nothing_and_says_nothing(first: Transcript):
    data = drawn(first, Place(first.id, at=70))
    assert (data["cited"], data["note"], data["at"]) == (None, None, 70)


def test_the_sessions_before_and_after_are_linked(library: Library):
    with library.reading() as view:
        near = neighbours(view.summaries(), "shiomi_2031_2")
    assert [(part["way"], part["label"], part["address"]) for part in parts_data(JA, near)] == [
        ("previous", "前の回", "read?transcript=shiomi_2031_1"),
        ("next", "次の回", "read?transcript=shiomi_2031_3"),
    ]


def test_what_is_unknown_is_left_out(first: Transcript):
    assert where(EN, None, "2031-06-12", 3, 2) == "12 Jun 2031 · turn 3 · page 2"
    assert where(JA, None, None, 0, None) == ""
    assert facts(JA, first) == [
        ("会議", "「地域の足と共有データ」研究会"),
        ("主催", "汐見政策研究所"),
        ("回", "2031年度第1回"),
        ("編", "上・報告編"),
        ("開催日", "2031年5月20日"),
        ("発言者", "水野、片瀬、有馬、黒磯、栗林"),
        ("ファイル", "shiomi_2031_1.txt"),
        ("分量", f"発言 27 件・{len(first.text):,} 字"),
    ]
