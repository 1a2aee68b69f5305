"""What meetings settle, by the forms in which they say it."""

import pytest

from index.records import Span, Speaker
from rag.drafting.settled import kind_of, settled
from rag.lines import Line


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("事務局案のとおり承認されました。", "decision"),
        ("委員会の名称は地域交通部会とします。", "decision"),
        ("開催は年二回とすることに決まりました。", "decision"),
        ("It was decided to close the north gate at nine.", "decision"),
        ("まだ何も決まっていません。", None),
        ("当日は晴れることを前提とします。", None),
        ("それは運転手のせいにします。", None),
        ("資料は来週中にお送りします。", "homework"),
        ("予算の内訳を調べてまいります。", "homework"),
        ("県の意向は次回までに確認します。", "homework"),
        ("資料は先週までにお送りしました。", None),
        ("街灯の数は、次の部会までに資料でお示しします。", "homework"),
        ("持ち帰って検討させていただきます。", "homework"),
        ("We will talk to the harbour office about the crane.", "homework"),
        ("I will send the figures to the treasurer.", "homework"),
        ("次回は5月8日の午後二時からです。", "plan"),
        ("答申は来年三月に行う予定です。", "plan"),
    ],
)
def test_forms(words, kind):
    assert kind_of(words) == kind


def lines(*said):
    who = Speaker("座長", "座長")
    return [Line("t", n, 1, who, Span(n, n + 1), words, words) for n, words in enumerate(said)]


def test_what_is_listed_after_homework_is_homework_until_the_list_ends():
    said = lines(
        "宿題は二つになりました。",
        "1路線ごとの費用を出すこと、これは森田さん。",
        "2住民の聞き取りをまとめること、これは私。",
        "橋の工事は順調に進んでいると聞いています。",
    )
    assert settled(said) == [None, "homework", "homework", None]
