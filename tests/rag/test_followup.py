"""Questions that lean on the last one, completed; and those that stand alone."""

import pytest

from rag.reading.followup import Earlier, standalone
from tests.rag.asking import PEOPLE

BOAT = "ウミツバメ便は月に何回くらい使われていますか"
BUDGET = "県の予算はいつ発表されますか"
COMPLETED = [
    # pronouns
    (BOAT, "それはいつから始まりましたか", "ウミツバメ便はいつから始まりましたか"),
    (BOAT, "それでは、それは誰が運転していますか", "ウミツバメ便は誰が運転していますか"),
    (BOAT, "これに反対した人は？", "ウミツバメ便に反対した人は?"),
    (BUDGET, "その理由は何ですか", "県の予算の理由は何ですか"),
    (BUDGET, "その件について誰が話しましたか", "県の予算について誰が話しましたか"),
    ("誰がミナトグラムを作りましたか", "それはいつですか", "ミナトグラムはいつですか"),
    ("黒磯さんはなぜ反対したのですか", "それはいつですか", "黒磯さんが反対したのはいつですか"),
    ("黒磯さんはなぜ反対しましたか", "それはいつですか", "黒磯さんが反対したのはいつですか"),
    ("黒磯さんはなぜ反対したのですか", "彼はほかに何と言いましたか",
     "黒磯さんはほかに何と言いましたか"),
    # speakers
    ("黒磯さんは決済について何と言いましたか", "では有馬さんは？",
     "有馬さんは決済について何と言いましたか"),
    ("紙の時刻表をやめる案はどうなりましたか", "真壁さんは？",
     "紙の時刻表をやめる案について、真壁さんは何と言っていますか?"),
    # sessions and dates
    ("第1回で出た宿題は？", "第2回では？", "第2回では、出た宿題は?"),
    ("黒磯さんは通信費について何と言いましたか", "九月の会合では？",
     "九月の会合では、黒磯さんは通信費について何と言いましたか"),
    ("第1回は何が議論されましたか", "第2回では？", "第2回は何が議論されましたか"),
    ("第2回はいつ開かれましたか", "では第3回は？", "第3回はいつ開かれましたか"),
    # nouns and words of asking
    (BOAT, "費用は？", "ウミツバメ便の費用は?"),
    ("秘匿とは何ですか", "では、差分による特定は？", "差分による特定とは何ですか"),
    ("秘匿とは何ですか", "ミナトグラムは？", "ミナトグラムとは何ですか"),
    ("黒磯さんはいつ反対しましたか", "なぜ？", "黒磯さんはなぜ反対しましたか"),
    (BUDGET, "なぜですか", "県の予算はなぜ発表されますか"),
    ("提言はいつ県に手渡しますか", "場所はどこですか", "提言の場所はどこですか"),
    (BUDGET, "もっと詳しく教えて", "県の予算についてもっと詳しく教えてください"),
    (BUDGET, "誰が反対しましたか", "県の予算は、誰が反対しましたか"),
    # English
    ("When does the ferry scheme start?", "How much does it cost?",
     "How much does the ferry scheme cost?"),
    ("Who wrote the first version of Minatogram, and in what year?", "What is it for?",
     "What is the first version of Minatogram for?"),
    ("What did Rusk say about the quay dues?", "and Tolliver?",
     "What did Tolliver say about the quay dues?"),
    ("What did Rusk say about the quay dues?", "What about Penhale?",
     "What did Penhale say about the quay dues?"),
    ("What did Rusk say about the quay dues?", "What about the cost?",
     "What about the cost of the quay dues?"),
    ("Why did Rusk oppose the plan?", "When?", "When did Rusk oppose the plan?"),
    ("What did Marsh say about maps?", "Did she object?", "Did Marsh object?"),
    ("When does the ferry scheme start?", "Tell me more", "Tell me more about the ferry scheme."),
    ("What was decided about the boards?", "and in the September meeting?",
     "What was decided about the boards in the September meeting?"),
    ("When does the ferry scheme start?", "What is the cost?",
     "What is the cost of the ferry scheme?"),
    ("What did they decide about the quay fund?", "Who pays for it?",
     "Who pays for the quay fund?"),
    # Chinese and Korean
    ("中继所在哪里？", "它是谁管理的？", "中继所是谁管理的?"),
    ("县预算什么时候公布？", "黑矶先生呢？", "关于县预算，黑矶先生说了什么？"),
    ("第一年的总费用是多少？", "那什么时候开始？", "第一年的总费用，什么时候开始?"),
    ("미나토그램이란 무엇입니까?", "그것은 언제 시작했습니까?", "미나토그램은 언제 시작했습니까?"),
    ("구로이소 씨는 왜 반대했습니까?", "그럼 마카베 씨는?", "마카베 씨는 왜 반대했습니까?"),
    ("현의 예산은 언제 발표됩니까?", "왜요?", "현의 예산은 왜 발표됩니까?"),
]  # fmt: skip
ALONE = [
    (BOAT, "提言の題名は何ですか"),
    (BOAT, "第1回で出た宿題は？"),
    (BOAT, "参加団体とは？"),
    (BOAT, "参加団体とはどんな団体で、その条件は何ですか"),
    (BOAT, "黒磯さんは通信費について何と言いましたか"),
    (BOAT, "片瀬所長がこの会を作ろうと思ったのはどうしてですか"),
    (BOAT, "この研究会の目的は何ですか"),
    (BOAT, "これまでに何回会議を開きましたか"),
    (BOAT, "それぞれの町の負担はいくらですか"),
    (BOAT, "台風でどこの路線が止まりましたか"),
    (BOAT, "その国の人々が幸せという度合いを何というか"),
    (BOAT, "夜の便を削るとその影響は誰に出ますか"),
    (BOAT, "高速バスの会社に声をかけようと言い出したのは誰"),
    (BOAT, "行政側の事情で住民の日常をゆがめたと悔やんだのは？"),
    ("When does the ferry scheme start?", "How many ferries are there?"),
    ("When does the ferry scheme start?", "How long does it take to cross?"),
    ("When does the ferry scheme start?", "How much did it cost to develop version 1.2?"),
    ("When does the ferry scheme start?", "What did Rusk say about his budget?"),
    ("When does the ferry scheme start?", "What is the capital of Mongolia?"),
    ("When does the ferry scheme start?", "And what did the drivers' union ask for?"),
    (BOAT, "提言の予算はいくらですか"),
    (BOAT, "予算の総額と内訳を教えてください"),
    ("中继所在哪里？", "台风那天有多少人被困？"),
    ("중계소는 어디입니까?", "첫해의 총비용은 얼마입니까?"),
]


