"""The page of speakers: proposals, joining and telling apart by hand, and the way back."""

import re
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from index.build import add
from index.errors import LibraryError
from index.library import Library
from index.people import confirm
from index.proposals import KINDS
from index.roster import entries
from ui import people
from ui.conditions import names
from ui.words import words_of

JA, EN = words_of("ja"), words_of("en")
MEETING = """<script>の研究会
2031年度第1回定例研究会（2031.5.20開催）

＜髙橋委員＞
港の灯は青です。高橋さん、どうぞ。

＜岡野・*潮*研究所長＞
港の灯は赤です。

＜高橋委員＞
港の灯は緑です。

＜岡野＞
港の灯は黄です。
"""


def people_page(folder: str, language: str) -> None:
    from pathlib import Path

    from ui import people
    from ui.resources import shared_encoder, shared_library
    from ui.words import words_of

    people.show(shared_library(Path(folder)), shared_encoder(None), words_of(language))


def page(library: Library, language: str = "ja") -> AppTest:
    arguments = (str(library.folder), language)
    test = AppTest.from_function(people_page, args=arguments, default_timeout=60).run()
    assert not test.exception
    return test


def labelled(test: AppTest, label: str):
    return next(button for button in test.button if button.label == label)


def everybody(library: Library) -> dict[str, tuple[str, ...]]:
    with library.reading() as view:
        return {person.name: person.written for person in entries(view)}


@pytest.fixture
def made(tmp_path: Path, encoder) -> Library:
    (tmp_path / "one.txt").write_text(MEETING, encoding="utf-8")
    library = Library.create(tmp_path / "made")
    list(add([tmp_path / "one.txt"], library, encoder))
    return library


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    monkeypatch.setattr(people, "_PATIENCE", 60.0)


def test_the_page_does_not_wait_until_every_transcript_is_read(made, monkeypatch):
    read = Event()
    monkeypatch.setattr(people, "_PATIENCE", 0.05)
    monkeypatch.setattr(people, "entries", lambda view: read.wait(60) and entries(view))
    test = page(made)
    assert [caption.value for caption in test.caption] == [JA.people.deriving]
    assert not test.subheader
    read.set()
    monkeypatch.setattr(people, "_PATIENCE", 60.0)
    assert JA.people.everybody in [one.value for one in test.run().subheader]


def test_what_failed_is_told_and_tried_again(made, monkeypatch):
    def failing(view):
        raise LibraryError("the catalogue is damaged.")

    monkeypatch.setattr(people, "entries", failing)
    args = (str(made.folder), "ja")
    test = AppTest.from_function(people_page, args=args, default_timeout=60).run()
    assert len(test.exception) == 1
    monkeypatch.setattr(people, "entries", entries)
    assert not test.run().exception


@pytest.mark.parametrize("words", [JA, EN])
def test_every_kind_of_proposal_is_worded(words):
    assert tuple(words.people.kinds) == KINDS


def test_the_sample_needs_no_decision_and_is_listed(library: Library):
    test = page(library)
    assert JA.people.settled in test.caption[0].value
    [table] = [element.value for element in test.get("html") if "<table" in element.value]
    assert re.findall('<th scope="row">(.*?)</th>', table)[:5] == [
        "Marsh", "Penhale", "Tolliver", "Rusk", "水野",
    ]  # fmt: skip
    row = table[table.index(">水野</th>") :].partition("</tr>")[0]
    assert re.findall("<td.*?>(.*?)</td>", row) == [
        "水野<br>水野主任研究員", "主任研究員", "3", "18", "2,712",
        '<span><meter value="0.216"></meter> 22%</span>',
        "水野さん（2 回）<br>水野主任研究員（1 回）",
    ]  # fmt: skip


def test_a_proposal_says_who_where_and_why(made: Library):
    shown = [element.value for element in page(made).markdown]
    kind = JA.people.kinds["spelling"]
    assert f"**「髙橋」と「高橋」は同じ人ですか。**  \n{kind}" in shown
    [place] = [text for text in shown if text.startswith("**髙橋委員**")]
    at = MEETING.index("港の灯は青")
    with made.reading() as view:
        [summary] = view.summaries()
    assert place == (
        "**髙橋委員** :small[発言 1 件]  \n"
        f"[2031年度第1回 · 発言 1](read?transcript={summary.id}&at={at}&lang=ja)"
    )
    english = [element.value for element in page(made, "en").markdown]
    assert any(f"read?transcript={summary.id}&at={at}&lang=en)" in text for text in english)


def test_names_are_no_markup(made: Library, encoder):
    confirm(["髙橋委員"], '<img src="x" onerror="y">', made, encoder)
    [table] = [element.value for element in page(made).get("html") if "<table" in element.value]
    assert "<img" not in table
    assert '<th scope="row">&lt;img src=&quot;x&quot; onerror=&quot;y&quot;&gt;</th>' in table


