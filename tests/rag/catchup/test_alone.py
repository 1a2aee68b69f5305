"""Which sentences tell something, and which stand alone."""

import pytest

from rag.catchup.alone import numbered, stands_alone, tells


@pytest.mark.parametrize(
    "words",
    [
        "図書館の夜間開館は、来年四月から三館で始めることに決まりました。",
        "秘匿とは、誰のことか分かる数を公表の前に伏せる処理のことです。",
        "私は、貸出記録の保存期間を一年に限るべきだと考えます。",
        "市の教育委員会は2014年に紙の台帳をやめると発表しました。",
        "この研究会は、三つの市の図書館が蔵書を分け合う方法を考える場です。",
        "The borough has set aside 2,500 crowns for the roof of the landing.",
        "We should not publish the names of those who borrow books.",
    ],
)
def test_it_stands_alone(words):
    assert stands_alone(words)


@pytest.mark.parametrize(
    "words",
    [
        "それは図書館の夜間開館を三館で始めるという意味になります。",
        "しかし、貸出記録の保存期間は一年に限るべきだと考えます。",
        "二つ目は貸出記録を残す期間が長すぎるということです。",
        "費用は年間 1,450 万円で、市の負担は三割に届きません。",
        "部屋は市役所から無償で借りていて、約束は年度末までです。",
        "はい、貸出記録の保存期間は一年に限っております。",
        "山本さん、夜間開館の人数は増えているという理解です。",
        "夜間開館の利用者が増えたと、山本さんはお考えのようです。",
        "当館は次の三つが守られるなら、蔵書の共有に賛成します。",
        "夜間開館の費用が予算に入るのでしたら、ありません。",
        "It was closed for the whole of the winter because of the roof.",
        "And the borough has set aside some money for the landing stage.",
        "They told the harbour office about the boat before the fog came.",
        "The borough um has set aside some money for the landing stage.",
        "In the case of the library",
    ],
)
def test_it_leans_on_what_stands_before(words):
    assert not stands_alone(words)


@pytest.mark.parametrize(
    "words",
    [
        "皆さん、本日はお忙しいところをお集まりいただきありがとうございます。",
        "それでは、定刻になりましたので第三回の研究会を始めます。",
        "私からは、図書館の夜間開館の試みについてお話しします。",
        "続きまして、資料の二ページをご覧いただければと思います。",
        "図書館の夜間開館は、いつから始まるのでしょうか。",
        "夜間開館の費用はどのくらいになりますか。",
        "帆波町の有馬です。",
        "司会は市立図書館の田中が務めさせていただきます。",
        "Good evening, and thank you for coming out to the harbour in that rain.",
        "Let us move on to the landing stage at the end of the harbour.",
        "Has anybody asked the school about the boat in the morning?",
    ],
)
def test_courtesy_procedure_and_questions_tell_nothing(words):
    assert not tells(words)
    assert not stands_alone(words)


def test_a_short_sentence_tells_where_it_states_a_number():
    assert tells("運賃は一回 300 円です。")
    assert not tells("反対です。")


@pytest.mark.parametrize(
    ("shown", "points"),
    [
        ("③は一時間刻みの表です。", True),
        ("②乗り降りの数は地区ごとにまとめること。", True),
        ("私は、④も名前さえ落とせば出してよいと思っています。", True),
        ("内訳は、①運営が 940 万円、②機械が 414 万円です。", False),
        ("乗り降りの数は地区ごとにまとめます。", False),
    ],
)
def test_items_of_a_list_point_to_it(shown, points):
    assert numbered(shown) == points
