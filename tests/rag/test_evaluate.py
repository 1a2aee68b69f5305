"""python -m rag evaluate: what it prints, stores, compares and draws."""

import json
from datetime import date

import pytest

from rag.__main__ import main
from rag.evaluation import evaluate as evaluation
from rag.evaluation import judge
from rag.evaluation.compare import compare
from rag.evaluation.scoreboard import as_text, number
from rag.evaluation.stored import Evaluation, read
from rag.records import Answer, Filter
from rag.search import Found
from tests.rag.judging import outcome

HIDING = "秘匿とは、数が小さすぎて誰のことか分かってしまう升目を、公表の前に伏せる処理のことです。"
FORMAT = "ミナトグラムとは、乗り物の記録を書き表すための共通の書式と"
GOLD = [
    {
        "id": "hidden",
        "question": "秘匿とは何ですか",
        "kind": "fact",
        "answerable": True,
        "evidence": [{"transcript": "shiomi_2031_1", "quote": HIDING}],
        "answers": ["伏せる処理"],
        "speakers": ["栗林"],
    },
    {
        "id": "abroad",
        "question": "What is the capital of Mongolia?",
        "kind": "unanswerable",
        "answerable": False,
    },
    {
        "id": "format",
        "question": "미나토그램이란 무엇입니까?",
        "answerable": True,
        "evidence": [{"transcript": "shiomi_2031_1", "quote": FORMAT}],
    },
]


@pytest.fixture
def run(sample_library, capsys, tmp_path):
    def run_command(*arguments, rows=GOLD):
        path = tmp_path / "gold.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        status = main(
            ["evaluate", str(path), "--library", str(sample_library.folder), *map(str, arguments)]
        )
        return status, *capsys.readouterr()

    return run_command


def test_json_is_one_object_with_everything(run):
    status, out, err = run("--json")
    [row] = map(json.loads, out.splitlines())
    assert (status, err) == (0, "")
    assert (row["gold"], row["questions"], row["transcripts"]) == ("gold.jsonl", 3, 4)
    assert row["scores"]["success@1"] == {"value": 1.0, "low": 1.0, "high": 1.0, "count": 2}
    assert row["scores"]["right"]["value"] == 1.0
    assert row["scores"]["refusal F1"]["value"] == 1.0
    assert set(row["groups"]["language"]) == {"ja", "en", "ko"}
    assert set(row["groups"]["kind"]) == {"fact", "unanswerable", "other"}
    evidence = row["groups"]["evidence"]
    assert {name: group["success@1"]["count"] for name, group in evidence.items()} == {
        "same language": 1,
        "cross-lingual": 1,
    }
    hidden = row["rows"][0]
    assert (hidden["id"], hidden["rank"], hidden["right"], hidden["faults"]) == (
        "hidden",
        1,
        True,
        [],
    )
    assert [citation[0] for citation in hidden["citations"]] == ["shiomi_2031_1"]
    assert hidden["parts"]["first speaker"] == [1.0, 1.0]
    assert hidden["parts"]["answer in citation"] == [1.0, 1.0]


def test_the_text_names_scores_groups_and_the_worst_questions():
    outcomes = (
        outcome("good", {"MRR": (1.0, 1.0), "refusal F1": (0.0, 0.0)}, probability=0.9),
        outcome("far", {"MRR": (0.0, 1.0)}, probability=0.7, right=False, risky=True, rank=11),
        outcome("shy", probability=0.1, found=False, right=False, kind="list"),
        outcome("bold", answerable=False, probability=0.8, right=False, risky=True, rank=None),
    )
    lines = as_text(Evaluation("gold.jsonl", "words", 4, outcomes)).splitlines()
    words = [" ".join(line.split()) for line in lines]
    assert words[0] == "gold.jsonl: 4 questions, 3 with an answer, on 4 transcripts (words)"
    mrr = "MRR .500 .000–1.000 2 questions 1 / rank of the first passage with evidence"
    assert words[2:4] == ["Finding score 95 % of", mrr]
    assert "list 1 – – – – – – – – –" in words
    assert "fact 3 – – .500 – – – – – –" in words
    assert words[words.index("Worst questions, of 3 with faults") :] == [
        "Worst questions, of 3 with faults",
        "far far?",
        "answered, citing none of the evidence; evidence not in the first 10 passages (p .700)",
        "shy shy?",
        "refused, though it has an answer (p .100)",
        "bold bold?",
        "answered, though nothing answers it (p .800)",
    ]


def test_the_text_says_what_changed_against_another_run():
    before = [outcome(f"q{n}", {"MRR": (1.0, 1.0)}) for n in range(9)]
    after = [outcome(f"q{n}", {"MRR": (0.5, 1.0)}, rank=2) for n in range(9)]
    text = as_text(Evaluation("g", "words", 4, tuple(after)), compare(before, after))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "MRR 1.000 .500 -.500 -.500 -.500 worse" in lines
    assert lines[lines.index("Better: 0") :][:5] == [
        "Better: 0",
        "",
        "Worse: 9",
        "q0 q0?",
        "rank 1 → rank 2",
    ]


