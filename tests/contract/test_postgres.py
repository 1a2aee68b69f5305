"""A catalogue in PostgreSQL: shared by machines, and the server may go away at any time."""

import re
import shutil
import sys
import threading

import pytest
from sqlalchemy import create_engine

from index import build, schema
from index.check import check
from index.errors import LibraryError, LibraryMissing, ServerAway
from index.library import Library
from index.stores import Stores
from index.writer import Draft
from tests.conftest import BigramEncoder
from tests.contract.test_contract import DOCKS, FARES, LONG, found, names


@pytest.fixture
def made(shared, write) -> Library:
    library = shared.create()
    paths = [write("in/fares.txt", FARES), write("in/docks.txt", DOCKS)]
    assert [row.error for row in build.add(paths, library, BigramEncoder())] == [None, None]
    return library


def run(shared, *statements: str) -> None:
    address = shared.stores.catalogue.replace("postgresql", "postgresql+psycopg", 1)
    engine = create_engine(address)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_server_that_dies_in_mid_add_loses_and_doubles_nothing(shared, made, write, monkeypatch):
    before, path, keep = found(made), write("long.txt", LONG), Draft.keep

    def keep_and_die(*some):
        keep(*some)
        shared.crash()

    with monkeypatch.context() as patch:
        patch.setattr(Draft, "keep", keep_and_die)
        [row] = build.add([path], made, BigramEncoder())
    assert (row.status, re.sub(r"\(.*\)", "(CAUSE)", row.error)) == (
        "failed",
        f"the catalogue in {shared.name} does not answer (CAUSE); see that the server runs and "
        "that HATSUGEN_CATALOGUE names it, then try again. Nothing was lost.",
    )
    shared.start()
    for library in (shared.open(), made):
        wait(library)
        assert (names(library), found(library), check(library)) == (["docks", "fares"], before, [])
    again = BigramEncoder()
    [row] = build.add([path], made, again)
    assert (row.status, row.passages, again.embedded) == ("added", 40, 24)
    assert (names(shared.open()), check(shared.open())) == (["docks", "fares", "long"], [])


def test_a_server_that_dies_before_the_commit(shared, made, write, monkeypatch):
    before, path, encoder = found(made), write("long.txt", LONG), BigramEncoder()
    remember = build.review.remember
    with monkeypatch.context() as patch:
        patch.setattr(build.review, "remember", lambda *args: (remember(*args), shared.crash()))
        [row] = build.add([path], made, encoder)
    assert (row.status, str(row.error).split(" (")[0]) == (
        "failed",
        f"the catalogue in {shared.name} does not answer",
    )
    shared.start()
    wait(made)
    assert (names(made), found(made), check(made)) == (["docks", "fares"], before, [])
    encoder.embedded = 0
    [row] = build.add([path], made, encoder)
    assert (row.status, encoder.embedded, check(made)) == ("added", 0, [])


def wait(library: Library) -> None:
    """Until it asks again a server that was away."""
    library.place._away = None


def test_what_was_read_is_still_shown_while_the_server_is_away(shared, made):
    state = made.generation
    with made.reading() as view:
        assert view.transcript("fares").text == FARES
    assert made.away is None
    shared.crash()
    try:
        assert (str(made.away).split(" (")[0], made.generation) == (
            f"the catalogue in {shared.name} does not answer",
            state,
        )
        with made.reading() as view:
            assert view.transcript("fares").text == FARES
            [fare] = [
                p for p in view.snapshot.passages if (p.transcript_id, p.turn) == ("fares", 1)
            ]
            assert view.words_of(fare) == "運賃は三百円です。改定は四月でした。"
            assert view.snapshot.generation == state
            with pytest.raises(ServerAway):
                view.transcript("docks")
        with pytest.raises(ServerAway):
            shared.open()
    finally:
        shared.start()
    wait(made)
    assert made.away is None
    with made.reading() as view:
        assert view.transcript("docks").text == DOCKS


def test_the_folder_may_be_lost(shared, made):
    before = found(made)
    shutil.rmtree(shared.folder)
    assert found(made) == found(shared.open()) == before
    shutil.rmtree(shared.folder)
    again = shared.create()
    assert (found(again), check(again)) == (before, [])


def test_machines_share_a_library(shared, made, tmp_path, write):
    other = shared.create(tmp_path / "elsewhere")
    assert found(other) == found(made)
    build.remove(["fares"], other, BigramEncoder())
    assert (names(made), found(made)) == (["docks"], found(other))
    [row] = build.add([write("in/long.txt", LONG)], made, BigramEncoder())
    assert (row.status, names(other), check(other)) == ("added", ["docks", "long"], [])


