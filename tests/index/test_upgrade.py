"""A library that version 1 of the program made: refused with a way out, brought up to date."""

import json
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from index import __main__ as command_line
from index import build
from index.check import check
from index.errors import LibraryBusy, LibraryError, LibraryMissing
from index.library import Library
from index.locks import held
from tests.conftest import ROOT, BigramEncoder

TEXT = "予算の会\n\n岩田：運賃はいくらですか。\n岡野：運賃は三百円です。予算は百万円です。\n"
OLD = """
PRAGMA journal_mode = WAL;
PRAGMA application_id = 1212240979;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE transcripts (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    encoding TEXT NOT NULL, text TEXT NOT NULL, text_sha256 TEXT NOT NULL, pages TEXT NOT NULL,
    header TEXT NOT NULL, warnings TEXT NOT NULL,
    added TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
);
CREATE TABLE turns (
    transcript TEXT NOT NULL REFERENCES transcripts (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, speaker TEXT, first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (transcript, number)
) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, transcript TEXT NOT NULL REFERENCES transcripts (id) ON DELETE CASCADE,
    turn INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    terms TEXT NOT NULL, vector TEXT NOT NULL
);
CREATE INDEX passages_of ON passages (transcript);
CREATE TABLE vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
"""
COPIED = {
    "transcripts": "*",
    "turns": "*",
    "passages": "id, transcript, turn, first, last, terms, vector",
    "vectors": "*",
}


@pytest.fixture
def old(library, encoder, write) -> Path:
    """Folder of a library as version 1 left it."""
    made = library("new")
    list(build.add([write("a.txt", TEXT)], made, encoder))
    folder = made.folder.with_name("old")
    shutil.copytree(made.folder / "snapshots", folder / "snapshots")
    manifest = folder / "snapshots" / "00000001" / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 1}))
    with closing(sqlite3.connect(folder / "catalogue.sqlite")) as connection:
        connection.executescript(OLD)
        connection.execute("ATTACH ? AS new", (str(made.folder / "catalogue.sqlite"),))
        for table, columns in COPIED.items():
            connection.execute(f"INSERT INTO {table} SELECT {columns} FROM new.{table}")
        connection.execute("INSERT INTO meta SELECT * FROM new.meta WHERE key != 'format'")
        connection.execute("INSERT INTO meta VALUES ('format', '1')")
        connection.execute(
            "DELETE FROM vectors WHERE key NOT IN (SELECT vector FROM passages)"
        )  # version 1 embedded no sentences
        connection.commit()
    encoder.embedded = 0
    return folder


def tables(folder: Path) -> tuple[str, set[str]]:
    with closing(sqlite3.connect(folder / "catalogue.sqlite")) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = {name for (name,) in found}
        (form,) = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
        return form, names


def sentences(library: Library) -> list[str]:
    with library.reading() as view:
        inside = view.snapshot.sentences
        return [TEXT[start:][:4] for start in inside.starts], view.snapshot.asking.tolist()


def test_it_is_refused_with_the_command_that_brings_it_up_to_date(old, write, encoder):
    before = (old / "catalogue.sqlite").read_bytes()
    for open_it in (Library, Library.create):
        with pytest.raises(LibraryError) as caught:
            open_it(old)
        assert str(caught.value) == (
            f"the library in {old} was made by an earlier version; "
            f"`python -m index rebuild --library {old}` brings it up to date."
        )
    assert (old / "catalogue.sqlite").read_bytes() == before


def test_rebuilding_brings_it_up_to_date(old, encoder, monkeypatch, capsys):
    monkeypatch.setattr(command_line, "load_encoder", lambda configured: encoder)
    assert command_line.main(["rebuild", "--library", str(old)]) == 0
    assert capsys.readouterr().out == "rebuilt 1 transcripts\n"
    assert encoder.embedded == 2  # the two sentences of one passage; the passages have vectors
    assert tables(old)[0] == "2"
    assert check(Library(old)) == []
    assert sentences(Library(old)) == (
        ["予算の会", "運賃はい", "運賃は三", "予算は百"],
        [False, True, False],
    )
    with Library(old).reading() as view:
        assert view.transcript("a").text == TEXT
        assert view.snapshot.generation == 2


def test_a_crash_between_the_two_steps_leaves_it_usable(old, encoder):
    upgraded = Library.upgraded(old)
    with Library(old).reading() as view:  # passages alone, as before
        assert [passage.span.of(TEXT) for passage in view.snapshot.passages] == [
            "予算の会",
            "運賃はいくらですか。",
            "運賃は三百円です。予算は百万円です。",
        ]
        assert len(view.snapshot.sentences.vectors) == 0
        assert view.snapshot.sentences.first.tolist() == [0, 0, 0, 0]
        assert view.snapshot.asking.tolist() == [False] * 3
    assert check(upgraded) == ["3 passages of a have no sentences; run `python -m index rebuild`."]
    build.rebuild(Library.upgraded(old), encoder)
    assert (encoder.embedded, check(Library(old))) == (2, [])


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from index import sqlite
    from index.library import Library

    connect = sqlite.open_file

    def listening(path, **options):
        connection = connect(path, **options)
        connection.set_trace_callback(
            lambda said: "INSERT INTO meta" in said and os.kill(os.getpid(), signal.SIGKILL)
        )
        return connection

    sqlite.open_file = listening
    Library.upgraded(Path(sys.argv[1]))
"""


def test_a_crash_within_the_upgrade_changes_nothing(old, encoder):
    before = tables(old)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(old)], cwd=ROOT, check=False
    )
    assert done.returncode == -9
    assert tables(old) == before == ("1", {"meta", "transcripts", "turns", "passages", "vectors"})
    build.rebuild(Library.upgraded(old), encoder)
    assert check(Library(old)) == []


def test_upgrading_twice_is_upgrading_once(old):
    Library.upgraded(old)
    once = tables(old)
    Library.upgraded(old)
    assert tables(old) == once
    assert once == (
        "2",
        {"meta", "transcripts", "turns", "passages", "sentences", "vectors"},
    )


def test_a_new_library_has_the_same_tables_as_an_upgraded_one(old, library):
    def columns(folder: Path) -> dict[str, set[tuple]]:
        with closing(sqlite3.connect(folder / "catalogue.sqlite")) as connection:
            return {
                table: {row[1:] for row in connection.execute(f"PRAGMA table_info({table})")}
                for table in tables(folder)[1]
            }

    Library.upgraded(old)
    assert columns(old) == columns(library("new").folder)


def test_nothing_is_upgraded_while_someone_writes(old, monkeypatch):
    monkeypatch.setattr("index.locks.LOCK_SECONDS", 0.1)
    with held(old), pytest.raises(LibraryBusy):
        Library.upgraded(old)
    assert tables(old)[0] == "1"


def test_what_is_no_library_of_ours_is_not_upgraded(tmp_path, old):
    with pytest.raises(LibraryMissing):
        Library.upgraded(tmp_path / "none")
    with closing(sqlite3.connect(old / "catalogue.sqlite")) as connection:
        connection.execute("PRAGMA application_id = 7")
    with pytest.raises(LibraryError, match="is no Hatsugen library of this version"):
        Library.upgraded(old)
    assert tables(old)[0] == "1"


def test_another_encoder_rebuilds_it_as_well(old):
    other = BigramEncoder("other")
    build.rebuild(Library.upgraded(old), other)
    assert (other.embedded, check(Library(old))) == (5, [])
