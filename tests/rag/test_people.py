"""Whom filters mean, which names a question holds, and in which scripts."""

import pytest

from index.speakers import split_label
from index.spelling import folded, romaji
from rag.reading.names import mask
from rag.reading.people import names_of, whom
from tests.rag.asking import PEOPLE

GROUP = [
    split_label(label)
    for label in (
        "藤崎・中曽根平和研理事長", "岩田", "岩田主任研究員", "岡野研究委員", "議長（山田 太郎君）",
        "山田 花子", "Lynne Neagle AM", "Mika Iwata (Chair)", "Professor C",
    )
]  # fmt: skip


def labels(wanted):
    return {s.label for s, meant in zip(GROUP, whom(wanted, GROUP), strict=True) if meant}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("岩田", {"岩田", "岩田主任研究員"}),
        ("理事長", {"藤崎・中曽根平和研理事長"}),
        ("主任研究員", {"岩田", "岩田主任研究員"}),  # all labels of whoever holds the office
        ("中曽根平和研", {"藤崎・中曽根平和研理事長"}),
        ("chair", {"議長(山田 太郎君)", "Mika Iwata (Chair)"}),
        ("山田", {"議長(山田 太郎君)", "山田 花子"}),
        ("Neagle", {"Lynne Neagle AM"}),
        ("門間", set()),
        ("会長", {"藤崎・中曽根平和研理事長"}),
        ("研", set()),
    ],
)
def test_whom_a_filter_means(wanted, found):
    assert labels(wanted) == found


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("岩田", "岩田"),
        ("藤崎", "藤崎"),
        ("理事長", "藤崎"),
        ("山田太郎", "山田 太郎"),
        ("山田", "山田"),
        ("neagle", "Lynne Neagle AM"),
        ("lynne neagle", "Lynne Neagle AM"),
        ("professor c", "Professor C"),
        ("chair", "chair"),
    ],
)
def test_what_speakers_are_called(words, value):
    assert names_of(tuple(GROUP))[words] == value


def test_titles_and_single_letters_call_nobody():
    assert {"c", "am", "professor", "岩", "研"} & names_of(tuple(GROUP)).keys() == set()


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("ja", "黒磯さんと有馬課長が", [("黒磯さん", "黒磯"), ("有馬課長", "有馬")]),
        ("ja", "早乙女顧問は何と", [("早乙女顧問", None)]),
        ("ja", "黒磯市の佐々木さんが", [("佐々木さん", None)]),
        ("ja", "葦戸バスの人が", [("葦戸バスの人", "黒磯")]),
        ("ja", "患者さんは何と", []),
        ("ja", "第2回は何を", []),
        ("en", "What did Rusk tell Mr Marsh?", [("Rusk", "Rusk"), ("Mr Marsh", "Marsh")]),
        ("en", "the harbour master and marketing", [("the harbour master", "Harbour Master")]),
        ("en", "What did Kuroiso say?", [("Kuroiso", "黒磯")]),
        ("en", "Ask Dr Ingleby and Rusky.", [("Dr Ingleby", None)]),
        ("zh", "有马课长说了什么", [("有马课长", "有馬")]),
        ("ko", "구로이소 씨와 쿠로이소는 미즈노", [
            ("구로이소 씨", "黒磯"), ("쿠로이소", "黒磯"), ("미즈노", "水野"),
        ]),
    ],
)  # fmt: skip
def test_the_names_in_a_question(language, text, names):
    masked = mask(text, language, PEOPLE)
    assert [(name.words, name.speaker) for name in masked.names.values()] == names
    assert masked.shown(masked.text) == text


def test_private_characters_are_no_names():
    masked = mask("\ue000は何と言いましたか\uf8ff", "ja", PEOPLE)
    assert (masked.text, masked.names) == (" は何と言いましたか ", {})


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("黒磯", ["Kuroiso", "구로이소", "쿠로이소"]),
        ("真壁", ["Makabe", "마카베"]),
        ("佐藤", ["Satō", "Sato", "Satou", "Satoh", "사토"]),
        ("千葉", ["Chiba", "지바", "치바"]),
        ("松本", ["Matsumoto", "마쓰모토"]),
        ("早乙女", ["Saotome", "사오토메"]),
    ],
)
def test_spellings_of_a_name_meet(name, spellings):
    assert {folded(spelling) for spelling in spellings} == {folded(romaji(name))}


def test_different_names_do_not_meet():
    names = (
        "黒磯 有馬 栗林 真壁 水野 片瀬 早乙女 岩田 岡野 藤崎 鈴木 高橋 田中 渡辺 伊藤 中村".split()
    )
    assert len({folded(romaji(name)) for name in names}) == len(names)
