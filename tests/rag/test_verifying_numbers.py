"""Numbers are read in any script with their units, and stand for what they stood for."""

import pytest

from rag.verifying.amounts import unproven
from rag.verifying.numbers import numbers
from rag.verifying.reading import read
from tests.rag.proving import BLIND, evidence, pairs


def cited(quote, transcript="shiomi_2031_1"):
    return list(evidence({"transcript": transcript, "quote": quote}, 1))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("令和13年", [(2031, "年")]),
        ("二千五百円", [(2500, "円")]),
        ("1億5000万円", [(150_000_000, "円")]),
        ("1.5億円", [(150_000_000, "円")]),
        ("３割", [(30, "%")]),
        ("三分の一", [(33.33, "%")]),
        ("半数", [(50, "%")]),
        ("半年", [(6, "月間")]),
        ("half a year", [(6, "月間")]),
        ("half of the buses", [(50, "%")]),
        ("20 May", [(5, "月"), (20, "日")]),
        ("五月二十日", [(5, "月"), (20, "日")]),
        ("twenty-three people", [(23, "人")]),
        ("一緒に", []),
    ],
)
def test_a_number_is_read(text, found):
    assert [(one.value, one.unit) for one in numbers(text)] == found


def wrong(statement, sources, asked=""):
    return [one.words for one in unproven(read(statement), sources, "", asked)]


def test_a_number_must_stand_in_what_is_cited():
    source = cited("そのうち位置を送る機械を積んでいるのは")
    assert wrong("位置を送る機械を積むのは41台である。", source) == []
    assert wrong("位置を送る機械を積むのは四十一台である。", source) == []
    assert wrong("位置を送る機械を積むのは42台である。", source) == ["42台"]
    assert wrong("位置を送る機械を積むのは64台である。", source) == ["64台"]


def test_a_day_of_the_meeting_belongs_to_its_month():
    source = next(pair for pair in pairs(BLIND) if pair.id == "b163").cited
    assert source[0].date == "2031-06-12"
    assert wrong("It will be looked at again on 20 November.", source) == []
    assert wrong("It will be looked at again on 12 November.", source) == ["12"]


def test_a_question_lends_its_number_only_beside_the_answer_s():
    source = cited("雨の日だけですと", "shiomi_2031_2")
    asked = "83パーセントというのは、雨の日も入っていますか。"
    assert wrong("83%は、雨の日だけでは71%になる。", source, asked) == []
    assert wrong("雨の日だけでは83%になる。", source, asked) == ["83%"]
