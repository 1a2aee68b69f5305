"""Words with their forms, in passages and in questions; names meet by sound across scripts."""

import pytest
from hypothesis import given

from index.terms import asked_words, terms, words
from index.words import WordIndex
from tests.index.texts import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("黒磯さん", [("黒磯", "/kuroiso", "~krs"), ("さん",)]),
        ("有馬", [("有馬", "/arima")]),  # two consonants tell nothing
        ("システムの運賃", [("システム", "/sisutemu", "~stm"), ("運賃",)]),
        ("シス", [("シス", "/sisu")]),
        ("ここ", []),
        ("Kuroiso met them", [("kuroiso", "/kuroiso", "~krs"), ("met",)]),
        ("the system", [("system",)]),  # small letters begin no name
        ("O'Brien", [("brien", "/oprien", "~prm")]),
        ("회의록", [("회의",), ("의록",)]),
        # Sudachi cuts the one and not the other; a name is a word either way
        (
            "ミナトグラム",
            [
                ("ミナトグラム", "/minatokuramu", "~mtkrm"),
                ("港", "/minato"),
                ("グラム", "/kuramu", "~krm"),
            ],
        ),
        ("ミナトグラムを使う", [("ミナトグラム", "/minatokuramu", "~mtkrm"), ("使う",)]),
    ],
)
def test_words_of_a_passage(text, expected):
    assert words(text) == expected
    assert terms(text) == [form for word in expected for form in word]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the system", [("system", "/stem", "~stm")]),  # who asks may write a name anyhow
        ("kuroiso", [("kuroiso", "/kuroiso", "~krs")]),
        ("黒磯さん", [("黒磯", "/kuroiso", "~krs"), ("さん",)]),
        (
            "구로이소는",
            [
                *[("구로",), ("로이",), ("이소",), ("소는",)],
                *[("/kuro",), ("/kuroi",), ("/kuroiso",), ("/kuroisonun",)],
            ],
        ),
        ("가", [("가",)]),
    ],
)
def test_words_of_a_question(text, expected):
    assert asked_words(text) == expected


JAPANESE = [
    "黒磯が答えました。",
    "ミナトグラムを使います。",
    "システムを改めます。",
    "運賃です。",
    "港です。",
]
ENGLISH = ["Mr Kuroiso answered.", "They use Minatogram.", "They mend systems.", "The Fare."]


@pytest.mark.parametrize(
    ("question", "passages", "found"),
    [
        ("Kuroiso", JAPANESE, [0]),
        ("kuroiso", JAPANESE, [0]),
        ("黒磯", ENGLISH, [0]),
        ("Minatogram", JAPANESE, [1]),
        ("ミナトグラム", JAPANESE, [1]),  # cut otherwise than in the passage, and not the harbour
        ("ミナトグラム", ENGLISH, [1]),
        ("system", JAPANESE, [2]),
        ("システム", ENGLISH, []),  # in small letters it is no name
        ("Arima", JAPANESE, []),
        ("運賃", ENGLISH, []),
        # where the spelling is known, a sound adds nothing
        ("Kuroiso", JAPANESE + ENGLISH, [5]),
        ("黒磯", ENGLISH + JAPANESE, [4]),
    ],
)
def test_a_name_is_found_in_another_script(question, passages, found):
    index = WordIndex.build([terms(passage) for passage in passages])
    [first, *_] = asked_words(question)
    assert index.rows_with(first).tolist() == found


def test_a_korean_name_is_found_before_its_particle():
    index = WordIndex.build([terms(passage) for passage in [*JAPANESE, "구로이소가 말했습니다."]])
    rows = [index.rows_with(word).tolist() for word in asked_words("구로이소는")]
    assert rows == [[5], [5], [5], [], [], [], [0], []]


@given(texts)
def test_a_question_has_the_words_of_a_passage_in_at_least_their_forms(text):
    asked = asked_words(text)
    plain = [word for word in asked if not word[0].startswith("/")]
    said = words(text)
    assert [word[0] for word in plain] == [word[0] for word in said]
    assert [w for w, a in zip(said, plain, strict=True) if not set(w) <= set(a)] == []
