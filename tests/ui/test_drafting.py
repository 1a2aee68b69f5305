"""The page of drafts: choose, edit, see what is found, keep, restore, cover, export, check."""

import re
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.errors import Stopped
from index.library import Library
from rag.drafting.check import checked, recheck
from rag.drafting.compose import draft
from rag.drafting.coverage import coverage
from rag.drafting.records import FORMS, LENGTHS, Choice, Heading
from rag.drafting.store import Drafts
from tests.rag.scripted import Messages, Reply, scripted
from ui.drafting.export import _TYPES
from ui.drafting.opened import _PARTS
from ui.plain import plain
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")
TRUE = "初年度の総額は 2,380 万円です。"
FALSE = "初年度の総額は 9,999 万円です。"


def drafting_page(folder: str, language: str, whose: str, url: str | None) -> None:
    from dataclasses import replace
    from pathlib import Path

    import streamlit as st

    from ui.drafting import page
    from ui.models import Models
    from ui.resources import shared_encoder, shared_library
    from ui.room import shared_room
    from ui.words import words_of

    st.session_state["owner"] = whose
    room = shared_room(shared_library(Path(folder)), Path(folder), shared_encoder(None), None)
    if url:
        named = {"HATSUGEN_MODEL": "openai:scripted", "HATSUGEN_MODEL_URL": url}
        room = replace(room, models=Models(named, Path(folder)))
    page.show(room, words_of(language))


