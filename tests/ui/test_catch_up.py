"""The page that sums sessions up."""

import pytest

from index.library import Library
from rag.catchup.derive import BRIEF, Overviews
from rag.cite import address
from tests.ui.catch_pages import opened
from ui.words import words_of


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


def test_a_view_that_there_is_not_is_the_first(made: Library):
    assert opened(made, "nonsense").selectbox[0].label == words_of("ja").catch_up.session


def test_the_address_names_the_view_that_was_chosen(made: Library):
    test = opened(made, "brief")
    test.pills(key="catch_up_view").set_value("questions").run()
    assert not test.exception
    assert test.query_params["view"] == "questions"


@pytest.mark.parametrize("view", ["brief", "voices", "questions", "homework", "new"])
def test_what_is_not_made_yet_is_said(library: Library, view, monkeypatch):
    monkeypatch.setattr("ui.kept.deriving.derive", lambda *given, **named: False)
    test = opened(library, view)
    assert [one.value for one in test.info] == [words_of("ja").catch_up.missing]
