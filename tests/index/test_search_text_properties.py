"""What holds for the search text of any text whatever."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import search_text as module
from index.layout import Layout, measure
from index.records import Span
from index.search_text import SearchText, search_text
from tests.index.texts import bare, layouts, nfkc, texts


@st.composite
def searches(draw: st.DrawFn) -> tuple[SearchText, Span]:
    source = draw(texts)
    start = draw(st.integers(0, len(source)))
    span = Span(start, draw(st.integers(start, len(source))))
    layout = draw(st.one_of(layouts, st.just(measure(source))))
    return search_text(source, span, layout), span


@given(searches())
def test_every_character_comes_from_a_range_inside_the_span(made):
    search, span = made
    ranges = list(zip(search.starts, search.ends, strict=True))
    assert len(ranges) == len(search.text)
    assert [r for r in ranges if not span.start <= r[0] < r[1] <= span.end] == []


@given(searches())
def test_ranges_stand_in_order_and_are_the_same_or_disjoint(made):
    search, _ = made
    assert search.starts == sorted(search.starts)
    assert search.ends == sorted(search.ends)
    different = sorted(set(zip(search.starts, search.ends, strict=True)))
    assert [(a, b) for a, b in itertools.pairwise(different) if a[1] > b[0]] == []


@given(searches())
def test_nothing_is_lost_but_white_space_and_what_cannot_be_seen(made):
    search, span = made
    source = span.of(search.source)
    if "-" not in source:
        assert bare(search.text) == bare(nfkc(source))
    else:  # a hyphen where a word was broken may go
        assert bare(search.text).replace("-", "") == bare(nfkc(source)).replace("-", "")


@given(searches())
def test_hyphens_go_at_line_ends_alone(made):
    search, span = made
    lines = search_text(span.of(search.source), Span(0, len(span)), Layout(0, 0)).text.split("\n")
    kept = [line[:-1] if line.endswith("-") else line for line in lines]
    assert search.text.count("-") >= sum(line.count("-") for line in kept)


@given(searches())
def test_white_space_is_a_space_or_a_newline_and_the_rest_can_be_seen(made):
    search, _ = made
    assert {c for c in search.text if c.isspace()} <= {" ", "\n"}
    assert {c for c in search.text if unicodedata.category(c) in ("Cc", "Cf", "Cs")} <= {"\n"}
    assert "\ufffe" not in search.text


@given(searches(), st.data())
def test_to_source_and_from_source_agree(made, data):
    search, _ = made
    if not search.text:
        assert search.from_source(Span(0, len(search.source))) == (0, 0)
        return
    start = data.draw(st.integers(0, len(search.text) - 1))
    end = data.draw(st.integers(start + 1, len(search.text)))
    span = search.to_source(start, end)
    first, last = search.from_source(span)
    assert first <= start < end <= last
    assert search.to_source(first, last) == span
    assert search.words(span) == search.text[first:last]


@given(searches(), st.data())
def test_what_is_displayed_is_source_characters_in_their_order(made, data):
    search, span = made
    start = data.draw(st.integers(span.start, span.end))
    shown = Span(start, data.draw(st.integers(start, span.end)))
    left = iter(shown.of(search.source))
    assert [c for c in search.display(shown) if not c.isspace() and c not in left] == []


@given(searches())
def test_the_display_of_the_whole_loses_no_character(made):
    search, span = made
    if "-" not in span.of(search.source) and "\n" not in search.source:
        assert bare(search.display(span)) == bare(span.of(search.source))


@given(searches())
def test_paragraphs_are_what_stands_between_newlines(made):
    search, _ = made
    pieces = [search.text[start:end] for start, end in search.paragraphs]
    assert pieces == [piece for piece in search.text.split("\n") if piece]


simple_japanese = st.text(
    st.sampled_from("会議、。（）！？１２ａｂ 　「」がか\u3099ｶﾞ\u302a㈱㌔ㅏㄱ⾧\u200b…ー-\n"),
    max_size=40,
)


@given(st.one_of(texts, simple_japanese), layouts)
def test_taking_many_characters_at_once_changes_nothing(source, layout):
    span = Span(0, len(source))
    fast = search_text(source, span, layout)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_runs", lambda source, span, plain: [(span, "")])
        slow = search_text(source, span, layout)
    assert (fast.text, fast.starts, fast.ends) == (slow.text, slow.starts, slow.ends)
