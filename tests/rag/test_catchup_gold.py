"""What is found for newcomers reaches its bounds on both golds, and wrong gold is refused."""

import json

import pytest

from index import build
from index.errors import BadGold
from rag.__main__ import main
from rag.evaluation import catchup
from tests.conftest import ROOT

GOLD = ROOT / "tests" / "gold"
PRECISION, RECALL = 0.85, 0.7


def check(scores):
    for score in scores:
        if score.found:
            assert score.precision >= PRECISION, score
        if score.wanted:
            assert score.recall >= RECALL, score


def test_the_sample_reaches_its_bounds(sample_library):
    with sample_library.reading() as view:
        scores = catchup.evaluate(GOLD / "catchup.jsonl", view)
    assert [score.kind for score in scores] == list(catchup.KINDS)
    check(scores)


def test_other_meetings_reach_them_too(library, bundled_encoder):
    made = library("other")
    files = [GOLD / "catchup_assembly.txt", GOLD / "catchup_board.txt"]
    assert [row.status for row in build.add(files, made, bundled_encoder)] == ["added"] * 2
    with made.reading() as view:
        scores = catchup.evaluate(GOLD / "catchup_other.jsonl", view)
    check(scores)
    assert all(score.wanted for score in scores if score.kind != "kept")


def test_the_command_prints_and_stores_the_scores(sample_library, tmp_path, capsys):
    gold = tmp_path / "gold.jsonl"
    quote = {"transcript": "shiomi_2031_3", "quote": "異存ありません。"}
    rows = [
        {"id": "1", "kind": "stance", "stance": "agree", "evidence": [quote]},
        {"id": "2", "kind": "stance", "stance": "fact", "evidence": [quote]},
    ]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = ["evaluate", str(gold), "--library", str(sample_library.folder)]
    assert main([*command, "--json", str(tmp_path / "scores.json")]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split() == [
        "stance", "0.50", "(1/2)", "0.50", "(1/2)",
    ]  # fmt: skip
    stored = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    assert stored["rows"][-1] == {
        "kind": "stance",
        "precision": 0.5,
        "recall": 0.5,
        "found": 2,
        "wanted": 2,
    }
    assert main([*command, "--plot", str(tmp_path / "a.png")]) == 2
    assert "leave out --against and --plot" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"id": "1", "kind": "stanza"}, "line 2: 'kind' cannot be 'stanza'"),
        ({"id": "1", "kind": "term", "word": "a"}, "line 2: a catch-up gold line has no field"),
    ],
)
def test_wrong_gold_is_refused_by_line(line, told, sample_library, tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "0", "kind": "term", "term": "a"}\n' + json.dumps(line))
    assert catchup.is_catchup(gold)
    with sample_library.reading() as view, pytest.raises(BadGold, match=told):
        catchup.evaluate(gold, view)


def test_questions_are_no_gold_of_this_form():
    assert not catchup.is_catchup(GOLD / "sample.jsonl")
