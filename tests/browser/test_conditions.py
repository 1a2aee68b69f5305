from tests.browser.steps import ask, texts, unspaced

SCOPED = "第3回の会合で水野さんは初年度の総額についてどう言いましたか"
QUOTE = "初年度の総額は 2,380 万円です。"
FIRST, NEXT = "ウミツバメ便とは何ですか", "それはいつから始まりましたか"
WHOLE = "ウミツバメ便はいつから始まりましたか"
STARTED = "ウミツバメ便は令和11年10月に始めました。"
NOT_HIS = "真壁さんは中継所の引っ越しについてどんな意見でしたか"
DEFINED, OTHER = "秘匿とは何ですか", "黒磯"


def has_focus(node) -> bool:
    return node.evaluate("node => node.getRootNode().activeElement === node")


def test_a_condition_that_was_read_is_taken_away_and_put_back(visit):
    page = visit()
    exchange = ask(page, SCOPED)
    read, away = exchange.locator(".read .chip"), exchange.locator(".unread .chip")
    assert texts(read) == ["第3回", "発言者: 水野"]
    assert exchange.get_by_role("group", name="質問から読み取った条件").count() == 1
    drop = exchange.get_by_role("button", name="「発言者: 水野」を外して、もう一度探す")
    drop.focus()
    page.keyboard.press("Enter")
    away.wait_for()
    assert (texts(read), texts(away)) == (["第3回"], ["発言者: 水野"])
    assert page.locator(".exchange").count() == 1
    assert texts(exchange.locator(".question")) == [f"質問: {SCOPED}"]
    assert exchange.locator(".quote", has_text=QUOTE).count() == 1
    assert has_focus(exchange)
    assert page.get_by_role("status").filter(has_text="答えが出ました。").count() == 1
    exchange.get_by_role("button", name="「発言者: 水野」を戻して、もう一度探す").click()
    away.wait_for(state="detached")
    assert texts(read) == ["第3回", "発言者: 水野"]


def test_a_follow_up_says_how_it_was_understood_and_is_edited_in_its_place(visit):
    page = visit()
    ask(page, FIRST)
    second = ask(page, NEXT)
    assert second.locator(".standalone").inner_text() == f"「{WHOLE}」として検索しました直す"
    assert STARTED in second.locator(".quote").first.inner_text()
    edit = second.get_by_role("button", name="直す")
    edit.click()
    field = second.get_by_role("textbox", name="検索する質問")
    assert (field.input_value(), has_focus(field)) == (WHOLE, True)
    page.keyboard.type("rc")  # commands of Streamlit, but for those who type
    assert field.input_value() == f"{WHOLE}rc"
    page.keyboard.press("Escape")
    assert has_focus(edit)
    edit.click()
    field.fill(SCOPED)
    field.press("Enter")
    second.locator(".quote", has_text=QUOTE).wait_for()
    assert texts(page.locator(".question")) == [f"質問: {FIRST}", f"質問: {SCOPED}"]
    assert second.locator(".standalone, .editor").count() == 0
    assert page.get_by_role("dialog").count() == 0


def test_a_refusal_offers_on_a_phone_what_is_found_without_the_condition(visit):
    page = visit(width=390, height=844)
    exchange = ask(page, NOT_HIS)
    assert texts(exchange.locator(".lead")) == ["会議録には見当たりません。"]
    wider = exchange.locator(".wider")
    assert texts(wider.locator("h3, .aside")) == [
        "条件を外すと見つかるもの",
        "「発言者: 真壁」の条件なしで探した結果です。",
    ]
    quotes = texts(wider.locator(".quote"))
    marker = wider.locator(".marker").first
    marker.click()
    mark = page.locator(".pane mark")
    mark.first.wait_for()
    assert unspaced(quotes[0]).startswith(unspaced(f"「{''.join(texts(mark))}」[1]"))
    page.keyboard.press("Escape")
    page.locator(".pane").wait_for(state="detached")
    assert exchange.locator(".read .chip").bounding_box()["height"] >= 44
    wider.get_by_role("button", name="この条件を外して、もう一度探す").click()
    exchange.locator(".answer:not(.refusal)").wait_for()
    assert texts(exchange.locator(".quote")) == quotes
    assert texts(exchange.locator(".unread .chip")) == ["発言者: 真壁"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_conditions_set_by_hand_stand_at_the_input_and_go_from_there_or_from_a_refusal(visit):
    page = visit()
    held = page.locator(".st-key-held .chip")
    set_speaker(page, OTHER)
    held.get_by_text(f"発言者: {OTHER}").wait_for()
    exchange = ask(page, DEFINED)
    assert texts(exchange.locator(".held .chip")) == [f"発言者: {OTHER}"]
    exchange.get_by_role("button", name="条件を外して探す").click()
    exchange.locator(".answer:not(.refusal)").wait_for()
    assert exchange.locator(".chip").count() == 0
    held.wait_for(state="detached")
    set_speaker(page, OTHER)
    page.get_by_role("button", name=f"「発言者: {OTHER}」の条件を外す").click()
    held.wait_for(state="detached")
    assert page.locator(".exchange").count() == 1


def set_speaker(page, name: str) -> None:
    """Narrow the search to a speaker, as the reader does."""
    page.get_by_role("button", name="範囲をしぼる").click()
    page.get_by_role("combobox", name="発言者").click()
    page.get_by_role("option", name=name, exact=True).click()
    page.locator(".st-key-held .chip").wait_for()
    page.keyboard.press("Escape")
