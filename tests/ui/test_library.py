"""The page of the library: table, search, card, findings with their actions, adding, removing."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.build import add, correct
from index.catalogue import Summary
from index.findings import SENTENCES, Finding
from index.incoming import Added
from index.library import Library
from index.records import Header
from ui.added_rows import line
from ui.adding import Upload, adding
from ui.card import facts, source_text
from ui.findings import link_to, sentence
from ui.shelf import Shelf, matching, rows, shelf_of, titles_of
from ui.words import words_of
from ui.work import work_on

JA, EN = words_of("ja"), words_of("en")
MEETING = "第1回 港の会\n2031年4月1日\n\n＜岩田＞\n港の灯は青です。\n"
BAD = "港の会\n\n＜岩田＞\n岡野：青です。\n＜映像＞\n音。\n＜岡野＞\nはい。\n"


def library_page(folder: str) -> None:
    from pathlib import Path

    from ui import library
    from ui.resources import shared_encoder, shared_library
    from ui.words import words_of

    library.show(shared_library(Path(folder)), shared_encoder(None), words_of("ja"))


@pytest.fixture
def page(folder: Path) -> AppTest:
    return AppTest.from_function(library_page, args=(str(folder),), default_timeout=60).run()


def button(test: AppTest, label: str):
    return next(found for found in test.button if found.label == label)


def field(test: AppTest, name: str):
    return next(found for found in test.text_input if found.label == JA.shelf.fields[name])


def finished(test: AppTest, folder: Path) -> AppTest:
    """The page when the work that was begun on it has ended."""
    work_on(Library(folder)).result()
    assert not test.run().exception
    return test


def summaries(folder: Path) -> dict[str, Summary]:
    with Library(folder).reading() as view:
        return {summary.id: summary for summary in view.summaries()}


def test_the_table_has_a_row_a_transcript(library: Library):
    shelf = shelf_of(library)
    table = {row["読む"]: row for row in rows(JA, shelf.summaries, shelf.findings)}
    row = table["read?transcript=shiomi_2031_2"]
    assert (row["回"], row["編"], row["開催日"]) == (
        "2031年度第2回",
        "中・議論編",
        "2031-09-09",
    )
    assert (row["題名"], row["発言"]) == ("「地域の足と共有データ」研究会", 25)
    assert row["発言者"] == "水野、黒磯、栗林、有馬、真壁"
    assert (row["字数"], row["要確認"]) == (4881, 0)
    added = shelf.summaries[0].added
    assert row["追加日時"] == f"{added[:10]} {added[11:16]}"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 4),
        ("真壁", 1),
        ("２０３１-０９", 1),
        ("第2回 黒磯", 1),
        ("PELLHAVEN", 1),
        ("harbour_transit_2031.txt", 1),
        ("研究会", 3),
        ("研究会 marsh", 0),
    ],
)
def test_a_search_looks_in_title_session_date_speakers_and_file(library: Library, query, found):
    assert len(matching(shelf_of(library), query)) == found


def many(count: int) -> Shelf:
    made = [
        Summary(
            f"t{n}",
            f"t{n}.txt",
            f"t{n}.txt",
            "0",
            Header(f"会 第{n}回", session=f"第{n}回", date="2031-04-01"),
            ["岩田", "岡野"],
            "2031-04-01T00:00:00Z",
            20,
            40,
            9000,
        )
        for n in range(count)
    ]
    return Shelf(made, {}, {s.id: s.header.title for s in made}, titles_of(made))


def test_two_thousand_transcripts_are_listed_and_searched_at_once():
    shelf = many(2_000)
    begun = time.perf_counter()
    assert len(rows(JA, matching(shelf, "第1999回"), {})) == 1
    assert len(rows(JA, matching(shelf, ""), {})) == 2_000
    assert time.perf_counter() - begun < 0.5


def test_equal_titles_are_told_apart_by_their_files(library: Library, encoder, write):
    paths = [write(name, MEETING) for name in ("a.txt", "b.md")]
    paths[1].write_text(MEETING + "\n")
    list(add(paths, library, encoder))
    titles = shelf_of(library).titles
    assert (titles["a"], titles["b"]) == ("第1回 港の会 · a.txt", "第1回 港の会 · b.md")
    assert titles["harbour_transit_2031"] == "Pellhaven Harbour Transit Circle"


def test_the_search_narrows_the_page(page: AppTest):
    assert page.caption[0].value == "会議録 4 件"
    page.text_input(key="shelf_search").set_value("真壁").run()
    assert page.caption[0].value == "1 件が見つかりました"
    assert [row["編"] for row in page.dataframe[0].value.to_dict("records")] == ["中・議論編"]
    page.text_input(key="shelf_search").set_value("誰も").run()
    assert JA.shelf.none_found in [shown.value for shown in page.markdown]
    assert len(page.dataframe) == 0


def test_a_chosen_transcript_shows_what_its_file_gave(page: AppTest, folder: Path):
    assert not [heading for heading in page.subheader if "Pellhaven" in heading.value]
    page.selectbox(key="shelf_chosen").set_value("harbour_transit_2031").run()
    assert page.subheader[0].value == "Pellhaven Harbour Transit Circle"
    summary = summaries(folder)["harbour_transit_2031"]
    gave = f"発言 23 件・{summary.passages} か所・6,037 字"
    assert any(gave in shown.body for shown in page.get("html"))
    assert JA.findings.none in [shown.value for shown in page.caption]
    assert page.get("download_button")[0].proto.label == JA.shelf.download
    assert page.get("link_button")[0].proto.url == "read?transcript=harbour_transit_2031"


def test_the_facts_are_text_whatever_a_file_says():
    header = Header("<b>会</b>", session="<script>x</script>")
    summary = Summary("a", "a", "<i>.txt", "0", header, ["<u>"], "2031-04-01T00:00:00Z", 1, 1, 9)
    drawn = facts(JA, summary)
    assert "<dd>&lt;script&gt;x&lt;/script&gt;</dd>" in drawn
    assert "<dd>&lt;u&gt;</dd>" in drawn
    assert "<dd>&lt;i&gt;.txt</dd>" in drawn


def test_the_source_text_is_saved_exactly(library: Library):
    original = Path(__file__).parents[2] / "index" / "sample" / "shiomi_2031_1.txt"
    assert source_text(library, "shiomi_2031_1") == original.read_bytes()


def test_files_are_added_on_the_library_page(page: AppTest, folder: Path):
    meeting = ("港.txt", "＜岩田＞\n港の灯は青です。\n".encode(), "text/plain")
    page.file_uploader[0].set_value([meeting, ("空.txt", b"", "text/plain")])
    button(page, JA.add_button).click().run()
    test = finished(page, folder)
    shown = [m.value for m in test.markdown]
    assert any("**港\\.txt** — 追加しました" in line for line in shown)
    assert any("**空\\.txt** — 追加できませんでした" in line for line in shown)
    assert "港" in summaries(folder)
    other = AppTest.from_function(library_page, args=(str(folder),), default_timeout=60).run()
    assert any("**港\\.txt** — 追加しました" in m.value for m in other.markdown)
    button(other, JA.dismiss).click().run()
    assert work_on(Library(folder)) is None


def test_a_library_that_someone_else_writes_gives_a_sentence(
    page: AppTest, folder: Path, encoder, monkeypatch
):
    monkeypatch.setattr("index.locks.LOCK_SECONDS", 0.1)
    page.file_uploader[0].set_value([("港.txt", "＜岩田＞\n青です。\n".encode(), "text/plain")])
    with Library(folder).writing(encoder):
        button(page, JA.add_button).click().run()
        with pytest.raises(Exception, match="is being written"):
            work_on(Library(folder)).result()
    page.run()
    assert page.error[0].value.startswith(JA.wrong["LibraryBusy"])


def test_removal_asks_first(page: AppTest, folder: Path):
    page.multiselect(key="to_remove").set_value(["shiomi_2031_2"]).run()
    page.button(key="remove").click().run()
    assert len(summaries(folder)) == 4
    page.button(key="confirm").click().run()
    assert "shiomi_2031_2" not in summaries(folder)
    assert len(summaries(folder)) == 3


def test_a_chosen_transcript_is_removed_after_a_question(page: AppTest, folder: Path):
    page.selectbox(key="shelf_chosen").set_value("shiomi_2031_2").run()
    page.button(key="card_remove").click().run()
    assert len(summaries(folder)) == 4
    page.button(key="confirm").click().run()
    assert "shiomi_2031_2" not in summaries(folder)
    assert page.run().selectbox(key="shelf_chosen").value is None


def with_findings(folder: Path, encoder, write) -> AppTest:
    list(add([write("bad.txt", BAD)], Library(folder), encoder))
    test = AppTest.from_function(library_page, args=(str(folder),), default_timeout=60).run()
    return test.selectbox(key="shelf_chosen").set_value("bad").run()


def told(test: AppTest) -> list[str]:
    return [m.value.split("] ")[1] for m in test.markdown if m.value.startswith(":orange[")]


def test_a_finding_is_told_with_its_place_and_dismissed_for_good(folder: Path, encoder, write):
    test = with_findings(folder, encoder, write)
    assert told(test) == [
        JA.findings.kinds["session_missing"],
        JA.findings.kinds["date_missing"],
        JA.findings.kinds["speaker_unknown"].format("映像"),
        JA.findings.kinds["two_turns"].format("岡野："),
    ]
    links = [link.proto.url for link in test.get("link_button")]
    assert f"read?transcript=bad&turn=1&at={BAD.index('岡野：')}" in links
    button(test, JA.findings.settle["speaker_unknown"]).click().run()
    again = AppTest.from_function(library_page, args=(str(folder),), default_timeout=60).run()
    again.selectbox(key="shelf_chosen").set_value("bad").run()
    assert len(told(again)) == 3
    assert JA.findings.kinds["speaker_unknown"].format("映像") not in told(again)


def test_what_a_header_lacks_is_filled_in(folder: Path, encoder, write):
    test = with_findings(folder, encoder, write)
    button(test, JA.findings.fill_in).click().run()
    assert [toast.value for toast in test.toast] == [JA.shelf.opened]
    field(test, "session").set_value("3")
    field(test, "date").set_value("きのう")
    button(test, JA.shelf.save).click().run()
    [said] = [found.value for found in test.expander[0].error]
    assert said.startswith("「きのう」は日付として読めません。")
    assert summaries(folder)["bad"].header.session is None
    assert field(test, "session").value == "3"
    field(test, "date").set_value("2031年5月6日")
    button(test, JA.shelf.save).click().run()
    finished(test, folder)
    header = summaries(folder)["bad"].header
    assert (header.session, header.date) == ("第3回", "2031-05-06")
    assert field(test, "session").value == "第3回"
    assert JA.shelf.by_hand.format("回、開催日") in [shown.value for shown in test.caption]
    assert len(told(test)) == 2 * 2  # on the card and beside the result
    button(test, JA.shelf.take_back).click().run()
    finished(test, folder)
    assert summaries(folder)["bad"].header.session is None


def test_nothing_else_is_written_while_files_are_added(folder: Path, encoder, monkeypatch):
    library = Library(folder)
    monkeypatch.setattr(
        "ui.library.work_on", lambda library: adding([], library, encoder) and _Endless()
    )
    test = AppTest.from_function(library_page, args=(str(library.folder),), default_timeout=60)
    test.run().selectbox(key="shelf_chosen").set_value("shiomi_2031_2").run()
    assert test.button(key="card_remove").disabled
    assert test.button(key="remove_sample_removal").disabled
    assert len(test.file_uploader) == 0
    assert test.button(key="stop").label == JA.work.stop


class _Endless:
    """Work that never ends."""

    kind, running, cancelled = "adding", True, False

    def progress(self):
        from ui.work import Progress

        return Progress("a.txt", 1, 2, 8, 20, 0.2, None, ("b.txt",))

    def cancel(self) -> None:
        pass


def test_lines_say_what_happened_and_names_are_only_text(library: Library, encoder):
    files = [
        ("![x](y)*.txt", MEETING.encode()),
        ("no_speaker.txt", "今日は晴れ。".encode()),
        ("e.md", b""),
    ]
    uploads = [Upload(name, len(b), lambda b=b: b) for name, b in files]
    lines = [line(JA, row) for row in adding(uploads, library, encoder).result()]
    assert lines == [
        ":green[:material/check_circle:] **\\!\\[x\\]\\(y\\)\\*\\.txt** — "
        "追加しました · 発言 1 件・2 か所",
        ":green[:material/check_circle:] **no\\_speaker\\.txt** — 追加しました · 発言 0 件・1 か所",
        ":red[:material/error:] **e\\.md** — 追加できませんでした  \n"
        r":small[e\.md は空です。ファイルを確かめて、もう一度追加してください。]",
    ]


def test_a_stopped_file_and_one_that_is_there_already_are_told_in_the_readers_language(
    library: Library, encoder
):
    sentence = "a.txt was not added, because the work was stopped; add it again to go on."
    row = Added("a.txt", "failed", error=sentence)
    assert line(JA, row) == f":material/block: **a\\.txt** — {JA.work.stopped}"
    original = shelf_of(library).summaries[1]
    row = Added("copy.txt", "unchanged", original.id)
    assert line(JA, row, original) == (
        ":material/info: **copy\\.txt** — 変更はありません  \n"
        ":small[同じ中身の会議録が「shiomi\\_2031\\_1\\.txt」として入っています。]"
    )


def test_every_field_that_cannot_be_set_says_so_itself(page: AppTest):
    page.selectbox(key="shelf_chosen").set_value("shiomi_2031_2").run()
    field(page, "title").set_value("")
    field(page, "date").set_value("きのう")
    button(page, JA.shelf.save).click().run()
    drawn = [element for element in page.main if element.type in ("text_input", "error")]
    form = [element.type for element in drawn[-7:]]
    assert form == ["text_input"] * 3 + ["error", "text_input", "text_input", "error"]
    assert drawn[-1].value == "題名が空です。題名を書いてください。"


def test_the_sample_is_told_of_while_it_stands_among_others(page: AppTest, folder: Path):
    assert not page.info
    assert page.button(key="remove_sample_removal").label == JA.sample_remove
    page.file_uploader[0].set_value([("港.txt", MEETING.encode(), "text/plain")])
    button(page, JA.add_button).click().run()
    test = finished(page, folder)
    said = f"{JA.sample_among.format(4)} {JA.sample_quoted}"
    assert [found.value for found in test.info] == [said, said]  # at the top; beside the results
    test.button(key="remove_sample_results").click().run()
    assert len(summaries(folder)) == 5
    test.button(key="confirm").click().run()
    assert set(summaries(folder)) == {"港"}
    assert not test.run().info


def test_a_row_begins_with_what_tells_a_meeting_on_a_phone(library: Library):
    shelf = shelf_of(library)
    [row, *_] = rows(JA, shelf.summaries, shelf.findings)
    assert list(row)[:3] == ["読む", "回", "題名"]


@pytest.mark.parametrize("words", [JA, EN], ids=["ja", "en"])
def test_every_kind_of_finding_is_worded_and_can_be_settled(words):
    assert words.findings.kinds.keys() == SENTENCES.keys() == words.findings.settle.keys()
    for kind, template in SENTENCES.items():
        values = tuple(f"v{n}" for n in range(template.count("{")))
        said = sentence(words, Finding(kind, values), {"v0": "題名"})
        if kind != "mojibake":
            assert all(("題名" if value == "v0" else value) in said for value in values)
        assert "{" not in said


def test_a_place_is_linked_by_turn_and_offset():
    from index.records import Span

    finding = Finding("two_turns", ("岡野：",), 7, Span(120, 123))
    assert link_to("港 会", finding) == "read?transcript=%E6%B8%AF+%E4%BC%9A&turn=7&at=120"


def test_what_was_set_by_hand_is_what_the_table_shows(library: Library, encoder):
    correct("harbour_transit_2031", {"session": "Session 9"}, library, encoder)
    shelf = shelf_of(library)
    table = {row["読む"]: row for row in rows(JA, shelf.summaries, shelf.findings)}
    assert table["read?transcript=harbour_transit_2031"]["回"] == "Session 9"
