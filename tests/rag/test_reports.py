"""Reports of wrong quotes: their passages found, and accepted into gold that is read and scored."""

import json
from dataclasses import replace

import pytest
from filelock import FileLock

from index import build
from index.errors import BadGold
from index.records import Span
from rag import __main__ as command
from rag.cite import cite
from rag.evaluation import reports
from rag.evaluation.gold import read_gold
from rag.evaluation.reports import Report, accept, find_passage, passage_at
from rag.imprint import imprint
from rag.records import Filter

TEXT = """研究会

＜岩田・理事長＞
予算は　三
億円です。はい。

＜岡野＞
いいえ。予算は二億円です。はい。はい。
"""


@pytest.fixture
def view(library, write, encoder):
    made = library()
    other = TEXT.replace("三", "四").replace("岩田", "水野")
    list(build.add([write("first.txt", TEXT), write("second.txt", other)], made, encoder))
    with made.reading() as view:
        yield view


@pytest.fixture
def report(view):
    first = view.transcript("first")
    citation = cite(1, first, 2, first.turns[2].span)
    return Report("r1", "予算はいくらですか", "ja", citation, "2031-06-01T00:00:00Z")


@pytest.mark.parametrize(
    ("words", "near", "expected"),
    [
        ("予算は三億円です。", None, ("first", 1, "岩田・理事長", "予算は　三\n億円です。")),
        ("予算は\n四億円で す。", "first", ("second", 1, "水野・理事長", "予算は　四\n億円です。")),
        ("いいえ。予算", "second", ("second", 2, "岡野", "いいえ。予算")),
        ("いいえ。予算", None, ("first", 2, "岡野", "いいえ。予算")),
        ("研究会", None, ("first", 0, None, "研究会")),
    ],
)
def test_a_pasted_passage_is_found_by_its_words(view, words, near, expected):
    found = find_passage(view, words, near)
    quote = found.span.of(view.transcript(found.transcript).text)
    assert (found.transcript, found.turn, found.speaker, quote) == expected
    assert found.language == "ja"


@pytest.mark.parametrize("words", ["予算は九億円です。", " \n", "", "はい。＜岡野＞いいえ。"])
def test_what_nobody_says_whole_is_not_found(view, words):
    assert find_passage(view, words) is None


def test_a_permanent_link_leads_to_its_passage(view):
    text = view.transcript("first").text
    span = Span(text.index("いいえ"), text.index("いいえ") + 4)
    found = passage_at(view, "first", Span(0, 4), "00000000", words=imprint("いいえ。"))
    assert (found.transcript, found.span, found.turn) == ("first", span, 2)
    assert passage_at(view, "first", Span(0, 4), "00000000") is None


def test_an_accepted_report_is_a_line_of_gold(view, report, tmp_path):
    path = tmp_path / "gold.jsonl"
    full = replace(
        report,
        filters=Filter(speaker="岩田"),
        history=("何を話しましたか",),
        comment=" 違う人の発言です。 ",
    )
    gold = accept(path, view, full, find_passage(view, "予算は三億円です。"))
    assert json.loads(path.read_text("utf-8")) == {
        "id": "r1",
        "question": "予算はいくらですか",
        "language": "ja",
        "answerable": True,
        "evidence": [{"transcript": "first", "turn": 1, "quote": "予算は　三\n億円です。"}],
        "filters": {"speaker": "岩田"},
        "history": [{"question": "何を話しましたか"}],
        "note": "違う人の発言です。",
    }
    assert [gold] == read_gold(path, view)
    assert (gold.filters, gold.history) == (full.filters, full.history)
    assert sorted(p.name for p in tmp_path.glob("gold*")) == ["gold.jsonl", "gold.jsonl.lock"]


def test_words_that_stand_twice_in_their_turn_are_kept_by_offsets(view, report, tmp_path):
    found = find_passage(view, "はい。はい。")
    last = replace(found, span=Span(found.span.start + 3, found.span.end))
    gold = accept(tmp_path / "gold.jsonl", view, report, last)
    assert gold.evidence == (last,)


