"""The commands draft and verify."""

import json

import pytest
from docx import Document

from index import build
from index.encode import load_encoder
from index.library import Library
from rag.__main__ import main
from tests.rag.drafting.meetings import FIRST

WHOLE = "配水管の総延長は 812 キロで、四割が法定の耐用年数を超えています。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("drafting")
    (place / "suido_1.txt").write_text(FIRST, encoding="utf-8")
    library = Library.create(place / "library")
    assert [row.status for row in build.add([place / "suido_1.txt"], library, load_encoder(None))]
    return place


@pytest.fixture
def run(folder, capsys):
    def command(*words):
        status = main([*words, "--library", str(folder / "library")])
        return status, capsys.readouterr()

    return command


def test_draft_prints_json_whose_quotes_stand_in_the_source(run, folder):
    status, printed = run("draft", "--form", "speakers", "--length", "two", "--json")
    assert status == 0
    row = json.loads(printed.out)
    assert (row["title"], row["form"], row["mode"]) == (
        "発言者別の要旨：川辺市水道審議会", "speakers", "extractive",
    )  # fmt: skip
    cited = [one for block in row["blocks"] for one in block.get("citations", [])]
    assert len(cited) == 8
    for one in cited:
        assert FIRST[one["start"] : one["end"]] == one["quote"]


def test_draft_prints_text_and_writes_files(run, tmp_path):
    status, printed = run("draft", "--length", "two", "--speaker", "森田")
    assert (status, printed.out.splitlines()[0]) == (0, "議事要旨：川辺市水道審議会")
    for kind in ("md", "txt", "csv", "docx"):
        status, printed = run("draft", "--out", str(tmp_path / f"draft.{kind}"))
        assert (status, printed.out) == (0, "")
    assert Document(tmp_path / "draft.docx").paragraphs[0].text == "議事要旨：川辺市水道審議会"


def test_what_cannot_be_done_is_said(run, tmp_path):
    status, printed = run("draft", "--out", str(tmp_path / "draft.odt"))
    assert (status, printed.out) == (2, "")
    assert ".docx" in printed.err
    status, printed = run("draft", "--speaker", "山田")
    assert status == 2
    assert "nobody called '山田' speaks" in printed.err
    status, printed = run("draft", "--out", str(tmp_path / "nowhere" / "draft.md"))
    assert status == 2
    assert "cannot be written" in printed.err


def test_verify_prints_a_row_a_sentence(run, tmp_path):
    file = tmp_path / "release.md"
    false = WHOLE.replace("812", "912")
    file.write_text(f"# 発表\n\n{WHOLE}{false}\n", encoding="utf-8")
    status, printed = run("verify", str(file), "--json")
    rows = [json.loads(line) for line in printed.out.splitlines()]
    assert status == 0
    assert [(row["sentence"], row["verdict"]) for row in rows] == [
        (WHOLE, "exact"), (false, "unsupported"),
    ]  # fmt: skip
    assert {"kind": "number", "words": "912"} in rows[1]["faults"]
    [citation] = rows[0]["citations"]
    assert FIRST[citation["start"] : citation["end"]] == citation["quote"] == WHOLE
    assert citation["number"] == 1
    status, printed = run("verify", str(file))
    assert printed.out.startswith(f"exact: {WHOLE}\n    2030年度第1回・桐野・水道局長・suido_1 2:")


def test_verify_reads_what_draft_writes(run, tmp_path):
    file = tmp_path / "draft.md"
    run("draft", "--length", "two", "--out", str(file))
    _, printed = run("verify", str(file), "--json")
    assert [json.loads(line)["verdict"] for line in printed.out.splitlines()] == ["exact"] * 8
