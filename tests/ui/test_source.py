import pytest

from index.layout import measure
from index.library import Library
from index.records import Header, Source, Span, Transcript, Turn
from rag.cite import fingerprint
from ui.place import Place
from ui.source import WINDOW, Data, facts, source_data, where, window
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")
QUOTE = "一つ補っていただけますか。"


@pytest.fixture
def first(library: Library) -> Transcript:
    with library.reading() as view:
        return view.transcript("shiomi_2031_1")


def drawn(transcript: Transcript, place: Place) -> Data:
    return source_data(JA, transcript, measure(transcript.text), place)


def marked(data: Data) -> list[tuple[int, str]]:
    return [
        (turn["number"], run["text"])
        for turn in data["turns"]
        for paragraph in turn["paragraphs"]
        for run in paragraph
        if run["cited"]
    ]


def test_the_quote_is_marked_in_its_turn_and_the_whole_transcript_is_there(first: Transcript):
    start = first.text.index(QUOTE)
    place = Place(first.id, Span(start, start + len(QUOTE)), fingerprint(QUOTE))
    data = drawn(first, place)
    assert marked(data) == [(5, QUOTE)]
    assert data["speaker"] == "水野"
    assert data["where"] == "2031年度第1回 · 2031年5月20日 · 発言 5"
    assert data["note"] is None
    assert [turn["number"] for turn in data["turns"]] == list(range(len(first.turns)))
    assert (data["before"], data["after"]) == (None, None)


def test_a_moved_quote_is_marked_where_it_stands_now(first: Transcript):
    start = first.text.index(QUOTE)
    data = drawn(
        first, Place(first.id, Span(start + 40, start + 40 + len(QUOTE)), fingerprint(QUOTE))
    )
    assert marked(data) == [(5, QUOTE)]
    assert data["note"] == JA.moved
    assert f"start={start}&" in data["address"]


def test_a_quote_that_is_gone_is_told_and_nothing_is_marked(first: Transcript):
    data = drawn(first, Place(first.id, Span(100, 110), "ffffffff"))
    assert (marked(data), data["note"], data["address"]) == ([], JA.gone, None)


def test_a_span_that_nobody_speaks_is_gone(first: Transcript):
    label = first.text.index("＜水野＞")
    data = drawn(first, Place(first.id, Span(label, label + 4)))
    assert (marked(data), data["note"]) == ([], JA.gone)


def long_transcript() -> Transcript:
    text = "\n".join(f"{number:05}番目の行です。" for number in range(20_000))
    turns = (Turn(0, None, Span(0, len(text))),)
    source = Source("long.txt", "long.txt", text, "0" * 64, "utf-8")
    return Transcript("long", source, Header("long"), turns)


def test_of_a_huge_transcript_only_the_surroundings_are_drawn():
    transcript = long_transcript()
    quote = "10000番目の行です。"
    start = transcript.text.index(quote)
    data = drawn(transcript, Place("long", Span(start, start + len(quote)), fingerprint(quote)))
    assert marked(data) == [(0, quote)]
    assert sum(len(r["text"]) for p in data["turns"][0]["paragraphs"] for r in p) <= 2 * WINDOW
    assert data["before"] < start - WINDOW < start + WINDOW < data["after"]


def test_a_window_is_cut_at_line_ends():
    text = long_transcript().text
    shown = window(text, Span(100_003, 100_009))
    assert (text[shown.start - 1], text[shown.end]) == ("\n", "\n")
    assert shown.start <= 100_003 - WINDOW + 20
    assert shown.end >= 100_009 + WINDOW - 20


def test_a_window_beyond_the_text_is_its_end():
    text = long_transcript().text
    assert window(text, Span(10**8, 10**8)).end == len(text)


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
