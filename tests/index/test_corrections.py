"""Headers set by hand: what is searched with them, and what outlives a new version of the file."""

import pytest

from index import build, corrections
from index.errors import BadCorrection, Stopped, UnknownTranscript
from index.header import find_header
from index.incoming import Added
from index.read import read_bytes
from index.records import Header
from index.turns import find_turns

TEXT = "港の会 第1回\n2031年4月1日\n\n岩田：予算の話を始めます。\n岡野：運賃は三百円です。\n"
SERIES = "「港」研究会\n2031年度第1回（上編）\n2031年4月1日\n\n岩田：はい。\n岡野：どうも。\n"


@pytest.fixture
def shelf(library, encoder, write):
    made = library()
    list(build.add([write("a.txt", TEXT), write("b.txt", SERIES)], made, encoder))
    encoder.embedded = 0
    return made


def header(shelf, name: str = "a") -> Header:
    with shelf.reading() as view:
        return next(s.header for s in view.summaries() if s.id == name)


def test_fields_are_set_and_what_is_embedded_with_them_is_embedded_anew(shelf, encoder):
    changes = {"session": " ２ ", "date": "令和13年5月6日", "part": "後編", "series": "「港」会"}
    assert build.correct("a", changes, shelf, encoder) == Added(
        str(shelf.folder.parent / "a.txt"), "updated", "a", 2, 3, 3
    )
    assert header(shelf) == Header(
        title="「港」会 第2回（後編）",
        series="「港」会",
        session="第2回",
        date="2031-05-06",
        part="後編",
    )
    assert encoder.embedded == 3  # no sentence by itself: they know no header
    with shelf.reading() as view:
        assert view.transcript("a").header == header(shelf)
        assert {passage.turn for passage in view.snapshot.passages} == {0, 1, 2}


def test_a_title_that_is_made_of_them_follows_series_session_and_part(shelf, encoder):
    build.correct("b", {"session": "2031 年度 第 3 回", "part": ""}, shelf, encoder)
    assert header(shelf, "b").title == "「港」研究会 2031年度第3回"
    build.correct("b", {"title": "特別の回"}, shelf, encoder)
    build.correct("b", {"session": "臨時会"}, shelf, encoder)
    assert (header(shelf, "b").title, header(shelf, "b").session) == ("特別の回", "臨時会")
    build.correct("a", {"session": "2"}, shelf, encoder)
    assert header(shelf).title == "港の会 第1回"  # as the file says: no series makes it


def test_an_emptied_field_says_nothing_and_the_files_own_word_takes_it_back(shelf, encoder):
    build.correct("a", {"session": ""}, shelf, encoder)
    assert header(shelf).session is None
    build.correct("a", {"session": "第1回"}, shelf, encoder)
    with shelf.reading_raw() as connection:
        assert corrections.stored(connection) == {}
    build.correct("a", {"date": "2031-05-06", "title": "会"}, shelf, encoder)
    build.correct("a", None, shelf, encoder)
    assert header(shelf) == Header("港の会 第1回", session="第1回", date="2031-04-01")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"date": "2031-13-45"},
            "'2031-13-45' is no date; write it as 2031-05-20, 2031年5月20日 or 20 May 2031.",
        ),
        (
            {"date": "きのう", "session": "2"},
            "'きのう' is no date; write it as 2031-05-20, 2031年5月20日 or 20 May 2031.",
        ),
        ({"title": "  "}, "the title is empty; write one."),
        ({"part": "長" * 121}, "the part has more than 120 characters; shorten it."),
        (
            {"speaker": "岩田"},
            "a header has no speaker; name one of series, session, date, part, title.",
        ),
    ],
)
def test_what_cannot_be_set_is_refused_and_changes_nothing(shelf, encoder, changes, sentence):
    before = header(shelf), shelf.generation
    with pytest.raises(BadCorrection) as caught:
        build.correct("a", changes, shelf, encoder)
    assert str(caught.value) == sentence
    assert (header(shelf), shelf.generation) == before


def test_an_unknown_transcript_is_named(shelf, encoder):
    with pytest.raises(UnknownTranscript, match="'no'"):
        build.correct("no", {"session": "2"}, shelf, encoder)


def test_they_outlive_a_new_version_of_the_file_and_a_rebuilt_library(shelf, encoder, write):
    build.correct("a", {"session": "第7回"}, shelf, encoder)
    path = write("a.txt", TEXT.replace("三百円", "四百円").replace("4月1日", "4月2日"))
    [row] = build.add([path], shelf, encoder)
    assert (row.status, row.transcript) == ("updated", "a")
    assert (header(shelf).session, header(shelf).date) == ("第7回", "2031-04-02")
    build.rebuild(shelf, encoder)
    assert header(shelf).session == "第7回"


@pytest.mark.parametrize("session", ["第1回", "第7回"])
def test_an_upload_is_known_by_what_its_file_said_or_by_what_was_set(library, encoder, session):
    def upload(text: str) -> tuple[str, str | None]:
        sources = iter([read_bytes(text.encode(), "m.txt")])
        [row] = build.add_sources(sources, shelf, encoder)
        return row.status, row.transcript

    shelf = library()
    upload(TEXT)
    build.correct("m", {"session": "第7回"}, shelf, encoder)
    changed = TEXT.replace("三百円", "四百円")
    assert upload(changed.replace("第1回", session)) == ("updated", "m")
    assert upload(changed.replace("第1回", "第9回")) == ("added", "2-m")
    assert (header(shelf, "m").session, header(shelf, "2-m").session) == ("第7回", "第9回")


def test_a_removed_transcript_takes_them_along(shelf, encoder, write):
    build.correct("a", {"session": "第7回"}, shelf, encoder)
    build.remove(["a"], shelf, encoder)
    list(build.add([write("a.txt", TEXT)], shelf, encoder))
    assert header(shelf).session == "第1回"


def test_stopped_in_the_midst_nothing_is_changed(shelf, encoder):
    def stop(file: str, done: int, total: int) -> None:
        raise Stopped("stopped.")

    before = header(shelf), shelf.generation
    with pytest.raises(Stopped):
        build.correct("a", {"session": "2"}, shelf, encoder, stop)
    assert (header(shelf), shelf.generation) == before


def test_what_the_file_says_is_read_as_ever():
    turns = find_turns(SERIES, "b.txt")
    read = find_header(SERIES, turns, "b.txt")
    assert corrections.corrected(read, {}) == read
