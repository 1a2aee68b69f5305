"""A writer that is killed, or whose disk is full, leaves the last complete state."""

import errno
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from index import build, manifest, sqlite
from index.check import check
from index.library import Library
from index.vectors import SegmentVectors
from tests.conftest import ROOT, BigramEncoder

OLD = "会議の記録\n\n岩田：予算の話を始めます。\n岡野：運賃は三百円です。\n"
NEW = "".join(f"岩田：{n}番の話です。\n岡野：{n}番ですね。\n" for n in range(20))
FULL = (
    "the disk that holds {} is full; free some space and run the same command again. "
    "Nothing was lost."
)


@pytest.fixture
def made(library, encoder, write) -> Library:
    made = library()
    list(build.add([write("old.txt", OLD)], made, encoder))
    encoder.embedded = 0
    return made


@pytest.fixture
def small_pages(monkeypatch):
    """Pages of which a small library, too, has some."""
    monkeypatch.setattr(sqlite, "_PAGE", 4096)


def state(library: Library) -> tuple[int, list[str], int, list[str]]:
    """(generation, transcripts, passages found by vector, what is wrong)."""
    with library.reading() as view:
        found = [summary.id for summary in view.summaries()]
        return view.snapshot.generation, found, len(view.snapshot.vectors), check(library)


# each kills its own process at the named place, as a power cut would
KILLED = """
    import os, signal, sqlite3, sys
    from pathlib import Path
    from index import build, catalogue, generations, library, manifest, segment
    from index.writer import Draft
    from tests.conftest import BigramEncoder

    def die(*_): os.kill(os.getpid(), signal.SIGKILL)

    encoder, place = BigramEncoder(), sys.argv[1]
    keep, advance, kept = Draft.keep, generations.advance, []
    if place == "between vectors":
        Draft.keep = lambda *args: (kept.append(keep(*args)), len(kept) < 2 or die())
    elif place == "before the snapshot":
        generations.advance = die
    elif place == "within the segment":
        segment.Postings.save = die
    elif place == "before the rename":
        Path.rename = die
    elif place == "after the segment, before the manifest":
        manifest.write = die
    elif place == "after the manifest, before the commit":
        generations.advance = lambda *args: (advance(*args), die())
    elif place == "after the commit":
        generations.settle = die
    elif place == "within merging":
        generations.merged = die
    elif place == "after merging":
        manifest.drop_others = die
    list(build.add([Path(sys.argv[3])], library.Library(Path(sys.argv[2])), encoder))
"""


@pytest.mark.parametrize(
    ("place", "expected", "embedded_later"),
    [
        ("between vectors", (1, ["old"], 3, []), 8),
        ("before the snapshot", (1, ["old"], 3, []), 0),
        ("within the segment", (1, ["old"], 3, []), 0),
        ("before the rename", (1, ["old"], 3, []), 0),
        ("after the segment, before the manifest", (1, ["old"], 3, []), 0),
        ("after the manifest, before the commit", (1, ["old"], 3, []), 0),
        ("after the commit", (2, ["new", "old"], 43, []), 0),
        ("within merging", (2, ["new", "old"], 43, []), 0),
        ("after merging", (2, ["new", "old"], 43, []), 0),
    ],
)
def test_a_writer_killed(made, write, place, expected, embedded_later):
    path, reader = write("new.txt", NEW), Library(made.folder)
    assert state(reader) == (1, ["old"], 3, [])
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), place, str(made.folder), str(path)],
        cwd=ROOT, check=False, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (-9, b"")
    assert state(reader) == expected
    assert state(Library(made.folder)) == expected
    encoder = BigramEncoder()
    list(build.add([path], made, encoder))  # the same command goes on where it stopped
    assert encoder.embedded == embedded_later
    assert state(Library(made.folder)) == (2, ["new", "old"], 43, [])


def test_what_a_killed_writer_left_is_cleared_by_the_next(made, encoder, write):
    folder = made.folder / "snapshots"
    (folder / "00000002.draft").mkdir()
    (folder / "00000002").mkdir()
    (folder / "00000002" / "manifest.json").write_bytes(b"half")
    segments = made.folder / "segments"
    for name in ("draft", "0123456789abcdef"):
        (segments / name).mkdir()
        (segments / name / "vectors.faiss").write_bytes(b"half")
    list(build.add([write("new.txt", NEW)], made, encoder))
    assert [path.name for path in folder.iterdir()] == ["00000002"]
    [held] = manifest.read(made.folder, 2).segments
    assert [path.name for path in segments.iterdir()] == [held.name]
    assert state(Library(made.folder)) == (2, ["new", "old"], 43, [])


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("pages", [0, 2, 5])  # among the vectors, then among the passages
def test_a_full_disk_under_the_catalogue(made, encoder, write, monkeypatch, pages):
    connect, path = sqlite.open_file, write("new.txt", NEW)

    def small(place: Path, *, create: bool = False):
        connection = connect(place, create=create)
        (used,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {used + pages}")
        return connection

    monkeypatch.setattr(sqlite, "open_file", small)
    [row] = build.add([path], made, encoder)
    assert (row.status, row.error) == ("failed", FULL.format(made.folder))
    monkeypatch.setattr(sqlite, "open_file", connect)
    assert state(Library(made.folder)) == (1, ["old"], 3, [])
    [row] = build.add([path], Library(made.folder), encoder)
    assert (row.status, state(Library(made.folder))) == ("added", (2, ["new", "old"], 43, []))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_under_the_snapshot(made, encoder, write, monkeypatch, number):
    def refuse(self: SegmentVectors, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(number, "No space left on device")

    path = write("new.txt", NEW)
    with monkeypatch.context() as patch:
        patch.setattr(SegmentVectors, "save", refuse)
        [row] = build.add([path], made, encoder)
    assert (row.status, row.error) == ("failed", FULL.format(made.folder))
    assert state(Library(made.folder)) == (1, ["old"], 3, [])
    assert [path.name for path in (made.folder / "snapshots").iterdir()] == ["00000001"]
    assert len([*(made.folder / "segments").iterdir()]) == 1
    encoder.embedded = 0
    [row] = build.add([path], Library(made.folder), encoder)
    assert (row.status, encoder.embedded) == ("added", 0)  # its vectors were kept


def test_a_folder_that_may_not_be_written(made, encoder, write, monkeypatch):
    # raised by hand: these tests may run as root, whom no permission stops
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(manifest, "keep", refuse)
    [row] = build.add([write("new.txt", NEW)], made, encoder)
    assert (row.status, row.error) == (
        "failed",
        f"{made.folder} cannot be used (Permission denied); check the path and its permissions.",
    )
