"""Whether a sentence offers what a question asks for."""

import pytest

from rag.offers import offers
from rag.question import understand


@pytest.mark.parametrize(
    ("question", "sentence", "offered"),
    [
        # dates
        ("いつ制定されましたか", "2011年に制定されました。", 1),
        ("いつ制定されましたか", "令和元年に制定されました。", 1),
        ("いつ始まりますか", "来年の春に始めます。", 1),
        ("いつ始まりますか", "十二月に始めます。", 1),
        ("いつ始まりますか", "まだ決まっていません。", -1),
        ("When does it open?", "It opens in June.", 1),
        ("When does it open?", "It opens in 1911.", 1),
        ("When does it open?", "It opens soon.", -1),
        ("什么时候开始？", "四月に始まります。", 1),
        ("언제 시작합니까?", "昨年です。", 1),
        # prices
        ("運賃はいくらですか", "運賃は三百円です。", 1),
        ("運賃はいくらですか", "運賃は 300 円です。", 1),
        ("運賃はいくらですか", "運賃は 2 万円です。", 1),
        ("運賃はいくらですか", "高齢者は無料です。", 1),
        ("運賃はいくらですか", "三十人が乗りました。", -1),
        ("How much is the fare?", "The fare is three pounds.", 1),
        ("How much is the fare?", "The fare is £3.", 1),
        ("How much is the fare?", "Three people paid it.", -1),
        ("要多少钱？", "三百円です。", 1),
        ("얼마입니까?", "三十人です。", -1),
        # shares
        ("何割が電話ですか", "七割が電話です。", 1),
        ("割合はどのくらいですか", "38 パーセントでした。", 1),
        ("割合はどのくらいですか", "三分の一でした。", 1),
        ("何割が電話ですか", "三十人が電話です。", -1),
        ("What share was it?", "About half of them.", 1),
        ("What share was it?", "Thirty of them.", -1),
        # people
        ("何人が反対しましたか", "三十人が反対しました。", 1),
        ("何人が反対しましたか", "12 名が反対しました。", 1),
        ("何人が反対しましたか", "七割が反対しました。", -1),
        ("How many people came?", "Twelve residents came.", 1),
        ("How many people came?", "It cost 12 pounds.", -1),
        ("有多少人反对？", "三十人が反対しました。", 1),
        # other counts
        ("何社が参加しましたか", "十二社が参加しました。", 1),
        ("何社が参加しましたか", "十二人が参加しました。", -1),
        ("How many boats are there?", "There are three.", 1),
        ("How many boats are there?", "There are boats.", -1),
        ("いくつありますか", "半分あります。", 1),
        # reasons
        ("なぜ延期したのですか", "人が足りないためです。", 1),
        ("なぜ延期したのですか", "足りませんから、延期しました。", 1),
        ("なぜ延期したのですか", "人が足りません。", -1),
        ("Why was it late?", "It was late because of the fog.", 1),
        ("Why was it late?", "It was late.", -1),
        # definitions
        ("秘匿とは何ですか", "秘匿とは、伏せることです。", 1),
        ("秘匿とは何ですか", "秘匿を始めます。", -1),
        ("What is masking?", "Masking means hiding small counts.", 1),
        ("What is masking?", "Masking began in June.", -1),
        # a name or a place is told by no pattern, and some questions ask for none of these
        ("誰が反対しましたか", "岩田さんが反対しました。", 0),
        ("中継所はどこですか", "港にあります。", 0),
        ("意見を教えてください", "三百円です。", 0),
        ("", "三百円です。", 0),
    ],
)
def test_a_sentence_offers_what_is_asked_for(question, sentence, offered):
    asked = understand(question or "意見")
    assert offers(asked, sentence) == offered


def test_the_unit_that_is_asked_for_counts_only_of_numbers():
    assert offers(understand("いつ何人が来ましたか"), "四月です。") == 1  # asks when first
