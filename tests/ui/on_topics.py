"""The page Catch up on a small library whose overviews are made, for the tests of its views."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import UnknownElement

from index.build import add
from index.library import Library
from rag.catchup.derive import derive
from rag.catchup.topic_store import make_on
from tests.conftest import BigramEncoder


def catch_up_page(folder: str, language: str) -> None:
    from pathlib import Path

    from ui.catch import page
    from ui.resources import shared_encoder, shared_library
    from ui.room import shared_room
    from ui.words import words_of

    library = shared_library(Path(folder))
    page.show(shared_room(library, Path(folder), shared_encoder(None), None), words_of(language))


def opened(library: Library, language: str = "ja", **address: str) -> AppTest:
    """The page at an address."""
    args = (str(library.folder), language)
    test = AppTest.from_function(catch_up_page, args=args, default_timeout=60)
    for name, value in address.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


def made_of(folder: Path, topics: Iterable[str], **texts: str) -> Library:
    """A library of texts by their names, with its overviews and what is said on topics."""
    library, encoder = Library.create(folder / "made"), BigramEncoder()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    list(add([folder / f"{name}.txt" for name in texts], library, encoder))
    assert derive(library)
    assert make_on(library, encoder, topics)
    return library


def html_of(test: AppTest, start: str) -> str:
    """The one piece of HTML that begins so."""
    [found] = [one.value for one in test.get("html") if one.value.startswith(start)]
    return found


def rows_of(charts: Sequence[UnknownElement]) -> list[dict[str, object]]:
    """Rows that the one chart of a page draws."""
    [chart] = charts
    [data] = chart.proto.datasets
    rows: list[dict[str, object]] = pyarrow.ipc.open_stream(data.data.data).read_all().to_pylist()
    return rows
