"""The command line: its output, to the byte, and its exit statuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index import __main__ as command_line
from tests.conftest import ROOT

TEXT = "予算の会 第1回\r\n2020年6月30日\r\n\r\n岩田：予算の話です。\r\n岡野主任研究員：はい。\r\n"


def test_the_encoder_is_named_by_the_environment(write, monkeypatch, tmp_path, encoder):
    asked = []
    monkeypatch.setattr(command_line, "load_encoder", lambda name: asked.append(name) or encoder)
    arguments = ["add", str(write("minutes.txt", TEXT)), "--library", str(tmp_path / "L")]
    command_line.main(arguments)
    monkeypatch.setenv("HATSUGEN_ENCODER", "intfloat/multilingual-e5-base")
    command_line.main(arguments)
    assert asked == [None, "intfloat/multilingual-e5-base"]


@pytest.fixture
def run(monkeypatch, encoder, tmp_path, capfdbinary):
    """Run one command in the temporary folder: (status, standard output, standard error)."""
    monkeypatch.setattr(command_line, "load_encoder", lambda configured: encoder)
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str | Path) -> tuple[int, bytes, str]:
        capfdbinary.readouterr()
        try:
            status = command_line.main([str(argument) for argument in arguments])
        except SystemExit as stopped:  # as argparse ends
            status = stopped.code
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return status, out, err.decode()

    return run_command


def rows(out: bytes) -> list[dict]:
    return [json.loads(line) for line in out.decode().splitlines()]


def test_add(run, write):
    path, empty = write("minutes.txt", TEXT), write("empty.txt", "")
    status, out, err = run("add", path, empty, "--json")
    assert status == 1
    sentence = "empty.txt is empty; check the file and add it again."
    assert rows(out) == [
        {
            "path": str(empty), "status": "failed", "transcript": None, "turns": 0,
            "passages": 0, "embedded": 0, "warnings": [], "error": sentence,
        },
        {
            "path": str(path), "status": "added", "transcript": "minutes", "turns": 2,
            "passages": 3, "embedded": 3, "warnings": [], "error": None,
        },
    ]  # fmt: skip
    assert err == sentence + "\n"
    status, out, err = run("add", path, "--json")
    assert (status, [row["status"] for row in rows(out)], err) == (0, ["unchanged"], "")


def test_add_for_the_eye(run, write):
    path = write("memo.txt", "今日は晴れです。")
    assert run("add", path) == (
        0,
        b"added      memo: 0 turns, 1 passages, 1 embedded\n",
        f"{path}: no speaker label was found; the text is searched without speakers\n",
    )
    write("memo.txt", "")
    status, out, _ = run("add", path)
    assert (status, out) == (1, f"failed     {path}\n".encode())


def test_list(run, write):
    run("add", write("minutes.txt", TEXT))
    status, out, err = run("list", "--json")
    assert (status, err) == (0, "")
    assert rows(out) == [
        {
            "transcript": "minutes", "title": "予算の会 第1回", "series": None, "session": "第1回",
            "part": None, "date": "2020-06-30", "speakers": ["岩田", "岡野主任研究員"],
            "source": "minutes.txt", "turns": 2, "passages": 3, "characters": len(TEXT),
        }
    ]  # fmt: skip
    assert run("list")[1].decode() == (
        "minutes  2020-06-30  予算の会 第1回\n    岩田, 岡野主任研究員; 2 turns\n"
    )


def test_show_prints_the_source_text_and_nothing_else(run, write):
    run("add", write("minutes.txt", TEXT.encode("cp932")))
    assert run("show", "minutes") == (0, TEXT.encode(), "")
    status, out, _ = run("show", "minutes", "--json")
    assert (status, rows(out)) == (0, [{"transcript": "minutes", "text": TEXT}])


def test_show_of_what_is_not_there(run, write):
    run("add", write("minutes.txt", TEXT))
    assert run("show", "no") == (
        2,
        b"",
        "the library has no transcript 'no' (it has: minutes); "
        "`python -m index list` names them all.\n",
    )


def test_remove(run, write):
    run("add", write("minutes.txt", TEXT))
    status, out, err = run("remove", "no", "--json")
    assert (status, out) == (2, b"")
    assert err == (
        "the library has no transcript 'no', so nothing was removed; "
        "`python -m index list` names them all.\n"
    )
    status, out, err = run("remove", "minutes", "--json")
    assert (status, rows(out), err) == (0, [{"transcript": "minutes", "status": "removed"}], "")
    assert run("list", "--json") == (0, b"", "")


def test_check_and_rebuild(run, write, tmp_path, encoder):
    run("add", write("minutes.txt", TEXT))
    assert run("check") == (0, b"all is well\n", "")
    assert run("check", "--json") == (0, b'{"ok": true, "problems": []}\n', "")
    manifest = tmp_path / "library" / "snapshots" / "00000001" / "manifest.json"
    manifest.write_text("{}")
    sentence = "library/snapshots/00000001 is missing or unreadable ('format'); "
    status, out, _ = run("check", "--json")
    assert (status, rows(out)) == (
        1,
        [{"ok": False, "problems": [sentence + "the next search makes it again by itself."]}],
    )
    encoder.name = "other"
    assert run("rebuild", "--json") == (0, b'{"rebuilt": 1}\n', "")
    assert run("check") == (0, b"all is well\n", "")


@pytest.mark.parametrize("command", ["list", "check", "show x", "remove x", "rebuild"])
def test_without_a_library(run, command):
    assert run(*command.split(), "--library", "no") == (
        2,
        b"",
        "there is no library in no; make one with `python -m index add FILES --library no`.\n",
    )


def test_the_library_is_named_by_option_then_by_environment(run, write, monkeypatch, tmp_path):
    path = write("minutes.txt", TEXT)
    monkeypatch.setenv("HATSUGEN_LIBRARY", "from environment")
    run("add", path)
    run("add", path, "--library", "from option")
    monkeypatch.delenv("HATSUGEN_LIBRARY")
    run("add", path)
    made = sorted(place.parent.name for place in tmp_path.rglob("catalogue.sqlite"))
    assert made == ["from environment", "from option", "library"]


def test_another_encoder(run, write, encoder):
    run("add", write("minutes.txt", TEXT))
    encoder.name = "other"
    status, out, err = run("add", write("b.txt", "はい。"))
    assert (status, out, err.splitlines()[0][:28]) == (2, b"", "the library in library was b")


def test_a_folder_without_transcripts(run, write):
    folder = write("photos/cat.jpg", "x").parent
    assert run("add", folder) == (
        1,
        b"",
        f"no .txt, .md, .pdf or .docx file in {folder}; name files, or a folder that holds some.\n",
    )


@pytest.mark.parametrize("arguments", [[], ["no"], ["add"], ["show"], ["list", "--no"]])
def test_wrong_use(run, arguments):
    status, out, err = run(*arguments)
    assert (status, out, err.splitlines()[0][:22]) == (2, b"", "usage: python -m index")


def test_a_real_process(write, tmp_path):
    path = write("minutes.txt", TEXT)
    environment = {**os.environ, "HATSUGEN_LIBRARY": str(tmp_path / "L")}

    def real(*arguments: str) -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            [sys.executable, "-m", "index", *arguments],
            cwd=ROOT, env=environment, capture_output=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    status, out, err = real("add", str(path), str(tmp_path / "no.txt"), "--json")
    assert (status, [row["status"] for row in rows(out)]) == (1, ["failed", "added"])
    assert err == f"{tmp_path / 'no.txt'} does not exist; check the path.\n".encode()
    assert real("show", "minutes") == (0, TEXT.encode(), b"")
