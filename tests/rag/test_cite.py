"""Citations: the quote is the slice, the address finds it again, nobody speaks for another."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build import parse
from index.read import read_bytes
from index.records import Span
from rag.cite import address, cite, fingerprint, locate

TEXT = "題名\n\n＜岩田＞\nはい。𠮷田です。\n\n＜岡野＞\nいいえ。\n"


def transcript(text=TEXT):
    return parse(read_bytes(text.encode(), "第1回 記録.txt"), "第1回-記録")


def test_a_citation_carries_the_slice_and_where_it_stands():
    made = transcript()
    start = TEXT.index("𠮷")
    citation = cite(3, made, 1, Span(start, start + 5))
    assert (citation.number, citation.turn, citation.speaker) == (3, 1, "岩田")
    assert citation.quote == "𠮷田です。" == TEXT[start : start + 5]
    assert (citation.title, citation.page, citation.date) == ("題名", None, None)
    query = parse_qs(urlsplit(citation.address).query)
    assert urlsplit(citation.address).path == "read"
    assert query == {
        "transcript": ["第1回-記録"],
        "turn": ["1"],
        "start": [str(start)],
        "end": [str(start + 5)],
        "check": [fingerprint("𠮷田です。")],
    }


@pytest.mark.parametrize(
    ("turn", "words"), [(1, "いいえ。"), (2, "はい。"), (0, "はい。"), (1, "＜岩田＞\nはい。")]
)
def test_a_span_outside_the_turn_cannot_be_cited(turn, words):
    start = TEXT.index(words)
    with pytest.raises(ValueError, match=f"does not lie in turn {turn} of 第1回-記録"):
        cite(1, transcript(), turn, Span(start, start + len(words)))


def test_an_empty_span_cannot_be_cited():
    with pytest.raises(ValueError, match="does not lie in turn 1"):
        cite(1, transcript(), 1, Span(10, 10))


def test_the_page_is_that_of_the_spans_start():
    made = transcript("題名\n＜岩田＞\n一枚目。\f二枚目。")
    start = made.text.index("二枚目")
    assert cite(1, made, 1, Span(start, start + 4)).page == 2
    assert cite(1, made, 1, Span(start - 5, start - 1)).page == 1


def test_an_address_finds_words_that_have_moved():
    start = TEXT.index("はい")
    span, check = Span(start, start + 3), fingerprint("はい。")
    assert locate(transcript(), span, check) == (span, False)
    assert locate(transcript("新しい" + TEXT), span, check) == (Span(start + 3, start + 6), True)
    assert locate(transcript(TEXT.replace("はい。", "うん。")), span, check) == (None, False)


def test_an_address_without_a_check_is_taken_as_it_is():
    assert locate(transcript(), Span(2, 5), None) == (Span(2, 5), False)
    assert locate(transcript(), Span(2, 500), None) == (None, False)
    assert locate(transcript(), Span(2, 2), "abcd") == (None, False)


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30), st.data())
def test_every_address_leads_back_to_its_span(words, data):
    made = transcript(f"＜岩田＞\nまえ。{words}。")
    turn = made.turns[1].span
    start = data.draw(st.integers(turn.start, turn.end - 1))
    span = Span(start, data.draw(st.integers(start + 1, turn.end)))
    query = parse_qs(urlsplit(address(made, 1, span)).query)
    again = Span(int(query["start"][0]), int(query["end"][0]))
    assert locate(made, again, query["check"][0]) == (span, False)
