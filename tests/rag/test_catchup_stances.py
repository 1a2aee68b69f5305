"""Which stance a sentence takes: negation, conditions, others' words, and what stays undecided."""

import pytest

from rag.catchup.found import Cell
from rag.catchup.positions import positions, turns
from rag.catchup.stance import stance_of
from rag.catchup.stances import stances_in, stances_on
from tests.rag.meeting import lines_in, vectors_in


def stance(words):
    speaker = "Smith" if words.isascii() else "＜山田＞"
    text = f"{speaker}: {words}\n\nJones: Yes.\n" if words.isascii() else f"＜山田＞\n{words}\n"
    return stance_of(next(line for line in lines_in(text) if line.turn))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("この条例案に賛成です。", "agree"),
        ("修正案に異議はありません。", "agree"),
        ("来年度の予算に反対します。", "concern"),
        ("この条例案には賛成できません。", "concern"),
        ("財源が続くのか、私は強い懸念を持っています。", "concern"),
        ("説明が足りないのではないかと心配です。", "concern"),
        ("反対しているわけではありません。", "reservation"),
        ("国の補助が続くのであれば、賛成します。", "reservation"),
        ("現時点では判断できません。", "reservation"),
        ("倉庫を貸すという案は、いったん取り下げます。", "reservation"),
        ("時間さえ守れば貸してよいと考えています。", "reservation"),
        ("説明は十分ですから、私は引きます。", "agree"),
        ("窓口を夜間も開けるべきです。", "proposal"),
        ("検証の場を設けることを提案いたします。", "proposal"),
        ("まず試行から始めてはいかがでしょうか。", "proposal"),
        ("昨年度の申請は1,204件でした。", "fact"),
        ("条例は四月に施行されました。", "fact"),
    ],
)
def test_a_stance_is_told_by_the_predicate(words, expected):
    assert stance(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("時期尚早だという意見もあります。", None),
        ("商店街の方は反対だとおっしゃっています。", None),
        ("反対という声もありますが、私は賛成です。", "agree"),
        ("賛成の方もいらっしゃいますが、私は反対です。", "concern"),
        ("「絶対に反対だ」と書かれた紙が貼ってありました。", "fact"),
        ("前回、反対だと申し上げました。", None),
    ],
)
def test_what_others_hold_is_nobodys_stance_here(words, expected):
    assert stance(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "ありがとうございました。",
        "では次に、事務局から説明をお願いします。",
        "これは賛成ですか。",
        "次回までに資料を用意します。",
        "まあ、そんな感じです。",
    ],
)
def test_what_decides_nothing_has_none(words):
    assert stance(words) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I support the new timetable.", "agree"),
        ("I am worried about the cost.", "concern"),
        ("I cannot promise anything for next year.", "reservation"),
        ("If the grant comes, I support it.", "reservation"),
        ("I propose that we wait until May.", "proposal"),
        ("Last year 240 people used the service.", "fact"),
        ("Some say it is too expensive.", None),
        ("Some say it is dangerous, but I support it.", "agree"),
        ("Would you support it?", None),
    ],
)
def test_english_stances(words, expected):
    assert stance(words) == expected


BOARD = """＜川上＞
夜間保育を始めることに賛成です。ただ、夜間保育の費用は年に900万円です。

＜谷口＞
夜間保育には反対です。給食の値段は三百円です。
"""


def test_the_board_holds_the_quotes_on_the_topic_alone(encoder):
    lines = lines_in(BOARD)
    query = encoder.encode_queries(["夜間保育"])[0]
    taken = stances_in(lines)
    cells = stances_on("夜間保育", lines, vectors_in(lines, encoder), query, taken)
    shown = {(cell.speaker, cell.stance): [place.line for place in cell.places] for cell in cells}
    assert shown == {
        ("川上", "agree"): [0],
        ("川上", "fact"): [1],
        ("谷口", "concern"): [2],
    }
    assert all(isinstance(cell, Cell) for cell in cells)


FIRST = "＜川上＞\n夜間保育の開始には反対です。\n\n＜谷口＞\n昼の話をします。\n"
SECOND = "＜川上＞\n前回は反対と申しましたが、夜間保育の開始については考えを改めました。\n"
THIRD = "＜川上＞\n夜間保育の開始に賛成します。\n"


def test_a_position_moves_where_the_person_says_so_or_takes_another_stance(encoder):
    sessions = [
        lines_in(text, name) for text, name in ((FIRST, "m1"), (SECOND, "m2"), (THIRD, "m3"))
    ]
    lines = [line for session in sessions for line in session]
    found = positions(
        "川上",
        "夜間保育の開始",
        lines,
        vectors_in(lines, encoder),
        query=encoder.encode_queries(["夜間保育の開始"])[0],
        taken=stances_in(lines),
    )
    assert [(one.place.transcript, one.stance, one.turning) for one in found] == [
        ("m1", "concern", False),
        ("m2", None, True),
        ("m3", "agree", True),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("話を伺って考えが変わりました。", True),
        ("先の案は撤回します。", True),
        ("I have changed my mind about the toll.", True),
        ("「考えが変わった」と新聞にありました。", False),
        ("制度が変わりました。", False),
    ],
)
def test_a_turning_point_is_said_by_the_speaker(words, expected):
    assert turns(words) is expected