def test_a_line_is_added_to_what_is_there_under_a_name_of_its_own(view, report, tmp_path):
    path = tmp_path / "gold.jsonl"
    old = '{"id": "r1", "question": "誰ですか", "answerable": false}'
    path.write_text(old.rstrip("\n"), "utf-8", newline="")
    path.chmod(0o640)
    gold = accept(path, view, report, None, unanswerable=True)
    assert (gold.id, gold.answerable, gold.evidence, gold.line) == ("r1-2", False, (), 2)
    assert path.read_bytes().startswith(old.rstrip("\n").encode())
    assert path.stat().st_mode & 0o777 == 0o640
    third = accept(path, view, replace(report, question="いつですか"), None, unanswerable=True)
    assert (third.id, third.line) == ("r1-3", 3)


def test_a_question_stands_once(view, report, tmp_path):
    path = tmp_path / "gold.jsonl"
    accept(path, view, report, None, unanswerable=True)
    before = path.read_bytes()
    again = replace(report, id="r2", question="予算は いくらですか")
    with pytest.raises(BadGold, match=r"gold\.jsonl line 1 asks this question already, as 'r1'"):
        accept(path, view, again, None, unanswerable=True)
    assert path.read_bytes() == before
    elsewhere = replace(again, filters=Filter(speaker="岡野"))
    assert accept(path, view, elsewhere, None, unanswerable=True).line == 2


def test_what_is_no_gold_is_refused_and_the_file_stays(view, report, tmp_path):
    path = tmp_path / "gold.jsonl"
    found = find_passage(view, "予算は三億円です。")
    with pytest.raises(BadGold, match="nothing says what answers the question; give the right"):
        accept(path, view, report, None)
    with pytest.raises(BadGold, match="has a right passage and is said to have none"):
        accept(path, view, report, found, unanswerable=True)
    with pytest.raises(BadGold, match=r"gold\.jsonl line 1: the question is empty"):
        accept(path, view, replace(report, question=" "), found)
    with pytest.raises(BadGold, match=r"gold\.jsonl line 1: the library has no transcript 'no'"):
        accept(path, view, replace(report, filters=Filter(transcript="no")), found)
    assert not path.exists()
    path.write_text("{", "utf-8")
    with pytest.raises(BadGold, match=r"gold\.jsonl line 1: this is no JSON"):
        accept(path, view, report, found)
    assert path.read_text("utf-8") == "{"
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadGold, match=r"folder cannot be written"):
        accept(tmp_path / "folder", view, report, found)


def test_another_program_that_writes_is_waited_for(view, report, tmp_path, monkeypatch):
    path = tmp_path / "gold.jsonl"
    monkeypatch.setattr(reports, "_LOCK_SECONDS", 0)
    with FileLock(f"{path}.lock"):
        with pytest.raises(BadGold, match=r"gold\.jsonl cannot be written"):
            accept(path, view, report, None, unanswerable=True)
    assert not path.exists()


def test_accepted_gold_is_evaluated(sample_library, tmp_path, capsys):
    path = tmp_path / "gold.jsonl"
    with sample_library.reading() as view:
        first = view.transcript("shiomi_2031_1")
        wrong = cite(1, first, 1, first.turns[1].span)
        report = Report("r1", "秘匿とは何ですか", "ja", wrong, "2031-06-01T00:00:00Z")
        words = "秘匿とは、数が小さすぎて誰のことか分かってしまう升目を、公表の前に伏せる処理の"
        accept(path, view, report, find_passage(view, words, first.id))
        other = replace(report, id="r2", question="新幹線の延伸について誰が発言しましたか")
        accept(path, view, other, None, unanswerable=True)
    capsys.readouterr()
    library = str(sample_library.folder)
    assert command.main(["evaluate", str(path), "--library", library, "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["questions"], row["failed"]) == (2, [])
    assert [(r["id"], r["right"]) for r in row["rows"]] == [("r1", True), ("r2", True)]
