"""What lists, their numbers and replies put on a topic, and what only looks like it."""

import numpy as np
import pytest

from rag.catchup.nearness import nearness
from rag.catchup.positions import histories
from rag.catchup.stances import stances_in
from rag.catchup.threads import yields
from tests.rag.meeting import lines_in


def on(topic, text):
    """Lines on a topic by their words alone."""
    lines = lines_in(text)
    none = np.zeros((len(lines), 2), dtype=np.float32)
    scores = nearness(topic, lines, none, np.zeros(2, dtype=np.float32))
    return lines, scores


def words_on(topic, text):
    lines, scores = on(topic, text)
    return [line.shown for line, score in zip(lines, scores, strict=True) if score > 0]


def test_the_sentence_before_a_list_is_on_what_the_list_names():
    text = (
        "＜石田＞\n次の二つが満たされるなら、計画に賛成します。\n①夜は閉めること。\n"
        "②駐車場の料金を据え置くこと。\n"
    )
    assert words_on("駐車場の料金", text) == [
        "次の二つが満たされるなら、計画に賛成します。", "②駐車場の料金を据え置くこと。",
    ]  # fmt: skip
    assert words_on("体育館", text) == []


def test_a_number_stands_for_what_the_meeting_gave_it():
    text = (
        "＜石田＞\n①会報、②会員の名簿、③写真。\n私は、②も配ってよいと思います。\n"
        "このうち①と③は配ります。\n\n＜森＞\n③は要りません。\n"
    )
    assert words_on("会員の名簿", text) == [
        "①会報、②会員の名簿、③写真。", "私は、②も配ってよいと思います。",
    ]  # fmt: skip


def test_another_list_gives_its_own_numbers():
    text = "＜石田＞\n①会報。\n②会員の名簿。\n\n＜森＞\n①椅子。\n②机。\n②は古いです。\n"
    assert words_on("会員の名簿", text) == ["②会員の名簿。"]


def test_another_thing_of_the_kind_is_not_the_topic():
    assert words_on("会員の名簿", "＜森＞\n職員の名簿は別の棚です。\nこの名簿は古いです。\n") == [
        "この名簿は古いです。"
    ]
    assert words_on("保健所", "＜森＞\n集まる所を決めます。\n保健所は北です。\n") == [
        "保健所は北です。"
    ]


REPLIED = (
    "＜石田＞\n鐘の音は早朝には大きすぎます。\n\n＜森＞\n六時を七時に改めます。\n\n"
    "＜石田＞\n七時からでしたら、私は引きます。\n"
)


def test_who_gives_way_after_an_answer_has_another_position():
    lines, scores = on("鐘の音", REPLIED)
    [history] = histories(lines, scores, stances_in(lines))
    assert [(one.place.turn, one.stance, one.turning) for one in history.positions] == [
        (1, "concern", False), (3, "reservation", True),
    ]  # fmt: skip


def test_giving_way_is_about_what_the_person_objected_to():
    asked = REPLIED.replace("鐘の音は早朝には大きすぎます。", "鐘の音は何時からですか。")
    assert words_on("鐘の音", asked) == ["鐘の音は何時からですか。"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("よく分かりましたので、こちらが折れます。", True),
        ("反対の意見は取り下げます。", True),
        ("I withdraw my objection.", True),
        ("「私は引きます」と聞きました。", False),
        ("私は線を引きます。", False),
    ],
)
def test_who_gives_way(words, expected):
    assert yields(words) == expected
