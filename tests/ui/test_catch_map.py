"""The map of the library: the picture holds what is kept, and each cell leads to its passages."""

import shutil
from pathlib import Path

import pyarrow
import pytest

from index.library import Library
from rag.catchup.derive import MAP, Overviews, derive
from rag.catchup.records import Themes
from rag.cite import address
from tests.rag.catchup.conftest import FERRY
from tests.ui.on_topics import made_of, opened
from ui.kept.deriving import Deriving
from ui.words import words_of

DAYS = {
    "shiomi_2031_1": "2031-05-20",
    "harbour_transit_2031": "2031-06-12",
    "shiomi_2031_2": "2031-09-09",
    "shiomi_2031_3": "2031-12-16",
}


@pytest.fixture(scope="module")
def derived(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = shutil.copytree(built, tmp_path_factory.mktemp("mapped") / "library")
    library = Library(folder)
    assert derive(library)
    return library


@pytest.fixture
def made(derived: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library whose map is made; whoever makes more fails."""
    monkeypatch.setattr(Deriving, "_start", None)
    monkeypatch.setattr(Deriving, "begin", lambda self: False)
    return derived


def map_of(library: Library) -> Themes:
    kept = Overviews(library).library(MAP)
    assert kept is not None
    return kept.record


def layers(test) -> list[list[dict]]:
    """Rows of each layer of the picture."""
    [chart] = test.get("vega_lite_chart")
    return [
        pyarrow.ipc.open_stream(one.data.data).read_all().to_pylist()
        for one in chart.proto.datasets
    ]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_picture_holds_every_cell(made: Library, language):
    words, record = words_of(language), map_of(made)
    first = record.themes[0]
    expected = [
        {
            "theme": theme.title,
            "session": words.day(DAYS[cell.transcript]),
            "transcript": cell.transcript,
            "count": cell.count,
            "chosen": (theme, cell) == (first, first.cells[0]),
        }
        for theme in record.themes
        for cell in theme.cells
    ]
    drawn = layers(opened(made, language, view="map"))
    assert expected in drawn
    assert [row for row in expected if row["chosen"]] in drawn
    everywhere = [
        {"theme": theme.title, "session": words.day(DAYS[name])}
        for theme in record.themes
        for name in record.transcripts
    ]
    assert everywhere in drawn


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_cell_leads_to_its_passages(made: Library, language):
    words, record = words_of(language), map_of(made)
    theme = max(record.themes, key=lambda one: one.count)
    cell = max(theme.cells, key=lambda one: one.count)
    test = opened(made, language, view="map", theme=theme.title, session=cell.transcript)
    with made.reading() as view:
        transcript = view.transcript(cell.transcript)
        links = [address(transcript, one.turn, one.span) for one in cell.passages]
    shown = [one.value for one in test.markdown]
    assert 5 < len(links) == cell.count
    assert [any(f"]({link})" in text for text in shown) for link in links] == [True] * 5 + [
        False
    ] * (len(links) - 5)
    test.button(key="map_more").click().run()
    assert not test.exception
    shown = [one.value for one in test.markdown]
    assert all(any(f"]({link})" in text for text in shown) for link in links)
    assert shown[1].startswith(f"{words.map.terms} [")


def test_theme_and_session_are_chosen_by_hand_too(made: Library):
    record = map_of(made)
    theme = next(one for one in record.themes[1:] if len(one.cells) > 1)
    test = opened(made, view="map")
    test.selectbox(key="map_theme").set_value(theme.title).run()
    assert test.query_params["theme"] == theme.title
    test.selectbox(key="map_session").set_value(theme.cells[-1].transcript).run()
    assert not test.exception
    assert test.query_params["theme"] == theme.title
    assert test.query_params["session"] == theme.cells[-1].transcript


def test_a_cell_that_there_is_not_is_the_first(made: Library):
    record = map_of(made)
    test = opened(made, view="map", theme="月面基地", session="nowhere")
    assert test.selectbox(key="map_theme").value == record.themes[0].title
    assert test.selectbox(key="map_session").value == record.themes[0].cells[0].transcript


def test_markup_is_shown_as_it_was_said(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(Deriving, "begin", lambda self: False)
    hostile = FERRY.replace("渡し船の運賃は、", "渡し船の**運賃**は、<img src=x>![x](http://x)")
    library = made_of(tmp_path, [], one=hostile)
    test = opened(library, view="map")
    shown = "\n".join(one.value for one in test.get("html"))
    assert "渡し船の**運賃**は、&lt;img src=x&gt;![x](http://x)来年の四月から" in shown
    assert "<img" not in shown


def test_a_library_that_says_too_little_has_no_map(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(Deriving, "begin", lambda self: False)
    library = made_of(tmp_path, [], one="港の会\n2031年6月1日\n\n＜甲＞\nはい。\n")
    test = opened(library, view="map")
    assert [one.value for one in test.info] == [words_of("ja").map.nothing]


def test_a_map_that_is_not_made_yet_is_said(library: Library, monkeypatch):
    monkeypatch.setattr(Deriving, "begin", lambda self: True)
    test = opened(library, view="map")
    assert [one.value for one in test.info] == [words_of("ja").catch_up.missing]
