"""What a language model wrote, as the page draws it and as it is pasted elsewhere."""

from dataclasses import replace

from index.records import Span
from rag.records import Answer, Citation, Draft, Fault, Generated, Sentence, Statement
from ui.exchange import draft_data, exchange_data
from ui.kept.records import Exchange, Outcome, Request, Shown, Writing
from ui.markdown import answer_markdown
from ui.words import words_of
from ui.written import faults_line, summary

JA, EN = words_of("ja"), words_of("en")
BASE = "http://h/"
HOSTILE = "![写真](http://evil.example/a.png)"
PROVEN = Sentence("灯は青です。", (1,), 0.98, named=("有馬",), paragraph=True)
MORE = Sentence("灯は二つです。", (1, 2), 0.9)
MARKED = Sentence("灯は 12 です。", (2,), 0.1, (Fault("number", "12"), Fault("support")))
REPLACED = Sentence("反対はない。", (), 0.2, (Fault("polarity"),), instead=(2,))
FORMED = Sentence(HOSTILE, (), 0.0, (Fault("form", HOSTILE), Fault("uncited")))


def cited(number: int, speaker: str | None, quote: str) -> Shown:
    span = Span(10 * number, 10 * number + len(quote))
    link = f"read?transcript=m&turn={number}"
    citation = Citation(
        number, "m", "会合", "第1回", "2031-05-20", number, speaker, span, quote, None, link
    )
    return Shown(citation, quote)


SOURCES = (cited(1, "有馬", "灯は青です。"), cited(2, None, "反対が二人いました。"))


def exchange_of(*sentences: Sentence, language: str = "ja", **generated) -> Exchange:
    model = Generated("openai:m", sentences, **generated)
    stands = () if model.fallback is None else (Statement("有馬", "灯は青です。", 1),)
    citations = tuple(one.citation for one in SOURCES)
    answer = Answer("灯は？", language, "m", True, "…", stands, citations, generated=model)
    return Exchange("e", Request("灯は？"), outcome=Outcome(answer, SOURCES))


def drawn(exchange: Exchange, words=JA) -> dict:
    return exchange_data(words, exchange, {}, {}, BASE)


def test_each_sentence_is_drawn_with_its_proof():
    data = drawn(exchange_of(PROVEN, MORE, MARKED, REPLACED, unknown=2))
    first, second, marked, replaced = data["model"]["sentences"]
    assert first == {
        "words": "灯は青です。",
        "state": "proven",
        "paragraph": True,
        "named": "（有馬）",
        "sources": [0],
        "faults": "",
        "quotes": [],
    }
    assert (second["sources"], second["named"], second["paragraph"]) == ([0, 1], "", False)
    assert (marked["state"], marked["faults"]) == (
        "unproven",
        "数字「12」が引用箇所にありません、引用箇所からは裏づけられません",
    )
    assert (replaced["state"], replaced["faults"]) == (
        "replaced",
        "引用箇所と反対のことを述べています",
    )
    [quote] = replaced["quotes"]
    assert quote == {
        "speaker": "冒頭",
        "where": "第1回 · 2031年5月20日",
        "words": "「反対が二人いました。」",
        "source": 1,
    }
    assert (data["text"], data["lines"], data["model"]["notice"]) == ([], [], None)
    assert data["model"]["notes"] == ["存在しない出典番号 2 件を除きました。"]
    assert data["model"]["summary"] == (
        "openai:m が書きました。4 文のうち 2 文を原文で裏づけました。"
    )


def test_what_stands_in_the_place_of_two_sentences_is_quoted_once():
    _, second = drawn(exchange_of(REPLACED, replace(REPLACED, instead=(2, 1))))["model"][
        "sentences"
    ]
    assert [quote["source"] for quote in second["quotes"]] == [0]