def page(
    library: Library,
    language: str = "ja",
    whose: str = "me",
    url: str | None = None,
    **query: str,
) -> AppTest:
    args = (str(library.folder), language, whose, url)
    test = AppTest.from_function(drafting_page, args=args, default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


def labelled(test: AppTest, label: str):
    return next(button for button in test.button if button.label == label)


def until(test: AppTest, is_there) -> AppTest:
    """Run the page again, as its fragments do, until work beside it is done."""
    end = time.monotonic() + 30
    while not is_there(test):
        assert time.monotonic() < end
        time.sleep(0.05)
        test.run()
        assert not test.exception
    return test


def settled(test: AppTest) -> AppTest:
    """The page once every sentence has its verdict."""
    waiting = (JA.drafting.unchecked, EN.drafting.unchecked)
    return until(
        test, lambda shown: not any(one.value.startswith(waiting) for one in shown.markdown)
    )


@pytest.fixture
def drafts(library: Library) -> Drafts:
    return Drafts(library.folder)


@pytest.fixture
def kept(library: Library, encoder, drafts: Drafts) -> str:
    return drafts.keep("me", draft(library, encoder, Choice("minutes", "half")))


def fields(test: AppTest):
    """Fields of the sentences, in order."""
    named = (JA.drafting.sentence_field.format(number) for number in range(1, 100))
    by_label = {one.label: one for one in test.text_area}
    return [by_label[label] for label in named if label in by_label]


def rows(test: AppTest) -> list[str]:
    """What stands beside each sentence."""
    verdicts = tuple(f"**{name}**" for name in JA.drafting.verdicts.values())
    return [
        one.value for one in test.markdown if any(v in one.value.split("\n")[0] for v in verdicts)
    ]


def amber(test: AppTest) -> int:
    return sum(JA.drafting.moved in one for one in rows(test))


@pytest.mark.parametrize("words", [JA, EN])
def test_every_name_has_its_label(words):
    label = words.drafting
    assert tuple(label.forms) == tuple(label.form_helps) == FORMS
    assert tuple(label.lengths) == LENGTHS
    assert list(label.parts) == list(_PARTS)
    assert list(label.kinds) == list(_TYPES)
    assert list(label.verdicts) == list(label.leads) == [
        "exact", "paraphrase", "unsupported", "opposite",
    ]  # fmt: skip


def test_a_draft_is_chosen_made_kept_and_opened(library: Library, drafts: Drafts, encoder):
    test = page(library)
    assert JA.drafting.quoted in [one.value for one in test.caption]
    test.radio(key="drafting_form").set_value("speakers")
    test.radio(key="drafting_length").set_value("two")
    test.multiselect(key="drafting_sessions").set_value(["shiomi_2031_3"])
    test.multiselect(key="drafting_speakers").set_value(["水野", "栗林"])
    labelled(test, JA.drafting.make).click().run()
    until(test, lambda shown: "d" in shown.query_params)
    [mine] = drafts.of("me")
    assert test.query_params["d"] == mine.id
    choice = Choice("speakers", "two", ("shiomi_2031_3",), ("水野", "栗林"))
    made = draft(library, encoder, choice)
    assert drafts.read(mine.id, "me") == made
    settled(test)
    assert [one.value for one in fields(test)] == [one.words for one in made.sentences]
    headings = [one.words for one in made.blocks if isinstance(one, Heading)]
    shown = [one.value for one in test.text_area if one.label == JA.drafting.heading_field]
    assert shown == headings
    assert all("**一致**" in one for one in rows(test))
    assert made.sentences[0].citations[0].address in rows(test)[0]


def test_what_nobody_speaks_of_is_said_in_a_sentence(library: Library, drafts: Drafts):
    test = page(library)
    test.text_input(key="drafting_topic").set_value("宇宙エレベーター")
    labelled(test, JA.drafting.make).click().run()
    until(test, lambda shown: shown.warning)
    assert test.warning[0].value == (
        "「宇宙エレベーター」についての発言は見つかりません。別の言葉で試してください。"
    )
    assert drafts.of("me") == ()
    labelled(test, JA.drafting.make)  # the choice is there again


def test_a_model_that_denies_leaves_the_quotes_and_says_why(library: Library, drafts: Drafts):
    with scripted([Reply(status=401)]) as server:
        test = page(library, url=server.url)
        said = JA.drafting.written.format("openai\\:scripted")
        assert said in [one.value for one in test.caption]
        test.radio(key="drafting_length").set_value("line")
        labelled(test, JA.drafting.make).click().run()
        until(test, lambda shown: "d" in shown.query_params)
    [mine] = drafts.of("me")
    made = drafts.read(mine.id, "me")
    assert (made.mode, len(made.sentences), len(made.notes)) == ("extractive", 1, 2)
    told = [one.value for one in settled(test).caption]
    assert any("言語モデルの文が使えなかったため" in one for one in told)


def test_a_model_writes_and_its_sentences_are_checked_like_all_others(library, drafts):
    def says(messages: Messages) -> str:
        number, said = re.findall(r"^\[(\d+)\] (.*)$", messages[-1]["content"], re.MULTILINE)[0]
        return f"{said}[{number}]"

    with scripted([Reply(says)]) as server:
        test = page(library, url=server.url)
        test.radio(key="drafting_length").set_value("line")
        labelled(test, JA.drafting.make).click().run()
        until(test, lambda shown: "d" in shown.query_params)
        assert len(server.requests) == 1
    [mine] = drafts.of("me")
    made = drafts.read(mine.id, "me")
    assert made.mode == "openai:scripted"
    [sentence] = made.sentences
    assert "「" not in sentence.words  # written, not quoted
    settled(test)
    assert [one.value for one in fields(test)] == [sentence.words]
    assert amber(test) == 0


def test_a_draft_in_the_making_shows_how_far_it_is_and_is_stopped(library, drafts):
    with scripted([Reply("長い文を書いています。" * 3, gap=0.05)]) as server:
        test = page(library, url=server.url)
        labelled(test, JA.drafting.make).click().run()
        until(test, lambda shown: server.requests)
        assert test.button[0].label == JA.work.stop
        assert not any(one.label == JA.drafting.make for one in test.button)
        test.button(key="drafting_stop").click().run()
        until(test, lambda shown: shown.info)
    assert test.info[0].value == "下書きの作成を中止しました。途中の内容は残りません。"
    assert drafts.of("me") == ()
    labelled(test, JA.drafting.make)


def test_a_sentence_made_false_is_caught_and_a_corrected_one_stands(library, encoder, kept, drafts):
    test = settled(page(library, d=kept))
    field = fields(test)[0]
    true = field.value
    field.set_value(FALSE).run()
    settled(test)
    made = drafts.read(kept, "me")
    expected = recheck(FALSE, made.sentences[0].citations, library, encoder)
    assert expected.moved
    assert expected.verdict in ("unsupported", "opposite")
    assert (amber(test), len(rows(test))) == (1, 8)
    assert JA.drafting.verdicts[expected.verdict] in rows(test)[0]
    assert JA.drafting.leads[expected.verdict] in rows(test)[0]
    assert expected.citations[0].address in rows(test)[0]
    fields(test)[0].set_value(true).run()
    settled(test)
    assert amber(test) == 0
    assert test.button(key="drafting_save").disabled


def test_a_sentence_that_another_place_proves_takes_it_as_its_footnote(library, kept, drafts):
    test = settled(page(library, d=kept))
    fields(test)[0].set_value(TRUE).run()
    settled(test)
    assert amber(test) == 1
    assert "**一致**" in rows(test)[0]
    labelled(test, JA.drafting.cite).click().run()
    assert amber(test) == 0
    test.button(key="drafting_save").click().run()
    first = drafts.read(kept, "me").sentences[0]
    [citation] = first.citations
    assert (first.words, citation.quote, citation.number) == (TRUE, TRUE, 1)


def test_what_is_typed_survives_another_part_and_another_view_and_saving_makes_a_version(
    library, kept, drafts
):
    test = settled(page(library, d=kept))
    fields(test)[1].set_value(FALSE).run()
    test.text_input[0].set_value("新しい題名").run()
    test.button_group(key="drafting_part").set_value("export").run()
    assert not fields(test)
    test.button(key="drafting_back").click().run()
    assert "d" not in test.query_params
    test.button(key=f"drafting_open_{kept}").click().run()
    settled(test)
    assert fields(test)[1].value == FALSE
    assert drafts.versions(kept, "me")[0].number == 1
    test.button(key="drafting_save").click().run()
    made = drafts.read(kept, "me")
    assert (made.title, made.sentences[1].words) == ("新しい題名", FALSE)
    assert [one.number for block in made.sentences for one in block.citations] == [
        1, 2, 3, 4, 5, 6, 7, 8,
    ]  # fmt: skip
    assert JA.drafting.saved.format(2) in [one.value for one in test.caption]
    assert amber(settled(page(library, d=kept))) == 1  # its footnote is still amber


def test_what_is_not_saved_outlives_a_version_that_is_saved_elsewhere(library, kept, drafts):
    test = settled(page(library, d=kept))
    fields(test)[0].set_value(FALSE).run()
    other = settled(page(library, d=kept))
    other.text_input[0].set_value("別の窓の題名").run()
    other.button(key="drafting_save").click().run()
    assert fields(settled(test.run()))[0].value == FALSE
    test.button(key="drafting_save").click().run()
    assert [one.number for one in drafts.versions(kept, "me")] == [3, 2, 1]
    assert drafts.read(kept, "me", 2).title == "別の窓の題名"
    assert drafts.read(kept, "me").sentences[0].words == FALSE
    assert other.run().text_input[0].value != "別の窓の題名"  # nothing of it is unsaved


def test_changes_are_discarded(library, kept, drafts):
    test = settled(page(library, d=kept))
    true = fields(test)[0].value
    fields(test)[0].set_value(FALSE).run()
    test.button(key="drafting_discard").click().run()
    assert fields(settled(test))[0].value == true
    assert len(drafts.versions(kept, "me")) == 1


def test_sentences_are_removed_and_written(library, kept, drafts):
    test = settled(page(library, d=kept))
    words = [one.value for one in fields(test)]
    labelled(test, JA.drafting.remove).click().run()
    assert [one.value for one in fields(test)] == words[1:]
    test.button(key="drafting_append").click().run()
    fields(test)[-1].set_value(TRUE).run()
    settled(test)
    assert amber(test) == 0  # what proves it became its footnote
    test.button(key="drafting_save").click().run()
    last = drafts.read(kept, "me").sentences[-1]
    assert (last.words, [one.quote for one in last.citations]) == (TRUE, [TRUE])


def test_an_old_version_is_read_and_made_the_newest(library, kept, drafts):
    test = settled(page(library, d=kept))
    old = drafts.read(kept, "me")
    fields(test)[0].set_value(FALSE).run()
    settled(test)
    test.button_group(key="drafting_part").set_value("versions").run()
    test.selectbox[0].set_value(1)
    test.button(key="drafting_save").click().run()
    test.selectbox[0].set_value(1).run()
    assert FALSE not in test.markdown[-1].value
    test.button(key="drafting_restore").click().run()
    assert [one.number for one in drafts.versions(kept, "me")] == [3, 2, 1]
    assert drafts.read(kept, "me") == old
    test.button_group(key="drafting_part").set_value("text").run()
    assert fields(settled(test))[0].value == old.sentences[0].words


def test_coverage_is_told_and_what_is_left_out_is_added(
    library, encoder, kept, drafts, monkeypatch
):
    made = drafts.read(kept, "me")
    expected = coverage(made, library, encoder)
    test = settled(page(library, d=kept))
    test.button_group(key="drafting_part").set_value("coverage").run()
    until(test, lambda shown: shown.metric)
    assert [(one.label, one.value, one.delta) for one in test.metric] == [
        (name, f"{share.part:.0%}", f"{share.done:,} / {share.of:,}")
        for name, share in (
            (JA.turns, expected.turns),
            (JA.speakers, expected.speakers),
            (JA.drafting.represented, expected.sentences),
        )
    ]
    monkeypatch.setattr("ui.drafting.covered.coverage", None)  # it is worked out once a version
    test.button(key="drafting_add_0").click().run()
    assert not test.exception
    assert test.button(key="drafting_add_0").disabled
    assert test.button(key="drafting_add_0").label == JA.drafting.added
    test.button(key="drafting_save").click().run()
    saved = drafts.read(kept, "me")
    left = expected.left_out[0]
    assert left.words in [one.words for one in saved.sentences]
    numbers = [one.number for block in saved.sentences for one in block.citations]
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_a_false_sentence_stands_for_nobody_and_has_no_number_in_its_version(
    library, encoder, kept, drafts
):
    made = drafts.read(kept, "me")
    test = settled(page(library, d=kept))
    for field in range(8):
        fields(test)[field].set_value(f"{field + 2} 月に象が九頭、月まで飛びました。").run()
        settled(test)
    test.button(key="drafting_save").click().run()
    test.button_group(key="drafting_part").set_value("coverage").run()
    until(test, lambda shown: shown.metric)
    assert [one.delta.split(" / ")[0] for one in test.metric] == ["0", "0", "0"]
    test.button_group(key="drafting_part").set_value("versions").run()
    until(test, lambda shown: any("象" in one.value for one in shown.markdown))
    shown = test.markdown[-1].value
    assert "\\[1\\]" not in shown
    assert shown.count("**根拠なし**") + shown.count("**逆の意味**") == 8
    test.selectbox[0].set_value(1).run()
    until(test, lambda shown: shown.markdown and "象" not in shown.markdown[-1].value)
    shown = test.markdown[-1].value
    assert all(f"{plain(one.words)}\\[{n}\\]" in shown for n, one in enumerate(made.sentences, 1))
    assert "根拠なし" not in shown


def test_files_name_what_has_no_support(library, kept):
    test = settled(page(library, d=kept))
    test.button_group(key="drafting_part").set_value("export").run()
    assert not test.warning
    assert [one.proto.label for one in test.get("download_button")] == [
        JA.drafting.kinds[kind] for kind in ("docx", "md", "txt", "csv")
    ]
    test.button_group(key="drafting_part").set_value("text").run()
    fields(test)[0].set_value(FALSE).run()
    settled(test)
    test.button_group(key="drafting_part").set_value("export").run()
    assert test.warning[0].value == JA.drafting.unproven.format(1)


def test_drafts_are_their_owners_alone_and_deleted_after_a_question(library, kept, drafts):
    stranger = page(library, whose="you", d=kept)
    assert [one.value for one in stranger.warning] == [JA.drafting.not_yours]
    assert not stranger.text_area
    assert JA.drafting.none_yet in [one.value for one in page(library, whose="you").markdown]
    test = page(library)
    test.button(key=f"drafting_delete_{kept}").click().run()
    assert len(drafts.of("me")) == 1
    test.button(key="confirm").click().run()
    assert drafts.of("me") == ()
    assert page(library, d=kept).warning[0].value == JA.drafting.not_yours


def test_any_text_is_checked_sentence_by_sentence(library, encoder):
    text = f"# 見出し\n\n{TRUE}{FALSE}"
    test = checks(page(library, view="check"), text)
    exact, false = checked(text, library, encoder)
    assert (exact.verdict, false.sentence) == ("exact", FALSE)
    assert judged(test) == [
        (plain(one.sentence), f"**{JA.drafting.verdicts[one.verdict]}**") for one in (exact, false)
    ]
    shown = [one.value for one in test.markdown]
    for one in (exact, false):
        lead = f"**{JA.drafting.leads[one.verdict]}**"
        [beside] = [
            row for row in shown if row.startswith(lead) and one.citations[0].address in row
        ]
        assert plain(one.citations[0].quote) in beside
    counted = dict.fromkeys(JA.drafting.verdicts.values(), 0)
    for one in (exact, false):
        counted[JA.drafting.verdicts[one.verdict]] += 1
    [counts] = [row for row in shown if row.count(":material/") == 4]
    assert all(f"{name} {number}" in counts for name, number in counted.items())


def test_a_text_that_is_too_long_is_told_and_not_cut(library):
    test = page(library, view="check")
    assert test.text_area[0].placeholder == "ここに文章を貼り付けてください（20,000 字まで）"
    long = TRUE + "あ" * 20_000
    test.text_area[0].set_value(long)
    labelled(test, JA.drafting.check).click().run()
    assert [one.value for one in test.warning] == [
        "この文章は 20,019 字あります。一度に確かめられるのは 20,000 字までです。"
        "まだ何も確かめていませんので、文章を分けて貼り付けてください。"
    ]
    assert test.text_area[0].value == long
    assert not judged(test)
    assert [one[1] for one in judged(checks(test, TRUE))] == ["**一致**"]
    assert not test.warning


def test_that_a_check_was_stopped_is_told_once(library, monkeypatch):
    def stopped(*_, stop, **__):
        while not stop():
            time.sleep(0.01)
        raise Stopped("the check was stopped; nothing of it is kept.")

    monkeypatch.setattr("ui.drafting.pasted.checked", stopped)
    test = page(library, view="check")
    test.text_area[0].set_value(TRUE)
    labelled(test, JA.drafting.check).click().run()
    test.button(key="drafting_stop").click().run()
    until(test, lambda shown: shown.info)
    assert [one.value for one in test.info] == ["確認を中止しました。途中の結果は残りません。"]
    assert not test.run().info
    assert not page(library, view="check").info


def checks(test: AppTest, text: str) -> AppTest:
    """Paste a text, and wait for what is found."""
    test.text_area[0].set_value(text)
    labelled(test, JA.drafting.check).click().run()
    return until(test, judged)


def judged(test: AppTest) -> list[tuple[str, str]]:
    """Each sentence of a pasted text, with its verdict."""
    parts = [one.value.split("\n\n") for one in test.markdown]
    found = [(part[0], re.search(r"\*\*.*?\*\*", part[1])) for part in parts if len(part) == 2]
    return [(words, verdict[0]) for words, verdict in found if verdict]


def test_what_somebody_wrote_is_no_markup(library, kept, drafts):
    hostile = "![x](http://evil.example/a.png) :red[<b>灯</b>]です。"
    test = settled(page(library, d=kept))
    fields(test)[0].set_value(hostile).run()
    settled(test)
    test.text_input[0].set_value("**題** ![x](http://evil.example/b.png)").run()
    test.button(key="drafting_save").click().run()
    test.button_group(key="drafting_part").set_value("versions").run()
    shown = [one.value for one in test.markdown]
    test.button(key="drafting_back").click().run()
    listed = [one.label for one in test.button]
    pasted = checks(page(library, view="check"), hostile)
    shown += listed + [one.value for one in pasted.markdown]
    assert not any("](http" in one or "<b>" in one for one in shown)
    assert any("\\!\\[x\\]\\(http" in one for one in shown)


def test_an_empty_library_says_where_to_add(tmp_path: Path):
    test = page(Library.create(tmp_path / "empty"))
    assert [one.value for one in test.info] == [JA.empty]


@pytest.mark.parametrize("view", ["make", "check"])
def test_the_page_speaks_english(library, kept, view):
    test = page(library, "en", view=view)
    assert test.title[0].value == EN.drafting.heading
    test.button_group(key="drafting_view").set_value("check").run()
    assert test.query_params["view"] == "check"
    opened = settled(page(library, "en", d=kept))
    assert any("**Word for word**" in one.value for one in opened.markdown)
