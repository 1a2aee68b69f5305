"""What a question is read as: language, kind, words; and what is no question."""

import pytest

from index.errors import BadQuestion
from index.language import language_of, main_language
from rag.question import MAX_QUESTION, understand


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("運賃はいくらですか", "ja"),
        ("提言題名", "ja"),
        ("カタカナ", "ja"),
        ("What did they say?", "en"),
        ("Quel est le prix ?", "en"),
        ("运费是多少？", "zh"),
        ("誰說的？為什麼", "zh"),
        ("坐一次“ウミツバメ便”要多少钱？", "zh"),
        ("「Minatogram」とは", "ja"),
        ("研究会目的", "ja"),
        ("開催時間", "ja"),
        ("운임은 얼마입니까?", "ko"),
        ("Minatogram とは", "ja"),
    ],
)
def test_the_language_is_told_by_script(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The group met 水野さん in the town of 灯ヶ浦 and talked about its buses.", "en"),
        ("共通の書式 Minatogram と field guide を配りました。한국어", "ja"),
        ("会议记录中没有找到相关内容。Minatogram", "zh"),
        ("회의록에서 찾을 수 없습니다. 研究会", "ko"),
        ("", "ja"),
    ],
)
def test_a_longer_text_is_in_the_language_of_most_of_it(text, language):
    assert main_language(text) == language


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("いつ決まりましたか", "when"),
        ("何年のことですか", "when"),
        ("費用はいくらですか", "number"),
        ("何人が反対しましたか", "number"),
        ("誰が反対しましたか", "who"),
        ("なぜ延期したのですか", "why"),
        ("中継所はどこですか", "where"),
        ("秘匿とは何ですか", "what"),
        ("秘匿とは", "what"),
        ("岩田さんが言ったことは", None),
        ("When does it start?", "when"),
        ("How many boats are there?", "number"),
        ("什么时候开始？", "when"),
        ("언제 시작합니까?", "when"),
        ("意見を教えてください", None),
    ],
)
def test_the_kind_is_told_by_the_words_of_asking(text, kind):
    assert understand(text).kind == kind


def test_the_words_are_those_of_the_index_each_once():
    asked = understand("理事⾧は、理事長の支払いをいつ決めましたか")
    assert asked.text == "理事長は、理事長の支払いをいつ決めましたか"
    assert asked.words == (("理事",), ("長",), ("支払い",), ("決める",))


def test_words_have_the_sounds_of_foreign_names():
    assert understand("Is it kuroiso? 구로").words == (
        ("kuroiso", "/kuroiso", "~krs"),
        ("구로",),
        ("/kuro",),
    )
    assert understand("黒磯さん、黒磯さん").words == (("黒磯", "/kuroiso", "~krs"), ("さん",))


def test_chinese_words_are_read_in_their_japanese_characters():
    asked = understand("黑矶的风险是什么？")
    assert (asked.text, asked.language, asked.kind) == ("黑矶的风险是什么?", "zh", "what")
    assert {word[0] for word in asked.words} >= {"黒磯", "険"}
    assert not {word[0] for word in asked.words} & {"黑", "矶", "黑矶", "险"}


@pytest.mark.parametrize("text", ["", "  \n", "？！", "\0"])
def test_an_empty_question_is_refused(text):
    with pytest.raises(
        BadQuestion, match=r"^the question is empty; ask in one or two sentences\.$"
    ):
        understand(text)


def test_a_page_of_text_is_no_question():
    assert understand("あ" * MAX_QUESTION).language == "ja"
    with pytest.raises(
        BadQuestion, match=r"^the question has 10,000 characters, more than 2,000; "
    ):
        understand("あ" * 10_000)
