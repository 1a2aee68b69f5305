"""Values have kinds: prices and currencies, exclusive words, and what values imply."""

from dataclasses import replace

import pytest

from rag.verifying import manner
from rag.verifying.amounts import unproven
from rag.verifying.asking import asks
from rag.verifying.groups import is_of_group
from rag.verifying.implied import implied
from rag.verifying.kin import kin
from rag.verifying.numbers import numbers
from rag.verifying.polarity import exchanged
from rag.verifying.prices import unread
from rag.verifying.reading import read
from rag.verifying.trends import shows
from tests.rag.proving import evidence

ONE = next(evidence({"transcript": "shiomi_2031_1", "start": 1893, "end": 1894}, 1))


def wrong(statement, source):
    return [one.words for one in unproven(read(statement), [replace(ONE, words=source)])]


@pytest.mark.parametrize(
    ("statement", "source", "free"),
    [
        ("料金は無料です。", "料金は三百円です。", "無料"),
        ("料金はただになった。", "料金を改めます。", "ただ"),
        ("料金は無料です。", "料金はいただきません。", ""),
        ("料金は無料です。", "料金は三百円いただきます。", "無料"),
        ("料金は無料ではない。", "料金は三百円です。", ""),
        ("ただ、料金は三百円です。", "料金は三百円です。", ""),
        ("Parking is free.", "Parking costs a pound.", "is free"),
        ("Parking is free.", "Nobody will ever pay for parking.", "is free"),
        ("Parking is free.", "You do not pay for parking.", ""),
        ("She is free to leave.", "She may leave.", ""),
    ],
)
def test_free_is_a_price_of_zero(statement, source, free):
    assert unread(statement, source) == free


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one yen", [(1, "円")]),
        ("one bus", []),
        ("$20", [(20, "ドル")]),
        ("20 dollars a day", [(20, "ドル")]),
        ("三百ユーロ", [(300, "ユーロ")]),
        ("three hundred yen for adults", [(300, "円")]),
    ],
)
def test_money(text, found):
    assert [(one.value, one.unit) for one in numbers(text)] == found


@pytest.mark.parametrize(
    ("statement", "source", "faulty"),
    [
        ("会費は学生が二千円です。", "会費は一般が二千円、学生が千円です。", ["二千円"]),
        ("学生の会費は千円です。", "会費は一般が二千円、学生が千円です。", []),
        ("料金は大人百五十円です。", "料金は大人三百円、子ども百五十円です。", ["百五十円"]),
        ("Members pay thirty dollars.", "Members pay twenty dollars and guests pay thirty.",
         ["thirty"]),
        ("Guests pay $30.", "Members pay twenty dollars and guests pay thirty.", []),
        ("Adults pay 8 dollars.", "Adults pay 8 pounds.", ["8"]),
    ],
)  # fmt: skip
def test_a_number_belongs_to_its_label_and_its_currency(statement, source, faulty):
    assert wrong(statement, source) == faulty


def test_a_neighbour_does_not_replace_an_exclusive_word():
    def swapped(statement, source, around):
        return [w.surface for w in exchanged(read(statement), read(source), read(around))]

    assert swapped("手入れは秋に行う。", "手入れは春に行う。", "秋に会う。") == ["秋"]
    assert swapped("春に始め、秋に終える。", "春に始める。", "秋に終える。") == []
    assert swapped("来月に始める。", "今月に始める。", "") == ["来月"]


@pytest.mark.parametrize(
    ("sentence", "cited", "found"),
    [
        ("三百円です(^o^)。", "三百円です。", ["^", "^"]),
        ("三百円です😀", "三百円です。", ["😀"]),
        ("三百円です😀", "三百円です😀", []),
        ("三百円だワン。", "三百円だ。", ["ワン"]),
        ("三百円ですよね。", "三百円です。", []),
        ("大切だということです。", "大切だ。", []),
        ("THE FARE IS FIVE YEN.", "The fare is five yen.", ["THE FARE IS FIVE YEN"]),
        ("NHK and JR EAST agreed.", "NHK and JR East agreed.", []),
        ("三百円です！！！", "三百円です。", ["!!!"]),
    ],
)
def test_faces_cries_and_foreign_endings(sentence, cited, found):
    assert manner.strange(sentence, [cited]) == found


def test_what_values_and_acts_imply():
    assert "割合" in implied("", numbers("24%"))
    assert "割合" not in implied("", numbers("24円"))
    assert "promis" in read("I will ask him.").forms
    assert "promis" not in read("I will not ask him.").forms


def test_two_numbers_show_a_trend():
    statement = read("失敗は17件から5件に減少し、費用は増加した。")
    fewer, more = (w for w in statement.words if w.surface in ("減少", "増加"))
    assert shows(fewer, statement, [read("5件です。17件でした。")])
    assert not shows(more, statement, [read("5件です。17件でした。")])
    assert not shows(fewer, statement, [read("5件です。")])


def test_kin_are_known_in_the_form_that_sudachi_gives():
    assert kin("纏める") == kin("まとめる") != frozenset()


def test_a_question_without_its_particle():
    assert asks("どなたが確かめているのでしょう。")
    assert not asks("誰も確かめていないのでしょう。")


def test_who_speaks_for_a_group_proves_its_stance():
    assert is_of_group("委員会が承認した。", ["委員会が承認しました。"], 1)
    assert not is_of_group("委員会が承認した。", ["私は承認しました。"], 1)
