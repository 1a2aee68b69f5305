import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.layout import Layout
from index.records import Span
from tests.ui.transcripts import transcript
from ui.place import MAX_QUOTE, parse
from ui.selected import reply, selected
from ui.words import words_of

MADE = transcript(
    (None, "研究会"),
    ("岡野研究委員", "港の灯は青です。\n𠮷野さんが 塗りました。"),
    ("岩田", "はい。"),
    session="第1回",
)
JA, EN = words_of("ja"), words_of("en")
PLAIN = Layout(0, 0)


def span_of(words: str) -> Span:
    return Span(MADE.text.index(words), MADE.text.index(words) + len(words))


def test_a_selection_is_cited_by_a_slice_of_the_source():
    citation = selected(MADE, span_of("灯は青です。\n𠮷野さん"))
    assert (citation.quote, citation.turn, citation.speaker) == (
        "灯は青です。\n𠮷野さん",
        1,
        "岡野研究委員",
    )


def test_a_selection_ends_with_the_turn_in_which_it_begins():
    span = Span(span_of("塗りました").start, len(MADE.text))
    assert selected(MADE, span).quote == "塗りました。"


def test_white_space_around_a_selection_is_no_part_of_it():
    assert selected(MADE, span_of("\n𠮷野さんが ")).quote == "𠮷野さんが"
    assert selected(MADE, span_of("が ")).quote == "が"


def test_what_nobody_says_cannot_be_cited():
    assert selected(MADE, span_of("＜岩田＞")) is None
    assert selected(MADE, Span(10**6, 10**6 + 1)) is None
    blank = MADE.text.index(" 塗り")
    assert selected(MADE, Span(blank, blank + 1)) is None


def test_a_citation_is_never_longer_than_an_address_may_name():
    long = transcript(("岩田", "あ" * (MAX_QUOTE + 500)))
    start = long.turns[1].span.start
    assert len(selected(long, Span(start, start + MAX_QUOTE + 500)).quote) == MAX_QUOTE


@given(st.integers(0, len(MADE.text) + 9), st.integers(1, 60))
def test_whatever_is_selected_the_quote_lies_in_one_turn(start: int, length: int):
    citation = selected(MADE, Span(start, start + length))
    if citation:
        spoken = MADE.turns[citation.turn].span
        assert citation.quote == citation.span.of(MADE.text) == citation.quote.strip()
        assert spoken.start <= citation.span.start < citation.span.end <= spoken.end
        assert start <= citation.span.start < citation.span.end <= start + length


def test_the_reply_has_the_words_for_the_clipboard_and_the_address():
    span = span_of("灯は青です。\n𠮷野さん")
    answer = reply(JA, MADE, PLAIN, {"id": 7, "start": span.start, "end": span.end})
    assert answer["id"] == 7
    assert answer["text"] == "「灯は青です。 𠮷野さん」（第1回・岡野研究委員・発言 1）"
    query = dict(pair.split("=") for pair in answer["address"].removeprefix("read?").split("&"))
    assert parse(query | {"transcript": "港"}).span == span
    english = reply(EN, MADE, PLAIN, {"id": 7, "start": span.start, "end": span.end})
    assert english["text"] == "“灯は青です。 𠮷野さん” (第1回, 岡野研究委員, turn 1)"


@pytest.mark.parametrize(
    "sent", [None, "x", [1], {}, {"id": 1}, {"id": 1, "start": "0", "end": 9}, {"id": None}]
)
def test_what_is_no_request_gets_no_reply(sent: object):
    assert reply(JA, MADE, PLAIN, sent) is None


@pytest.mark.parametrize(("start", "end"), [(9, 9), (9, 3), (-5, 3), (10**9, 10**9 + 1)])
def test_a_range_that_cannot_be_cited_is_told(start: int, end: int):
    assert reply(JA, MADE, PLAIN, {"id": 2, "start": start, "end": end}) == {
        "id": 2,
        "text": None,
        "address": None,
    }
