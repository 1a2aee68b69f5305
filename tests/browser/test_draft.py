"""A staff member's draft: chosen, drafted, falsified and caught, exported, and read back."""

import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from playwright.sync_api import expect

from index.library import Library

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TRUE = "当社は現時点ではデータを外に出すことに反対です。"


def drafted(visit, **view):
    """A draft of the first session, opened and checked."""
    page = visit("draft", **view)
    first = page.get_by_role("option", name=re.compile("第1回"))
    for _ in range(10):  # an open list closes again while the page is still being drawn
        page.get_by_role("combobox", name="会議録").click()
        page.wait_for_timeout(500)
        if first.is_visible():
            break
    first.click()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")  # the field of what is chosen shrinks when it is left
    page.get_by_role("button", name="下書きを作る", exact=True).click()
    expect(page).to_have_url(re.compile(r"[?&]d=[\w-]{22}"))
    settle(page)
    return page


def settle(page) -> None:
    """Wait until every sentence has its verdict."""
    rows = sentences(page)
    rows.first.wait_for()
    expect(rows.filter(has_text=re.compile("一致|言い換え|根拠なし|逆の意味"))).to_have_count(
        rows.count()
    )


def sentences(page):
    return page.locator("[class*=st-key-drafting_row_]")


def falsify(page):
    """Turn what one sentence says into its opposite; returns its row."""
    row = sentences(page).filter(has_text=re.compile("データを外に出すことに")).first
    field = row.get_by_role("textbox", name="文")
    words = field.input_value()
    assert TRUE in words
    field.fill(words.replace("反対", "賛成"))
    field.press("Control+Enter")
    expect(row).to_contain_text("逆の意味")
    return row


def contrast(row) -> float:
    """Contrast of the words of a verdict with what is painted behind them."""
    return row.locator("p").first.evaluate(
        """node => {
            const channels = colour => colour.match(/[\\d.]+/g).map(Number);
            const asRGB = colour => {
                const canvas = document.createElement("canvas");
                const brush = canvas.getContext("2d", {willReadFrequently: true});
                const painted = [];
                for (let box = node; box; box = box.parentElement)
                    painted.unshift(getComputedStyle(box).backgroundColor);
                for (const one of colour ? [...painted, colour] : painted) {
                    brush.fillStyle = one;
                    brush.fillRect(0, 0, 1, 1);
                }
                return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
            };
            const light = rgb => rgb.map(c => c / 255)
                .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
            const [a, b] = [asRGB(null), asRGB(getComputedStyle(node).color)].map(light);
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        }"""
    )


def background(row) -> str:
    return row.evaluate("node => getComputedStyle(node).backgroundColor")


def notes_of(file: Path) -> list[tuple[str, str]]:
    """Words and link of each footnote of a Word file, in the order in which the text refers."""
    with zipfile.ZipFile(file) as package:
        body, notes, links = (
            etree.fromstring(package.read(f"word/{name}"))
            for name in ("document.xml", "footnotes.xml", "_rels/footnotes.xml.rels")
        )
    kept = {one.get(f"{W}id"): one for one in notes.iter(f"{W}footnote")}
    targets = {one.get("Id"): one.get("Target") for one in links}
    found = []
    for mark in body.iter(f"{W}footnoteReference"):
        note = kept[mark.get(f"{W}id")]
        [link] = note.iter(f"{W}hyperlink")
        found.append(("".join(note.itertext()).strip(), targets[link.get(f"{R}id")]))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_falsehood_is_caught_beside_the_words_that_oppose_it(visit, scheme):
    page = drafted(visit, scheme=scheme)
    calm = background(sentences(page).last)
    row = falsify(page)
    expect(row).to_contain_text("脚注は、この文の裏づけになっていません")
    expect(row).to_contain_text(TRUE)
    assert background(row) != calm == background(sentences(page).last)
    assert contrast(row) >= 4.5
    page.reload()
    settle(page)
    assert sentences(page).filter(has_text="逆の意味").count() == 0  # it was not saved


