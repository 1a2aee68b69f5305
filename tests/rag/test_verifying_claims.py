"""What only sounds like its source: other counts, stances nobody takes, denials by an auxiliary."""

import pytest

from rag.verifying.claims import rivals, unlike
from rag.verifying.reading import read


def kinds(words, source):
    return [(fault.kind, fault.words) for fault in unlike(read(words), read(source))]


@pytest.mark.parametrize(
    ("words", "source", "faults"),
    [
        ("心配は解けた。", "心配は何一つ解けておりません。", [("polarity", "解け")]),
        ("塩は出る。", "塩は出なくなる。", [("polarity", "出る")]),
        ("橋の案に反対した。", "橋の案を提案します。", [("polarity", "反対")]),
        ("橋の案に賛成した。", "橋の案を読みました。", [("support", "賛成")]),
        ("費用は一切出さない。", "費用は出さない。", [("polarity", "一切")]),
        ("船は十二隻ある。", "船は九隻あります。", [("number", "十二隻")]),
    ],
)
def test_what_the_source_has_otherwise(words, source, faults):
    assert kinds(words, source) == faults


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("は、来月までに確かめると約束した。", "来月までに確かめます。"),
        ("は、橋の案には無理があると認めた。", "橋の案には無理がありました。"),
        ("は、橋の費用を数えていなかったことを認めた。", "橋の費用は数えていませんでした。"),
        ("北・東・西の3路線で試す。", "北路線、東路線、西路線の三つで試します。"),
        ("橋の案に反対している。", "橋の案には反対です。"),
        ("塩は出なくなる。", "塩は出なくなります。"),
    ],
)
def test_what_says_the_same(words, source):
    assert kinds(words, source) == []


def test_another_number_of_the_kind_stands_there():
    assert rivals("船は十二隻ある。", ["十二隻"], ["船は九隻あります。"])
    assert not rivals("船は十二隻ある。", ["十二隻"], ["港は九つあります。"])
