"""Drafts are kept by version, and each belongs to its owner."""

import sqlite3
from dataclasses import replace
from threading import Thread

import pytest

from index.errors import LibraryError
from index.library import Library
from rag.drafting.store import Drafts


@pytest.fixture
def store(tmp_path):
    return Drafts(tmp_path)


def test_each_save_is_a_version_and_an_old_one_comes_back(store, drafted):
    first = drafted("minutes", "half")
    second = replace(first, blocks=first.blocks[:2])
    name = store.keep("ana", first)
    assert store.read(name, "ana") == first
    assert store.save(name, "ana", second) == 2
    assert store.save(name, "ana", second) == 2  # nothing changed
    assert store.read(name, "ana") == second
    assert store.restore(name, "ana", 1) == 3
    assert store.read(name, "ana") == first
    assert store.read(name, "ana", 2) == second
    assert [one.number for one in store.versions(name, "ana")] == [3, 2, 1]
    [kept] = store.of("ana")
    assert (kept.id, kept.title, kept.versions) == (name, first.title, 3)


def test_nobody_else_reads_or_changes_a_draft(store, drafted):
    name = store.keep("ana", drafted())
    assert store.read(name, "ben") is None
    assert store.save(name, "ben", drafted("speakers")) is None
    assert store.restore(name, "ben", 1) is None
    assert store.versions(name, "ben") == ()
    assert store.of("ben") == ()
    store.delete(name, "ben")
    assert len(store.of("ana")) == 1
    assert len(name) == 22


def test_a_deleted_draft_can_be_put_back(store, drafted):
    name = store.keep("ana", drafted())
    store.delete(name, "ana")
    assert (store.of("ana"), store.read(name, "ana")) == ((), None)
    store.delete(name, "ana", back=True)
    assert store.read(name, "ana") == drafted()


def test_a_version_that_is_not_there(store, drafted):
    name = store.keep("ana", drafted())
    assert store.read(name, "ana", 7) is None
    assert store.restore(name, "ana", 7) is None


def test_many_who_save_at_once_lose_nothing(store, drafted, tmp_path):
    made = drafted("minutes", "two")
    name = store.keep("ana", made)
    versions = [replace(made, title=f"第{n}案") for n in range(8)]
    threads = [Thread(target=Drafts(tmp_path).save, args=(name, "ana", one)) for one in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {store.read(name, "ana", number).title for number in range(2, 10)}
    assert found == {one.title for one in versions}


def test_files_of_other_versions_are_refused(tmp_path, store, drafted):
    name = store.keep("ana", drafted())
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE versions SET content = '{\"title\": 1}'")
    connection.close()
    with pytest.raises(LibraryError, match="kept by another version"):
        store.read(name, "ana")
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(LibraryError, match=r"drafts\.sqlite was made by another version"):
        Drafts(tmp_path)


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "drafts.sqlite").write_bytes(b"no database" * 99)
    with pytest.raises(LibraryError, match="begin with no drafts"):
        Drafts(tmp_path)


def test_a_library_may_be_made_beside_drafts(tmp_path):
    Drafts(tmp_path)
    Library.create(tmp_path)
