"""Measure the reader in a real Chromium and print a table: python tests/bench/reader.py [TURNS]

The transcript is made by grammar (3,000 turns unless told otherwise). Vectors of its passages
are made up, but for those that answer the questions asked, so that building it takes seconds.
"""

import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.build import add_sources  # noqa: E402
from index.encode import BundledEncoder, Vectors  # noqa: E402
from index.library import Library  # noqa: E402
from index.read import read_bytes  # noqa: E402
from tests.bench.long import LANDMARKS, long_transcript, question  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.server import serving  # noqa: E402
from tests.browser.steps import ask  # noqa: E402

TELLING = "丘の上"  # stands in the turns that answer
SPREAD = 0.3  # of the others around one: those that answer stand out as in real meetings
TURNS, OPENINGS, CLICKS, FRAMES = 3_000, 7, 30, 240
WHEN_MARKED = """word => new Promise(resolve => {
    const begun = performance.now();
    const hosts = () => [...document.querySelectorAll("*")].filter(node => node.shadowRoot);
    const look = () => {
        const marks = hosts().flatMap(host => [...host.shadowRoot.querySelectorAll(".pane mark")]);
        const mark = marks.find(node => node.textContent.includes(word));
        const box = mark?.getClientRects()[0];
        const at = box && [box.left + box.width / 2, box.top + box.height / 2];
        if (at && mark.getRootNode().elementFromPoint(...at) === mark) {
            resolve(performance.now() - begun);
        } else requestAnimationFrame(look);
    };
    hosts().flatMap(host => [...host.shadowRoot.querySelectorAll(".marker")])
        .find(node => node.closest(".exchange").textContent.includes(word)).click();
    look();
})"""
SCROLL = """frames => new Promise(async resolve => {
    const main = document.querySelector('[data-testid="stMain"]');
    const times = [];
    let last = performance.now();
    for (let frame = 0; frame < frames; frame += 1) {
        main.scrollTop += 300;
        await new Promise(requestAnimationFrame);
        times.push(performance.now() - last);
        last = performance.now();
    }
    resolve(times);
})"""


class QuickVectors(BundledEncoder):
    """The bundled encoder; of passages that answer nothing only one is truly looked at.

    The others get its vector, a little changed by their hash: as near to any question as
    passages of one meeting are.
    """

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of which most mean little, made fast."""
        telling = [text for text in texts if TELLING in text]
        true = super().encode_passages([texts[0], *telling])
        known = dict(zip(telling, true[1:], strict=True))
        return np.asarray([known.get(text, _near(true[0], text)) for text in texts], np.float32)


def _near(vector: Vectors, text: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    change = np.random.default_rng(seed).standard_normal(len(vector))
    row = vector + SPREAD * change / np.linalg.norm(change)
    return row / np.linalg.norm(row)


def opening(page: Page, address: str, whole: bool) -> float:
    """Seconds from navigation until the words are drawn: those in view, or all."""
    begun = time.perf_counter()
    page.goto(f"{address}read?transcript=long")
    page.locator(".pane.whole" if whole else ".turn").first.wait_for()
    return time.perf_counter() - begun


def talk(page: Page, address: str) -> None:
    """Ask what the clicks need."""
    page.goto(address)
    for landmark in LANDMARKS:
        ask(page, question(landmark)).locator(".marker").first.wait_for()


def clicking(page: Page, *, closed: bool) -> list[float]:
    """Milliseconds from each click on a marker until the highlighted words are in view.

    closed: the pane is closed before each click, and has to be opened by it.
    """
    words = list(LANDMARKS.values())
    times = []
    for click in range(CLICKS):
        times.append(page.evaluate(WHEN_MARKED, words[click % len(words)]))
        page.wait_for_timeout(400)
        if closed:
            page.locator(".pane .close").click()
            page.locator(".pane").wait_for(state="detached")
    return times


def at(times: list[float], share: float) -> float:
    """The value below which that share of the measured values lies."""
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def main() -> None:
    """Measure and print."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    text = long_transcript(turns)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name) / "library"
        source = read_bytes(text.encode(), "long.txt")
        list(add_sources([source], Library.create(folder), QuickVectors()))
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        with serving(folder) as (address, _):
            page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="ja-JP")
            first = opening(page, address, whole=True)
            drawn = [opening(page, address, whole=False) for _ in range(OPENINGS)]
            whole = [opening(page, address, whole=True) for _ in range(OPENINGS)]
            frames = page.evaluate(SCROLL, FRAMES)
            talk(page, address)
            opens = clicking(page, closed=True)
            clicks = clicking(page, closed=False)
        browser.close()
    rows = [
        ("first opening after the start, all turns drawn", f"{first:.2f} s"),
        ("navigation to drawn page, median", f"{at(drawn, 0.5):.2f} s"),
        ("navigation to drawn page, slowest", f"{max(drawn):.2f} s"),
        ("navigation to all turns drawn, median", f"{at(whole, 0.5):.2f} s"),
        ("scrolling, a frame, p50", f"{at(frames, 0.5):.0f} ms"),
        ("scrolling, a frame, p95", f"{at(frames, 0.95):.0f} ms"),
        ("click on a marker to highlighted words, p50", f"{at(clicks, 0.5):.0f} ms"),
        ("click on a marker to highlighted words, p95", f"{at(clicks, 0.95):.0f} ms"),
        ("the same where the pane has to open, p50", f"{at(opens, 0.5):.0f} ms"),
        ("the same where the pane has to open, p95", f"{at(opens, 0.95):.0f} ms"),
    ]
    print(f"{date.today()}, {turns:,} turns, {len(text):,} characters")
    for what, value in rows:
        print(f"{what:<50} {value:>10}")


if __name__ == "__main__":
    main()
