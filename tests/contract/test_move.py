"""A library carried from one store to another: nothing is embedded, all of it arrives or none."""

import pytest

from index import __main__ as command_line
from index import build, move, people, schema
from index.check import check
from index.errors import LibraryError
from index.library import Library
from index.move import Moved
from index.stores import Stores
from tests.conftest import BigramEncoder
from tests.contract.test_contract import DOCKS, FARES, LONG, found, names


@pytest.fixture
def source(tmp_path, write) -> Library:
    library, encoder = Library.create(tmp_path / "source"), BigramEncoder()
    paths = [write(f"in/{n}.txt", t) for n, t in (("fares", FARES), ("docks", DOCKS))]
    list(build.add(paths, library, encoder))
    people.confirm(["岩田", "岡野"], "岩田五郎", library, encoder)
    return library


def kept(library: Library) -> dict[str, str]:
    """What the catalogue remembers, without what is a store's own."""
    with library.reading_raw() as connection:
        rows = connection.exec_driver_sql("SELECT key, value FROM meta").fetchall()
    own = ("generation", "numbered", "library", "leaving", "carried", "waiting")
    return {key: value for key, value in rows if key not in own}


@pytest.fixture(params=["sqlite", "shared", "lite", "archive"])
def target(request):
    return request.getfixturevalue(request.param) if request.param != "sqlite" else None


def test_a_library_arrives_whole(source, target, tmp_path, write):
    folder = target.folder if target else tmp_path / "other"
    stores = target.stores if target else Stores()
    expected, remembered = found(source), kept(source)
    moved = move.move(source, folder, stores)
    assert (moved.transcripts, moved.passages) == (2, 6)
    library = Library(folder, stores)
    assert (found(library), check(library), kept(library)) == (expected, [], remembered)
    assert (found(source), check(source)) == (expected, [])
    encoder = BigramEncoder()
    assert [row.status for row in build.add([write("in/fares.txt", FARES)], library, encoder)] == [
        "unchanged"
    ]
    [row] = build.add([write("in/long.txt", LONG)], library, encoder)
    assert (row.status, names(library), check(library)) == (
        "added",
        ["docks", "fares", "long"],
        [],
    )
    assert names(source) == ["docks", "fares"]


def test_and_back_into_a_folder(source, archive, tmp_path):
    move.move(source, archive.folder, archive.stores)
    moved = move.move(archive.open(), tmp_path / "back", Stores())
    back = Library(tmp_path / "back")
    assert (moved.passages, found(back), kept(back), check(back)) == (
        6,
        found(source),
        kept(source),
        [],
    )


def test_vectors_alone(lite, write):
    local, encoder = Library.create(lite.folder), BigramEncoder()
    list(build.add([write("in/fares.txt", FARES), write("in/docks.txt", DOCKS)], local, encoder))
    before, state = found(local), local.generation
    moved = move.move(local, lite.folder, lite.stores)
    assert (moved.passages, found(lite.open()), check(lite.open())) == (6, before, [])
    assert (found(local), local.generation) == (before, state)


def test_what_was_stopped_goes_on_and_is_seen_by_nobody_before_its_end(source, shared, monkeypatch):
    digest, done = move._digest, []

    def stop(done_now: int, total: int) -> None:
        done.append(done_now)
        if len(done) == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move.move(source, shared.folder, shared.stores, stop)
    half = shared.open()
    with half.reading_raw() as connection:
        assert schema.meta(connection, "generation") == "0"
        assert connection.exec_driver_sql("SELECT id FROM transcripts").fetchall() == [("docks",)]
    build.remove(["docks"], source, BigramEncoder())  # the source goes on meanwhile
    read: list[str] = []
    monkeypatch.setattr(
        move, "_digest", lambda connection, name: (read.append(name), digest(connection, name))[1]
    )
    moved = move.move(source, shared.folder, shared.stores, stop)
    assert (moved.transcripts, names(shared.open()), check(shared.open())) == (1, ["fares"], [])


