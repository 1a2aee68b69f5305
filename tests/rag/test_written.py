"""What a model writes is read into sentences and numbers, whatever it writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.written import MARKER, Written, read

MARKERS = "[1] ［2］ 【3†source】 [1,2] [1-3] [^4] [出典:5] [1 】 [1]。".split()
OTHERS = ["雨です。", "It rains. ", "\n", "- ", "**", "3.5", "[注]", "「", "」"]
PIECES = st.lists(
    st.one_of(
        st.sampled_from([*MARKERS, *OTHERS]),
        st.text(max_size=6),
    ),
    max_size=14,
)


def said(raw):
    return [(one.words, one.cited) for one in read(raw, done=True)[0]]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("雨です。[1]", [("雨です。", (1,))]),
        ("雨です[1]。風です［２］。", [("雨です。", (1,)), ("風です。", (2,))]),
        ("雨です。【3†source】", [("雨です。", (3,))]),
        ("雨です。[1, 2]", [("雨です。", (1, 2))]),
        ("雨です。[1-3]", [("雨です。", (1, 2, 3))]),
        ("雨です。[1][2][1]", [("雨です。", (1, 2))]),
        ("It rains [^4]. It blows [5].", [("It rains.", (4,)), ("It blows.", (5,))]),
        ("- 雨です。[1]\n- 風です。[2]", [("雨です。", (1,)), ("風です。", (2,))]),
        ("**雨**です。[1]", [("雨です。", (1,))]),
        ("回答：雨です。[1]", [("雨です。", (1,))]),
        ("雨で\u200bす。[\u202e1]", [("雨です。", (1,))]),
        ("[注]に雨と[ある]。", [("[注]に雨と[ある]。", ())]),
        ("<e1a2b3c4d>雨です。[1]</e1a2b3c4d>", [("雨です。", (1,))]),
        ("…。[1]", []),
        ("", []),
    ],
)
def test_sentences_with_their_numbers(raw, expected):
    assert said(raw) == expected


def test_a_sentence_is_complete_when_another_begins():
    assert read("雨です。[1]", done=False) == ([], "雨です。")
    assert read("雨です。[1] 風", done=False) == ([Written("雨です。", (1,), True)], "風")
    assert read("雨です。[1]\n", done=False) == ([Written("雨です。", (1,), True)], "")


@pytest.mark.parametrize("raw", ["雨です。[", "雨です。[1", "雨です。【3†sou", "雨です。 ["])
def test_half_a_marker_is_held_back(raw):
    assert read(raw, done=False) == ([], "雨です。")


def test_a_line_break_begins_a_paragraph():
    assert [one.paragraph for one in read("一です。二です。\n三です。", done=True)[0]] == [
        True,
        False,
        True,
    ]


@given(PIECES)
def test_no_marker_is_left_in_the_words(pieces):
    raw = "".join(pieces)
    for one in read(raw, done=True)[0]:
        assert not MARKER.search(one.words)
    for end in range(len(raw) + 1):
        found, tail = read(raw[:end], done=False)
        assert not MARKER.search(tail)
        assert not tail.rstrip().endswith("[")
        assert all(one.words for one in found)
