"""The page that sums sessions up."""

import pytest
from streamlit.testing.v1 import AppTest

from index.library import Library
from rag.catchup import derive as making
from rag.catchup.derive import BRIEF, HOMEWORK, Overviews, derive
from rag.cite import address
from ui.words import words_of


def catch_up_page(folder: str, language: str) -> None:
    from pathlib import Path

    from ui.catch import page
    from ui.resources import shared_encoder, shared_library
    from ui.room import shared_room
    from ui.words import words_of

    library = shared_library(Path(folder))
    page.show(shared_room(library, Path(folder), shared_encoder(None), None), words_of(language))


def opened(library: Library, view: str, language: str = "ja") -> AppTest:
    """The page with a view of it open, and nothing made by looking at it."""
    args = (str(library.folder), language)
    test = AppTest.from_function(catch_up_page, args=args, default_timeout=60)
    test.query_params["view"] = view
    test.run()
    assert not test.exception
    return test


@pytest.fixture
def made(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library whose overviews are made; whoever makes more fails."""
    assert derive(library)
    monkeypatch.setattr("ui.kept.deriving.derive", lambda *given, **named: True)
    monkeypatch.setattr(making, "_made", None)
    return library


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_brief_links_every_sentence_to_its_place(made: Library, language):
    test = opened(made, "brief", language)
    assert test.title[0].value == words_of(language).catch_up.heading
    name = test.selectbox[0].value
    brief = Overviews(made).session(BRIEF, name)
    assert brief is not None
    rows = test.markdown[0].value.split("\n")
    assert 5 <= len(rows) == len(brief.sentences) <= 8
    with made.reading() as view:
        transcript = view.transcript(name)
    for row, cited in zip(rows, brief.sentences, strict=True):
        assert f"]({address(transcript, cited.turn, cited.span)})" in row


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_still_open_stands_first(made: Library, language):
    label = words_of(language).catch_up
    homework = Overviews(made).library(HOMEWORK)
    assert homework is not None and homework.record
    promises = sorted(homework.record, key=lambda one: one.kept is not None)
    shown = [one.value for one in opened(made, "homework", language).markdown]
    with made.reading() as view:
        for row, promise in zip(shown, promises, strict=True):
            place = promise.place
            link = address(view.transcript(place.transcript), place.turn, place.span)
            assert f"]({link})" in row
            assert row.startswith(f"**{label.kept if promise.kept else label.open}**")


def test_a_view_that_there_is_not_is_the_first(made: Library):
    assert opened(made, "nonsense").selectbox[0].label == words_of("ja").catch_up.session


def test_the_address_names_the_view_that_was_chosen(made: Library):
    test = opened(made, "brief")
    test.segmented_control(key="catch_up_view").set_value("homework").run()
    assert not test.exception
    assert test.query_params["view"] == "homework"
    assert not test.selectbox


@pytest.mark.parametrize("view", ["brief", "homework"])
def test_what_is_not_made_yet_is_said(library: Library, view, monkeypatch):
    monkeypatch.setattr("ui.kept.deriving.derive", lambda *given, **named: False)
    test = opened(library, view)
    assert [one.value for one in test.info] == [words_of("ja").catch_up.missing]
