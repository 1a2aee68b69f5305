import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.layout import Layout, measure
from index.records import Span
from index.search_text import search_text
from ui.passage import Run, paragraphs

WRAPPED = """町営バスの割引券制度が改められ、決済の事業に
参入できるようになりました。理事⾧が説明した pay-
ment のことです。

次の段落は２行目で終わります。
"""
LAYOUT = Layout(width=46, gap=0)


def runs_of(text: str, cited: Span | None, layout: Layout = LAYOUT) -> list[list[Run]]:
    return paragraphs(search_text(text, Span(0, len(text)), layout), cited)


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_cited_characters_stand_alone_and_line_breaks_are_gone():
    cited = span_of(WRAPPED, "決済の事業に\n参入できるようになりました。")
    assert runs_of(WRAPPED, cited) == [
        [
            Run("町営バスの割引券制度が改められ、", False),
            Run("決済の事業に参入できるようになりました。", True),
            Run("理事⾧が説明した pay-ment のことです。", False),
        ],
        [Run("次の段落は２行目で終わります。", False)],
    ]


def test_without_a_citation_a_paragraph_is_one_run():
    assert runs_of(WRAPPED, None) == [
        [
            Run(
                "町営バスの割引券制度が改められ、決済の事業に参入できるようになりました。"
                "理事⾧が説明した pay-ment のことです。",
                False,
            )
        ],
        [Run("次の段落は２行目で終わります。", False)],
    ]


def test_a_citation_over_two_paragraphs_is_cited_in_both():
    cited = span_of(WRAPPED, "のことです。\n\n次の段落")
    assert runs_of(WRAPPED, cited) == [
        [
            Run(
                "町営バスの割引券制度が改められ、決済の事業に参入できるようになりました。"
                "理事⾧が説明した pay-ment ",
                False,
            ),
            Run("のことです。", True),
        ],
        [Run("次の段落", True), Run("は２行目で終わります。", False)],
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("㈱と①は元の字のまま", "㈱と①は元の字のまま"),
        ("か\u3099は二字で一つ", "か\u3099は二字で一つ"),
        ("it\u00b4s an accent", "it\u00b4s an accent"),
        ("全角\u3000空白", "全角 空白"),
        ("見えない\u200b字と\u202e逆さ", "見えない字と逆さ"),
    ],
)
def test_characters_are_the_sources_own(text: str, shown: str):
    assert runs_of(text, None, Layout(0, 0)) == [[Run(shown, False)]]


def test_a_citation_elsewhere_marks_nothing():
    assert runs_of("ここではない。", Span(50, 60), Layout(0, 0)) == [[Run("ここではない。", False)]]


@given(st.text(max_size=120), st.integers(0, 120), st.integers(0, 120))
def test_marking_changes_no_character(text: str, one: int, other: int):
    words = search_text(text, Span(0, len(text)), measure(text))
    marked = paragraphs(words, Span(min(one, other), max(one, other)))
    plain = paragraphs(words, None)
    assert ["".join(r.text for r in p) for p in marked] == [
        "".join(r.text for r in p) for p in plain
    ]
