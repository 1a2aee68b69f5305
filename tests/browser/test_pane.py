"""The source beside a conversation, in another language than it was opened in."""

from tests.browser.steps import ask


def test_another_language_leaves_the_pane_where_it_was_read(visit):
    page = visit()
    ask(page, "秘匿とは何ですか").locator(".marker").first.click()
    page.locator(".pane.whole mark").first.wait_for()
    marked = page.locator(".pane mark").all_text_contents()
    page.get_by_role("searchbox").fill("データ")
    page.get_by_role("button", name="次の一致へ").click()
    number = page.get_by_role("textbox", name="発言番号へ移る")
    number.fill("9")
    number.press("Enter")
    turn = page.locator(".pane .turn[data-at='9'] h3")
    stood = turn.bounding_box()
    page.get_by_test_id("stButtonGroup").get_by_text("English", exact=True).click()
    number = page.get_by_role("textbox", name="Go to turn number")
    number.wait_for()
    page.locator(".pane.whole").wait_for()
    assert number.input_value() == "9"
    assert page.get_by_role("searchbox").input_value() == "データ"
    assert page.locator(".pane .find output").inner_text().startswith("2 of ")
    assert page.locator(".pane mark").all_text_contents() == marked
    assert abs(turn.bounding_box()["y"] - stood["y"]) <= 3
