"""The view of the page Catch up with the terms: a list, and one of them at its address."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from index.library import Library
from rag.catchup.derive import TERMS, Overviews
from rag.catchup.found import Term
from tests.ui.catch_pages import catch_up_page, opened
from tests.ui.catching import hostile, kept, unescaped
from ui.words import words_of

EXPLAINED = [
    "ミナトグラム",
    "参加団体",
    "ウミツバメ便",
    "差分による特定",
    "鷺の鼻",
    "笹浜口",
    "クリームスキミング",
    "ノリヨリ",
    "ペルヘイヴン",
    "秘匿",
]
MINATOGRAM = (
    "ミナトグラムとは、乗り物の記録を書き表すための共通の書式と、それを受け渡しする中継所とを"
    "合わせた呼び名のことです。"
)


@pytest.fixture
def made(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    return kept(library, monkeypatch)


def named(library: Library, term: str, language: str = "ja") -> AppTest:
    """The page with a term open."""
    args = (str(library.folder), language)
    test = AppTest.from_function(catch_up_page, args=args, default_timeout=60)
    test.query_params["view"], test.query_params["term"] = "terms", term
    test.run()
    assert not test.exception
    return test


def listed(test: AppTest) -> list[str]:
    return [link.label for link in test.get("page_link")]


def ledger(library: Library) -> tuple[Term, ...]:
    found = Overviews(library).library(TERMS)
    assert found is not None
    return found.record


def term_of(library: Library, name: str) -> Term:
    [found] = [one for one in ledger(library) if one.name == name]
    return found


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_explained_stands_first_with_its_sentence(made: Library, language):
    test = opened(made, "terms", language)
    assert listed(test)[:10] == EXPLAINED
    assert words_of(language).terms.count.format(41) in [one.value for one in test.caption]
    told = {
        "ja": "12 回 · 4 件の会議録 · 別の書き方：Minatogram",
        "en": "mentions: 12 · transcripts: 4 · also written: Minatogram",
    }
    assert told[language] in [one.value for one in test.caption]
    assert test.markdown[1].value.startswith(
        f"[{MINATOGRAM}](read?transcript=shiomi_2031_1&turn=6&"
    )


def test_a_link_of_the_list_opens_the_term(made: Library):
    [link] = [one for one in opened(made, "terms").get("page_link") if one.label == "秘匿"]
    assert link.page == "catch-up"
    assert parse_qs(link.query_string) == {"view": ["terms"], "term": ["秘匿"]}


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("みなと", ["ミナトグラム"]),
        ("MINATO", ["ミナトグラム"]),
        ("こうそく", ["高速バス"]),
        ("ﾍﾟﾙﾍｲｳﾞﾝ", ["ペルヘイヴン"]),
        ("ない言葉", []),
    ],
)
def test_terms_are_found_by_spelling_reading_and_other_forms(made: Library, sought, found):
    test = opened(made, "terms")
    test.text_input(key="terms_find").set_value(sought).run()
    assert listed(test) == found
    assert (words_of("ja").terms.none_found in [one.value for one in test.markdown]) is not found


def test_terms_are_sorted_by_reading_and_by_how_often_they_are_said(made: Library):
    test = opened(made, "terms")
    test.segmented_control(key="terms_order").set_value("count").run()
    assert listed(test)[:4] == ["停留所", "ミナトグラム", "灯ヶ浦町", "乗り降りの数"]
    test.segmented_control(key="terms_order").set_value("reading").run()
    assert listed(test)[4:12] == [
        "harbour office",
        "Saltmarsh",
        "Shiomi",
        "Shiomi Bay",
        "灯ヶ浦町",
        "ウミツバメ便",
        "運転士",
        "運転手",
    ]


def test_twenty_are_listed_and_more_at_a_press(made: Library):
    test = opened(made, "terms")
    for shown in (20, 40):
        assert len(listed(test)) == shown
        test.button(key="terms_more").click().run()
    assert len(listed(test)) == 41
    assert list(test.button) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_entry_tells_all_that_is_known_of_a_term(made: Library, language):
    words, test = words_of(language), named(made, "ミナトグラム", language)
    label = words.terms
    assert test.header[0].value == "ミナトグラム"
    assert [one.value for one in test.subheader] == [label.meaning, label.first, label.discussed]
    meaning, first, discussed = (one.value for one in test.markdown)
    assert meaning.startswith(f"- [{MINATOGRAM}](read?transcript=shiomi_2031_1&turn=6&")
    assert first.startswith("- [そこで使ったのがミナトグラムです。](read?transcript=shiomi_2031_1&")
    term, rows = term_of(made, "ミナトグラム"), discussed.split("\n")
    order = ["shiomi_2031_3", "shiomi_2031_2", "harbour_transit_2031", "shiomi_2031_1"]
    said = {one.transcript: one for one in term.sessions}
    with made.reading() as view:
        for row, name in zip(rows, order, strict=True):
            transcript, spoken = view.transcript(name), said[name]
            links = [
                f"[{turn}](read?transcript={name}&at={transcript.turns[turn].span.start})"
                for turn in spoken.turns
            ]
            assert row.endswith(label.session.format(spoken.count, words.comma.join(links)))


def test_spellings_are_shown_with_the_sentence_that_gives_them(made: Library):
    test = named(made, "ノリヨリ")
    assert [one.value for one in test.subheader] == ["意味", "話されている箇所"]
    assert "別の書き方：NoriYori" in test.caption[-1].value


def test_an_entry_leads_to_a_question_and_back_to_the_list(made: Library):
    test = named(made, "秘匿")
    [ask] = test.get("link_button")
    assert ask.url.startswith("./?")
    assert parse_qs(urlsplit(ask.url).query) == {"question": ["「秘匿」とは何ですか。"]}
    [back] = test.get("page_link")
    assert parse_qs(back.query_string) == {"view": ["terms"]}


def test_a_term_that_there_is_not_is_said_above_the_list(made: Library):
    test = named(made, "<b>なし</b>")
    assert [one.value for one in test.warning] == [
        words_of("ja").terms.gone.format(r"\<b\>なし\<\/b\>")
    ]
    assert len(listed(test)) == 20


def test_a_ledger_that_is_not_made_yet_is_said(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ui.kept.deriving.derive", lambda *given, **named: False)
    assert [one.value for one in opened(library, "terms").info] == [words_of("ja").catch_up.missing]


def test_markup_of_a_transcript_is_shown_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    library = hostile(tmp_path, monkeypatch)
    for test in (opened(library, "terms"), named(library, "赤橋網")):
        shown = [one.value for one in (*test.markdown, *test.caption)]
        assert [unescaped(one) for one in shown] == [[] for _ in shown]
        assert any(r"港を\<script\>alert\(1\)\<\/script\>でつなぐ" in one for one in shown)
        assert any(r"— \*岩田\* · 第1回 · " in one for one in shown)
    assert test.markdown[-1].value.startswith(r"- 「\*\*危ない\*\*」研究会 第1回 · ")
