"""A yes is held against the yes or no of the same thing, and nothing else of the sentence."""

import pytest

from rag.verifying.polarity import committed, exchanged, exempted, opposites, overstated
from rag.verifying.reading import read


def turned(statement, source):
    found = opposites(read(statement), read(source))
    return {one.surface for one in found}


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("公開に賛成した。", "公開には反対です。"),
        ("公開をやめるよう求めた。", "公開をやめろとは一度も言われませんでした。"),
        ("四月を考え直す必要はない。", "四月は、考え直したほうがよいと思います。"),
        ("台数は増えた。", "台数は減りました。"),
        ("名前は残さない。", "名前は残します。"),
        ("He opposed the plan.", "I support the plan."),
    ],
)
def test_the_opposite_is_found(statement, source):
    assert turned(statement, source)


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("公開に反対した。", "公開には反対です。"),
        ("2月に予算が発表されるまでは何も言えない。", "予算の発表までは、何も申し上げられません。"),
        ("14系統では出していた一方、19系統では出していなかった。",
         "14系統では出しています。19系統では出していませんでした。"),
        ("出さざるを得ない。", "出すしかありません。"),
        ("不要である。", "要りません。"),
        ("反対ではないとは言えない。", "反対です。"),
    ],
)  # fmt: skip
def test_one_and_the_same_is_no_opposite(statement, source):
    assert turned(statement, source) == set()


def test_a_wish_is_not_done():
    assert overstated(read("機械を増やした。"), read("機械を増やしたい。"))
    assert not overstated(read("機械を増やした。"), read("機械を増やしました。"))


def test_what_is_open_is_not_decided():
    source = read("加わるかどうかは、来年考えます。")
    assert committed(read("加わることを決めた。"), source)
    assert not committed(read("加わるかを考える。"), source)


@pytest.mark.parametrize(
    ("statement", "source", "context", "found"),
    [
        ("手入れは秋に行う。", "手入れは春に行います。", "", {"秋"}),
        ("手入れは秋に行う。", "手入れは春に行います。", "秋の話です。", {"秋"}),
        ("春に手入れを行う。", "手入れは春に行います。", "", set()),
        ("手入れは秋に行う。", "手入れを行います。", "", set()),
        ("Children pay 300 yen.", "大人は三百円です。", "", {"Children"}),
    ],
)
def test_a_word_that_excludes_the_source_s_is_found(statement, source, context, found):
    exchanged_words = exchanged(read(statement), read(source), read(context))
    assert {one.surface for one in exchanged_words} == found


@pytest.mark.parametrize(
    ("statement", "source", "freed"),
    [
        ("会費は払わなくてよい。", "会費は二百円です。", ["なくてよい"]),
        ("会費は払わなくてよい。", "会費は不要です。", []),
        ("会費を払う。", "会費は二百円です。", []),
        ("Children do not have to pay.", "Children pay ten cents.", ["do not have to"]),
        ("Children do not have to pay.", "Children ride free.", []),
    ],
)
def test_nobody_is_freed_from_what_nobody_waived(statement, source, freed):
    assert exempted(read(statement), read(source)) == freed
