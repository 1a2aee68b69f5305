import dataclasses

import pytest

from index.records import Span
from rag.cite import cite
from tests.ui.transcripts import transcript
from ui.citation_text import footnote, on_one_line
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")
MADE = transcript((None, "港の会"), ("岡野研究委員", "灯は\n\n青です。"), session="第1回")


def citation(turn: int):
    return cite(1, MADE, turn, MADE.turns[turn].span)


def test_a_footnote_says_what_was_said_where_and_by_whom():
    assert footnote(JA, citation(1)) == "「灯は青です。」（第1回・岡野研究委員・発言 1）"
    assert footnote(EN, citation(1)) == "“灯は青です。” (第1回, 岡野研究委員, turn 1)"


def test_what_the_reader_sees_may_be_quoted_instead():
    assert footnote(JA, citation(1), "灯は 青です。").startswith("「灯は 青です。」（")


def test_front_matter_has_no_speaker_and_no_number():
    assert footnote(JA, citation(0)) == "「港の会」（第1回・冒頭）"


def test_a_page_is_named_and_a_title_stands_for_a_missing_session():
    paged = dataclasses.replace(citation(1), session=None, page=3)
    assert footnote(JA, paged) == "「灯は青です。」（港・岡野研究委員・発言 1・3 ページ）"


@pytest.mark.parametrize(
    ("quote", "line"),
    [
        ("制度が\n\n改められ", "制度が改められ"),
        ("制度が \r\n改められ", "制度が改められ"),
        ("ferry\nline", "ferry line"),
        ("約\n30 件", "約30 件"),
        ("a\f\n b", "a b"),
        (" そのまま ", "そのまま"),
    ],
)
def test_lines_are_joined_as_the_words_are_written(quote: str, line: str):
    assert on_one_line(quote) == line


def test_the_quote_itself_stays_the_slice():
    cited = cite(1, MADE, 1, MADE.turns[1].span)
    assert cited.quote == MADE.text[cited.span.start : cited.span.end] == "灯は\n\n青です。"
    assert cited.span == Span(MADE.text.index("灯"), MADE.text.index("。") + 1)
