"""Who holds what a sentence says, who is only told of, and which names and quotes must stand."""

import pytest

from rag.verifying import groups, holders
from rag.verifying.asking import asks, tells_of_asking
from rag.verifying.names import misquoted, unknown_names
from rag.verifying.reading import read
from tests.rag.proving import people


def held(words, before=()):
    return [[person.words for person in p.holders] for p in holders.parts(words, people(), before)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("黒磯氏は反対だと述べた。", [["黒磯氏"]]),
        ("有馬氏によれば、表は止まった。", [["有馬氏"]]),
        ("表は止まった。", [[]]),
        ("Kuroiso said that the buses are late.", [["Kuroiso"]]),
        ("According to Marsh, the board is late.", [["Marsh"]]),
    ],
)
def test_the_holder_is_found(words, names):
    assert held(words) == names


def test_he_is_the_last_one_named():
    assert held("同氏は反対だと述べた。", ["黒磯氏は慎重だ。"]) == [["黒磯氏"]]


def test_a_group_is_not_one_person():
    assert groups.speaks_for_group("全員が賛成した。")
    assert not groups.speaks_for_group("黒磯氏は賛成した。")
    assert not groups.is_of_group("全員が賛成した。", ["私は賛成です。"], 1)
    assert groups.is_of_group("全員が賛成した。", ["では、全員賛成ということで。"], 1)


def test_what_is_quoted_stands_word_for_word():
    assert misquoted(read("「鷺の首」という停留所"), ["鷺の鼻という停留所です。"]) == ["鷺の首"]
    assert misquoted(read("「鷺の鼻」という停留所"), ["鷺の鼻という停留所です。"]) == []


def test_a_name_stands_in_whatever_script():
    def unknown(text, source):
        return {one.surface for one in unknown_names(read(text), [source])}

    assert unknown("Minatogramを使う。", "ミナトグラムを使います。") == set()
    assert unknown("Googleを使う。", "ミナトグラムを使います。") == {"Google"}


def test_a_question_is_no_statement():
    assert asks("雨の日も入っていますか。")
    assert not asks("早いのではないでしょうか。")
    assert tells_of_asking("雨の日も入るかを尋ねた。")