def test_a_proposal_is_confirmed_and_undone(made: Library):
    test = page(made)
    labelled(test, JA.people.same).click().run()
    assert everybody(made) == {
        "髙橋": ("髙橋委員", "高橋委員"), "岡野": ("岡野・*潮*研究所長", "岡野"),
    }  # fmt: skip
    said = "「髙橋委員」と「高橋委員」を、同じ人「髙橋」としました。"
    assert test.success[0].value == f"{said} {JA.people.decided}"
    assert JA.people.settled in test.caption[0].value
    test.button(key="people_back").click().run()
    assert test.success[0].value == JA.people.undone
    assert list(everybody(made)) == ["髙橋", "岡野", "高橋"]
    labelled(test, JA.people.same)  # asked again


def test_people_told_apart_are_not_asked_again_until_it_is_undone(made: Library):
    test = page(made)
    labelled(test, JA.people.different).click().run()
    assert test.success[0].value.startswith("「髙橋」と「高橋」を、別の人としました。")
    assert JA.people.settled in test.caption[0].value
    assert list(everybody(made)) == ["髙橋", "岡野", "高橋"]
    assert test.expander[-1].label == "これまでの判断（1）"
    test.button(key="undo_0").click().run()
    labelled(test, JA.people.different)


OTHER = "港の会 第1回\n2031年6月1日\n\n＜岡野＞\n波が高いです。\n"


def test_one_surname_in_two_series_is_told_apart_by_one_button(made: Library, encoder, tmp_path):
    (tmp_path / "two.txt").write_text(OTHER, encoding="utf-8")
    list(add([tmp_path / "two.txt"], made, encoder))
    labelled(page(made), JA.people.same).click().run()  # 髙橋 and 高橋
    test = page(made)
    shown = [element.value for element in test.markdown]
    assert f"**「岡野」はすべて同じ人ですか。**  \n{JA.people.kinds['meetings']}" in shown
    captions = [element.value for element in test.caption]
    assert captions.index("\\<script\\>の研究会") < captions.index("港の会")
    labelled(test, JA.people.different).click().run()
    assert not test.exception
    assert test.success[0].value.startswith("「岡野・\\*潮\\*研究所長」と「岡野\\(港の会\\)」を、")
    assert everybody(made)["岡野(港の会)"] == ("岡野",)
    assert JA.people.settled in test.caption[0].value
    test.multiselect(key="people_join").set_value(["岡野・*潮*研究所長", "岡野(港の会)"]).run()
    test.text_input[0].set_value("岡野").run()
    test.button(key="people_do_join").click().run()
    assert everybody(made)["岡野"] == ("岡野・*潮*研究所長", "岡野")
    assert "「岡野（港の会）」" in test.success[0].value
    assert JA.people.settled in test.caption[0].value


def test_any_entries_are_joined_by_hand(made: Library):
    test = page(made)
    test.multiselect(key="people_join").set_value(["岡野", "高橋"]).run()
    assert test.text_input[0].value == "岡野"
    test.text_input[0].set_value("髙橋").run()
    assert test.warning[0].value == JA.people.taken.format("髙橋")
    assert test.button(key="people_do_join").disabled
    test.text_input[0].set_value("岡野 一郎").run()
    test.button(key="people_do_join").click().run()
    assert not test.exception
    assert everybody(made) == {
        "髙橋": ("髙橋委員",), "岡野 一郎": ("岡野・*潮*研究所長", "高橋委員", "岡野"),
    }  # fmt: skip
    with made.reading() as view:
        assert names(view.summaries()) == ["髙橋", "岡野 一郎"]


def test_labels_are_taken_out_of_an_entry_by_hand(made: Library):
    test = page(made)
    test.selectbox(key="people_split").set_value("岡野").run()
    assert test.button(key="people_do_split").disabled
    test.multiselect[1].set_value(["岡野・*潮*研究所長"]).run()
    test.button(key="people_do_split").click().run()
    assert not test.exception
    assert everybody(made)["岡野・*潮*研究所長"] == ("岡野・*潮*研究所長",)
    assert everybody(made)["岡野"] == ("岡野",)
    assert "岡野・\\*潮\\*研究所長" in test.success[0].value.replace("\\・", "・")


def test_somebody_else_may_decide_while_the_page_is_open(made: Library, encoder):
    test = page(made)
    test.multiselect(key="people_join").set_value(["岡野", "高橋"]).run()
    confirm(["髙橋委員", "高橋委員"], "高橋一郎", made, encoder)
    test.run()
    assert not test.exception
    assert test.multiselect(key="people_join").value == ["岡野"]


def test_a_library_that_someone_else_writes_gives_a_sentence(made: Library, encoder, monkeypatch):
    monkeypatch.setattr("index.locks.LOCK_SECONDS", 0.1)
    test = page(made)
    with Library(made.folder).writing(encoder):
        labelled(test, JA.people.same).click().run()
    assert test.error[0].value.startswith(JA.wrong["LibraryBusy"])
    labelled(test, JA.people.same)


def test_a_library_without_speakers_says_where_to_add(tmp_path: Path):
    test = page(Library.create(tmp_path / "empty"))
    assert test.info[0].value == JA.people.nobody
    assert not test.button
