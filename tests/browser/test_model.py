"""An answer that a language model writes, in a real browser; the model is scripted."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from index.library import Library
from tests.browser.server import free_port, serving
from tests.browser.steps import ask, texts
from tests.rag.scripted import Messages, Reply, scripted

QUESTION, QUOTE = "初年度の総額はいくらですか。", "初年度の総額は 2,380 万円です。"
FIRST = "初年度の総額は 2,380 万円です。"
FALSE = "反対した委員は 99 名いました。"
HOSTILE = (
    "![写真](http://evil.example/a.png)をご覧ください。"
    '<img src="http://evil.example/b.png" onerror="document.title=1">合言葉は灯です。'
)


@pytest.fixture(scope="module")
def port() -> int:
    """Where the app looks for the model; each test lets another one answer there."""
    return free_port()


@pytest.fixture(scope="module")
def folder(sample_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("model") / "library"
    shutil.copytree(sample_library.folder, made)
    return made


@pytest.fixture(scope="module")
def server(browser, folder: Path, port: int) -> Iterator[str]:
    url = f"http://127.0.0.1:{port}/v1"
    with serving(folder, HATSUGEN_MODEL="openai:scripted", HATSUGEN_MODEL_URL=url) as (address, _):
        yield address


def number(messages: Messages) -> str:
    """Number under which the model was shown the sentence that answers."""
    return re.findall(r"^\[(\d+)\] .*2,380", messages[-1]["content"], re.MULTILINE)[0]


def true_and_false(messages: Messages) -> str:
    cited = f"[{number(messages)}]"
    return f"{FIRST}{cited}{FALSE}{cited}以上です。"


def true_and_hostile(messages: Messages) -> str:
    return f"{FIRST}[{number(messages)}]\n{HOSTILE}"


def test_the_first_words_are_there_before_the_last_and_no_half_marker_ever(visit, port: int):
    page = visit()
    with scripted([Reply(true_and_false, piece=1, gap=0.1)], port):
        exchange = ask(page, QUESTION)
        writing = exchange.locator(".writing")
        writing.wait_for()
        assert exchange.get_attribute("aria-busy") == "true"
        seen = []
        while writing.count():
            seen += texts(writing)
            time.sleep(0.03)
    exchange.locator(".answer").wait_for()
    assert len(set(seen)) > 3
    assert not [text for text in seen if re.search(r"[\[［【]", re.sub(r"\[\d+\]", "", text))]
    assert any("確認中" in text and FIRST in text for text in seen)
    assert exchange.get_attribute("aria-busy") is None


def test_each_sentence_stands_with_its_source_or_is_replaced_by_it(visit, port: int):
    page = visit()
    with scripted([Reply(true_and_false)], port):
        exchange = ask(page, QUESTION)
        exchange.locator(".answer").wait_for()
    proven = exchange.locator(".sentence.proven").first
    assert proven.locator(".said").inner_text() == FIRST
    assert proven.locator(".named").inner_text() == "（水野）"
    replaced = exchange.locator(".replaced").first
    assert not replaced.locator("del").is_visible()
    replaced.locator("summary").click()
    assert replaced.locator("del").inner_text() == FALSE
    assert "数字「99名」が引用箇所にありません" in replaced.locator(".faults").inner_text()
    assert "openai:scripted が書きました。" in exchange.locator(".answer").inner_text()
    proven.get_by_role("button", name="出典 1 を開く").click()
    page.locator(".pane mark").first.wait_for()
    assert "".join(page.locator(".pane mark").all_text_contents()) == QUOTE


def test_a_source_is_opened_while_the_model_writes_on(visit, port: int):
    page = visit()
    with scripted([Reply(true_and_false, piece=1, gap=0.15)], port):
        exchange = ask(page, QUESTION)
        marker = exchange.locator(".writing .marker").first
        marker.click()
        page.locator(".pane mark").first.wait_for()
        assert exchange.locator(".writing").count() == 1
        assert exchange.locator(".writing .marker.opened").count() == 1
        exchange.locator(".answer").wait_for()
    expect(page.locator(".pane mark").first).to_be_attached()
    expect(exchange.locator(".sentence.proven .marker.opened")).to_have_count(1)


def test_what_a_model_writes_is_never_markup(visit, port: int):
    page = visit()
    title = page.title()
    with scripted([Reply(true_and_hostile, piece=3, gap=0.02)], port):
        exchange = ask(page, QUESTION)
        exchange.locator(".answer").wait_for()
    assert exchange.locator("img").count() == 0
    assert "evil" not in exchange.inner_text()
    assert "答えに要らないものを含む" in exchange.inner_text()
    assert page.title() == title


def test_where_the_model_fails_the_quotes_stand_with_the_reason(visit, port: int):
    page = visit()
    with scripted([Reply(status=500)], port) as model:
        exchange = ask(page, QUESTION)
        exchange.locator(".answer").wait_for()
    assert len(model.requests) == 3
    notice = exchange.locator(".notice > p").inner_text()
    assert notice == "言語モデルで障害が起きたため、原文の引用で答えます。"
    assert exchange.locator(".quote").first.inner_text() == f"「{QUOTE}」[1]"


def test_what_is_not_in_the_transcripts_is_refused_without_the_model(visit, port: int):
    page = visit()
    with scripted([Reply(true_and_false)], port) as model:
        exchange = ask(page, "宇宙エレベーターの建設費はいくらですか。")
        exchange.locator(".refusal").wait_for()
    assert model.requests == []


def test_a_reload_while_it_is_written_finds_the_answer(visit, port: int):
    page = visit()
    with scripted([Reply(true_and_false, piece=1, gap=0.08)], port) as model:
        ask(page, QUESTION).locator(".writing").wait_for()
        page.reload()
        page.locator(".exchange .writing, .exchange .answer").first.wait_for()
        page.locator(".exchange .answer").wait_for()
        assert page.locator(".sentence.proven .said").first.inner_text() == FIRST
    assert len(model.requests) == 1


def choose(page, *names: str) -> None:
    """Choose on the page of settings, and come back."""
    page.get_by_role("link", name="AI：openai:scripted").click()
    page.get_by_role("heading", name="設定").wait_for()
    for name in names:
        page.get_by_text(name, exact=True).click()
        page.get_by_role("radio", name=name, checked=True).wait_for()
    page.wait_for_timeout(1000)  # the choice is kept by the run that follows
    page.get_by_role("link", name="質問する").click()
    page.get_by_test_id("stChatInput").wait_for()


def test_it_is_switched_off_on_the_page_of_settings(visit, port: int):
    page = visit()
    choose(page, "言語モデルを使わない（原文の引用だけで答える）")
    with scripted([Reply(true_and_false)], port) as model:
        exchange = ask(page, QUESTION)
        exchange.locator(".answer").wait_for()
    assert model.requests == []
    assert exchange.locator(".quote").first.inner_text() == f"「{QUOTE}」[1]"
    assert page.get_by_role("link", name="AI：openai:scripted").count() == 0


def test_unproven_sentences_are_kept_with_a_mark_where_that_is_chosen(visit, port: int):
    page = visit()
    choose(page, "「根拠なし」の印を付けて残す")
    with scripted([Reply(true_and_false)], port):
        exchange = ask(page, QUESTION)
        exchange.locator(".answer").wait_for()
    marked = exchange.locator(".sentence.unproven").first
    assert marked.locator(".said").inner_text() == FALSE
    faults = marked.locator(".faults").inner_text()
    assert faults.startswith("根拠なし：")
    assert "数字「99名」が引用箇所にありません" in faults
