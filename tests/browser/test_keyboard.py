"""Everything is reached without a mouse: Tab, Enter and Escape alone."""

from tests.browser.steps import texts

QUESTION, QUOTE = "初年度の総額はいくらですか。", "初年度の総額は 2,380 万円です。"
_MOST = 60  # stops of the Tab key on the page

FOCUSED = """() => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    return node ? (node.getAttribute("aria-label") || node.textContent || node.tagName).trim() : "";
}"""


def tab_to(page, name: str, key: str = "Tab") -> None:
    """Press the key until what is called so has the focus."""
    seen = []
    for _ in range(_MOST):
        page.keyboard.press(key)
        seen.append(page.evaluate(FOCUSED))
        if seen[-1].startswith(name):
            return
    raise AssertionError(f"{name!r} is not reached: {seen}")


def test_a_question_is_asked_and_its_citation_checked_by_keyboard_alone(visit):
    page = visit()
    tab_to(page, "会議録について質問してください")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".exchange .quote").first.wait_for()
    page.wait_for_timeout(800)
    tab_to(page, "出典 1 を開く", "Shift+Tab")
    tip = page.locator(".tip").first
    tip.wait_for()
    assert QUOTE in tip.inner_text()
    page.keyboard.press("Enter")
    page.locator(".pane mark").first.wait_for()
    page.wait_for_timeout(500)
    assert "".join(texts(page.locator(".pane mark"))) == QUOTE
    assert page.evaluate(FOCUSED).startswith("「地域の足と共有データ」研究会")
    page.keyboard.press("Escape")
    page.locator(".pane").wait_for(state="detached")
    assert page.evaluate(FOCUSED).startswith("出典 1 を開く")
    tab_to(page, "脚注つきでコピー")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="コピーしました。").wait_for()
