"""What is pasted elsewhere: the quotes, who said them, where they stand, and nothing else."""

from dataclasses import replace

from index.records import Span
from rag.records import Answer, Citation, Statement
from ui.kept.records import Exchange, Outcome, Request
from ui.markdown import answer_markdown, conversation_markdown, escaped
from ui.words import words_of

JA = words_of("ja")
BASE = "http://127.0.0.1:8501/"


def cited(number: int, speaker: str | None, turn: int, quote: str) -> Citation:
    span = Span(10 * number, 10 * number + len(quote))
    address = f"read?transcript=m&turn={turn}"
    return Citation(
        number, "m", "会合", "第1回", "2031-05-20", turn, speaker, span, quote, None, address
    )


def answered(*citations: Citation) -> Exchange:
    statements = tuple(Statement(c.speaker, c.quote, c.number) for c in citations)
    answer = Answer("灯は？", "ja", "extractive", True, "…", statements, citations)
    return Exchange("e", Request("灯は？"), outcome=Outcome(answer))


def test_an_answer_has_a_footnote_a_citation():
    exchange = answered(cited(1, "岡野研究委員", 4, "青です。"), cited(2, None, 0, "題"))
    assert answer_markdown(JA, exchange, BASE) == (
        "**灯は？**\n\n"
        "岡野研究委員：「青です。」[^1]\n\n「題」[^2]\n\n"
        "[^1]: 第1回・岡野研究委員・発言 4 <http://127.0.0.1:8501/read?transcript=m&turn=4>\n"
        "[^2]: 第1回・冒頭 <http://127.0.0.1:8501/read?transcript=m&turn=0>"
    )


def test_a_refusal_is_its_own_words():
    answer = Answer("灯は？", "ja", "extractive", False, "会議録には見当たりません。")
    exchange = Exchange("e", Request("灯は？"), outcome=Outcome(answer))
    assert answer_markdown(JA, exchange, BASE) == "**灯は？**\n\n会議録には見当たりません。"


def test_the_footnotes_of_a_conversation_run_on():
    exchange = answered(cited(1, "岩田", 4, "青です。"))
    text = conversation_markdown(JA, "港", [exchange, exchange, Exchange("f", Request("次"))], BASE)
    assert text.startswith("# 港\n\n**灯は？**")
    assert [line[:5] for line in text.splitlines() if line.startswith("[^")] == ["[^1]:", "[^2]:"]
    assert text.endswith("\n\n**次**\n")


def test_what_was_said_means_nothing_in_markdown():
    hostile = "![x](http://evil.example/a.png) <img src=x> **b** `c` [^9] ~d~ # e"
    exchange = answered(cited(1, "<b>岩田", 4, hostile))
    line = answer_markdown(JA, exchange, BASE).splitlines()[2]
    assert line == (
        "\\<b\\>岩田：「\\!\\[x\\](http://evil.example/a.png) \\<img src=x\\> \\*\\*b\\*\\* "
        "\\`c\\` \\[^9\\] \\~d\\~ \\# e」[^1]"
    )
    assert escaped("a\n- b") == "a - b"


def test_the_number_in_the_text_is_that_of_its_footnote():
    late = replace(answered(cited(7, "岩田", 4, "青です。")))
    assert "「青です。」[^1]" in answer_markdown(JA, late, BASE)
