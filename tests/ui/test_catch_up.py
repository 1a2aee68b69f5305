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

    from ui import catch_up
    from ui.resources import shared_library
    from ui.words import words_of

    catch_up.show(shared_library(Path(folder)), words_of(language))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_shows_what_is_kept_and_links_to_it(library: Library, language, monkeypatch):
    assert derive(library)
    monkeypatch.setattr("ui.kept.deriving.derive", lambda *given, **named: True)
    monkeypatch.setattr(making, "_made", None)  # a page view that makes something fails
    words = words_of(language)
    args = (str(library.folder), language)
    test = AppTest.from_function(catch_up_page, args=args, default_timeout=60).run()
    assert not test.exception
    assert test.title[0].value == words.catch_up.heading
    name = test.selectbox[0].value
    brief, homework = Overviews(library).session(BRIEF, name), Overviews(library).library(HOMEWORK)
    assert brief is not None and homework is not None and homework.record
    shown = [one.value for one in test.markdown]
    rows = shown[0].split("\n")
    assert 5 <= len(rows) == len(brief.sentences) <= 8
    with library.reading() as view:
        transcript = view.transcript(name)
        for row, cited in zip(rows, brief.sentences, strict=True):
            assert f"]({address(transcript, cited.turn, cited.span)})" in row
        for row, promise in zip(
            shown[3:], sorted(homework.record, key=lambda one: one.kept is not None), strict=True
        ):
            place = promise.place
            link = address(view.transcript(place.transcript), place.turn, place.span)
            assert f"]({link})" in row
            assert row.startswith(
                f"**{words.catch_up.kept if promise.kept else words.catch_up.open}**"
            )


def test_what_is_not_made_yet_is_said(library: Library, monkeypatch):
    monkeypatch.setattr("ui.kept.deriving.derive", lambda *given, **named: False)
    args = (str(library.folder), "ja")
    test = AppTest.from_function(catch_up_page, args=args, default_timeout=60).run()
    assert not test.exception
    assert [one.value for one in test.info] == [words_of("ja").catch_up.missing] * 2
