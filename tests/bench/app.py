"""The app in a real Chromium: python tests/bench/app.py

Prints the time from starting the server to the first page, on a library of 1,000 generated
passages; and from pressing Enter to the answer on the page, warm, on the sample.
"""

import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from speed import GeneratedVectors, meeting

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.build import add, add_sources  # noqa: E402
from index.encode import BundledEncoder  # noqa: E402
from index.library import Library  # noqa: E402
from index.read import read_bytes  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.server import free_port, serving  # noqa: E402
from tests.browser.steps import ask  # noqa: E402

PASSAGES, STARTS, QUESTIONS = 1_000, 5, 40
ASKED = [
    "初年度の総額はいくらですか。",
    "秘匿とは何ですか",
    "ウミツバメ便とは何ですか",
    "宇宙エレベーターの建設費はいくらですか。",
]


def generated(folder: Path) -> tuple[Library, int]:
    """A library of generated meetings, of 1,000 passages or a little more."""
    library, passages, number = Library.create(folder), 0, 0
    encoder = GeneratedVectors()
    while passages < PASSAGES:
        source = read_bytes(meeting(number), f"meeting{number}.txt")
        [row] = add_sources(iter([source]), library, encoder)
        passages, number = passages + row.passages, number + 1
    return library, passages


def first_page(browser: Browser, library: Path) -> float:
    """Seconds from starting the server to the page with its input."""
    port, begun = free_port(), time.perf_counter()
    with serving(library, port) as (address, _):
        page = browser.new_page(locale="ja-JP")
        page.goto(address)
        page.locator("h1").first.wait_for()
        page.get_by_test_id("stChatInput").wait_for()
        took = time.perf_counter() - begun
        page.close()
    return took


def answers(browser: Browser, library: Path) -> list[float]:
    """Milliseconds from Enter to the answer on the page, one question after another."""
    took = []
    with serving(library) as (address, _):
        page = browser.new_page(locale="ja-JP", viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.locator("h1").first.wait_for()
        page.get_by_test_id("stChatInput").wait_for()
        for question in ASKED:
            ask(page, question)
        page.wait_for_timeout(20_000)  # the suggested questions are found meanwhile
        for number in range(QUESTIONS):
            if number % 10 == 0:
                page.goto(address)
                page.get_by_test_id("stChatInput").wait_for()
            took.append(answered(page, ASKED[number % len(ASKED)]))
    return took


def answered(page: Page, question: str) -> float:
    """Milliseconds from Enter to the answer on the page."""
    box = page.get_by_test_id("stChatInput").locator("textarea")
    box.fill(question)
    before = page.locator(".exchange .answer").count()
    begun = time.perf_counter()
    box.press("Enter")
    page.locator(".exchange .answer").nth(before).wait_for()
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Measure and print."""
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {date.today()}")
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        _, passages = generated(Path(folder) / "large")
        starts = [first_page(browser, Path(folder) / "large") for _ in range(STARTS)]
        print(
            f"server start to first page, {passages} passages: median "
            f"{statistics.median(starts):.2f} s, longest {max(starts):.2f} s of {STARTS}"
        )
        sample = Path(folder) / "sample"
        list(add([ROOT / "index" / "sample"], Library.create(sample), BundledEncoder()))
        took = answers(browser, sample)
        p50, p95 = (statistics.quantiles(took, n=100)[n - 1] for n in (50, 95))
        print(
            f"question to answer on the page, warm: p50 {p50:.0f} ms, p95 {p95:.0f} ms"
            f" of {len(took)}"
        )
        browser.close()


if __name__ == "__main__":
    main()
