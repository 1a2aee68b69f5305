"""Names, folders and characters that a careless or hostile person brings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index import build
from index.__main__ import printable
from index.library import Library

TEXT = "岩田：はい。\n岡野：運賃は三百円です。\n"


def rows(library, encoder, path):
    return [(row.status, row.transcript, row.error) for row in build.add([path], library, encoder)]


def test_a_file_name_that_is_no_utf8_is_shown_with_a_mark_and_added(library, encoder, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xffname.txt")).write_text(TEXT, encoding="utf-8")
    (folder / "good.txt").write_text(TEXT.replace("三百", "五百"), encoding="utf-8")
    found = rows(library(), encoder, folder)
    assert sorted(found) == [("added", "bad-name", None), ("added", "good", None)]


def test_a_pipe_is_no_file(library, encoder, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    place = tmp_path / "pipe.txt"
    assert rows(library(), encoder, place) == [
        (
            "failed",
            None,
            f"{place} is no file that can be read; check its permissions, or name its files.",
        )
    ]


def test_a_folder_that_may_not_be_opened_is_named(library, encoder, tmp_path, monkeypatch):
    """Raised by hand: root, who may run the tests, can open every folder."""
    closed = tmp_path / "in" / "closed"
    closed.mkdir(parents=True)
    (tmp_path / "in" / "open.txt").write_text(TEXT, encoding="utf-8")
    scandir = os.scandir

    def refuse(path):
        if str(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(closed))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [status for status, _, _ in rows(library(), encoder, tmp_path / "in")] == [
        "failed",
        "added",
    ]


def test_hidden_files_and_folders_are_passed_over(library, encoder, write, tmp_path):
    for name in ("in/.git/a.txt", "in/.b.txt", "in/c.txt", "in/d.png"):
        write(name, TEXT)
    assert rows(library(), encoder, tmp_path / "in") == [("added", "c", None)]


def test_escape_sequences_do_not_reach_the_terminal():
    assert printable("\x1b[2J赤\x9b31m\t\n\x07") == "\ufffd[2J赤\ufffd31m\t\n\ufffd"


READ = """
    import os, sys
    from pathlib import Path
    from index.library import Library
    from rag import answer  # whatever is imported must be, before the rights are gone
    os.setuid(65534)
    with Library(Path(sys.argv[1])).reading() as view:
        print([summary.id for summary in view.summaries()], len(view.snapshot.vectors))
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become nobody")
def test_a_library_that_may_only_be_read_is_read(encoder, write, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared") / "library"
    list(build.add([write("a.txt", TEXT)], Library.create(folder), encoder))
    for place in folder.parents:
        if place.stat().st_uid == 0 and place != Path(place.anchor):
            place.chmod(place.stat().st_mode | 0o755)
    script = "\n".join(line.removeprefix("    ") for line in READ.splitlines())
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
        check=False,
    )
    assert (done.stdout, done.stderr) == ("['a'] 2\n", "")
