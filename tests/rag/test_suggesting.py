"""What sentences give to ask about, and which questions are shown when."""

import time
from dataclasses import replace

import pytest

from index.records import Passage, Span
from index.speakers import split_label
from rag.records import Hit
from rag.suggesting import english, japanese
from rag.suggesting.choose import after, first
from rag.suggesting.records import Suggestion
from tests.rag.judging import answer, citation


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("路線バスの利用者は減りました。", ["路線バス", "路線バスの利用者"]),
        ("位置の記録を、個人の評価に使わない。", ["位置の記録"]),
        ("昨年度の利用は、三つの自治体で皆さんが話しました。", []),
        ("それはこちらのホームページのことです。", []),
        ("灯ヶ浦町のウミツバメ便です。", ["ウミツバメ便"]),
        ("片瀬所長と早乙女顧問と水野さんです。", []),
        ("案内は https://example.org/field/guide.html です。", []),
        ("グーグルのBig Techは強い。", ["グーグル", "Big Tech", "グーグルのBig Tech"]),
    ],
)
def test_topics_are_compounds_and_names(words, expected):
    assert list(japanese.phrases(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("秘匿とは、数を伏せる処理のことです。", "秘匿"),
        ("業界ではクリームスキミングと言いますが、困ります。", "クリームスキミング"),
        ("とはいえ、それとは違います。", None),
        ("それとは別の話です。", None),
        ("運賃は三百円です。", None),
    ],
)
def test_a_term_is_what_a_sentence_explains(words, expected):
    assert japanese.explained(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "そこで有馬さんに伺いますが、路線バスの停留所はいくつありますか。",
            "路線バスの停留所はいくつありますか。",
        ),
        (
            "その中継所というのは、どこにあって、誰が面倒を見ているのですか。",
            "中継所というのは、どこにあって、誰が面倒を見ているのですか。",
        ),
        (
            "もう一点、記録は、どのくらいの期間残しているのですか。",
            "記録は、どのくらいの期間残しているのですか。",
        ),
        ("それはどこまでを指すのでしょうか。", None),
        ("栗林さん、表をいつまでにお願いできますか。", None),
        ("なぜ半年も要るのですか。", None),
        ("県は話に加わるつもりがあるのでしょうか。", None),
    ],
)
def test_a_question_of_a_meeting_stands_alone_or_is_none(words, expected):
    assert japanese.standing_alone(words) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("黒磯・葦戸バス運行部長", "黒磯"),
        ("参加者A", None),
        ("議長", None),
        ("司会", None),
        ("Marsh", None),
    ],
)
def test_only_who_bears_a_name_is_asked_about(label, expected):
    assert japanese.called(split_label(label)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I would not want the school boat on the boards.", ["the school boat"]),
        ("At Gannet Stairs there is no roof.", ["Gannet Stairs"]),
        ("Ms Mizuno Aoki wrote the long letter.", []),
        ("He said the autumn goes well and the first year is over.", []),
        ("They carry cancellations, and only cancellations.", ["cancellations", "cancellations"]),
    ],
)
def test_english_topics_are_told_by_what_stands_around(words, expected):
    assert list(english.phrases(words)) == expected


def test_english_terms_and_questions():
    assert english.explained("We use Minatogram, which is the common format.") == "Minatogram"
    assert english.explained("This is the common format.") is None
    question = "What does each version cost, and who pays after the first year?"
    assert english.standing_alone(question) == question
    assert english.standing_alone("What about the school boat and the other one?") is None
    assert english.standing_alone("Has anybody asked them about the boat?") is None
    assert english.called(split_label("Marsh")) == "Marsh"
    assert english.called(split_label("Speaker 2")) is None


def suggestion(number, kind, transcript="a", turn=1, **more):
    spans = (Span(100 * number, 100 * number + 50),)
    return Suggestion(f"質問{number}", kind, transcript, (turn,), spans, **more)


POOL = [
    suggestion(1, "topic", "a", 1, about="運賃"),
    suggestion(2, "topic", "b", 2, about="時刻表"),
    suggestion(3, "person", "a", 9, about="補助", speaker="黒磯"),
    suggestion(4, "term", "a", 2, about="秘匿"),
    suggestion(5, "term", "b", 3, about="組合"),
    suggestion(6, "asked", "c", 4),
    suggestion(7, "term", "d", 1, about="Gullmark", foreign=True),
]


def questions(found):
    return [one.question for one in found]


def test_the_first_are_of_different_transcripts_and_kinds():
    assert questions(first(POOL)) == ["質問4", "質問6", "質問2"]
    assert questions(first(POOL, 5)) == ["質問4", "質問6", "質問2", "質問3", "質問5"]
    assert questions(first(POOL[:1])) == ["質問1"]
    assert first([]) == []


def test_a_seed_changes_the_first_always_the_same_way():
    assert first(POOL, seed=3) == first(POOL, seed=3)
    assert len({tuple(questions(first(POOL, seed=seed))) for seed in range(9)}) > 1


def test_what_follows_is_near_and_neither_asked_nor_answered():
    cited = citation("a", 400, 450, "黒磯・葦戸バス運行部長", "秘匿と時刻表")
    given = answer(replace(cited, turn=2))
    assert questions(after(POOL, given, {"質問 1"})) == ["質問2", "質問3", "質問5"]
    assert questions(after(POOL, given, [], 1)) == ["質問2"]
    assert "質問4" not in questions(after(POOL, given, [], 9))
    asked = {one.question for one in POOL}
    assert after(POOL, given, asked) == []


def test_what_the_same_people_said_elsewhere_is_near():
    given = answer(citation("z", 0, 9, "黒磯・葦戸バス運行部長", "別の話"))
    assert questions(after(POOL, given, [], 1)) == ["質問3"]


def test_after_a_refusal_its_nearest_passages_count():
    hit = Hit(Passage("c", 4, Span(0, 9)), "片瀬", "何か", 0.5)
    refused = replace(answer(), nearest=(hit,))
    assert questions(after(POOL, refused, [], 1)) == ["質問6"]


def test_choosing_takes_no_time():
    pool = [suggestion(n, "topic", f"t{n % 5}", n, about=f"話題{n}") for n in range(48)]
    given = answer(*(citation(f"t{n}", 0, 9, quote="話題" * 200) for n in range(4)))
    begun = time.perf_counter()
    for _ in range(20):
        after(pool, given, ["質問1"])
        first(pool)
    assert (time.perf_counter() - begun) / 20 < 0.05  # 1 ms on an idle machine


def test_a_word_without_end_is_passed_over_in_no_time():
    assert english.explained("Minatogram is a name. Aa" + "a" * 400_000) == "Minatogram"
