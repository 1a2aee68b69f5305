"""Folding: the words of a text without white space, and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Span
from rag.evaluation.folding import find, fold, plain


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        ("Ａ　ｶﾞ\n", "Aガ"),
        ("か\u3099く", "がく"),
        ("㍿　１", "株式会社1"),
        ("\u1112\u1161\u11ab", "한"),
        ("pay\u00ad\nment", "payment"),
    ],
)
def test_a_text_folds_to_nfkc_without_white_space(source, folded):
    assert plain(source) == folded
    assert fold(source, Span(0, len(source))).text == folded


def test_words_are_found_wherever_they_stand_as_source_spans():
    source = "予算は 三\n億円。予算は三億円。"
    spans = find("三億円", fold(source, Span(0, len(source))))
    assert [span.of(source) for span in spans] == ["三\n億円", "三億円"]
    assert find("三億円", fold(source, Span(0, 8))) == [Span(4, 8)]
    assert find("億円三", fold(source, Span(0, len(source)))) == []
    assert find(" \n", fold(source, Span(0, len(source)))) == []


def test_overlapping_places_are_all_found():
    assert find("ああ", fold("あああ", Span(0, 3))) == [Span(0, 2), Span(1, 3)]


@given(st.text("あがかﾞｶ゛\u3099 \n\u3000Ａaé\u0301e１", max_size=20))
def test_folding_piece_by_piece_is_folding_the_whole(source):
    folded = fold(source, Span(0, len(source)))
    assert folded.text == plain(source)
    assert all(
        char in unicodedata.normalize("NFKC", place.of(source))
        for char, place in zip(folded.text, folded.places, strict=True)
    )
