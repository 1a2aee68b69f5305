"""Conversations, as a member lives with them: kept, found again, shared, taken along, disputed."""

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from index.library import Library
from index.storage import CONVERSATIONS, GOLD
from rag.evaluation.gold import read_gold
from tests.browser.server import free_port, serving
from tests.browser.steps import ask, texts
from ui.kept.store import Store

QUESTION, QUOTE = "初年度の総額はいくらですか。", "初年度の総額は 2,380 万円です。"
FIRST, NEXT = "ウミツバメ便とは何ですか", "それはいつから始まりましたか"
WHOLE = "ウミツバメ便はいつから始まりましたか"


def copied(page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def tool(exchange, name: str):
    return exchange.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


def test_a_reload_in_mid_conversation_loses_nothing_and_the_talk_goes_on(visit):
    page = visit()
    ask(page, FIRST).locator(".quote").first.wait_for()
    address = page.url
    assert re.search(r"[?&]c=[\w-]{22}$", address)
    page.reload()
    page.locator(".exchange .quote").first.wait_for()
    assert texts(page.locator(".question")) == [f"質問: {FIRST}"]
    second = ask(page, NEXT)
    assert second.locator(".standalone").inner_text() == f"「{WHOLE}」として検索しました直す"
    assert page.url == address


def test_a_conversation_is_opened_by_its_address_by_its_owner_alone(visit):
    page = visit()
    ask(page, QUESTION)
    address = "?" + page.url.partition("?")[2]
    same_profile = visit(address, beside=page)
    assert texts(same_profile.locator(".question")) == [f"質問: {QUESTION}"]
    stranger = visit(address)
    stranger.get_by_text("その会話は見つかりません。").wait_for()
    assert stranger.locator(".exchange").count() == 0


def test_a_new_conversation_begins_empty_and_back_returns_to_the_old_one(visit):
    page = visit()
    ask(page, QUESTION)
    page.get_by_role("button", name="新しい会話").click()
    page.get_by_role("heading", name="会議録に、ふつうの言葉で聞けます。").wait_for()
    assert "c=" not in page.url
    page.go_back()
    page.locator(".exchange").wait_for()
    assert texts(page.locator(".question")) == [f"質問: {QUESTION}"]


def test_conversations_are_found_renamed_exported_checked_and_deleted(visit):
    page = visit()
    ask(page, QUESTION).locator(".quote").first.wait_for()
    page.get_by_role("button", name="新しい会話").click()
    page.get_by_role("heading", level=1).wait_for()
    ask(page, FIRST).locator(".quote").first.wait_for()
    page.get_by_role("link", name="会話", exact=True).click()
    page.get_by_text("2 件", exact=True).wait_for()
    page.get_by_label("会話を探す").fill("2,380")
    page.keyboard.press("Enter")
    page.get_by_text("1 件", exact=True).wait_for()
    page.get_by_role("button", name="名前を変える").click()
    page.get_by_label("会話の名前").fill("予算のこと")
    page.get_by_role("dialog").get_by_role("button", name="保存する").click()
    page.get_by_role("link", name="予算のこと").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="書き出す").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith(f"# 予算のこと\n\n**{QUESTION}**\n\n水野：「{QUOTE}」[^1]\n\n[^1]: ")
    page.get_by_role("button", name="引用を確かめる").click()
    page.get_by_text("原文一致 1 件").wait_for()
    page.get_by_role("link", name="予算のこと").click()
    page.locator(".exchange .quote").first.wait_for()
    assert texts(page.locator(".question")) == [f"質問: {QUESTION}"]
    page.get_by_role("link", name="会話", exact=True).click()
    page.get_by_label("会話を探す").wait_for()
    row = page.locator("[class*='st-key-conversation_']", has_text="予算のこと")
    row.get_by_role("button", name="削除する").click()
    page.get_by_role("dialog").get_by_role("button", name="削除する").last.click()
    page.get_by_text("1 件", exact=True).wait_for()
    assert page.get_by_text("予算のこと").count() == 0