@pytest.mark.parametrize(("last", "question", "whole"), COMPLETED)
def test_a_follow_up_is_completed(last, question, whole):
    assert standalone(question, [Earlier(last)], PEOPLE) == whole


@pytest.mark.parametrize(("last", "question"), ALONE)
def test_a_question_with_its_own_topic_stands_alone(last, question):
    assert standalone(question, [Earlier(last)], PEOPLE) is None


@pytest.mark.parametrize(("_", "question", "whole"), COMPLETED)
def test_without_a_conversation_every_question_stands_alone(_, question, whole):
    assert standalone(question, [], PEOPLE) is None


def test_a_person_is_taken_from_the_answer():
    earlier = Earlier("公開した数字は取り消せないと言ったのは誰ですか", "黒磯：「一度出た…」[1]")
    assert standalone("その人はほかに何と言いましたか", [earlier], PEOPLE) == (
        "黒磯さんはほかに何と言いましたか"
    )


def test_a_conversation_is_followed_from_its_beginning():
    history = [Earlier(BOAT), Earlier("費用は？"), Earlier("もっと詳しく")]
    assert standalone("それはなぜですか", history, PEOPLE) == "ウミツバメ便の費用はなぜですか"


@pytest.mark.parametrize(
    "last", ["", "?!", "あ" * 5_000, "\ue000\ue001", "それは", "は？", "を" * 300]
)
@pytest.mark.parametrize(
    "question", ["それは？", "なぜ", "it?", "では\ue000は？", "…", "あ" * 2_000]
)
def test_nothing_makes_it_fail(last, question):
    assert standalone(question, [Earlier(last, last)], PEOPLE) is None or last
