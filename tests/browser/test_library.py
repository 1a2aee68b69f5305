"""The library's page as an editor uses it: files in, what to check, a stop, files out."""

from pathlib import Path

import pytest

from index.build import remove
from index.encode import BundledEncoder
from index.library import Library
from tests.conftest import SAMPLE

MEETING = """潮の会 第1回
2031年4月1日

＜岩田＞
始めます。
岡野：灯台の話をします。
＜映像＞
波の音。
＜岡野＞
灯台は青です。
"""
PLAIN = "潮の会 臨時\n\n＜岩田＞\n始めます。\n＜岡野＞\nはい。\n"
LINE = (
    "＜岩田＞\n{0}の{1}番目です。運賃は{1}円で、去年より高い額です。資料の{1}枚目をご覧ください。\n"
)
LONG = "長い会 第{0}回\n2031年5月1日\n\n"


def long_meeting(number: int) -> str:
    return LONG.format(number) + "".join(LINE.format(number, line) for line in range(120))


@pytest.fixture(autouse=True)
def _only_the_sample(server, folder: Path):
    """Leave the library as it was, whatever a test added."""
    yield
    library = Library(folder)
    with library.reading() as view:
        added = {summary.id for summary in view.summaries()} - {p.stem for p in SAMPLE.glob("*")}
    if added:
        remove(sorted(added), library, BundledEncoder())


def add(page, **texts: str) -> None:
    """Choose files and add them; they are named by keyword."""
    page.locator("input[type=file]").set_input_files(
        [
            {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": text.encode()}
            for name, text in texts.items()
        ]
    )
    page.get_by_test_id("stFileChips").get_by_text(f"{list(texts)[-1]}.txt").wait_for()
    page.get_by_role("button", name="追加する", exact=True).click()


def results(page, expected: str):
    """The box of results, once it says what is expected."""
    box = page.locator(".st-key-results_box")
    box.get_by_text(expected).wait_for()
    return box


def dismiss(page) -> None:
    """Clear the results, which would stay for everybody."""
    page.get_by_role("button", name="結果を消す").click()
    page.locator(".st-key-results_box").wait_for(state="detached")


def test_three_files_one_broken_are_told_of_and_what_is_to_check_is_acted_on(visit, folder: Path):
    page = visit("library")
    add(page, 潮=MEETING, 空="", 臨時=PLAIN)
    box = results(page, "臨時.txt — 追加しました")
    lines = box.inner_text()
    assert "潮.txt — 追加しました · 発言 3 件" in lines
    assert "空.txt — 追加できませんでした" in lines
    assert "「映像」は、発言者の名前ではないかもしれません。" in lines
    assert "途中に「岡野：」で始まる行があります。" in lines
    assert "第何回の会議か、読み取れませんでした。" in lines

    at = MEETING.index("岡野：")
    place = box.locator(f'a[href="read?transcript=%E6%BD%AE&turn=1&at={at}"]')
    assert place.inner_text().endswith("その箇所を開く")
    opened = visit(place.get_attribute("href"))
    opened.get_by_text("灯台の話をします。").first.wait_for()
    box.get_by_role("button", name="これは発言者です").click()
    box.get_by_text("「映像」は").wait_for(state="detached")

    box.get_by_role("button", name="書き入れる").first.click()
    card = page.locator(".st-key-card")
    field = card.get_by_role("textbox", name="回", exact=True)
    field.fill("2")
    field.press("Tab")
    card.get_by_role("button", name="この内容にする").click()
    card.get_by_text("手で直した項目：回").wait_for()
    with Library(folder).reading() as view:
        header = next(s.header for s in view.summaries() if s.id == "臨時")
    assert header.session == "第2回"
    page.reload()
    page.get_by_text("第何回の会議か").wait_for(state="detached")
    assert page.get_by_text("「映像」は").count() == 0
    dismiss(page)


def test_what_is_being_added_is_seen_by_others_stopped_and_the_last_state_stays(
    visit, folder: Path
):
    page = visit("library")
    before = Library(folder).generation
    add(page, 長1=long_meeting(1), 長2=long_meeting(2), 長3=long_meeting(3))
    progress = page.locator(".st-key-progress_box")
    progress.get_by_text("検索の準備").wait_for()
    assert "残り 2 ファイル" in progress.inner_text()
    other = visit("library")
    other.locator(".st-key-progress_box").get_by_text("検索の準備").wait_for()
    assert other.locator("input[type=file]").count() == 0
    page.reload()
    progress.get_by_role("button", name="中止する").click()
    box = results(page, "長3.txt — 中止したため、追加していません")
    assert box.get_by_text("中止したため、追加していません").count() == 3
    results(other, "長1.txt — 中止したため、追加していません")
    assert Library(folder).generation == before
    dismiss(page)


def test_a_chosen_transcript_is_saved_as_a_file_and_removed(visit, folder: Path, tmp_path: Path):
    page = visit("library")
    add(page, 潮=MEETING)
    results(page, "潮.txt — 追加しました").get_by_role("button", name="くわしく見る").click()
    card = page.locator(".st-key-card")
    card.get_by_role("heading", name="潮の会 第1回").wait_for()
    with page.expect_download() as waiting:
        card.get_by_role("button", name="テキストを保存").click()
    saved = tmp_path / "saved.txt"
    waiting.value.save_as(saved)
    assert saved.read_bytes() == MEETING.encode()
    assert waiting.value.suggested_filename == "潮.txt"
    card.get_by_role("button", name="取り除く…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("潮の会 第1回").wait_for()
    dialog.get_by_role("button", name="取り除く", exact=True).click()
    page.get_by_text("取り除きました。").wait_for()
    card.wait_for(state="detached")
    with Library(folder).reading() as view:
        assert "潮" not in {summary.id for summary in view.summaries()}
    dismiss(page)


def test_on_a_phone_and_by_keyboard_a_transcript_is_found_and_chosen(visit):
    page = visit("library", width=390, height=844)
    page.get_by_role("textbox", name="会議録を絞り込む").fill("真壁")
    page.keyboard.press("Enter")
    page.get_by_text("1 件が見つかりました").wait_for()
    page.get_by_role("combobox", name="くわしく見る会議録").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".st-key-card").get_by_text("気になる点は見つかっていません。").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