def test_a_sentence_with_links_or_markup_is_not_sent_to_the_page():
    data = drawn(exchange_of(PROVEN, FORMED))
    assert "evil" not in str(data)
    assert data["model"]["notes"] == [
        "リンクや書式など、答えに要らないものを含む 1 文を除きました。"
    ]
    assert data["model"]["summary"].endswith("1 文すべてを原文と照合し、裏づけました。")


def test_where_the_model_failed_the_quotes_stand_below_the_reason():
    exchange = exchange_of(MARKED, fallback="away", detail="openai:m cannot be reached; wait.")
    data = drawn(exchange)
    assert data["model"] == {
        "sentences": [],
        "notice": "言語モデルにつながらなかったため、原文の引用で答えます。",
        "detail": "openai:m cannot be reached; wait.",
        "summary": None,
        "notes": [],
    }
    assert [line["words"] for line in data["lines"]] == ["「灯は青です。」"]
    lines = answer_markdown(JA, exchange, BASE).splitlines()
    assert lines[2] == "言語モデルにつながらなかったため、原文の引用で答えます。"
    assert lines[4] == "有馬：「灯は青です。」[^1]"


def test_a_draft_is_drawn_like_the_answer_with_its_tail():
    exchange = Exchange("e", Request("灯は？"))
    draft = Draft((PROVEN, FORMED), (SOURCES[0].citation,), "次の")
    data = draft_data(JA, exchange, Writing(draft, SOURCES[:1]))
    assert (data["id"], data["language"], data["tail"]) == ("e", "ja", "次の")
    assert data["sentences"] == drawn(exchange_of(PROVEN))["model"]["sentences"]
    assert [source["number"] for source in data["sources"]] == [1]


def test_an_exchange_that_is_being_written_shows_what_is_cited_so_far_but_draws_no_answer():
    exchange = Exchange("e", Request("灯は？"), drafted=SOURCES)
    assert exchange.shown == SOURCES
    data = drawn(exchange)
    assert (data["pending"], data["sources"], data["model"]) == (True, [], None)


def test_what_is_wrong_is_said_once_and_without_words_that_are_not_there():
    faults = (Fault("speaker"), Fault("form", "a"), Fault("form", "b"), Fault("name", "岡野"))
    assert faults_line(JA, faults) == (
        "述べたとされる人の発言は引用されていません、答えに要らないものを含んでいます、"
        "名前「岡野」が引用箇所にありません"
    )


def test_every_kind_of_fault_has_words_in_both_languages():
    kinds = ["support", "number", "name", "speaker", "polarity", "uncited", "form"]
    for words in (JA, EN):
        assert sorted(words.model.faults) == sorted(kinds)
        for kind in kinds:
            assert "{" not in faults_line(words, [Fault(kind)])  # type: ignore[arg-type]


def test_it_is_pasted_with_footnotes_marks_and_who_wrote_it():
    text = answer_markdown(JA, exchange_of(PROVEN, MORE, MARKED, REPLACED, FORMED), BASE)
    assert text.split("\n\n")[1:5] == [
        "灯は青です。（有馬）[^1]灯は二つです。[^1][^2]灯は 12 です。〔根拠なし〕[^2]",
        "「反対が二人いました。」[^2]",
        "openai:m が書きました。4 文のうち 2 文を原文で裏づけました。",
        "[^1]: 第1回・有馬・発言 1 <http://h/read?transcript=m&turn=1>\n"
        "[^2]: 第1回・冒頭・発言 2 <http://h/read?transcript=m&turn=2>",
    ]


def test_what_a_model_wrote_means_nothing_in_markdown():
    wrote = replace(PROVEN, words="*a* [b](http://evil.example) <img>", named=("<b>",))
    text = answer_markdown(EN, exchange_of(wrote, language="en"), BASE)
    assert r"\*a\* \[b\](http://evil.example) \<img\> (\<b\>)[^1]" in text


def test_the_summary_counts_what_is_proven():
    assert summary(EN, Generated("openai:m", (PROVEN, MORE))) == (
        "Written by openai:m. Sentences checked against the source: 2, all supported."
    )
