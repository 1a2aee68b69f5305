"""What is derived is made once a state, kept beside the library, and never shown when stale."""

import sqlite3
from dataclasses import replace

import pytest

from index import build, people
from index.errors import LibraryError
from index.library import Library
from index.storage import OVERVIEWS
from rag.catchup import brief, derive
from rag.catchup.derive import BRIEF, MAP, PATH, VOICES, Overviews
from tests.rag.catchup.conftest import FERRY


@pytest.fixture
def briefs(monkeypatch):
    """Count the briefs that are made."""
    made = []

    def counted(material):
        made.append(material.transcript.id)
        return brief.brief_of(material)

    monkeypatch.setattr(derive, "_OF_TRANSCRIPTS", (derive.SIFTED, replace(BRIEF, make=counted)))
    return made


def second(write):
    return write("ferry_2.txt", FERRY.replace("第1回", "第2回").replace("5.20", "6.10"))


def test_nothing_is_kept_before_it_is_made(ferry):
    kept = Overviews(ferry)
    assert (kept.session(BRIEF, "ferry_1"), kept.library(PATH)) == (None, None)
    assert not (ferry.folder / OVERVIEWS).exists()


def test_it_is_made_once(ferry, briefs):
    steps = []
    assert derive.derive(ferry, on_progress=lambda done, total: steps.append((done, total)))
    assert steps == [(done, 6) for done in range(7)]
    assert derive.derive(ferry)
    assert briefs == ["ferry_1"]
    kept = Overviews(ferry).session(BRIEF, "ferry_1")
    with ferry.reading() as view:
        assert kept == brief.brief_of(derive.material_of(view, "ferry_1"))


def test_a_piece_of_all_transcripts_is_read_at_once(ferry, briefs, encoder, write):
    assert Overviews(ferry).each(BRIEF) == {}
    assert derive.derive(ferry)
    list(build.add([second(write)], ferry, encoder))
    kept = Overviews(ferry)
    assert kept.each(BRIEF) == {"ferry_1": kept.session(BRIEF, "ferry_1")}
    assert derive.derive(ferry)
    assert list(kept.each(BRIEF)) == ["ferry_1", "ferry_2"]
    assert kept.each(BRIEF, {"ferry_2"}) == {"ferry_2": kept.session(BRIEF, "ferry_2")}


def test_only_what_is_new_is_made(ferry, briefs, encoder, write):
    assert derive.derive(ferry)
    list(build.add([second(write)], ferry, encoder))
    before = Overviews(ferry).library(VOICES)
    assert (before.current, before.record[0].sessions) == (False, ("2031年度第1回",))
    assert derive.derive(ferry)
    assert briefs == ["ferry_1", "ferry_2"]
    after = Overviews(ferry).library(VOICES)
    assert (after.current, after.record[0].sessions) == (True, ("2031年度第1回", "2031年度第2回"))


def test_what_was_removed_is_gone(ferry, encoder, write):
    list(build.add([second(write)], ferry, encoder))
    assert derive.derive(ferry)
    build.remove(["ferry_2"], ferry, encoder)
    kept = Overviews(ferry)
    assert (kept.session(BRIEF, "ferry_2"), kept.library(MAP)) == (None, None)
    assert derive.derive(ferry)
    assert kept.library(MAP).record.transcripts == ("ferry_1",)
    with derive.rows.writing(ferry) as connection:
        names = connection.execute("SELECT DISTINCT transcript FROM of_transcripts").fetchall()
    assert names == [("ferry_1",)]


def test_another_text_makes_it_anew(ferry, briefs, encoder, write):
    assert derive.derive(ferry)
    path = write("ferry_1.txt", FERRY.replace("三百円", "四百円"))
    list(build.add([path], ferry, encoder))
    kept = Overviews(ferry)
    assert (kept.session(BRIEF, "ferry_1"), kept.library(PATH)) == (None, None)
    assert derive.derive(ferry)
    assert briefs == ["ferry_1", "ferry_1"]
    with ferry.reading() as view:
        text = view.transcript("ferry_1").text
    assert "四百円" in kept.session(BRIEF, "ferry_1").sentences[0].span.of(text)


def test_a_person_renamed_makes_it_anew(ferry, encoder):
    assert derive.derive(ferry)
    people.confirm(["小牧"], "小牧花子", ferry, encoder)
    kept = Overviews(ferry)
    assert kept.session(BRIEF, "ferry_1") is None
    assert derive.derive(ferry)
    names = [one.speaker for one in kept.session(BRIEF, "ferry_1").speakers]
    assert names == ["水野", "浅見", "小牧花子", "戸張"]


def test_work_that_is_stopped_goes_on_where_it_was(ferry, briefs, encoder, write):
    list(build.add([second(write)], ferry, encoder))
    answers = iter([False, True])
    assert not derive.derive(ferry, stop=lambda: next(answers))
    kept = Overviews(ferry)
    assert kept.session(BRIEF, "ferry_1") is not None
    assert (kept.session(BRIEF, "ferry_2"), kept.library(PATH)) == (None, None)
    assert derive.derive(ferry)
    assert briefs == ["ferry_1", "ferry_2"]


def test_a_failure_leaves_the_last_complete_state(ferry, monkeypatch, encoder, write):
    assert derive.derive(ferry)
    list(build.add([second(write)], ferry, encoder))

    def broken(view, made):
        raise RuntimeError("the power went out")

    pieces = (PATH, replace(VOICES, make=broken))
    monkeypatch.setattr(derive, "_OF_LIBRARY", pieces)
    with pytest.raises(RuntimeError, match="the power went out"):
        derive.derive(ferry)
    kept = Overviews(ferry)
    assert (kept.library(PATH).current, kept.library(VOICES).current) == (False, False)


@pytest.mark.parametrize("table", ["of_transcripts", "of_library"])
def test_what_no_longer_reads_is_made_anew(ferry, briefs, table):
    assert derive.derive(ferry)
    with sqlite3.connect(ferry.folder / OVERVIEWS) as connection:
        connection.execute(f"UPDATE {table} SET record = '{{}}'")
    connection.close()
    kept = Overviews(ferry)
    assert (kept.session(BRIEF, "ferry_1") is None) == (table == "of_transcripts")
    assert derive.derive(ferry)
    assert kept.session(BRIEF, "ferry_1") is not None
    assert kept.library(VOICES).current
    assert briefs == ["ferry_1"] * (2 if table == "of_transcripts" else 1)


def test_a_damaged_file_says_the_way_out(ferry):
    (ferry.folder / OVERVIEWS).write_bytes(b"no database at all" * 100)
    with pytest.raises(LibraryError, match="overviews are then made anew"):
        Overviews(ferry).session(BRIEF, "ferry_1")
    with pytest.raises(LibraryError, match="overviews are then made anew"):
        derive.derive(ferry)


def test_an_empty_library_has_empty_overviews(library):
    empty = library()
    assert derive.derive(empty)
    kept = Overviews(empty)
    assert kept.library(PATH).record.steps == ()
    assert kept.library(VOICES).record == ()
    assert kept.library(MAP).record.themes == ()


def test_a_folder_that_holds_overviews_alone_may_become_a_library(tmp_path):
    (tmp_path / OVERVIEWS).write_bytes(b"")
    assert Library.create(tmp_path).generation == 0
