"""The view of the page Catch up with the passages to read first."""

from pathlib import Path

import pytest

from index.library import Library
from rag.catchup.derive import PATH, TERMS, Overviews
from rag.catchup.uses import Use
from rag.cite import address
from tests.ui.catch_pages import opened
from tests.ui.catching import hostile, kept, unescaped
from ui.catch.path import explained
from ui.words import words_of

DEFINED = "参加団体とは、三市町と協定を結び、自分の記録も同じように出している団体のことです。"
LAST = {
    "ja": r"**10.** [片瀬 · 2031年度第3回 · 2031年12月16日 · 発言 26](",
    "en": r"**10.** [片瀬 · 2031年度第3回 · 16 Dec 2031 · turn 26](",
}


@pytest.fixture
def made(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    return kept(library, monkeypatch)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_ten_passages_are_numbered_and_each_heading_opens_its_own(made: Library, language):
    test = opened(made, "path", language)
    found = Overviews(made).library(PATH)
    assert found is not None and len(found.record.steps) == 10
    heads = [one.value for one in test.markdown if one.value.startswith("**")]
    assert heads[-1].startswith(LAST[language])
    with made.reading() as view:
        for number, (head, step) in enumerate(zip(heads, found.record.steps, strict=True), 1):
            link = address(view.transcript(step.transcript), step.turn, step.span)
            assert head.startswith(f"**{number}.** [")
            assert head.endswith(f"]({link})")
    minutes = words_of(language).path.minutes.format(10, found.record.minutes)
    assert minutes in [one.value for one in test.caption]


def test_a_passage_is_shown_whole_with_its_lines_joined(made: Library):
    shown = [one.value for one in opened(made, "path").get("html")]
    assert (
        "<p class=said>研究会そのものは、あと一年続きます。"
        "来年度は、高速バスの会社にも声をかけてみたいと思います。"
        "五月に伺ったまま、私も忘れておりました。皆さん、よいお年をお迎えください。</p>"
    ) in shown


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_term_is_explained_where_it_comes_up_first_and_nowhere_else(made: Library, language):
    label, test = words_of(language).path, opened(made, "path", language)
    with made.reading() as view:
        transcript = view.transcript("shiomi_2031_3")
    turn = transcript.turns[6]
    start = transcript.text.index("参加団体とは", turn.span.start)
    [place] = [one.value for one in test.markdown if DEFINED in one.value]
    assert place.startswith(f"{label.terms}\n\n- **[参加団体](catch-up?view=terms&term=")
    assert f"[{DEFINED}](read?transcript=shiomi_2031_3&turn=6&start={start}&" in place
    [own] = [one.value for one in test.markdown if "[ミナトグラム](" in one.value]
    assert own.endswith(f"** · {label.here}")


def test_terms_of_one_sentence_share_its_quote(made: Library):
    found = Overviews(made).library(TERMS)
    assert found is not None
    terms = {one.name: one for one in found.record}
    place = terms["参加団体"].definitions[0].place
    uses = [
        Use(terms["参加団体"], place, here=False),
        Use(terms["秘匿"], place, here=True),
        Use(terms["ノリヨリ"], place, here=False),
    ]
    rows = explained(made, words_of("ja"), uses)
    assert len(rows) == 2
    assert rows[0].count(DEFINED) == 1
    assert rows[0].startswith("**[参加団体](catch-up?")
    assert ")**、**[ノリヨリ](catch-up?" in rows[0]
    assert rows[1].endswith("** · この箇所に説明があります")


def test_without_a_passage_worth_reading_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    test = opened(kept(Library.create(tmp_path / "empty"), monkeypatch), "path")
    assert [one.value for one in test.info] == [words_of("ja").empty]


def test_a_path_that_is_not_made_yet_is_said(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ui.kept.deriving.derive", lambda *given, **named: False)
    assert [one.value for one in opened(library, "path").info] == [words_of("ja").catch_up.missing]


def test_markup_of_a_transcript_is_shown_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    test = opened(hostile(tmp_path, monkeypatch), "path")
    shown = [one.value for one in test.markdown]
    assert [unescaped(one) for one in shown] == [[] for _ in shown]
    [head] = [one for one in shown if one.startswith("**1.**")]
    assert head.startswith(r"**1.** [\*岩田\* · 第1回 · 2031年4月1日 · 発言 1](")
    [passage] = [one.value for one in test.get("html")]
    assert passage.startswith("<p class=said>赤橋網とは")
    assert "港を&lt;script&gt;alert(1)&lt;/script&gt;でつなぐ" in passage
    assert "![写真](http://evil.example/b.png)" in passage
    assert passage.count("<") == 2
