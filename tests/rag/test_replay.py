"""A receipt asked again says what changed, and nothing else."""

import json

import pytest

from index.errors import BadQuestion
from rag.answer import ask
from rag.receipt import receipt_text
from rag.records import Filter
from rag.replay import model_of, read_receipt, replay
from tests.rag.speaking import Scripted, numbered, writer_of

QUESTION = "秘匿とは何ですか"


def kept(tmp_path, library, encoder, **more):
    answer = ask(QUESTION, library, encoder, Filter(speaker="栗林"), **more)
    path = tmp_path / "receipt.json"
    path.write_text(receipt_text(answer, library), encoding="utf-8")
    return read_receipt(path)


def test_nothing_changed(tmp_path, sample_library, bundled_encoder):
    receipt = kept(tmp_path, sample_library, bundled_encoder)
    assert model_of(receipt) is None
    found = replay(receipt, sample_library, bundled_encoder)
    assert (found.question, found.changes) == (QUESTION, ())


def test_a_model_that_writes_something_else(tmp_path, sample_library, bundled_encoder):
    def says(words):
        return lambda messages: f"{words}[{numbered(messages, '秘匿とは、')}]"

    model = Scripted(
        says("秘匿とは、公表の前に升目を伏せる処理である。"),
        says("秘匿とは、升目を公表の前に伏せる処理のことである。"),
    )
    writer = writer_of(model, tmp_path)
    receipt = kept(tmp_path, sample_library, bundled_encoder, writer=writer)
    assert model_of(receipt) == "scripted:model"
    found = replay(receipt, sample_library, bundled_encoder, writer=writer)
    assert [change.what for change in found.changes] == ["text", "output"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"program": "Hatsugen", "format": 9}', "x"])
def test_what_is_no_receipt_is_refused(tmp_path, text):
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadQuestion, match=r"other\.json is no receipt"):
        read_receipt(path)


def test_the_terminal_says_that_nothing_changed(tmp_path, sample_library, bundled_encoder, capsys):
    from rag.__main__ import main

    kept(tmp_path, sample_library, bundled_encoder)
    command = ["replay", str(tmp_path / "receipt.json"), "--library", str(sample_library.folder)]
    assert main(command) == 0
    assert capsys.readouterr().out == f"{QUESTION}\nnothing changed\n"
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []
