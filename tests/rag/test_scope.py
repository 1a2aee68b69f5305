"""Which filters a question's own words set, what is left to search for; and what sets none."""

from datetime import date

import pytest

from rag.question import understand
from rag.reading.scope import read_scope
from rag.records import Filter
from tests.rag.asking import SNAPSHOT

TODAY = date(2032, 1, 10)
READ = [
    # one speaker
    ("黒磯さんは決済について何と言いましたか", {"speaker": "黒磯"}, "決済"),
    ("黒磯さんが決済について言ったことは", {"speaker": "黒磯"}, "決済"),
    ("黒磯部長は紙の時刻表をどう考えていますか", {"speaker": "黒磯"}, "紙の時刻表"),
    ("紙の時刻表をやめる案に真壁さんはどう反応しましたか", {"speaker": "真壁"},
     "紙の時刻表をやめる案にどう反応しましたか"),
    ("片瀬所長がこの会を作ろうと思ったのはどうしてですか", {"speaker": "片瀬"}, "この会を作ろう"),
    ("水野さん自身は公開のしかたをどう考えている？", {"speaker": "水野"}, "公開のしかた"),
    ("決済についての黒磯さんの意見は", {"speaker": "黒磯"}, "決済"),
    ("栗林さんの秘匿についての見解を教えてください", {"speaker": "栗林"}, "秘匿"),
    ("黒磯さんによると、通信費はいくらですか", {"speaker": "黒磯"}, "通信費はいくらですか"),
    ("有馬さんはなぜ公開に反対したのですか", {"speaker": "有馬"}, "なぜ公開に反対したのですか"),
    ("片瀬さんが述べた懸念に対して黒磯さんはどう答えましたか", {"speaker": "黒磯"},
     "片瀬さんが述べた懸念に対してどう答えましたか"),
    ("所長は県の予算について何と言いましたか", {"speaker": "片瀬"}, "県の予算"),
    ("座長は県の予算について何と言いましたか", {"speaker": "Mika Iwata"}, "県の予算"),
    ("葦戸バスの人は通信費について何と言いましたか", {"speaker": "黒磯"}, "通信費"),
    ("黒磯さんは何を話しましたか", {"speaker": "黒磯"}, None),
    ("What did Rusk say about the quay dues?", {"speaker": "Rusk"}, "the quay dues"),
    ("What did the Harbour Master think about the pontoon?", {"speaker": "Harbour Master"},
     "the pontoon"),
    ("Why did Marketing disagree with the Harbour Master?", {"speaker": "Marketing"},
     "disagree with the Harbour Master"),
    ("What did the chair say about maps?", {"speaker": "Mika Iwata"}, "maps"),
    ("What did Iwata say about maps?", {"speaker": "Mika Iwata"}, "maps"),
    ("According to Tolliver, who pays for the boards?", {"speaker": "Tolliver"},
     "who pays for the boards"),
    ("What is Penhale's opinion on the counter?", {"speaker": "Penhale"}, "the counter"),
    ("What did Katase say about the six-month delay?", {"speaker": "片瀬"},
     "the six-month delay"),
    ("黑矶先生对位置数据怎么看？", {"speaker": "黒磯"}, "位置数据"),
    ("据有马课长所说，表被下载了几次？", {"speaker": "有馬"}, "表被下载了几次"),
    ("구로이소 씨는 통신비에 대해 뭐라고 말했습니까?", {"speaker": "黒磯"}, "통신비"),
    ("아리마 씨에 따르면 표는 몇 번 내려받았습니까?", {"speaker": "有馬"},
     "표는 몇 번 내려받았습니까"),
    ("黒磯さんは決済についてどんな意見を述べましたか", {"speaker": "黒磯"}, "決済"),
    ("黒磯さんは記録を公開することについて何と言いましたか", {"speaker": "黒磯"},
     "記録を公開すること"),
    ("黒磯さんは産業政策にどんな癖があると見ていますか", {"speaker": "黒磯"},
     "産業政策にどんな癖がある"),
    ("How much did Rusk say the borough had put aside?", {"speaker": "Rusk"},
     "the borough had put aside"),
    ("有马课长认为今后由谁来主导？", {"speaker": "有馬"}, "今后由谁来主导"),
    ("소장은 이 활동이 몇 년쯤 이어질 거라고 했나요?", {"speaker": "片瀬"},
     "이 활동이 몇 년쯤 이어질 거"),
    # everybody but one
    ("黒磯さん以外の意見は", {"not_speaker": "黒磯"}, None),
    ("黒磯さん以外で通信費に反対した人は", {"not_speaker": "黒磯"}, "通信費に反対した人"),
    ("Who other than Rusk asked about money?", {"not_speaker": "Rusk"}, "Who asked about money"),
    ("除了黑矶先生以外，谁反对公开位置？", {"not_speaker": "黒磯"}, "谁反对公开位置"),
    ("구로이소 씨를 제외하고 누가 반대했습니까?", {"not_speaker": "黒磯"}, "누가 반대했습니까"),
    # sessions
    ("第1回で出た宿題は？", {"session": "第1回"}, "出た宿題"),
    ("第三回の研究会で決まった分担は？", {"session": "第3回"}, "決まった分担"),
    ("2031年度第2回で示された割合は？", {"session": "2031年度第2回"}, "示された割合"),
    ("第2回では何が議論された？", {"session": "第2回"}, None),
    ("第2回はいつ開かれましたか", {"session": "第2回"}, None),
    ("地域の足の研究会の第2回はいつ開かれましたか", {"session": "第2回"}, None),
    ("When was the second meeting about buses held?", {"session": "Session 2"}, None),
    ("2回目の会合で示された割合は？", {"session": "第2回"}, "示された割合"),
    ("What was promised in the third meeting about the report?", {"session": "Session 3"},
     "What was promised about the report"),
    ("Which boats ran late, according to session 2?", {"session": "Session 2"},
     "Which boats ran late"),
    ("在第三次会议上，谁提到台风？", {"session": "第3回"}, "谁提到台风"),
    ("제3회 회의에서 태풍을 언급한 사람은?", {"session": "第3回"}, "태풍을 언급한 사람은"),
    ("第3回で黒磯さんが決済について言ったことは", {"session": "第3回", "speaker": "黒磯"}, "決済"),
    # dates
    ("2031年9月の会合で示された割合は？", {"from": "2031-09-01", "to": "2031-09-30"},
     "示された割合"),
    ("九月の会議で真壁さんは紙の時刻表について何と言いましたか",
     {"speaker": "真壁", "from": "2031-09-01", "to": "2031-09-30"}, "紙の時刻表"),
    ("前回の会合で決まった分担は？", {"from": "2031-12-16", "to": "2031-12-16"}, "決まった分担"),
    ("At the September meeting, had Kuroiso agreed to release counts?",
     {"from": "2031-09-01", "to": "2031-09-30"}, "had Kuroiso agreed to release counts"),
    ("九月的会议上，谁建议把门槛提高到十个人？", {"from": "2031-09-01", "to": "2031-09-30"},
     "谁建议把门槛提高到十个人"),
    ("지난 회의에서 비용은 얼마였습니까?", {"from": "2031-12-16", "to": "2031-12-16"},
     "비용은 얼마였습니까"),
]  # fmt: skip
NOT_READ = [
    # a person who is no subject of speech
    "黒磯さんに質問したのは誰ですか",
    "黒磯さんの後任は誰ですか",
    "黒磯さんの提案に反対したのは誰ですか",
    "黒磯さんの意見に賛成した人は",
    "黒磯さんの意見は採用されましたか",
    "黒磯さんが賛成するために出した条件を教えてください",
    "黒磯さんはいつ入社しましたか",
    "黒磯さんは何と言われましたか",
    "黒磯さんについて説明してください",
    "黒磯さんは何者か説明してください",
    "黒磯さんの会社の車両は何台ですか",
    "黒磯さんの考えが変わったいちばんの理由は何だったのでしょう",
    "黒磯さんが言った制度はいつ始まりましたか",
    "黒磯さんに反対だと言ったのは誰ですか",
    "黒磯市は何と言いましたか",
    # several parties
    "黒磯さんと真壁さんは何と言いましたか",
    "黒磯さんは真壁さんは間違っていると言いましたか",
    "What did Rusk and Tolliver say about insurance?",
    "What did Marketing and the Harbour Master discuss?",
    "Who disagreed with Rusk?",
    "Who asked Rusk about the dues?",
    "How much did Rusk set aside from the quay dues?",
    "What was Rusk's budget?",
    "What did the group say about marketing?",
    "Why won't people let others see how late a boat is?",
    "Was Penhale's proposal accepted?",
    "谁反对黑矶先生的意见？",
    "黑矶先生和有马课长说了什么？",
    "마카베 씨가 제안서에 이름을 올리는 조건은 무엇인가요?",
    "누가 구로이소 씨에게 질문했습니까?",
    # numbers that are no session
    "栗林さんの「何人未満を隠すか」の考えは三回でどう動きましたか",
    "表は何回ダウンロードされたのですか",
    "第1回オリンピックで優勝したのは誰ですか",
    "第3回調査の結果はどうでしたか",
    "2回目のワクチンはいつですか",
    "次回の会合はいつですか",
    "How many sessions are planned?",
    "What is the third condition?",
    # dates that are content
    "2025年までに何をする予定ですか",
    "九月の案と十二月の案で隠れるマスの割合はいくつ？",
    "六月に公開した表は何回取られましたか",
    "2030年11月の調査で何人に尋ねましたか",
    "去年の台風で何人が待たされましたか",
    "昨年度の利用者は何人ですか",
    "来年の四月に何を始めますか",
    "前回の調査との違いは何ですか",
    "最初の版は誰が書きましたか",
    "What happened in September?",
    "What was decided by 2025?",
    "Is there any guarantee of town money after the first year?",
    "What did the drivers' union ask the bus company to promise?",
    "台风那天没有公开位置的线路上有多少人被困？",
    "시범 운영 기간은 언제부터 언제까지였습니까?",
]


@pytest.mark.parametrize(("question", "read", "topic"), READ)
def test_filters_are_read(question, read, topic):
    asked = understand(question)
    scope = read_scope(asked, SNAPSHOT, Filter(), TODAY)
    assert scope.read.as_dict() == read
    assert scope.topic.text == (asked.text if topic is None else topic)
    assert scope.filter == scope.read
    assert scope.topic.kind == asked.kind
    assert scope.missing == ()


@pytest.mark.parametrize("question", NOT_READ)
def test_what_may_be_content_sets_no_filter(question):
    asked = understand(question)
    scope = read_scope(asked, SNAPSHOT, Filter(), TODAY)
    assert scope.read == Filter()
    assert scope.topic == asked
    assert scope.missing == ()


def test_a_speaker_taken_away_by_hand_is_not_searched_for_either():
    asked = understand("真壁さんは中継所の引っ越しについてどんな意見でしたか")
    anybody = read_scope(asked, SNAPSHOT, Filter(), TODAY, {"speaker"})
    assert (anybody.read, anybody.filter) == (Filter(), Filter())
    assert anybody.topic.text == read_scope(asked, SNAPSHOT, Filter(), TODAY).topic.text
    assert "真壁" not in anybody.topic.text


def test_the_words_of_a_session_taken_away_by_hand_are_searched_for():
    asked = understand("第2回で黒磯さんは運賃について何と言いましたか")
    anytime = read_scope(asked, SNAPSHOT, Filter(), TODAY, {"session"})
    assert anytime.read == Filter(speaker="黒磯")
    assert "第2回" in anytime.topic.text
