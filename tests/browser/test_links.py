"""Permanent links and old citations, after the library was rebuilt and a transcript corrected."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import add, rebuild, remove
from index.encode import BundledEncoder
from index.library import Library
from tests.browser.server import serving
from tests.browser.steps import ask, texts
from tests.conftest import SAMPLE

NAME = "shiomi_2031_3"
QUESTION, QUOTE = "初年度の総額はいくらですか。", "初年度の総額は 2,380 万円です。"


@pytest.fixture
def own(sample_library: Library, tmp_path: Path) -> Iterator[tuple[Library, str]]:
    """A library of the test's own with the app on it."""
    folder = tmp_path / "library"
    shutil.copytree(sample_library.folder, folder)
    with serving(folder) as (address, _):
        yield Library(folder), address


@pytest.fixture
def page(browser, own: tuple[Library, str]) -> Iterator:
    context = browser.new_context(locale="ja-JP", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(own[1])
    page.get_by_test_id("stChatInput").wait_for()
    yield page
    context.close()


def correct(library: Library, encoder: BundledEncoder, folder: Path, old: str, new: str) -> None:
    """Add a corrected version of the transcript."""
    text = (SAMPLE / f"{NAME}.txt").read_text(encoding="utf-8")
    assert old in text
    path = folder / f"{NAME}.txt"
    path.write_text(text.replace(old, new), encoding="utf-8")
    [row] = add([path], library, encoder)
    assert (row.status, row.transcript) == ("updated", NAME)


def marked(page) -> str:
    page.locator(".pane mark").first.wait_for()
    page.wait_for_timeout(300)
    return "".join(page.locator(".pane mark").all_text_contents())


def test_a_link_opens_the_passage_after_a_rebuild_moves_with_it_and_tells_when_it_is_gone(
    page, own: tuple[Library, str], bundled_encoder: BundledEncoder, tmp_path: Path
):
    library, address = own
    exchange = ask(page, QUESTION)
    exchange.locator(".marker").first.click()
    assert marked(page) == QUOTE
    link = page.locator(".pane .link").get_attribute("href")
    talk = page.url

    rebuild(library, bundled_encoder)
    page.goto(f"{address}{link}")
    assert marked(page) == QUOTE
    assert page.locator(".pane .note").count() == 0

    correct(
        library, bundled_encoder, tmp_path, QUOTE, f"ええと、それでは。{QUOTE[:8]}\n{QUOTE[8:]}"
    )
    page.goto(f"{address}{link}")
    assert "".join(marked(page).split()) == "".join(QUOTE.split())
    assert "位置が変わりました" in page.locator(".pane .note").inner_text()
    page.goto(talk)
    page.locator(".source .standing").first.wait_for()
    assert texts(page.locator(".exchange .source .standing")) == ["位置が変わりました"]
    page.locator(".marker").first.click()
    assert "".join(marked(page).split()) == "".join(QUOTE.split())

    correct(library, bundled_encoder, tmp_path, QUOTE, "総額は未定です。")
    page.goto(f"{address}{link}")
    page.locator(".pane .note").wait_for()
    assert "見当たりません" in page.locator(".pane .note").inner_text()
    assert page.locator(".pane mark").count() == 0
    page.goto(talk)
    page.locator(".source .standing").first.wait_for()
    assert texts(page.locator(".exchange .source .standing")) == ["原文が変わりました"]

    remove([NAME], library, bundled_encoder)
    page.goto(f"{address}history")
    page.get_by_role("button", name="引用を確かめる").click()
    page.get_by_text("会議録がありません 1 件").wait_for()