def test_a_draft_is_edited_kept_and_taken_along_with_its_footnotes(
    visit, server, folder: Path, tmp_path: Path
):
    page = drafted(visit)
    count = sentences(page).count()
    falsify(page)
    page.get_by_role("button", name="保存する", exact=True).click()
    page.get_by_text("第 2 版を開いています。").wait_for()
    page.reload()
    settle(page)
    assert sentences(page).filter(has_text="逆の意味").count() == 1
    fields = page.get_by_role("textbox", name=re.compile(r"^文 \d+$"))
    expect(fields).to_have_count(count)
    expect(
        sentences(page).filter(has_text="逆の意味").get_by_role("textbox", name="文")
    ).to_have_value(re.compile("出すことに賛成"))
    words = [field.input_value() for field in fields.all()]
    page.get_by_role("radio", name="書き出し").click()
    page.get_by_text("裏づけのない文が 1 件あります。").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "議事要旨-地域の足と共有データ-研究会.docx"
    shown = [paragraph.text for paragraph in Document(str(file)).paragraphs]
    false = next(one for one in words if "出すことに賛成" in one)
    assert [one for one in shown if one in words] == words
    assert shown[-1] == f"会議録の発言と逆のことを述べている文です：{false}"
    notes = notes_of(file)
    assert len(notes) == count - 1  # the false sentence has none
    with Library(folder).reading() as view:
        title = view.transcript("shiomi_2031_1").header.session
    for note, link in notes:
        assert re.fullmatch(rf"{title}・.+・発言 \d+", note)
        assert link.startswith(f"{server}read?transcript=shiomi_2031_1&turn=")
    opened = visit(notes[0][1].removeprefix(server))
    opened.locator("mark").first.wait_for()


def test_a_draft_is_edited_by_keyboard_on_a_phone(visit):
    page = drafted(visit, width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    field = sentences(page).first.get_by_role("textbox", name="文")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("潮位計は三千台あります。")
    page.keyboard.press("Tab")
    expect(sentences(page).first).to_contain_text("根拠なし")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_what_is_being_typed_survives_the_verdicts_of_the_sentence_before(visit):
    page = drafted(visit)
    count = sentences(page).count()
    first, second = (sentences(page).nth(at).get_by_role("textbox") for at in (0, 1))
    first.fill("黒磯さんはデータの公開に反対した。栗林さんは宇宙に行った。")
    second.click()
    page.keyboard.press("Control+A")
    typed = "打ち込んでいる途中の文は、確かめているあいだも消えません。"
    for letter in typed:
        page.keyboard.type(letter)
        page.wait_for_timeout(50)
    expect(sentences(page)).to_have_count(count + 1)
    assert page.evaluate("document.activeElement.value") == typed
    assert sentences(page).nth(2).get_by_role("textbox").input_value() == typed


def test_a_pasted_text_is_checked_and_opens_at_the_words(visit):
    page = visit("draft?view=check")
    page.get_by_role("textbox", name="確かめる文章").fill(
        "初年度の総額は 2,380 万円です。初年度の総額は 9,999 万円です。"
    )
    page.get_by_role("button", name="確かめる", exact=True).click()
    results = page.locator("[class*=st-key-drafting_result_]")
    expect(results).to_have_count(2)
    expect(results.nth(0)).to_contain_text("一致")
    expect(results.nth(1)).to_contain_text("根拠なし")
    expect(results.nth(1)).to_contain_text("数字「9,999万円」が引用箇所にありません")
    link = results.nth(0).get_by_role("link").first.get_attribute("href")
    opened = visit(link)
    marked = "".join(opened.locator("mark").all_text_contents())
    assert "2,380 万円" in marked


def test_what_is_left_out_is_added_by_its_button(visit):
    page = drafted(visit)
    count = sentences(page).count()
    page.get_by_role("radio", name="網羅の度合い").click()
    left = page.locator("[class*=st-key-drafting_left_]").first
    left.get_by_role("button", name="下書きに加える").click()
    expect(left.get_by_role("button", name="加えました")).to_be_disabled()
    page.get_by_role("radio", name="本文").click()
    settle(page)
    expect(sentences(page)).to_have_count(count + 1)
