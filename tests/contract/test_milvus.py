"""Vectors in Milvus: written before a commit, left by a stopped writer, gone, or lost."""

import sys
import time

import numpy as np
import pytest

from index import build, generations, milvus, numbered, served
from index.check import check
from index.errors import LibraryError, ServerAway
from index.library import Library
from index.milvus import Account, Collection, MilvusServer
from index.numbered import MilvusVectors, Numbers
from index.stores import Stores
from tests.conftest import BigramEncoder
from tests.contract.test_contract import DOCKS, FARES, LONG, another, found, names


@pytest.fixture(params=["lite", "archive"])
def store(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def made(store, write) -> Library:
    library = store.create()
    paths = [write("in/fares.txt", FARES), write("in/docks.txt", DOCKS)]
    assert [row.error for row in build.add(paths, library, BigramEncoder())] == [None, None]
    return library


def counts(library: Library) -> list[int]:
    """Rows of each collection of the server that is this library's."""
    with library.reading_raw() as connection:
        built = {"fingerprint": BigramEncoder().fingerprint, "dimension": 64}
        pair = served.pair_of(connection, library._server, built)
    return [one.count([(0, 2**62)]) for one in (pair.passages, pair.sentences)]


def test_the_server_holds_a_vector_for_each_passage_and_each_sentence(made):
    with made.reading() as view:
        snapshot = view.snapshot
        assert counts(made) == [len(snapshot.passages), len(snapshot.sentences.passage_of)]
        assert isinstance(snapshot.vectors, MilvusVectors)
        every = np.arange(len(snapshot.passages))
        rows = snapshot.vectors.rows(np.array([2, 0, 2]))
        assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
        assert (rows[0] == rows[2]).all()
        cosines = snapshot.vectors.scores(rows[0], every)
        found_rows, scores = snapshot.vectors.search(rows[0], 3, None)
        expected = np.lexsort((every, -cosines))[:3]
        assert (found_rows.tolist(), found_rows[0]) == (expected.tolist(), 2)
        assert scores == pytest.approx(cosines[expected], abs=1e-4)
        some, _ = snapshot.vectors.search(rows[0], 9, np.array([4, 1]))
        assert sorted(some.tolist()) == [1, 4]
    segment = next((made.folder / "served" / "segments").iterdir())
    assert (segment / "vectors.faiss").stat().st_size < 200  # the folder has none


def test_what_a_writer_left_that_was_killed_is_deleted_and_written_once(made, write, monkeypatch):
    before = found(made)
    path = write("long.txt", LONG)
    with monkeypatch.context() as patch:

        def stop(*_):
            raise KeyboardInterrupt

        patch.setattr(generations, "advance", stop)
        with pytest.raises(KeyboardInterrupt):
            list(build.add([path], made, BigramEncoder()))
    left = counts(made)
    assert left == [6 + 40, left[1]]
    assert (names(made), found(made), check(made)) == (["docks", "fares"], before, [])
    [row] = build.add([write("long.txt", LONG[: len(LONG) // 2])], made, BigramEncoder())
    assert (row.status, check(made)) == ("added", [])
    assert counts(made)[0] == 6 + row.passages


def test_what_is_gone_is_not_found_and_deleted_once_no_reader_needs_it(made, write, monkeypatch):
    build.remove(["fares"], made, BigramEncoder())
    assert counts(made)[0] == 6
    with made.reading() as view:
        query = BigramEncoder().encode_queries(["運賃は三百円です。"])[0]
        rows, _ = view.snapshot.vectors.search(query, 50, None)
        assert sorted(rows.tolist()) == [0, 1, 2]
        assert {view.snapshot.passages[row].transcript_id for row in rows} == {"docks"}
    monkeypatch.setattr(served, "_GRACE", 0.0)
    time.sleep(0.01)
    build.correct("docks", {"part": "上"}, made, BigramEncoder())
    assert counts(made)[0] == 3 + 3  # what the correction took the place of waits in turn
    assert check(made) == []


def test_a_folder_s_library_is_carried_to_the_server_without_embedding(store, write, tmp_path):
    local = Library.create(store.folder, Stores(store.stores.catalogue))
    paths = [write("in/fares.txt", FARES), write("in/docks.txt", DOCKS)]
    list(build.add(paths, local, BigramEncoder()))
    expected, library, encoder = found(local), store.open(), BigramEncoder()
    with pytest.raises(LibraryError) as caught:
        found(library)
    assert str(caught.value) == (
        f"the vectors of this library are not in {library._server.name}; "
        "`python -m index rebuild` writes them there, without embedding anything."
    )
    build.rebuild(library, encoder)
    assert (encoder.embedded, found(library), check(library)) == (0, expected, [])


def test_another_encoder_s_vectors_are_dropped_when_no_reader_needs_them(made, write):
    other = BigramEncoder("other")
    build.rebuild(made, other)
    listed = made._server.ask(lambda client: client.list_collections())
    with made.reading_raw() as connection:
        ours = f"hatsugen_{served.schema.meta(connection, 'library')}_"
    assert len([name for name in listed if name.startswith(ours)]) == 4
    list(build.add([write("long.txt", LONG)], made, other))
    listed = made._server.ask(lambda client: client.list_collections())
    assert len([name for name in listed if name.startswith(ours)]) == 2
    assert check(made) == []


def test_vectors_that_the_server_lost_are_told_and_written_again(made):
    with made.reading_raw() as connection:
        built = {"fingerprint": BigramEncoder().fingerprint, "dimension": 64}
        pair = served.pair_of(connection, made._server, built)
        first, _ = served._spans(connection)["fares"]
    pair.passages.delete([(first, first)])
    assert check(made) == [
        f"{made._server.name} has 5 of 6 vectors in {pair.passages.name}; "
        "run `python -m index rebuild`."
    ]
    with made.reading() as view, pytest.raises(LibraryError) as caught:
        view.snapshot.vectors.rows(np.arange(6))
    assert str(caught.value) == (
        f"1 vectors are missing in {made._server.name}; "
        "`python -m index rebuild` writes them again."
    )
    build.rebuild(made, BigramEncoder())
    assert check(made) == []


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from index import build, generations, library
    from index.stores import Stores
    from tests.conftest import BigramEncoder

    generations.advance = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    made = library.Library(Path(sys.argv[1]), Stores.named_in(os.environ))
    list(build.add([Path(sys.argv[2])], made, BigramEncoder()))
"""


def test_a_writer_killed_between_the_vectors_and_the_commit(archive, write):
    library = archive.create()
    list(build.add([write("in/fares.txt", FARES)], library, BigramEncoder()))
    path = write("long.txt", LONG)
    with another(archive, KILLED, str(path)) as dying:
        assert (dying.wait(60), dying.stderr.read()) == (-9, "")
    assert (names(library), counts(library)[0], check(library)) == (["fares"], 3 + 40, [])
    encoder = BigramEncoder()
    [row] = build.add([path], library, encoder)
    assert (row.status, encoder.embedded, counts(library)[0]) == ("added", 0, 43)
    assert (names(archive.open()), check(archive.open())) == (["fares", "long"], [])


def test_a_server_killed_in_mid_add_loses_and_doubles_nothing(archive, write, monkeypatch):
    monkeypatch.setattr(milvus, "_PATIENCE", 1.0)
    library, path, encoder = archive.create(), write("long.txt", LONG), BigramEncoder()
    list(build.add([write("in/fares.txt", FARES)], library, encoder))
    sentence_vectors = served.columns.sentence_vectors

    def crash(*args):
        archive.crash()  # the passages are written, the sentences are not
        return sentence_vectors(*args)

    encoder.embedded = 0
    with monkeypatch.context() as patch:
        patch.setattr(served.columns, "sentence_vectors", crash)
        [row] = build.add([path], library, encoder)
    assert (row.status, str(row.error).split(" (")[0]) == (
        "failed",
        f"the vectors in {library._server.name} do not answer",
    )
    with library.reading() as view:  # texts are still shown
        assert view.transcript("fares").text == FARES
        with pytest.raises(ServerAway):
            view.snapshot.vectors.search(encoder.encode_queries(["運賃"])[0], 3, None)
    embedded = encoder.embedded
    archive.start()
    monkeypatch.setattr(milvus, "_PATIENCE", 240.0)  # it takes its time to load what it has
    monkeypatch.setattr(milvus, "_TIMEOUT", 20.0)
    assert (names(library), counts(library)[0], check(library)) == (["fares"], 3 + 40, [])
    [row] = build.add([path], library, encoder)
    assert (row.status, encoder.embedded) == ("added", embedded)
    assert (counts(library)[0], check(library), names(library)) == (43, [], ["fares", "long"])


class Noted:
    """A collection that notes what it is asked."""

    def __init__(self) -> None:
        self.filters: list[str] = []
        self.server = MilvusServer("milvus:http://127.0.0.1:1", Account())

    def there(self) -> bool:
        return True

    def search(self, query, k, chosen, consistency):
        self.filters.append(chosen)
        return np.array([17, 12], dtype=np.int64), np.array([0.5, 0.9], dtype=np.float32)


def test_filters_are_ranges_of_numbers_without_what_is_gone(monkeypatch):
    noted = Noted()
    ids = np.array([20, 21, 10, 11, 12, 13], dtype=np.int64)
    vectors = MilvusVectors(noted, Numbers(ids, 25, ((14, 19), (22, 23))))
    rows, scores = vectors.search(np.zeros(2, np.float32), 5, None)
    assert (rows.tolist(), scores.tolist()) == ([4], [pytest.approx(0.9)])  # 17 is no row's
    vectors.search(np.zeros(2, np.float32), 5, np.array([0, 2, 3, 5]))
    vectors.search(np.zeros(2, np.float32), 5, np.array([], dtype=np.int64))
    gone = " and not ((id >= 14 and id <= 19) or (id >= 22 and id <= 23))"
    assert noted.filters == [
        f"(id >= 0 and id <= 25){gone}",
        f"((id >= 10 and id <= 11) or (id >= 13 and id <= 20)){gone}",
    ]


@pytest.mark.parametrize("many", ["_FEW", "RANGES"])
def test_many_rows_here_and_there_are_named(monkeypatch, many):
    noted = Noted()
    ids = np.array([20, 21, 10, 11, 12, 13], dtype=np.int64)
    vectors = MilvusVectors(noted, Numbers(ids, 25, ((14, 19), (22, 23))))
    monkeypatch.setattr(numbered, many, 1)
    monkeypatch.setattr(numbered, "_LISTED", 3)
    vectors.search(np.zeros(2, np.float32), 5, np.array([True, True, True, True, False, False]))
    assert noted.filters == ["id in [10, 11, 20]", "id in [21]"]


def test_what_was_read_is_not_asked_for_again_until_it_is_too_much(monkeypatch):
    asked, noted = [], Noted()

    def query(chosen, fields, consistency):
        asked.append(chosen)
        return [{"id": n, "vector": [n, 1.0]} for n in map(int, chosen[7:-1].split(", "))]

    noted.query, noted.dimension = query, 2
    vectors = MilvusVectors(noted, Numbers(np.array([20, 21, 10, 11]), 25, ()))
    assert vectors.rows(np.array([1, 2, 1])).tolist() == [[21, 1], [10, 1], [21, 1]]
    assert vectors.rows(np.array([3, 2, 1])).tolist() == [[11, 1], [10, 1], [21, 1]]
    assert asked == ["id in [10, 21]", "id in [11]"]
    monkeypatch.setattr(numbered, "_REMEMBERED", 3)
    vectors.rows(np.array([0]))
    vectors.rows(np.array([0, 1]))
    assert asked[2:] == ["id in [20]", "id in [21]"]


def test_filters_of_many_ranges_and_of_many_numbers_are_answered(store):
    collection = Collection(MilvusServer(store.stores.vectors, Account()), "many", 4)
    collection.make()
    ids = np.arange(1, 2_001)
    vectors = np.tile(np.eye(4, dtype=np.float32), (500, 1))
    collection.add(ids, vectors)
    odd = [(int(number), int(number)) for number in ids[::2]]
    assert collection.count(odd) == 1_000
    held = MilvusVectors(collection, Numbers(ids[1::2], 2_000, tuple(odd[:300])))
    every = np.arange(1_000)
    for allowed in (None, every[300:], every[:300], every[::3], every[::400]):
        rows, _ = held.search(vectors[0], 2_000, allowed)
        assert sorted(rows.tolist()) == (every if allowed is None else allowed).tolist()
    collection.delete(odd)
    assert collection.count([(1, 2_000)]) == 1_000
    collection.drop()


def test_what_was_just_written_is_waited_for_and_later_no_more(monkeypatch):
    vectors = MilvusVectors(Noted(), Numbers(np.array([1]), 1, ()))
    assert vectors._consistency == "Strong"
    monkeypatch.setattr(numbered, "_SETTLED", 0.0)
    assert vectors._consistency == "Bounded"


@pytest.mark.parametrize("address", ["milvus", "milvus:", "http://host:19530"])
def test_another_address(tmp_path, address):
    with pytest.raises(LibraryError) as caught:
        Library.create(tmp_path / "new", Stores(vectors=address))
    assert str(caught.value) == (
        "HATSUGEN_STORE is no address of a store; write it as milvus:http://HOST:19530."
    )


def test_without_pymilvus(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    server = MilvusServer("milvus:http://127.0.0.1:1", Account())
    with pytest.raises(LibraryError) as caught:
        server.ask(lambda client: None)
    assert str(caught.value) == (
        "vectors on a Milvus server need a package that is not installed; "
        "`pip install 'pymilvus==3.0.2'` brings it."
    )


def test_a_server_that_is_away(tmp_path, monkeypatch):
    monkeypatch.setattr(milvus, "_PATIENCE", 0.0)
    monkeypatch.setattr(milvus, "_TIMEOUT", 0.5)
    server = MilvusServer("milvus:http://127.0.0.1:1", Account(password="hush", token="hush"))
    with pytest.raises(ServerAway) as caught:
        server.ask(lambda client: client.list_collections())
    assert str(caught.value).startswith("the vectors in http://127.0.0.1:1 do not answer (")
    assert "hush" not in str(caught.value)


def test_the_stores_are_read_from_the_environment():
    named = {
        "HATSUGEN_CATALOGUE": "postgresql://host/x",
        "HATSUGEN_STORE": "milvus:https://host:19530",
        "HATSUGEN_STORE_USER": "me",
        "HATSUGEN_STORE_PASSWORD": "hush",
        "HATSUGEN_STORE_DATABASE": "minutes",
    }
    stores = Stores.named_in(named)
    account = Account("me", "hush", "", "minutes")
    assert stores == Stores("postgresql://host/x", "milvus:https://host:19530", account)
    assert "hush" not in repr(stores)
    assert Stores.named_in({"HATSUGEN_STORE": ""}) == Stores()
