"""python -m rag: the contract's fields, nothing else on standard output, and the exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rag.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
HIT = ["transcript", "turn", "speaker", "start", "end", "text", "score"]
CITATION = [
    *("number", "transcript", "title", "session", "date", "turn", "speaker"),
    *("start", "end", "quote", "page", "address"),
]
ANSWER = [
    *("id", "question", "language", "mode", "found", "text", "citations", "nearest"),
    *("unsupported", "filters", "read", "standalone", "wider", "model", "timings_ms"),
]


@pytest.fixture
def run(sample_library, capsys):
    def run_command(*arguments):
        status = main([*arguments, "--library", str(sample_library.folder)])
        return status, *capsys.readouterr()

    return run_command


def test_ask_prints_the_contracts_fields(run, sample_library):
    status, out, err = run("ask", "秘匿とは何ですか", "--speaker", "栗林", "--json")
    [row] = map(json.loads, out.splitlines())
    assert (status, err) == (0, "")
    assert list(row) == ANSWER
    assert [list(citation) for citation in row["citations"]] == [CITATION]
    assert {tuple(hit) for hit in row["nearest"]} == {tuple(HIT)}
    assert (row["id"], row["found"], row["filters"]) == (None, True, {"speaker": "栗林"})
    [citation] = row["citations"]
    with sample_library.reading() as view:
        text = view.transcript(citation["transcript"]).text
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert row["text"].endswith("[1]")
    assert row["timings_ms"]["total"] > row["timings_ms"]["search"]


def test_search_prints_k_hits(run):
    status, out, _ = run("search", "運賃", "-k", "3", "--json")
    row = json.loads(out)
    assert status == 0
    assert list(row) == ["id", "question", "hits", "filters", "read", "timings_ms"]
    assert [list(hit) for hit in row["hits"]] == [HIT] * 3


def test_a_batch_answers_each_line_under_its_id_and_filters(run, tmp_path):
    batch = tmp_path / "questions.jsonl"
    batch.write_text(
        '{"id": "a", "question": "秘匿とは何ですか", "transcript": "shiomi_2031_1"}\n\n'
        '{"id": 7, "question": "運賃はいくらですか", "from": "2031-01-01", "to": "2031-06-01"}\n',
        encoding="utf-8",
    )
    status, out, err = run("search", "--batch", str(batch), "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [(row["id"], row["filters"]) for row in rows] == [
        ("a", {"transcript": "shiomi_2031_1"}),
        (7, {"from": "2031-01-01", "to": "2031-06-01"}),
    ]
    assert {hit["transcript"] for row in rows for hit in row["hits"]} == {"shiomi_2031_1"}


def test_filters_are_read_from_the_words_and_shown(run):
    status, out, _ = run("ask", "第3回で黒磯さんが通信費について言ったことは", "--json")
    row = json.loads(out)
    assert status == 0
    assert row["filters"] == row["read"] == {"speaker": "黒磯", "session": "第3回"}
    assert row["found"]
    assert {c["speaker"].partition("・")[0] for c in row["citations"]} == {"黒磯"}
    assert {c["transcript"] for c in row["citations"]} == {"shiomi_2031_3"}


def test_given_filters_are_hard_and_read_ones_order(run):
    question = "真壁さんは紙の時刻表について何と言いましたか"
    arguments = ("search", question, "--session", "第二回", "--not-speaker", "水野", "--json")
    row = json.loads(run(*arguments, "-k", "30")[1])
    assert row["filters"] == {"session": "第二回", "not_speaker": "水野", "speaker": "真壁"}
    assert row["read"] == {"speaker": "真壁"}
    speakers = [(hit["speaker"] or "").partition("・")[0] for hit in row["hits"]]
    assert speakers[:3] == ["真壁"] * 3
    assert len(set(speakers)) > 2
    assert not {"", "水野", "水野主任研究員"} & set(speakers)
    assert {hit["transcript"] for hit in row["hits"]} <= {"shiomi_2031_2", "harbour_transit_2031"}


def test_a_question_follows_earlier_ones(run):
    status, out, _ = run(
        "ask", "それは一回いくらですか", "--after", "ウミツバメ便はいつ始まりましたか", "--json"
    )
    row = json.loads(out)
    assert status == 0
    assert row["question"] == "それは一回いくらですか"
    assert row["standalone"] == "ウミツバメ便は一回いくらですか"
    out = run("ask", "それは一回いくらですか", "--after", "ウミツバメ便はいつ始まりましたか")[1]
    assert out.startswith("次の質問として探しました：ウミツバメ便は一回いくらですか\n")


def test_a_refusal_shows_what_is_found_without_the_read_filter(run):
    question = "真壁さんは参加団体についてどう言いましたか"
    row = json.loads(run("ask", question, "--json")[1])
    assert (row["found"], row["citations"]) == (False, [])
    assert list(row["wider"]) == ["found", "text", "citations"]
    assert row["wider"]["found"]
    assert {tuple(citation) for citation in row["wider"]["citations"]} == {tuple(CITATION)}
    lines = run("ask", question)[1].splitlines()
    assert lines[1] == "質問から読み取った条件を外した場合："
    assert lines[2] == row["wider"]["text"].splitlines()[0]


def test_a_batch_line_takes_a_session_and_a_history(run, tmp_path):
    batch = tmp_path / "questions.jsonl"
    earlier = [{"question": "ウミツバメ便はいつ始まりましたか", "answer": "有馬：「…」[1]"}]
    rows = [
        {"id": 1, "question": "データの公開は", "session": "第3回", "not_speaker": "黒磯"},
        {"id": 2, "question": "それは一回いくらですか", "history": earlier},
        {"id": 3, "question": "それは", "history": [{"answer": "はい"}]},
        {"id": 4, "question": "それは", "history": [{"question": None}]},
        {"id": 5, "question": "それは", "history": 3},
        {"id": 6, "question": "それは", "session": "三月"},
    ]
    batch.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    status, out, err = run("ask", "--batch", str(batch), "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [row["filters"] for row in found] == [{"session": "第3回", "not_speaker": "黒磯"}, {}]
    assert [row["standalone"] for row in found] == [None, "ウミツバメ便は一回いくらですか"]
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "question 3",
        "question 4",
        "question 5",
        "question 6",
    ]


def test_a_line_that_fails_fails_alone(run, tmp_path):
    batch = tmp_path / "questions.jsonl"
    lines = [
        '{"id": "a", "question": ""}',
        "no json",
        '{"id": "c", "question": "運賃は", "transcript": "none"}',
        '{"id": "d", "question": 5}',
        "[1]",
        '{"id": "f", "question": "運賃はいくらですか"}',
        '{"id": "g", "question": "運賃は", "speaker": "\\ud800"}',
    ]
    batch.write_text("\n".join(lines), encoding="utf-8")
    status, out, err = run("ask", "--batch", str(batch), "--json")
    assert status == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["f"]
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "question a",
        "question 2",
        "question c",
        "question 4",
        "question 5",
        "question 7",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ask", ""), "the question is empty"),
        (("ask", "あ" * 10_000), "the question has 10,000 characters"),
        (("ask",), "give one question, or --batch FILE"),
        (("search", "運賃", "--batch", "x"), "give one question, or --batch FILE"),
        (("search", "運賃", "--from", "昨日"), "'昨日' is no date"),
        (("search", "運賃", "--session", "春"), "'春' is no session"),
        (("search", "運賃", "--transcript", "x"), "the library has no transcript 'x'"),
        (("search", "--batch", "/nowhere.jsonl"), "/nowhere.jsonl cannot be read"),
    ],
)
def test_wrong_use_is_a_sentence_and_status_2(run, arguments, sentence):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith(sentence)


def test_no_library_is_a_sentence_and_status_2(tmp_path, capsys):
    assert main(["ask", "運賃", "--library", str(tmp_path / "none")]) == 2
    assert capsys.readouterr() == (
        "",
        f"there is no library in {tmp_path / 'none'}; make one with "
        f"`python -m index add FILES --library {tmp_path / 'none'}`.\n",
    )


def test_the_command_reads_its_library_from_the_environment(sample_library):
    done = subprocess.run(
        [sys.executable, "-m", "rag", "ask", "参加団体とは"],
        env=os.environ | {"HATSUGEN_LIBRARY": str(sample_library.folder)},
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    first, second = done.stdout.splitlines()
    assert first.startswith("黒磯：「参加団体とは、")
    assert second.startswith("[1] 2031年度第3回・2031-12-16・黒磯・shiomi_2031_3 発言 6 (")
