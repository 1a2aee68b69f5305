"""Imprints: the same words in any wrapping and width, found in a text wherever they stand."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Span
from rag.evaluation.folding import find as find_folded
from rag.evaluation.folding import fold
from rag.imprint import Imprint, find, imprint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ａ\n ｶﾞ", "A ガ"),
        ("が", unicodedata.normalize("NFD", "が")),
        ("理事⾧", "理 事\r\n長"),
        ("㈱山田", "(株)山田"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("pay\u00adment", "payment"),
    ],
)
def test_wrapping_and_width_leave_no_mark(one, other):
    assert imprint(one) == imprint(other)


def test_other_words_have_another_imprint():
    words = ["ab", "ba", "aa", "a", "", "か", "が", "はい。", "はい"]
    assert len({imprint(each) for each in words}) == len(words)


def test_an_imprint_is_written_and_read():
    made = imprint("運賃は 300 円です。")
    assert str(made) == f"11-{made.digest:016x}"
    assert Imprint.read(str(made)) == made
    assert Imprint.read("10-123") is None
    assert Imprint.read("999999-0123456789abcdef") is None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("が か\u3099 か", "か", [Span(5, 6)]),
        ("がか", "が", [Span(0, 1)]),
        ("あ か\u3099い", "がい", [Span(2, 5)]),
        ("각 가", "가", [Span(2, 3)]),
        ("あああ", "ああ", [Span(0, 2), Span(1, 3)]),
        ("㍿㍿", "式会社株", []),
        ("あ", "いろは", []),
        ("あ", " \n", []),
        ("", "あ", []),
    ],
)
def test_only_whole_characters_are_found(text, words, expected):
    assert find(text, imprint(words)) == expected


@given(st.text("かがｶﾞ 가각\nＡa㍿", max_size=20), st.text("かがｶﾞ 가각\nＡa㍿", max_size=4))
def test_what_is_found_is_what_comparing_every_window_finds(text, words):
    """Folded search also finds the inside of ㍿; imprints do not."""
    whole = Span(0, len(text))
    folded = fold(text, whole)
    expected = [
        span for span in find_folded(words, folded) if imprint(span.of(text)) == imprint(words)
    ]
    assert [(s.start, s.end) for s in find(text, imprint(words))] == [
        (s.start, s.end) for s in expected
    ]


def test_a_million_characters_are_searched_at_once():
    text = "".join(f"{number:06}番の発言は、ここで終わります。\n" for number in range(50_000))
    wanted = imprint("049999番の発言は、\nここで終わります。")
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        [found] = find(text, wanted)
        times.append(time.perf_counter() - begun)
    assert found.of(text) == "049999番の発言は、ここで終わります。"
    assert len(text) > 1_000_000
    assert min(times) < 1.0  # 0.05 s on two idle cores; a busy machine is no failure
