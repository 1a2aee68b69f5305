"""In which sentence of a second meeting somebody fulfils what he promised in the first.

The cases are of our own and in other words than the gold's.
"""

import pytest

from rag.catchup.fulfilment import kept
from rag.catchup.promises import promises_in
from tests.rag.meeting import lines_in

BINS, TIMETABLE = "I will ask the council about the bins.", "I will circulate the ferry timetable."
FIRST = {
    "accounts": "予算の内訳は、来週中に皆さんへお送りします。",
    "bikes": "あわせて、駅前の駐輪場の台数を、次回までに調べておきます。",
    "cities": "よその市の事例を、次回までに調べてまいります。",
    "noise": "騒音の測定結果は、次回お示しします。",
    "minutes": "議事録の案は、次回までに作成いたします。",
    "county": "県の意向は、次回までに確認します。",
    "snow": "除雪の費用は、次回までに試算します。",
    "key": "避難所の鍵の件は、持ち帰って検討します。",
    "doctors": "夜間診療の医師の人数を、次回までに医師会に照会します。",
    "lights": "体育館の照明の見積もりを、来月までに取っておきます。",
    "map": "通学路の地図は、今月中に作り直してお配りします。",
    "festival": "祭りの来場者数を、今月中に集計します。",
    "plan": "展示の配置図は、来週中に描いてお見せします。",
    "owners": "地権者の方の了解を、次回までに取り付けてまいります。",
    "history": "市史の原稿は、年内に書き上げてお送りします。",
    "sign": "看板の文言は、来週までに修正します。",
}

DONE = [  # the sentence is the second one of the later meeting
    ("accounts", "先週お送りした予算の内訳をご覧ください。"),
    ("bikes", "駐輪場も調べてまいりました。"),
    ("cities", "よその市の事例については、三つの市から返事がありました。"),
    ("noise", "資料三が騒音の測定結果です。"),
    ("minutes", "お手元に議事録の案をお配りしています。"),
    ("key", "前回持ち帰りました避難所の鍵の件ですが、二本を区長に預けることにしました。"),
    ("doctors", "夜間診療の医師の人数ですが、医師会から書面をいただき、四人とのことでした。"),
    ("lights", "二社から体育館の照明の見積もりを取りました。"),
    ("map", "通学路の地図を作り直しましたので、後ろの壁に貼ってあります。"),
    ("sign", "看板の文言は、ご指摘のとおり直してあります。"),
    ("festival", "祭りの来場者数は、二日間で三万一千人という集計になりました。"),
    ("plan", "展示の配置図を画面に映します。"),
    ("owners", "地権者の方から了解をいただきました。"),
    ("history", "市史の原稿を年末にお送りしましたが、届きましたでしょうか。"),
]
NOT_DONE = [
    ("county", "県の意向は、まだ確認できておりません。"),
    ("county", "県の意向を確認したかったのですが、間に合いませんでした。"),
    ("snow", "お約束した除雪の費用は、もう少し時間をください。"),
    ("snow", "除雪の費用は、次回までに必ず試算します。"),
    ("snow", "除雪の費用は試算してありますか。"),
    ("map", "通学路の地図は、印刷所が混んでいて遅れています。"),
    ("map", "通学路の地図を作り直すには、人手が足りないと申し上げました。"),
    ("lights", "体育館の照明は、とても大事でございます。"),
    ("festival", "祭りの来場者数は、隣の町でも集計したと聞きました。"),
    ("festival", "祭りの来場者数が減りました。"),
    ("plan", "展示の配置図は、描きかけのまま置いてあります。"),
    ("owners", "地権者の方にお会いしましたが、了解はいただけませんでした。"),
    ("key", "前回の宿題は別の者に任せました。"),
]
CALLED = [  # what a chair says, what the one who promised answers, and which sentence fulfils it
    ("snow", "では谷口さん、除雪の費用の試算をお願いします。", "はい。一日に百二十万円です。", 1),
    ("snow", "除雪の費用は、谷口さん、いかがでしたか。", "谷口です。一日に百二十万円です。", 1),
    ("snow", "谷口さん、除雪の費用は分かりましたか。", "申し訳ありません、まだです。", None),
    ("snow", "谷口さん、除雪の費用は分かりましたか。", "はい。来週までに試算します。", None),
    ("snow", "谷口さん、除雪の費用を次回までにお願いします。", "はい。雪は降ります。", None),
    ("snow", "谷口さん、今日の司会をお願いします。", "はい。除雪の話から始めましょう。", None),
    ("snow", "小林さん、除雪の費用の試算をお願いします。", "はい。一日に百二十万円です。", None),
]
ENGLISH = [
    (BINS, "Smith: I asked the council, and they want more bins.\n", 0),
    (BINS, "Smith: I have not asked the council about the bins yet.\n", None),
    (BINS, "Smith: I wanted to ask the council about the bins, but they were closed.\n", None),
    (BINS, "Jones: Smith, what did the council say about the bins?\n\nSmith: No more.\n", 1),
    (BINS, "Jones: Smith, what did the council say about the bins?\n\nSmith: Not yet.\n", None),
    (TIMETABLE, "Smith: The ferry timetable is in front of you.\n", 0),
    (TIMETABLE, "Smith: The ferry was late again, and I missed it.\n", None),
]


def fulfilling(promise, later):
    """Place of the sentence of a later meeting that fulfils the one promise of a text."""
    [found] = kept(promises_in(lines_in(promise)), lines_in(later, "m2"))
    return found.kept and found.kept.line


@pytest.mark.parametrize(("promise", "words"), DONE)
def test_what_is_done_is_found(promise, words):
    later = f"＜谷口＞\n今日は雨です。{words}\n"
    assert fulfilling(f"＜谷口＞\n{FIRST[promise]}\n", later) == 1
    other = f"＜小林＞\n今日は雨です。{words}\n\n＜谷口＞\n助かります。\n"
    assert fulfilling(f"＜谷口＞\n{FIRST[promise]}\n", other) is None


@pytest.mark.parametrize(("promise", "words"), NOT_DONE)
def test_what_is_still_to_do_is_not_kept(promise, words):
    assert fulfilling(f"＜谷口＞\n{FIRST[promise]}\n", f"＜谷口＞\n今日は雨です。{words}\n") is None


@pytest.mark.parametrize(("promise", "chair", "answer", "place"), CALLED)
def test_who_is_called_upon_tells(promise, chair, answer, place):
    later = f"＜川上＞\n{chair}\n\n＜谷口＞\n{answer}\n\n＜小林＞\nどうも。\n"
    assert fulfilling(f"＜谷口＞\n{FIRST[promise]}\n", later) == (place and place + 1)


@pytest.mark.parametrize(("promise", "later", "place"), ENGLISH)
def test_english_meetings(promise, later, place):
    assert fulfilling(f"Smith: {promise}\n", later) == place
