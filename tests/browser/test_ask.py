from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from index.library import Library
from tests.browser.steps import ask, unspaced

QUESTION = "初年度の総額はいくらですか。"
QUOTE = "初年度の総額は 2,380 万円です。"
UNANSWERED = "宇宙エレベーターの建設費はいくらですか。"
HOSTILE = """＜岩田＞
合言葉は<img src="http://evil.example/a.png" onerror="document.title='x'">ひばりです。
![写真](http://evil.example/b.png) <script>document.title='x'</script>
"""


def source_of(folder: Path, link: str) -> str:
    """Words that a permanent link names, sliced from the source text."""
    query = parse_qs(urlsplit(link).query)
    with Library(folder).reading() as view:
        text = view.transcript(query["transcript"][0]).text
    return text[int(query["start"][0]) : int(query["end"][0])]


def in_view(page, mark) -> bool:
    """Whether the mark stands where a reader sees it, covered by nothing."""
    return mark.evaluate(
        """node => {
            const box = node.getClientRects()[0];
            const at = [box.left + box.width / 2, box.top + box.height / 2];
            return node.getRootNode().elementFromPoint(...at) === node;
        }"""
    )


def open_source(page, button) -> tuple[str, str]:
    """Click a source; returns the highlighted words and the permanent link."""
    button.click()
    mark = page.locator(".pane mark")
    mark.first.wait_for()
    page.wait_for_timeout(500)  # the pane scrolls after it is drawn
    assert in_view(page, mark.first)
    return "".join(mark.all_text_contents()), page.locator(".pane .link").get_attribute("href")


def test_a_citation_opens_the_very_words_and_so_does_its_link(visit, folder: Path):
    page = visit()
    answer = ask(page, QUESTION)
    marker = answer.get_by_role("button", name="出典 1 を開く")
    quote = answer.locator(".source .words").first.text_content()
    assert QUOTE in quote
    marked, link = open_source(page, marker)
    assert marked == quote
    assert unspaced(marked) == unspaced(source_of(folder, link))
    head = page.locator(".pane .place").inner_text()
    assert all(known in head for known in ("水野", "2031年度第3回", "2031年12月16日", "発言 17"))
    again = visit(link)
    again.locator("mark").first.wait_for()
    again.wait_for_timeout(500)
    assert "".join(again.locator("mark").all_text_contents()) == marked
    assert in_view(again, again.locator("mark").first)


def test_on_a_phone_the_source_comes_up_from_below(visit, folder: Path):
    page = visit(width=390, height=844)
    answer = ask(page, QUESTION)
    marked, _ = open_source(page, answer.locator(".source").first)
    assert QUOTE in marked
    assert page.locator(".pane").bounding_box()["width"] == 390
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="閉じる").click()
    page.locator(".pane").wait_for(state="detached")


def test_a_refusal_quotes_nothing_and_shows_the_nearest_passages(visit, folder: Path):
    page = visit()
    answer = ask(page, UNANSWERED)
    answer.get_by_text("会議録には見当たりません。").wait_for()
    assert answer.locator(".quote, .marker").count() == 0
    assert answer.locator(".source").count() == 3
    near = answer.locator(".source .words").nth(1).text_content()
    marked, link = open_source(page, answer.locator(".source").nth(1))
    assert unspaced(marked) == unspaced(near) == unspaced(source_of(folder, link))


def test_the_keyboard_alone_opens_and_closes_a_source(visit):
    page = visit()
    marker = ask(page, QUESTION).locator(".marker").first
    marker.focus()
    page.keyboard.press("Enter")
    page.locator(".pane mark").first.wait_for()
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    page.locator(".pane").wait_for(state="detached")
    assert marker.evaluate("node => node.getRootNode().activeElement === node")


def test_english_by_a_switch_and_the_conversation_stays(visit):
    page = visit()
    ask(page, QUESTION)
    page.get_by_role("radio", name="English").or_(page.get_by_text("English")).first.click()
    page.get_by_text("Sources").first.wait_for()
    assert "lang=en" in page.url
    page.get_by_role("link", name="Library").first.click()
    page.get_by_role("heading", name="Library").wait_for()
    page.get_by_role("link", name="Ask").first.click()
    assert page.locator(".exchange .question").inner_text().endswith(QUESTION)


def test_files_are_added_told_of_and_removed_and_their_text_stays_text(visit, folder: Path):
    page = visit("library")
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "<b>港.txt", "mimeType": "text/plain", "buffer": HOSTILE.encode()},
            {"name": "空.txt", "mimeType": "text/plain", "buffer": b""},
        ]
    )
    page.get_by_text("空.txt").wait_for()
    page.get_by_role("button", name="追加する", exact=True).click()
    results = page.locator(".st-key-results_box")
    results.get_by_text("追加しました").wait_for()
    assert "空.txt — 追加できませんでした" in results.inner_text()
    page.get_by_role("link", name="質問する").first.click()
    answer = ask(page, "合言葉は何ですか。")
    answer.locator(".source", has_text="岩田").first.click()
    page.locator(".pane mark").first.wait_for()
    assert '<img src="http://evil.example/a.png"' in page.locator(".pane .body").inner_text()
    assert page.title() == "Hatsugen"
    assert page.locator(".pane img, .pane script").count() == 0
    remove(page)
    with Library(folder).reading() as view:
        assert len(view.summaries()) == 4


def remove(page) -> None:
    """Remove the one transcript that is not of the sample."""
    page.get_by_role("link", name="会議録の管理").first.click()
    page.get_by_text("会議録を取り除く").first.click()
    chosen = page.get_by_role("option").filter(has_text="港")
    for _ in range(10):  # an open list closes again while the page is still being drawn
        page.get_by_role("combobox", name="取り除く会議録").click()
        page.wait_for_timeout(500)
        if chosen.is_visible():
            break
    chosen.click()
    page.locator(".st-key-remove button").click()
    page.get_by_role("dialog").get_by_role("button", name="取り除く", exact=True).click()
    page.get_by_text("取り除きました。").wait_for()
