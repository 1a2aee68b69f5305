"""The app on a large archive, in a real Chromium: python tests/bench/archive_app.py [PASSAGES]

The archive is that of scale.py, copied and said to be the bundled encoder's, so that the app opens
it; what its made-up vectors find does not matter here. Each page is opened twice, by its address.
"""

import argparse
import json
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

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index import schema  # noqa: E402
from index.encode import BundledEncoder  # noqa: E402
from index.library import Library  # noqa: E402
from index.writer import identity  # noqa: E402
from tests.bench.app import answered  # noqa: E402
from tests.bench.making import make, make_large  # noqa: E402
from tests.bench.scale import LARGE  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.server import free_port, serving  # noqa: E402
from ui.catch.page import _VIEWS  # noqa: E402

QUESTIONS = 30
PAGES = ("", "read", "catch-up", "draft", "library", "people", "history", "settings")
SECONDS = 120_000  # milliseconds, until a page counts as stuck


def copied(source: Path, target: Path) -> Path:
    """The archive as the app can open it."""
    shutil.copytree(source, target)
    with Library(target).changing() as connection:
        schema.set_meta(connection, "encoder", json.dumps(identity(BundledEncoder())))
    return target


def settled(page: Page) -> None:
    """Wait until the page's script has run to its end."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def opened(page: Page, address: str) -> float:
    """Milliseconds until a page is drawn whole."""
    begun = time.perf_counter()
    page.goto(address)
    page.locator("h1").first.wait_for()
    settled(page)
    return (time.perf_counter() - begun) * 1_000


def asked(page: Page, address: str, meetings: int) -> list[float]:
    """Milliseconds from Enter to the answer."""
    took = []
    for number in range(QUESTIONS):
        if number % 10 == 0:
            opened(page, address)
        light = number * meetings // QUESTIONS
        took.append(answered(page, f"灯台第{light}号の改修費はいくらですか"))
    return took


def measure(browser: Browser, library: Path, passages: int) -> None:
    """Start the server and visit."""
    port, begun = free_port(), time.perf_counter()
    with serving(library, port) as (address, _):
        page = browser.new_page(locale="ja-JP", viewport={"width": 1440, "height": 900})
        page.set_default_timeout(SECONDS)
        page.goto(address)
        page.locator("h1").first.wait_for()
        page.get_by_test_id("stChatInput").wait_for()
        print(f"server start to first page      {time.perf_counter() - begun:8.2f} s")
        meetings = passages // 90
        first, *later = asked(page, address, meetings)
        p50, p95 = (statistics.quantiles(later, n=100)[n - 1] for n in (50, 95))
        print(f"first question                  {first:8.0f} ms")
        print(f"later ones, p50 / p95 of {len(later)}     {p50:8.0f} / {p95:.0f} ms")
        print(f"{'page':30}{'first':>10}{'again':>10}   ms")
        for name in (*PAGES, *(f"catch-up?view={view}" for view in _VIEWS)):
            times = [opened(page, address + name) for _ in range(2)]
            print(f"{name or 'ask':30}{times[0]:10.0f}{times[1]:10.0f}", flush=True)
        page.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "archives")
    given = parser.parse_args()
    source = given.folder / str(given.size)
    (make_large if given.size >= LARGE else make)(source, given.size)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        library = copied(source, Path(folder) / "archive")
        print(f"{date.today()}, {os.cpu_count()} cores, {platform.machine()}", end=", ")
        print(f"{given.size:,} passages, load {os.getloadavg()[0]:.1f}")
        measure(browser, library, given.size)
        browser.close()


if __name__ == "__main__":
    main()
