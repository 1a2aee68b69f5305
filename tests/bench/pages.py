"""Measure the views of the page Catch up and print a table: python tests/bench/pages.py [SESSIONS]

The archive is made by grammar (50 sessions unless told otherwise), its vectors are made up. Each
view is drawn by AppTest in this process, which takes what a browser would not (about 100 ms of
CPU). `first` is a view while nothing is cached yet; the others follow, a fresh session each.
`CPU` is what this process used, the median: what the others would take on an idle machine.
"""

import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402
from streamlit.testing.v1 import AppTest  # noqa: E402

from index.build import add  # noqa: E402
from index.library import Library  # noqa: E402
from rag.catchup.derive import TERMS, Overviews, derive  # noqa: E402
from tests.bench.archive import SESSIONS, meetings  # noqa: E402
from tests.conftest import BigramEncoder  # noqa: E402
from tests.ui.catch_pages import catch_up_page  # noqa: E402
from ui import resources  # noqa: E402
from ui.catch.page import _VIEWS  # noqa: E402

VISITS = 9  # of a view, after the first


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds that a view took: by the clock, and of this process alone."""

    wall: float
    own: float


def main() -> None:
    """Make the archive, derive from it, and visit every view."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    resources.load_encoder = lambda configured: BigramEncoder()  # no page view embeds
    with tempfile.TemporaryDirectory() as folder:
        library = built(Path(folder), count)
        begun = time.perf_counter()
        derive(library)
        print(f"derived in {time.perf_counter() - begun:.1f} s")
        found = Overviews(library).library(TERMS)
        terms = sorted(found.record if found else (), key=lambda one: -one.count)
        print(f"{len(terms):,} terms\n")
        addresses = {name: {"view": name} for name in _VIEWS}
        addresses |= {
            f"terms: {one.name}": {"view": "terms", "term": one.name} for one in terms[:1]
        }
        print(f"{'view':24} {'first':>8} {'p50':>8} {'max':>8} {'CPU':>8}   ms")
        for name, address in addresses.items():
            st.cache_resource.clear()
            first, *later = (visited(library, address) for _ in range(VISITS + 1))
            wall, own = [one.wall for one in later], [one.own for one in later]
            figures = (first.wall, median(wall), max(wall), median(own))
            print(f"{name:24}" + "".join(f" {figure:8.0f}" for figure in figures))


def built(folder: Path, count: int) -> Library:
    """The archive as a library."""
    files, characters = folder / "files", 0
    files.mkdir()
    for name, text in meetings(count):
        (files / f"{name}.txt").write_text(text, encoding="utf-8")
        characters += len(text)
    library = Library.create(folder / "library")
    begun = time.perf_counter()
    for row in add([files], library, BigramEncoder()):
        if row.error:
            raise SystemExit(row.error)
    print(
        f"{count} sessions, {characters:,} characters, {time.perf_counter() - begun:.1f} s to add"
    )
    return library


def visited(library: Library, address: Mapping[str, str]) -> Taken:
    """Draw one view in a fresh session.

    Raises:
        SystemExit: the page shows an error.
    """
    args = (str(library.folder), "ja")
    test = AppTest.from_function(catch_up_page, args=args, default_timeout=120)
    for name, value in address.items():
        test.query_params[name] = value
    begun, used = time.perf_counter(), time.process_time()
    test.run()
    wall, own = time.perf_counter() - begun, time.process_time() - used
    if test.exception or test.info:
        shown = [*test.exception, *test.info]
        raise SystemExit(f"{dict(address)} is not drawn: {[one.value for one in shown]}")
    return Taken(wall * 1_000, own * 1_000)


if __name__ == "__main__":
    main()