def test_an_answer_is_copied_with_footnotes_and_linked_to_by_a_page_for_anyone(visit, server: str):
    page = visit()
    exchange = ask(page, QUESTION)
    assert texts(exchange.locator(".source .standing")) == ["原文一致"]
    tool(exchange, "脚注つきでコピー").click()
    page.get_by_role("status").filter(has_text="コピーしました。").wait_for()
    question, _, said, _, footnote = copied(page).splitlines()
    assert (question, said) == (f"**{QUESTION}**", f"水野：「{QUOTE}」[^1]")
    place = re.fullmatch(r"\[\^1\]: (\S+・水野・発言 17) <(\S+)>", footnote)
    assert place
    assert place[2].startswith(f"{server}read?transcript=shiomi_2031_3&turn=17&start=")
    tool(exchange, "この答えのリンク").click()
    page.get_by_role("status").filter(has_text="リンクをコピーしました。").wait_for()
    link = copied(page)
    assert link.startswith(f"{server}answer?id=")
    stranger = visit(link.removeprefix(server), locale="en-GB")
    assert QUOTE in stranger.locator(".quote").first.inner_text()
    assert texts(stranger.locator(".source .standing")) == ["Matches source"]
    assert stranger.locator(".vote, .dispute, .suggestion").count() == 0
    stranger.locator(".marker").first.click()
    stranger.locator(".pane mark").first.wait_for()
    assert "".join(stranger.locator(".pane mark").all_text_contents()) == QUOTE


def test_the_receipt_is_shown_on_demand_and_tells_that_the_quote_was_compared(visit):
    page = visit()
    exchange = ask(page, QUESTION)
    opener = tool(exchange, "調べた記録")
    opener.click()
    dialog = page.get_by_role("dialog", name="この答えの記録")
    receipt = json.loads(dialog.locator("pre").inner_text())
    assert (receipt["question"], receipt["found"]) == (QUESTION, True)
    [citation] = receipt["citations"]
    assert (citation["quote"], citation["equal"]) == (QUOTE, True)
    with page.expect_download() as download:
        dialog.get_by_role("button", name="保存する").click()
    assert json.loads(Path(download.value.path()).read_text(encoding="utf-8")) == receipt
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert opener.evaluate("node => node.getRootNode().activeElement === node")


def test_a_judgement_is_kept_and_can_be_taken_back(visit):
    page = visit()
    exchange = ask(page, QUESTION)
    good, bad = tool(exchange, "役に立った"), tool(exchange, "役に立たなかった")
    good.click()
    bad.click()
    page.wait_for_timeout(500)
    page.reload()
    bad.wait_for()
    assert (good.get_attribute("aria-pressed"), bad.get_attribute("aria-pressed")) == (
        "false",
        "true",
    )
    bad.click()
    page.wait_for_timeout(500)
    page.reload()
    bad.wait_for()
    assert bad.get_attribute("aria-pressed") == "false"


def test_a_disputed_citation_becomes_a_gold_question_when_an_editor_accepts_it(visit, folder: Path):
    page = visit()
    exchange = ask(page, FIRST)
    exchange.get_by_role("button", name="この引用は違う [1]").click()
    exchange.get_by_label("正しい箇所（わかれば）").fill("初年度の総額は\n2,380万円です。")
    exchange.get_by_label("ひとこと（任意）").fill("ためし")
    exchange.get_by_role("button", name="送る").click()
    exchange.get_by_text("ありがとうございます。").wait_for()
    page.wait_for_timeout(500)
    editor = visit("reports")
    row = editor.locator("[class*='st-key-report-']", has_text=FIRST)
    row.get_by_text("会議録にあります").wait_for()
    row.get_by_role("button", name="正しい箇所として加える").click()
    row.wait_for(state="detached")
    with Library(folder).reading() as view:
        gold = read_gold(folder / GOLD, view)[-1]
        text = view.transcript(gold.evidence[0].transcript).text
    assert (gold.question, gold.answerable) == (FIRST, True)
    assert gold.evidence[0].span.of(text) == QUOTE
    (folder / GOLD).unlink()


def test_a_suggested_question_is_asked_and_answered(visit):
    page = visit()
    starters = page.locator(".st-key-examples button")
    starters.first.wait_for(timeout=60_000)
    assert starters.count() == 3
    question = starters.first.inner_text()
    starters.first.click()
    page.locator(".exchange .answer:not(.refusal)").wait_for()
    assert texts(page.locator(".question")) == [f"質問: {question}"]
    following = page.locator(".suggestion").first.inner_text()
    page.locator(".suggestion").first.click()
    second = page.locator(".exchange").nth(1)
    second.locator(".answer:not(.refusal)").wait_for()
    assert texts(page.locator(".question"))[1] == f"質問: {following}"
    assert following not in page.locator(".suggestion").all_inner_texts()


def test_two_people_at_once_keep_apart(visit):
    one, other = visit(), visit()
    for page, question in ((one, QUESTION), (other, FIRST)):
        box = page.get_by_test_id("stChatInput").locator("textarea")
        box.fill(question)
        box.press("Enter")
    for page, question in ((one, QUESTION), (other, FIRST)):
        page.locator(".exchange .quote").first.wait_for()
        assert texts(page.locator(".question")) == [f"質問: {question}"]


