"""A near copy with something put in, swapped or tacked on is no paraphrase."""

import pytest

from rag.verifying.additions import added, adverbs, ends_strangely, persons
from rag.verifying.copies import is_whole
from rag.verifying.reading import read

POOL = "図書館は平日の朝九時に開きます。"
LIBRARY = "The library opens at nine on weekdays."
EMPTY = read("")


def more(statement, source, around=""):
    return [w.surface for w in added(read(statement), [read(source)], read(around), EMPTY)]


@pytest.mark.parametrize(
    ("statement", "source", "put_in"),
    [
        ("豪華な図書館は平日の朝九時に開きます。", POOL, ["豪華"]),
        ("図書館は平日の朝九時に開き、有料です。", POOL, ["有料"]),
        ("警告：図書館は平日の朝九時に開きます。", POOL, ["警告"]),
        ("図書館は平日の朝九時に開きます（弁当付き）。", POOL, ["弁当"]),
        ("公園は平日の朝九時に開きます。", "図書館は平日の朝九時に開きます。", ["公園"]),
        ("The library secretly opens at nine on weekdays.", LIBRARY, ["secretly"]),
        ("The shabby library opens at nine on weekdays.", LIBRARY, ["shabby"]),
        ("Ahoy, the library opens at nine on weekdays.", LIBRARY, ["Ahoy"]),
        ("図書館は平日の9時に開館する。", POOL, []),
        ("平日、図書館は朝9時に開く。", POOL, []),
        ("On weekdays the library opens at 9.", LIBRARY, []),
    ],
)
def test_what_is_put_in_is_named(statement, source, put_in):
    assert more(statement, source) == put_in


def test_a_neighbour_gives_the_argument_but_not_what_is_said_of_it():
    source = "三時までに窓口へ届けてください。"
    assert more("申請書は三時までに窓口へ届ける。", source, "申請書の話です。") == []
    assert more("窓口は三時までに閉鎖する。", source, "駅前は閉鎖します。") == ["閉鎖"]


def test_a_sentence_of_which_only_neighbours_speak_is_not_proven():
    statement, around = "渡し船の料金は大人三百円です。", "渡し船の料金は大人三百円です。"
    assert more(statement, "定刻です。", around) == ["渡し船", "料金", "大人"]


def test_an_adverb_beside_a_whole_copy():
    assert adverbs(read("図書館はしぶしぶ平日の朝九時に開きます。"), [read(POOL)]) == ["しぶしぶ"]
    assert adverbs(read(POOL), [read(POOL)]) == []


def test_a_whole_copy():
    assert is_whole(read(POOL), read(POOL))
    assert not is_whole(read("図書館は開きます。"), read(POOL))


def test_an_answer_has_no_self_that_nobody_cited_has():
    assert persons(read("図書館は俺のものです。"), [read(POOL)]) == ["俺"]
    assert persons(read("私は反対だ。"), [read("私は反対です。")]) == []
    assert persons(read("私立の図書館が開きます。"), [read(POOL)]) == []


def test_what_a_short_sentence_says_stands_in_what_it_cites():
    source = [read("燃料の値上がりで苦しいです。")]
    assert ends_strangely(read("議長は値上がりを断った。"), source)
    assert not ends_strangely(read("燃料の値上がりが苦しい。"), source)
