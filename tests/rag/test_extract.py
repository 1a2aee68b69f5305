"""What a sentence offers, what it asks, and which sentences are shown."""

import pytest

from index.build import parse
from index.read import read_bytes
from rag.extract import _ASKS, _OFFERS, Candidate, choose

TEXT = "＜岩田＞\nいち番めの文です。に番めの文です。\n\n＜岡野＞\nさん番めの文です。\n"


def candidate(words, logit, turn=1):
    made = parse(read_bytes(TEXT.encode(), "a.txt"), "a")
    start = TEXT.index(words)
    span = type(made.turns[1].span)(start, start + len(words))
    return Candidate(made, turn, span, words, words, 0, 1.0, logit=logit)


@pytest.mark.parametrize(
    ("kind", "words", "offered"),
    [
        ("when", "2011年に制定されました。", True),
        ("when", "来年の春に始めます。", True),
        ("when", "まだ決まっていません。", False),
        ("when", "It opens in June.", True),
        ("number", "十二社が参加しました。", True),
        ("number", "半分は県が負担します。", True),
        ("number", "多くの人が来ました。", False),
        ("why", "人が足りないためです。", True),
        ("why", "人が足りません。", False),
        ("what", "秘匿とは、伏せることです。", True),
        ("what", "秘匿を始めます。", False),
    ],
)
def test_a_sentence_offers_what_is_asked_for(kind, words, offered):
    assert bool(_OFFERS[kind].search(words)) == offered


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("いつ始まりますか。", True),
        ("これでよいでしょうか?」", True),
        ("Is it safe?", True),
        ("ご意見を伺いたいと思います。", True),
        ("四月に始まります。", False),
        ("始まるかどうかは分かりません。", False),
    ],
)
def test_a_sentence_asks_or_tells(words, asks):
    assert bool(_ASKS.search(words)) == asks


def test_the_speaker_of_the_best_comes_first_and_each_in_reading_order():
    first, second = candidate("いち番めの文です。", -0.5), candidate("に番めの文です。", -0.2)
    other = candidate("さん番めの文です。", 0.0, turn=2)
    assert [c.words for c in choose([other, second, first])] == [
        "さん番めの文です。",
        "いち番めの文です。",
        "に番めの文です。",
    ]


def test_what_is_far_less_likely_is_not_shown():
    best, worse = candidate("いち番めの文です。", 2.0), candidate("に番めの文です。", 0.9)
    assert [c.words for c in choose([best, worse])] == ["いち番めの文です。"]


def test_the_same_words_are_shown_once():
    best = candidate("いち番めの文です。", 2.0)
    assert len(choose([best, best])) == 1