def test_a_conversation_outlives_the_server_and_an_open_question_is_answered_by_the_next(
    browser, sample_library: Library, tmp_path: Path
):
    library, port = tmp_path / "library", free_port()
    shutil.copytree(sample_library.folder, library)
    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    with serving(library, port) as (address, _):
        page.goto(address)
        page.get_by_test_id("stChatInput").wait_for()
        ask(page, QUESTION).locator(".quote").first.wait_for()
        kept = page.url
    with Store(library).connection() as connection:  # as if it had been stopped while answering
        connection.execute("UPDATE exchanges SET outcome = NULL, receipt = NULL")
        connection.execute("UPDATE conversations SET revision = revision + 1")
    assert (library / CONVERSATIONS).exists()
    with serving(library, port):
        page.goto(kept)
        page.locator(".exchange .quote").first.wait_for()
        assert QUOTE in page.locator(".exchange .quote").first.inner_text()
    context.close()


@pytest.mark.parametrize(("locale", "title"), [("ja-JP", "会議録に"), ("de-DE", "Ask your")])
def test_the_browsers_language_comes_first(visit, locale: str, title: str):
    page = visit(locale=locale)
    assert page.locator("h1").first.inner_text().startswith(title)
    language = "ja" if locale == "ja-JP" else "en"
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_only_the_page_itself_scrolls_however_long_the_conversation_beside_a_source(visit):
    page = visit()
    ask(page, QUESTION).locator(".marker").first.click()
    page.locator(".pane mark").first.wait_for()
    for question in (FIRST, NEXT, "秘匿とは何ですか"):
        ask(page, question).locator(".answer").wait_for()
        page.wait_for_timeout(600)
    slid = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(node => node.scrollTop > 0)
            .map(node => node.getAttribute("data-testid"))"""
    )
    assert slid == ["stMain"]
    assert page.locator(".exchange").last.bounding_box()["y"] < 200


def test_back_closes_the_source_and_a_reload_keeps_it_open(visit):
    page = visit(width=390, height=844)
    ask(page, QUESTION)
    page.locator(".marker").first.click()
    page.locator(".pane mark").first.wait_for()
    page.reload()
    page.locator(".pane mark").first.wait_for()
    assert "".join(page.locator(".pane mark").all_text_contents()) == QUOTE
    page.go_back()
    page.locator(".pane").wait_for(state="detached")
    assert texts(page.locator(".question")) == [f"質問: {QUESTION}"]
    assert page.locator("[aria-current]").count() == 0


def test_a_reload_keeps_the_conditions_and_shows_where_the_talk_was_left(visit):
    page = visit()
    for question in (FIRST, "秘匿とは何ですか"):
        ask(page, question).locator(".answer").wait_for()
    page.get_by_role("button", name="範囲をしぼる").click()
    page.get_by_role("combobox", name="発言者").click()
    page.get_by_role("option", name="水野").click()
    page.keyboard.press("Escape")
    page.locator(".st-key-held .chip").wait_for()
    ask(page, QUESTION).locator(".answer").wait_for()
    page.reload()
    page.locator(".st-key-held .chip").wait_for()
    assert texts(page.locator(".st-key-held .chip")) == ["発言者: 水野"]
    page.wait_for_timeout(1_000)
    assert page.locator(".exchange").last.bounding_box()["y"] < 200


def test_a_passage_is_asked_about_in_its_own_turns_and_the_condition_is_told(visit):
    page = visit("?transcript=shiomi_2031_3&turn=17&start=3835&end=3854")
    page.locator(".pane mark").first.wait_for()
    held = page.locator(".st-key-held .chip")
    held.first.wait_for()
    assert texts(held)[1] == "この箇所: 発言 17–19"
    assert "start=" not in page.url
    suggested = page.locator(".st-key-examples button")
    exchange = ask(page, "総額はいくらですか")
    assert QUOTE in exchange.locator(".quote").first.inner_text()
    assert suggested.count() == 0
    page.get_by_role("button", name="「この箇所: 発言 17–19」の条件を外す").click()
    page.wait_for_timeout(500)
    assert len(texts(held)) == 1


def test_under_conditions_only_questions_with_an_answer_there_are_suggested(visit):
    page = visit("?transcript=harbour_transit_2031&start=0&end=5", locale="en-GB")
    page.locator(".st-key-examples button").first.wait_for(timeout=60_000)
    for place in range(page.locator(".st-key-examples button").count()):
        page.locator(".st-key-examples button").nth(place).click()
        page.locator(".exchange .answer").wait_for()
        assert page.locator(".exchange .refusal").count() == 0
        page.get_by_role("button", name="New conversation").click()
        page.locator(".st-key-examples button").first.wait_for()