def test_what_is_there_is_not_sent_again(source, shared, monkeypatch):
    sample = move._sample

    def refuse(*_: Library) -> None:
        raise LibraryError("no")

    with monkeypatch.context() as patch:
        patch.setattr(move, "_sample", refuse)
        with pytest.raises(LibraryError, match="no"):
            move.move(source, shared.folder, shared.stores)
    assert shared.open().generation == 0  # nobody sees what may be wrong
    sent: list[str] = []
    put = move.catalogue.remove
    monkeypatch.setattr(move.catalogue, "remove", lambda c, n: (sent.append(n), put(c, n)))
    monkeypatch.setattr(move, "_sample", sample)
    move.move(source, shared.folder, shared.stores)
    assert (sent, names(shared.open())) == ([], ["docks", "fares"])


def test_a_library_that_is_there_already_is_not_touched(source, shared, write):
    list(build.add([write("long.txt", LONG)], shared.create(), BigramEncoder()))
    with pytest.raises(LibraryError) as caught:
        move.move(source, shared.folder, shared.stores)
    assert str(caught.value) == (
        f"{shared.name} holds a library already; name a place that has none."
    )
    assert names(shared.open()) == ["long"]


def test_what_is_damaged_on_the_way_is_told(source, shared, monkeypatch):
    counts = move._counts

    def spoil(connection):
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("UPDATE transcripts SET text = replace(text, '三', '四')")
        return counts(connection)

    monkeypatch.setattr(move, "_counts", spoil)
    with pytest.raises(LibraryError) as caught:
        move.move(source, shared.folder, shared.stores)
    assert str(caught.value) == (
        f"what arrived in {shared.name} is not what was sent; run the same command again, "
        "and if that does not help, begin with an empty place."
    )
    assert shared.open().generation == 0
    monkeypatch.undo()
    move.move(source, shared.folder, shared.stores)
    assert found(shared.open()) == found(source)


def test_a_vector_that_is_damaged_on_the_way_is_told(source, shared, monkeypatch):
    counts = move._counts

    def spoil(connection):
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(
                "UPDATE vectors SET vector = set_byte(vector, 0, 255 - get_byte(vector, 0))"
                " WHERE key = (SELECT max(key) FROM vectors)"
            )
        return counts(connection)

    monkeypatch.setattr(move, "_counts", spoil)
    with pytest.raises(LibraryError, match="is not what was sent"):
        move.move(source, shared.folder, shared.stores)
    assert shared.open().generation == 0


def test_searches_that_find_something_else_are_told(source, tmp_path, monkeypatch):
    alike = move._alike
    monkeypatch.setattr(move, "_alike", lambda mine, theirs, query: alike(mine, theirs, -query))
    move.move(source, tmp_path / "same", Stores())  # the opposite is as far in both
    cosines = iter([1.0, 0.5])
    monkeypatch.setattr(move, "_best", lambda snapshot, query: {"one": next(cosines)})
    with pytest.raises(LibraryError, match="do not find what they found before"):
        move.move(source, tmp_path / "other", Stores())
    assert Library(tmp_path / "other").generation == 0


def test_an_empty_library(tmp_path):
    source = Library.create(tmp_path / "source")
    assert move.move(source, tmp_path / "other", Stores()) == Moved(0, 0, 0, 0)


def test_the_command(source, shared, capsys):
    arguments = ["move", "--library", str(source.folder), "--to", shared.stores.catalogue]
    assert command_line.main([*arguments, "--json"]) == 0
    assert capsys.readouterr().out == (
        '{"transcripts": 2, "passages": 6, "sentences": 11, "vectors": 12}\n'
    )
    assert names(Library(source.folder, shared.stores)) == ["docks", "fares"]
    assert command_line.main(arguments) == 1
    assert "holds a library already" in capsys.readouterr().err


def test_places_as_the_command_names_them(tmp_path):
    now = Stores("postgresql://a/b")
    assert move.targets(["milvus:http://h:1"], tmp_path, now) == (
        tmp_path,
        Stores("postgresql://a/b", "milvus:http://h:1"),
    )
    assert move.targets([str(tmp_path / "x")], tmp_path, now) == (tmp_path / "x", Stores())
    assert move.targets(["postgresql://c/d", "milvus:x"], tmp_path, Stores()) == (
        tmp_path,
        Stores("postgresql://c/d", "milvus:x"),
    )