def test_readers_of_another_machine_always_see_one_state(shared, made, tmp_path, write):
    other, failures, done = shared.create(tmp_path / "elsewhere"), [], threading.Event()
    prices = ["三百円", "四百円", "五百円", "六百円"]

    def read() -> None:
        while not done.is_set():
            with other.reading() as view:
                text = view.transcript("fares").text
                spans = [p.span.of(text) for p in view.snapshot.passages
                         if p.transcript_id == "fares"]  # fmt: skip
                rows = view.snapshot.words.rows_with(("運賃",))
            price = next(price for price in prices if price in text)
            if f"運賃は{price}です。改定は四月でした。" not in spans or len(rows) != 2:
                failures.append((text, spans, rows))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for price in prices[1:]:
        list(build.add([write("in/fares.txt", FARES.replace("三百円", price))], made,
                       BigramEncoder()))  # fmt: skip
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []


def test_a_state_that_came_back_from_a_backup_is_not_mixed_with_a_later_one(shared, made, write):
    def stored() -> str:
        with made.reading_raw() as connection:
            return schema.meta(connection, "generation")

    restored = stored()
    list(build.add([write("in/long.txt", LONG)], made, BigramEncoder()))
    later = stored()
    run(
        shared,
        "DELETE FROM transcripts WHERE id = 'long'",
        f"UPDATE meta SET value = '{restored}' WHERE key = 'generation'",
    )
    reader = shared.open()
    assert names(reader) == ["docks", "fares"]
    build.remove(["fares"], reader, BigramEncoder())
    assert int(stored()) > int(later)
    assert {hit[0] for hits in found(shared.open()) for hit in hits} == {"docks"}


def test_the_tables_of_an_earlier_version_are_refused_and_brought_up_to_date(shared, made):
    run(
        shared,
        "DROP TABLE sentences",
        "ALTER TABLE passages DROP COLUMN asks",
        "UPDATE meta SET value = '1' WHERE key = 'format'",
    )
    with pytest.raises(LibraryError) as caught:
        shared.open()
    assert str(caught.value) == (
        f"the library in {shared.name} was made by an earlier version; "
        f"`python -m index rebuild --library {shared.folder}` brings it up to date."
    )
    encoder = BigramEncoder()
    build.rebuild(Library.upgraded(shared.folder, shared.stores), encoder)
    assert (encoder.embedded, check(shared.open())) == (0, [])


def test_what_is_missing_is_named(shared):
    with pytest.raises(LibraryMissing) as caught:
        shared.open()
    assert str(caught.value) == (
        f"there is no library in {shared.name}; make one with "
        f"`python -m index add FILES --library {shared.folder}`."
    )


@pytest.mark.parametrize("form", ["9", None])
def test_tables_of_others_are_refused(shared, form):
    run(shared, "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
    if form:
        run(
            shared,
            "CREATE TABLE transcripts (id TEXT)",
            f"INSERT INTO meta VALUES ('format', '{form}')",
        )
    for open_it in (shared.open, shared.create):
        with pytest.raises(LibraryError) as caught:
            open_it()
        assert str(caught.value) == (
            f"{shared.name} is no Hatsugen library of this version; "
            "name another folder or database and add the transcripts to it."
        )


def test_what_the_server_refuses_is_told(shared, made):
    run(shared, "DROP TABLE turns CASCADE")
    with pytest.raises(LibraryError) as caught, made.reading() as view:
        view.transcript("fares")
    assert str(caught.value) == (
        f'the catalogue in {shared.name} refuses (relation "turns" does not exist); '
        "ask who runs the database. The last state stands."
    )


@pytest.mark.parametrize("address", ["mysql://host/x", "postgresql:/x", "nonsense"])
def test_another_address(tmp_path, address):
    with pytest.raises(LibraryError) as caught:
        Library(tmp_path, Stores(address))
    assert str(caught.value) == (
        "HATSUGEN_CATALOGUE is no address of a database; write it as "
        "postgresql://USER:PASSWORD@HOST:PORT/DATABASE."
    )


def test_without_psycopg(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LibraryError) as caught:
        Library(tmp_path, Stores("postgresql://host/x"))
    assert str(caught.value) == (
        "a catalogue in PostgreSQL needs a package that is not installed; "
        "`pip install 'psycopg[binary]==3.3.9'` brings it."
    )


def test_a_password_is_told_to_nobody(tmp_path):
    with pytest.raises(ServerAway) as caught:
        Library(tmp_path, Stores("postgresql://me:hush@127.0.0.1:1/x?connect_timeout=2"))
    assert "postgresql://me@127.0.0.1:1/x" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_a_database_that_is_not_in_utf_8(shared, server):
    server.make_database("latin", "ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(LibraryError) as caught:
        Library.create(shared.folder, Stores(server.address("latin")))
    assert str(caught.value) == (
        "the database postgresql://hatsugen@/latin keeps text in LATIN1; make one in UTF8."
    )
