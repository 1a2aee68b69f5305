"""Passages: of any text, of texts made for it, and of the seed."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.incoming import parse
from index.layout import columns, measure
from index.passages import LONGEST, cut
from index.read import read_file
from index.records import Header, Source, Span, Speaker, Transcript, Turn
from index.search_text import search_text
from tests.index.texts import STRANGE, texts

long_text = st.lists(
    st.one_of(
        st.text(st.sampled_from("会議の記録は、次の通り。 Ab\n"), max_size=30),
        st.sampled_from(["あ" * 200, "word " * 60, "はい。", "ええ、", "\n", STRANGE, "ﷺ" * 20]),
    ),
    max_size=30,
).map("".join)  # fmt: skip


def transcript(text: str, bounds: list[int] | None = None) -> Transcript:
    """One turn between each two bounds; without bounds, the whole is turn 0."""
    edges = [min(b, len(text)) for b in sorted(bounds or [])]
    spans = [Span(a, b) for a, b in itertools.pairwise(edges)] or [Span(0, len(text))]
    turns = [Turn(n, Speaker("岩田", "岩田") if n else None, s) for n, s in enumerate(spans)]
    return Transcript("x", Source("x.txt", "x.txt", text, "", "utf-8"), Header("x"), tuple(turns))


@given(st.one_of(texts, long_text), st.lists(st.integers(0, 2000), max_size=4), st.integers(0, 500))
@settings(max_examples=150)
def test_any_text_is_cut_whole_in_order_and_never_across_turns(text, bounds, limit):
    made = transcript(text, bounds)
    layout = measure(text)
    found = cut(made, fits=lambda words: len(words) <= limit)
    for turn in made.turns:
        of_turn = [(passage.span, words) for passage, words in found if passage.turn == turn.number]
        search = search_text(text, turn.span, layout)
        spans = [span for span, _ in of_turn]
        assert [s for s in spans if not turn.span.start <= s.start < s.end <= turn.span.end] == []
        assert [(a, b) for a, b in itertools.pairwise(spans) if a.end > b.start] == []
        told = "".join("".join(words.split()) for _, words in of_turn)
        assert told == "".join(search.text.split())
        assert [
            words for span, words in of_turn if words.strip() != search.words(span).strip()
        ] == []
    assert [words for _, words in found if columns(words) > LONGEST] == []
    assert [passage.turn for passage, _ in found] == sorted(passage.turn for passage, _ in found)


@given(long_text, st.integers(30, 500))
def test_what_the_encoder_cannot_read_whole_is_cut_smaller(text, limit):
    found = cut(transcript(text), fits=lambda words: len(words) <= limit)
    assert [words for _, words in found if len(words) > limit] == []


def test_a_text_that_never_fits_is_cut_to_single_characters():
    found = cut(transcript("あい。う"), fits=lambda words: False)
    assert [words for _, words in found] == ["あ", "い", "。", "う"]


def lengths(text: str) -> list[int]:
    """Lengths of the passages of a speech."""
    made = transcript("岩田" + text, [0, 2, 2 + len(text)])
    return [len(words) for passage, words in cut(made) if passage.turn == 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("あ" * 99 + "。", [100]),
        (("あ" * 99 + "。") * 3, [300]),
        (("あ" * 99 + "。") * 4, [400]),  # nearer to 300 than two of 200
        (("あ" * 99 + "。") * 5, [200, 300]),
        (("あ" * 99 + "。") * 6, [300, 300]),
        (("あ" * 149 + "。") * 2 + "い" * 449 + "。", [300, 450]),
        ("あ" * 450, [450]),
        ("あ" * 451, [225, 226]),
        ("あ" * 250 + "、" + "い" * 249, [251, 249]),  # behind the comma
        ("word " * 179, [894]),  # 900 columns are 450 Japanese characters
        ("word " * 200, [500, 499]),  # behind a space
        ("This sentence is exactly fifty characters long !! " * 12, [599]),
        ("This sentence is exactly fifty characters long !! " * 24, [599, 599]),
    ],
)
def test_passages_are_near_the_target(text, expected):
    assert lengths(text) == expected


def test_a_passage_begins_where_a_paragraph_does():
    first, second = "あ" * 119 + "。", "い" * 119 + "。"
    assert lengths(f"{first}{second}\n{first}{second}") == [240, 240]


def test_text_without_speakers_is_cut_by_paragraphs_and_headings_lead_the_next():
    sunny, rainy = (
        "今日は晴れて暖かい一日になりそうです。",
        "明日は雨が降って寒い一日になりそうです。",
    )
    text = f"一 はじめに\n{sunny}\n二 おわりに\n{rainy}\n見出しだけ"
    assert [(p.turn, p.span, words) for p, words in cut(transcript(text))] == [
        (0, Span(0, 26), f"一 はじめに\n{sunny}"),
        (0, Span(27, 54), f"二 おわりに\n{rainy}"),
        (0, Span(55, 60), "見出しだけ"),
    ]


def test_the_seed(seed):
    found = cut(parse(read_file(seed), "seed"))
    sizes = [len(words) for _, words in found]
    assert len(found) == 22
    assert (max(sizes), max(columns(words) for _, words in found)) == (417, 795)
    assert sum(sizes) == 6540
    assert [passage.turn for passage, _ in found] == [0, 1, 2, 3] + [4] * 8 + [5] * 10
