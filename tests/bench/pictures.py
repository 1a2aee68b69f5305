"""Take the pictures of the app that the README shows: python tests/bench/pictures.py

They are of the sample library, in a real Chromium, and land in ui/pictures.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.build import add  # noqa: E402
from index.encode import BundledEncoder  # noqa: E402
from index.library import Library  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.server import serving  # noqa: E402
from tests.browser.steps import ask  # noqa: E402

PICTURES = ROOT / "ui" / "pictures"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
SETTLED = 1_500  # milliseconds
CAUGHT_UP = {  # views of the page Catch up -> what is there once they are drawn
    "brief": "a[href^='read?']",
    "path": ".st-key-step_1",
    "terms": "a[href*='term=']",
    "board": ".board",
    "map": "[data-testid=stVegaLiteChart] svg",
}


def visit(browser: Browser, address: str, size: dict[str, int], locale: str, scheme: str) -> Page:
    """Open a page as a new visitor."""
    context = browser.new_context(viewport=size, locale=locale, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.locator("h1, .pane").first.wait_for()
    return page


def shoot(page: Page, name: str) -> None:
    """Take a picture once the page has settled."""
    page.wait_for_timeout(SETTLED)
    page.mouse.move(0, 400)
    page.screenshot(path=PICTURES / f"{name}.png")
    page.context.close()
    print(PICTURES / f"{name}.png")


def falsify(page: Page) -> None:
    """Make a draft, and turn its first sentence into the opposite."""
    page.wait_for_timeout(SETTLED)
    page.get_by_role("button", name="下書きを作る", exact=True).click()
    row = page.locator("[class*=st-key-drafting_row_]", has_text="一致").first
    field = row.get_by_role("textbox")
    field.fill(field.input_value().replace("反対", "賛成"))
    field.press("Control+Enter")
    page.get_by_text("脚注は、この文の裏づけになっていません").wait_for()
    page.get_by_role("radio", name="本文").evaluate(
        "node => document.querySelector('[data-testid=stMain]')"
        ".scrollBy(0, node.getBoundingClientRect().top - 70)"
    )


def main() -> None:
    """Start the app on the sample and take the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        library = Path(folder) / "library"
        list(add([ROOT / "index" / "sample"], Library.create(library), BundledEncoder()))
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with serving(library) as (address, _):
            page = visit(browser, address, WIDE, "ja-JP", "light")
            page.locator(".st-key-examples button").first.wait_for(timeout=60_000)
            exchange = ask(page, "第3回の会合で水野さんは初年度の総額についてどう言いましたか")
            exchange.locator(".marker").first.click()
            page.locator(".pane mark").first.wait_for()
            shoot(page, "ask")
            page = visit(browser, f"{address}read?transcript=shiomi_2031_1", WIDE, "ja-JP", "light")
            page.locator(".turn").first.wait_for()
            shoot(page, "read")
            page = visit(browser, f"{address}library", WIDE, "en-GB", "dark")
            page.get_by_role("heading", name="Library").wait_for()
            shoot(page, "library")
            for view, shown in CAUGHT_UP.items():
                page = visit(browser, f"{address}catch-up?view={view}", WIDE, "ja-JP", "light")
                page.locator(shown).first.wait_for(timeout=120_000)
                shoot(page, f"catch_up_{view}")
            page = visit(browser, f"{address}draft", WIDE, "ja-JP", "light")
            falsify(page)
            shoot(page, "draft")
            for name, heading in (("people", "Speakers"), ("settings", "Settings")):
                page = visit(browser, f"{address}{name}", WIDE, "en-GB", "light")
                page.get_by_role("heading", name=heading, exact=True).wait_for()
                shoot(page, name)
            page = visit(browser, address, WIDE, "ja-JP", "light")
            ask(page, "秘匿とは何ですか")
            page.get_by_role("link", name="会話", exact=True).click()
            page.get_by_role("heading", name="会話").wait_for()
            shoot(page, "history")
            page = visit(browser, address, PHONE, "ja-JP", "light")
            exchange = ask(page, "秘匿とは何ですか")
            exchange.locator(".marker").first.click()
            page.locator(".pane mark").first.wait_for()
            shoot(page, "phone")
        browser.close()


if __name__ == "__main__":
    main()
