"""One name in several scripts, and Chinese characters in their Japanese form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.spelling import folded, latin, romaji, shinjitai, skeleton
from tests.index.texts import texts


@pytest.mark.parametrize(
    ("kana", "expected"),
    [
        ("クロイソ", "kuroiso"),
        ("ショッピング", "shoppingu"),
        ("キャッシュ", "kyasshu"),
        ("チェック", "chekku"),
        ("ジェット", "jetto"),
        ("シェア", "shea"),
        ("ティーシャツ", "tishatsu"),
        ("ファン", "fan"),
        ("ヴァイオリン", "vaiorin"),
        ("ッ・ー", ""),
        ("", ""),
    ],
)
def test_kana_in_latin_letters(kana, expected):
    assert latin(kana) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("黒磯", "kuroiso"), ("真壁", "makabe"), ("佐藤", "satou")]
)
def test_a_name_is_read_as_sudachi_reads_it(name, expected):
    assert romaji(name) == expected


@pytest.mark.parametrize(
    ("name", "spellings", "key"),
    [
        ("黒磯", "Kuroiso 구로이소 쿠로이소", "kuroiso"),
        ("有馬", "Arima 아리마", "arima"),
        ("真壁", "Makabe 마카베", "makape"),
        ("水野", "Mizuno 미즈노", "mituno"),
        ("栗林", "Kuribayashi 구리바야시", "kuripayasi"),
        ("佐藤", "Sato Satō Satou Satoh SATO 사토", "sato"),
        ("大野", "Ōno Ohno 오노", "ono"),
        ("千葉", "Chiba Tiba 지바", "tipa"),
        ("土屋", "Tsuchiya Tutiya 쓰치야", "tutiya"),
        ("長谷川", "Hasegawa 하세가와", "hasekawa"),
        ("本間", "Honma Homma 혼마", "honma"),
    ],
)
def test_spellings_of_a_name_meet(name, spellings, key):
    assert {folded(each) for each in (romaji(name), *spellings.split())} == {key}


@pytest.mark.parametrize(
    ("word", "kana", "key"),
    [
        ("system", "システム", "stm"),
        ("Minatogram", "ミナトグラム", "mtkrm"),
        ("data", "データ", "t"),
        ("license", "ライセンス", None),
    ],
)
def test_a_loanword_and_its_origin_share_their_consonants(word, kana, key):
    found = skeleton(folded(word)), skeleton(folded(latin(kana)))
    assert found == (key, key) if key else found == ("rkms", "rsms")  # a soft c is not seen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("有马的风险，黑矶", "有馬的風険，黒磯"),
        ("图书馆 abc カナ 한국", "図書館 abc カナ 한국"),
        ("発言と対話", "発言と対話"),
        ("", ""),
    ],
)
def test_chinese_characters_become_japanese_ones(text, expected):
    assert shinjitai(text) == expected


@given(st.one_of(texts, st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF))))
def test_each_character_becomes_one_and_only_chinese_ones_change(text):
    found = shinjitai(text)
    assert len(found) == len(text)
    assert [(a, b) for a, b in zip(text, found, strict=True) if a != b and a <= "\u3400"] == []


@given(texts)
def test_a_key_has_latin_letters_alone_and_no_double_ones(text):
    for key in (folded(text), skeleton(folded(text))):
        assert key == "" or (key.isascii() and key.isalpha() and key.islower())
    assert not set(skeleton(folded(text))) & set("aeiouywhlcqvxn")
