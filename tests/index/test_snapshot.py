"""Snapshots: made again from the catalogue when damaged, without embedding; never half there."""

import json
import os
import pickle
import shutil
import stat
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from index import build, generations, manifest
from index.library import Library
from index.manifest import SnapshotDamaged
from index.segment import NAMES

TEXT = "会議の記録\n\n岩田：予算の話を始めます。\n岡野：運賃は三百円です。\n"


@pytest.fixture
def made(library, encoder, write) -> Library:
    made = library()
    list(build.add([write("a.txt", TEXT)], made, encoder))
    encoder.embedded = 0
    return made


def place(made: Library, name: str) -> Path:
    """Where a file of the first generation's only segment, or its manifest, stands."""
    snapshot = made.folder / "snapshots" / "00000001"
    if name == "manifest.json":
        return snapshot / name
    [held] = json.loads((snapshot / "manifest.json").read_text())["segments"]
    return made.folder / "segments" / held["name"] / name


def contents(made: Library) -> dict[str, bytes]:
    """Every file of the indexes by its path."""
    folders = made.folder / "snapshots", made.folder / "segments"
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(made.folder)): path.read_bytes() for path in sorted(paths)}


def answers(library: Library, encoder) -> tuple[list[int], list[float], list[int]]:
    """What a search by a vector and by a word finds."""
    [query] = encoder.encode_queries(["会議の記録 岡野\n運賃は三百円です。"])
    with library.reading() as view:
        rows, scores = view.snapshot.vectors.search(query, 3, None)
        return rows.tolist(), scores.tolist(), view.snapshot.words.rows_with(("運賃",)).tolist()


FILES = ["manifest.json", *NAMES]


def test_the_files_of_a_snapshot(made):
    found = contents(made)
    written = json.loads(found.pop("snapshots/00000001/manifest.json"))
    assert (written["format"], written["generation"]) == (3, 1)
    [held] = written["segments"]
    assert {path: sha256(content).hexdigest() for path, content in found.items()} == {
        f"segments/{held['name']}/{name}": digest for name, digest in held["files"].items()
    }
    assert [*held["files"]] == [
        "middles.npy",
        "passages.npy",
        "posting_counts.npy",
        "posting_rows.npy",
        "sentence_signs.npy",
        "sentence_vectors.faiss",
        "sentences.npy",
        "signs.npy",
        "terms.npy",
        "terms.txt",
        "transcripts.json",
        "vectors.faiss",
    ]
    assert (held["transcripts"], held["dead"], held["sizes"]) == (["a"], [], [3])


def damage(kind: str, name: str, made: Library) -> None:
    path = place(made, name)
    if kind == "missing":
        path.unlink()
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "flipped":
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    else:
        path.write_bytes(path.read_bytes() + b" ")


KINDS = ["missing", "empty", "flipped", "longer"]
DAMAGES = [(kind, name) for kind in KINDS for name in FILES]
DAMAGES.remove(("longer", "manifest.json"))  # white space after a manifest changes nothing


@pytest.mark.parametrize(("kind", "name"), DAMAGES)
def test_a_damaged_snapshot_is_made_again_without_embedding(kind, name, made, encoder, library):
    before, expected = contents(made), answers(library(), encoder)
    assert expected == ([2, 0, 1], pytest.approx([1.0, 0.5399, 0.4089], abs=1e-3), [2])
    damage(kind, name, made)
    with made.reading_raw() as connection, pytest.raises(SnapshotDamaged):
        generations.load(connection, made.folder, 1, 64)
    assert answers(library(), encoder) == expected
    assert encoder.embedded == 0
    assert contents(made) == before  # back on disk, byte for byte


def test_a_sound_snapshot_is_loaded_and_not_made_again(made, encoder, library, monkeypatch):
    expected = answers(library(), encoder)
    for name in ("build", "mend", "from_catalogue"):
        monkeypatch.setattr(generations, name, None)
    assert answers(library(), encoder) == expected


def test_no_snapshots_at_all(made, encoder, library):
    before, expected = contents(made), answers(library(), encoder)
    for folder in ("snapshots", "segments"):
        shutil.rmtree(made.folder / folder)
    assert answers(library(), encoder) == expected
    assert (encoder.embedded, contents(made)) == (0, before)


@pytest.mark.parametrize(
    "change",
    [{"format": 2}, {"generation": 7}, {"segments": []}, {"segments": [{}]}, {"sha256": ""}],
)
def test_a_foreign_manifest(made, encoder, library, change):
    expected = answers(library(), encoder)
    path = made.folder / "snapshots" / "00000001" / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    assert answers(library(), encoder) == expected
    assert json.loads(path.read_text())["generation"] == 1