def test_a_stored_run_is_read_back_as_it_was_and_compared(
    run, tmp_path, sample_library, bundled_encoder
):
    stored = tmp_path / "old.json"
    assert run("--json", stored)[0] == 0
    made = evaluation.evaluate(tmp_path / "gold.jsonl", sample_library, bundled_encoder)
    assert read(stored) == list(made.outcomes)
    assert len(stored.read_text(encoding="utf-8").splitlines()) == 5  # a question a line
    status, out, _ = run("--against", stored, "--json")
    against = json.loads(out)["against"]
    assert (status, against["questions"], against["changes"]) == (0, 3, [])
    assert {(row["low"], row["high"]) for row in against["differences"]} == {(0.0, 0.0)}
    _, out, _ = run("--against", stored, rows=[GOLD[0], GOLD[1] | {"id": "new"}])
    assert "Better: 0" in out
    assert out.endswith("\nOnly before: abroad, format\n\nOnly now: new\n")


def test_no_words_of_a_transcript_are_stored(run, tmp_path):
    run("--json", tmp_path / "old.json")
    assert "升目" not in (tmp_path / "old.json").read_text(encoding="utf-8")


def test_a_question_that_cannot_be_asked_is_named_and_left_out(run):
    status, out, err = run("--json", rows=[*GOLD, GOLD[1] | {"id": "x", "filters": {"to": "昨日"}}])
    row = json.loads(out)
    assert (status, row["questions"], row["failed"]) == (1, 3, ["x"])
    assert err.startswith("question x: '昨日' is no date; ")
    assert run(rows=[GOLD[1] | {"filters": {"to": "昨日"}}])[0] == 2


def test_a_follow_up_is_asked_after_its_history(run, monkeypatch):
    asked = []

    def ask(question, library, encoder, wanted, history, *, today, reranker):
        assert (today, reranker) == (date(2031, 12, 16), None)  # of the newest transcript
        asked.append((question, list(history)))
        found = question == "一つ目"
        return Answer(question, "ja", "extractive", found, "答え", standalone=f"{question}全文")

    def find(question, library, encoder, wanted, k, *, today, reranker):
        asked.append((question, k))
        return Found((), Filter(), Filter())

    monkeypatch.setattr(evaluation, "ask", ask)
    monkeypatch.setattr(evaluation, "find", find)
    run(
        rows=[
            GOLD[1]
            | {"question": "三つ目", "history": [{"question": "一つ目"}, {"question": "二つ目"}]}
        ]
    )
    assert asked == [
        ("一つ目", []),
        ("二つ目", [("一つ目", "答え")]),
        ("三つ目", [("一つ目", "答え"), ("二つ目", None)]),
        ("三つ目全文", 100),
    ]


def test_the_curve_is_drawn_where_there_is_one(run, tmp_path, monkeypatch):
    believed = {"What is the capital of Mongolia?": 0.2}
    monkeypatch.setattr(
        judge, "answer_probability", lambda answer: believed.get(answer.question, 0.9)
    )
    status, out, err = run("--plot", tmp_path / "curve.png", "--json")
    assert (status, err) == (0, "")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")
    row = json.loads(out)
    assert row["curve"] == [
        {"threshold": 0.9, "coverage": pytest.approx(2 / 3, abs=1e-5), "risk": 0.0},
        {"threshold": 0.2, "coverage": 1.0, "risk": pytest.approx(1 / 3, abs=1e-5)},
    ]
    assert row["scores"]["Brier score"]["value"] == pytest.approx(
        (0.04 + 0.01 + 0.01) / 3, abs=1e-5
    )
    monkeypatch.setattr(judge, "answer_probability", lambda answer: None)
    status, out, err = run("--plot", tmp_path / "none.png")
    assert (status, err) == (2, "no curve is drawn: these answers carry no probability.\n")
    assert out.startswith("gold.jsonl: 3 questions")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--against", "none.json"), "none.json cannot be read"),
        (("--against", "README.md"), "README.md holds no stored evaluation"),
        (("--json", "none/scores.json"), "none/scores.json cannot be written; name a file in a"),
        (("--plot", "none/curve.png"), "none/curve.png cannot be written; name a file in a"),
        (("--json", "tests"), "tests cannot be written; name a file in a"),
    ],
)
def test_wrong_use_is_a_sentence_and_status_2_before_anything_is_asked(
    run, arguments, sentence, monkeypatch
):
    monkeypatch.setattr(evaluation, "ask", None)
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith(sentence)


def test_a_stored_run_of_another_format_is_refused(run, tmp_path):
    stored = tmp_path / "old.json"
    stored.write_text('{"format": 99, "rows": []}')
    status, _, err = run("--against", stored)
    assert (status, err.split(";")[0]) == (2, f"{stored} has the format 99, not 1")


def test_bad_gold_is_a_sentence_and_status_2(run):
    status, out, err = run(rows=[GOLD[0] | {"evidence": []}])
    assert (status, out) == (2, "")
    assert err.endswith(
        "line 1: the question is answerable and has no evidence; quote what answers it.\n"
    )


@pytest.mark.parametrize(
    ("value", "sign", "text"),
    [
        (0.697, False, ".697"),
        (1.0, False, "1.000"),
        (0.9996, False, "1.000"),
        (-0.0126, True, "-.013"),
        (-0.0001, True, "+.000"),
        (1.0, True, "+1.000"),
    ],
)
def test_numbers_have_three_digits(value, sign, text):
    assert number(value, sign=sign) == text
