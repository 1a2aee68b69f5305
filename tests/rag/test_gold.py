"""Gold files: evidence found in the library, and every fault named with its line."""

import json

import pytest

from index import build
from index.errors import BadGold
from index.records import Span
from rag.evaluation.gold import read_gold
from rag.records import Filter
from tests.conftest import ROOT

TEXT = """研究会

＜岩田・理事長＞
予算は　三
億円です。はい。

＜岡野＞
いいえ。予算は二億円です。はい。はい。
"""


@pytest.fixture
def read(library, write, encoder, tmp_path):
    made = library()
    [row] = build.add([write("meeting.txt", TEXT)], made, encoder)
    assert (row.transcript, row.turns) == ("meeting", 2)

    def read_rows(*rows):
        path = tmp_path / "gold.jsonl"
        lines = (r if isinstance(r, str) else json.dumps(r) for r in rows)
        path.write_text("\n".join(lines), encoding="utf-8")
        with made.reading() as view:
            return read_gold(path, view)

    return read_rows


def row(*items, **more):
    base = {"id": "a", "question": "予算はいくらですか", "answerable": bool(items)}
    return base | {"evidence": list(items)} | more


def quote(words, **more):
    return {"transcript": "meeting", "quote": words} | more


def test_quotes_become_spans_whatever_their_white_space(read):
    [gold] = read(row(quote("予算は三億円です。"), quote("はい。", turn=1)))
    first, second = gold.evidence
    assert first.span.of(TEXT) == "予算は　三\n億円です。"
    assert (first.turn, first.speaker, first.language) == (1, "岩田・理事長", "ja")
    assert second.span == Span(TEXT.index("はい。"), TEXT.index("はい。") + 3)
    assert (gold.line, gold.kind, gold.language, gold.filters) == (1, "other", "ja", Filter())


def test_spans_belong_to_the_turn_that_holds_most_of_them(read):
    start = TEXT.index("いいえ")
    [gold] = read(row({"transcript": "meeting", "start": start - 9, "end": start + 4}))
    [item] = gold.evidence
    assert (item.span, item.turn, item.speaker) == (Span(start - 9, start + 4), 2, "岡野")


def test_every_field_is_read(read):
    [gold, other] = read(
        row(
            quote("研究会", turn=0),
            language="en",
            kind="when",
            answers=["三億円"],
            speakers=["岩田"],
            filters={"transcript": "meeting", "from": "2031-01-01", "not_speaker": "岡野"},
            reads={"session": "第3回", "to": "2031-02-01"},
            history=[{"question": "誰ですか"}],
        ),
        "",
        row(id=7),
    )
    assert (gold.id, gold.language, gold.kind, gold.answerable) == ("a", "en", "when", True)
    assert (gold.evidence[0].turn, gold.evidence[0].speaker) == (0, None)
    assert (gold.answers, gold.speakers, gold.history) == (("三億円",), ("岩田",), ("誰ですか",))
    assert gold.filters == Filter("meeting", since="2031-01-01", not_speaker="岡野")
    assert gold.reads == Filter(session="第3回", until="2031-02-01")
    assert (other.id, other.line, other.answerable, other.reads) == ("7", 3, False, None)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "this is no JSON"),
        ("[" * 100_000, "this is no JSON"),
        ("[1]", r"a question is a JSON object, not \[1\]"),
        ({"question": "誰", "answerable": False}, "'id' is missing; write it as text or a whole"),
        (row() | {"id": True}, "'id' cannot be true"),
        (row() | {"question": " "}, "the question is empty"),
        (row() | {"question": "\ud800"}, "the question or a filter holds bytes"),
        (row() | {"answerable": "no"}, "'answerable' cannot be \"no\"; write true or false"),
        (row() | {"filter": {}}, "a question has no field 'filter'; it may have answerable, "),
        (row() | {"filters": {"since": "x"}}, "filters has no field 'since'; it may have from, "),
        (row() | {"filters": {"transcript": "no"}}, "the library has no transcript 'no'"),
        (row() | {"answers": "三億円"}, "'answers' cannot be \"三億円\"; write it as a JSON list"),
        (row() | {"speakers": [1]}, "'an item of speakers' cannot be 1; write it as text"),
        (row() | {"answerable": True}, "the question is answerable and has no evidence"),
        (row(quote("いいえ。")) | {"answerable": False}, "the question is not answerable and has"),
        (row({"quote": "はい"}), "'transcript' is missing"),
        (row({"transcript": "no", "quote": "はい"}), "the library has no transcript 'no'"),
        (row(quote("四億円")), "'四億円' does not stand in meeting; copy it"),
        (row(quote("二億円", turn=1)), "'二億円' does not stand in turn 1 of meeting"),
        (row(quote("予算は")), "'予算は' stands 2 times in meeting; quote more of it"),
        (row(quote("はい。", turn=2)), "'はい。' stands 2 times in turn 2 of meeting"),
        (row(quote("はい。", turn=3)), "meeting has no turn 3; its turns go from 0 to 2"),
        (row(quote("はい。", turn="1")), "'turn' cannot be \"1\"; write it as a whole number"),
        (row(quote("はい。", start=1)), "evidence has either a quote, or a start and an end"),
        (row({"transcript": "meeting"}), "evidence has either a quote, or a start and an end"),
        (row({"transcript": "meeting", "start": 3}), "'end' is missing"),
        (row({"transcript": "meeting", "start": 3, "end": 3}), "3 to 3 is no span of meeting"),
        (row({"transcript": "meeting", "start": 0, "end": 999}), "0 to 999 is no span of meeting"),
        (
            row({"transcript": "meeting", "start": 0, "end": 3, "turn": 2}),
            "0 to 3 does not touch turn 2 of meeting",
        ),
    ],
)
def test_a_fault_is_a_sentence_that_names_the_file_and_the_line(read, line, sentence):
    good = row(id="good")
    with pytest.raises(BadGold, match=rf"gold\.jsonl line 2: {sentence}"):
        read(good, line)


def test_an_id_stands_once(read):
    with pytest.raises(BadGold, match="line 3: the id 'a' stands in line 1 already; give every"):
        read(row(), row(id="b"), row())


def test_a_file_without_questions_is_refused(read, library, tmp_path):
    with pytest.raises(BadGold, match=r"gold\.jsonl holds no question"):
        read("", "")
    with library().reading() as view:
        with pytest.raises(BadGold, match=r"none\.jsonl cannot be read as UTF-8 text"):
            read_gold(tmp_path / "none.jsonl", view)


def test_all_gold_on_the_sample_is_found_in_it(sample_library):
    with sample_library.reading() as view:
        golds = read_gold(ROOT / "tests" / "gold" / "sample.jsonl", view)
    assert (len(golds), sum(gold.answerable for gold in golds)) == (101, 76)
    [gold] = [gold for gold in golds if gold.id == "s019"]
    assert [(item.transcript, item.turn, item.speaker) for item in gold.evidence] == [
        ("shiomi_2031_2", 0, None),
        ("shiomi_2031_1", 27, "水野"),
    ]