def test_what_an_earlier_version_left_in_a_snapshot_goes(made, encoder, library):
    before, expected = contents(made), answers(library(), encoder)
    path = place(made, "manifest.json")
    path.write_text('{"format": 2, "generation": 1, "files": {"vectors.faiss": ""}}')
    path.with_name("vectors.faiss").write_bytes(b"of version 2")
    assert (answers(library(), encoder), encoder.embedded) == (expected, 0)
    assert contents(made) == before


def test_a_segment_that_is_there_already_is_not_written_again(made, encoder):
    path = place(made, "vectors.faiss")
    known = path.stat().st_ino
    build.rebuild(made, encoder)
    [held] = manifest.read(made.folder, 2).segments
    assert manifest.segment_folder(made.folder, held.name) == path.parent
    assert path.stat().st_ino == known


def test_a_manifest_that_is_whole_and_of_other_transcripts(made, encoder, library):
    expected, now = answers(library(), encoder), manifest.read(made.folder, 1)
    gone = [replace(held, dead=(0,)) for held in now.segments]
    manifest.write(replace(now, segments=tuple(gone)), made.folder)
    assert answers(library(), encoder) == expected
    assert manifest.read(made.folder, 1) == now


def test_a_snapshot_of_another_library(made, encoder, library, write):
    other = library("other")
    list(build.add([write("b.txt", "別の会\n\n水野：はい。\n")], other, encoder))
    for folder in ("snapshots", "segments"):
        shutil.rmtree(made.folder / folder)
        shutil.copytree(other.folder / folder, made.folder / folder)
    assert answers(library(), encoder)[2] == [2]


class Planted:
    def __reduce__(self):
        return os.mkdir, (os.environ["PLANTED"],)


def test_planted_pickles_are_never_loaded(made, encoder, library, tmp_path, monkeypatch):
    monkeypatch.setenv("PLANTED", str(tmp_path / "executed"))
    pickled = pickle.dumps(Planted())
    array = np.array([Planted()], dtype=object)
    before, now = contents(made), manifest.read(made.folder, 1)
    for name in NAMES:
        path = place(made, name)
        if name.endswith(".npy"):
            np.save(path, array, allow_pickle=True)
        else:
            path.write_bytes(pickled)
    [held] = now.segments  # whoever planted them may write the manifest, too
    files = {name: sha256(place(made, name).read_bytes()).hexdigest() for name in NAMES}
    manifest.write(replace(now, segments=(replace(held, files=files),)), made.folder)
    assert answers(library(), encoder)[2] == [2]
    assert not (tmp_path / "executed").exists()
    assert contents(made) == before


def test_a_snapshot_that_cannot_be_written_back_serves_from_memory(made, encoder, library):
    expected = answers(library(), encoder)
    with library().writing(encoder):  # a writer is at work
        shutil.rmtree(made.folder / "snapshots")
        assert answers(library(), encoder) == expected
        assert not (made.folder / "snapshots").exists()


def test_nothing_in_a_library_is_executable(made):
    files = [path for path in made.folder.rglob("*") if path.is_file()]
    assert [path for path in files if path.stat().st_mode & stat.S_IXUSR] == []


def test_removal_leaves_no_trace(made, encoder, library, write):
    secret = "汐見灯ヶ浦QUIXOTRY"
    path = write(
        "secret.txt", f"会議の記録 二\n\n岩田：{secret}の話です。\n岡野：はい、{secret}。\n"
    )
    list(build.add([path], made, encoder))
    marks = [secret.encode(), b"QUIXOTRY", b"quixotri", "灯ヶ浦".encode()]
    assert [mark for mark in marks if not traces(made, mark)] == []
    build.remove(["secret"], made, encoder)
    assert [(mark, found) for mark in marks if (found := traces(made, mark))] == []
    [query] = encoder.encode_queries([f"会議の記録 二 岩田\n{secret}の話です。"])
    with library().reading() as view:
        rows, scores = view.snapshot.vectors.search(query, 10, None)
        assert {view.snapshot.passages[row].transcript_id for row in rows} == {"a"}
        assert max(scores) < 0.9
        assert view.snapshot.words.rows_with(("quixotri",)).tolist() == []
        assert [s.id for s in view.summaries()] == ["a"]
    with made.reading_raw() as connection:
        assert connection.execute("SELECT count(*) FROM vectors").fetchone() == (3,)


def traces(made: Library, mark: bytes) -> list[str]:
    files = [path for path in made.folder.rglob("*") if path.is_file()]
    return [path.name for path in files if mark in path.read_bytes()]
