import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.layout import Layout, measure
from index.records import Span
from index.search_text import SearchText, search_text
from tests.index.texts import bare, layouts, texts
from ui.passage import Paragraph, paragraphs

WRAPPED = """町営バスの割引券制度が改められ、決済の事業に
参入できるようになりました。理事⾧が説明した pay-
ment のことです。

次の段落は２行目で終わります。
"""
LAYOUT = Layout(width=46, gap=0)


def drawn(text: str, layout: Layout = LAYOUT) -> list[Paragraph]:
    return paragraphs(search_text(text, Span(0, len(text)), layout))


def offsets(paragraph: Paragraph) -> list[int]:
    """Source offset of each shown character, as the browser reckons it."""
    return [start + at for start, count in paragraph.runs for at in range(count)]


def test_line_breaks_are_gone_and_each_line_is_a_run():
    first, second = drawn(WRAPPED)
    assert first.text == (
        "町営バスの割引券制度が改められ、決済の事業に参入できるようになりました。"
        "理事⾧が説明した pay-ment のことです。"
    )
    lines = WRAPPED.split("\n")
    starts = [WRAPPED.index(line) for line in lines if line]
    assert first.runs == tuple(zip(starts[:3], map(len, lines[:3]), strict=True))
    assert second == Paragraph("次の段落は２行目で終わります。", ((starts[3], 15),))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("㈱と①は元の字のまま", "㈱と①は元の字のまま"),
        ("か\u3099は二字で一つ", "か\u3099は二字で一つ"),
        ("it\u00b4s an accent", "it\u00b4s an accent"),
        ("全角\u3000空白", "全角 空白"),
        ("全角\u3000\u3000空白", "全角 空白"),
        ("見えない\u200b字と\u202e逆さ", "見えない字と逆さ"),
        ("間の \u202e 逆さ", "間の 逆さ"),
        ("𠮷野家の🎉", "𠮷野家の🎉"),
    ],
)
def test_characters_are_the_sources_own(text: str, shown: str):
    [paragraph] = drawn(text, Layout(0, 0))
    assert paragraph.text == shown


@st.composite
def searches(draw: st.DrawFn) -> SearchText:
    source = draw(texts)
    layout = draw(st.one_of(layouts, st.just(measure(source))))
    return search_text(source, Span(0, len(source)), layout)


@given(searches())
def test_every_shown_character_is_the_one_at_its_offset(words: SearchText):
    for paragraph in paragraphs(words):
        assert len(offsets(paragraph)) == len(paragraph.text)
        for char, offset in zip(paragraph.text, offsets(paragraph), strict=True):
            source = words.source[offset]
            assert char == source or (char == " " and source.isspace())


@given(searches())
def test_offsets_grow_and_no_word_is_lost(words: SearchText):
    every = [offset for paragraph in paragraphs(words) for offset in offsets(paragraph)]
    assert every == sorted(set(every))
    shown = "".join(paragraph.text for paragraph in paragraphs(words))
    kept = {words.starts[i] for i in range(len(words.text)) if not words.text[i].isspace()}
    assert kept <= set(every)
    assert bare(shown) == bare(words.display(Span(0, len(words.source))))
