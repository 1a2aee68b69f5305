"""The real server and a real Chromium; skipped with its reason where there is none."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.server import serving

FIRST_START_SECONDS = 180  # the sample is embedded then; 10 s on two idle cores
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    """Chromium, wherever the system has it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium found: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the app makes its library at first start."""
    return tmp_path_factory.mktemp("app") / "library"


@pytest.fixture(scope="session")
def server(browser, folder: Path) -> Iterator[str]:
    """Address of `streamlit run app.py`, started as a user starts it."""
    with serving(folder) as (address, _):
        yield address


@pytest.fixture
def visit(browser, server: str) -> Iterator[Callable]:
    """Open an address in a fresh profile; no page may ask another host, or throw."""
    contexts, hosts, thrown = [], set(), []

    def opened(
        path: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        locale: str = "ja-JP",
        scheme: str = "light",
        beside=None,
    ):
        if beside is None:
            view = {"width": width, "height": height}
            context = browser.new_context(viewport=view, locale=locale, color_scheme=scheme)
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            contexts.append(context)
        else:
            context = beside.context  # another page of the same profile
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", lambda request: hosts.add(urlsplit(request.url)[:2]))
        page.on("pageerror", lambda error: thrown.append(str(error)))
        page.goto(server + path)
        page.locator("h1, .exchange, .pane, .stAlert").first.wait_for(
            timeout=FIRST_START_SECONDS * 1000
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    asked = {host for scheme, host in hosts if scheme in ("http", "https", "ws", "wss")}
    assert asked == {urlsplit(server).netloc}
    assert thrown == []
