"""Brief of a session: who spoke, topics in order, sentences that stand for all."""

import json

import pytest

from rag.__main__ import main
from rag.catchup.brief import brief_of
from rag.catchup.material import material_of
from rag.cite import cite, verify


@pytest.fixture
def made(ferry):
    with ferry.reading() as view:
        material = material_of(view, "ferry_1")
        return material.transcript, brief_of(material), material


def test_who_spoke_and_how_much(made):
    _, brief, _ = made
    assert [(one.speaker, one.role) for one in brief.speakers] == [
        ("水野", None),
        ("浅見", "潮路市交通課長"),
        ("小牧", None),
        ("戸張", "市立図書館長"),
    ]
    assert sum(one.share for one in brief.speakers) == pytest.approx(1, abs=0.001)
    [komaki] = [one for one in brief.speakers if one.speaker == "小牧"]
    assert komaki.characters == len(
        "渡し船の運賃を上げることには反対です。渡し船の乗客の半分は、学校に通う子どもたちです。"
        "図書館の夜間開館に賛成します。"
    )


def test_its_sentences_stand_alone_in_reading_order(made):
    transcript, brief, _ = made
    said = [one.span.of(transcript.text) for one in brief.sentences]
    assert said == [
        "渡し船の運賃は、来年の四月から大人一人三百円に上げることを提案します。",
        "渡し船の運賃を上げることには反対です。",
        "渡し船の乗客の半分は、学校に通う子どもたちです。",
        "夜間開館とは、図書館を夜の九時まで開けておく試みのことです。",
        "図書館の夜間開館は、十月から一つの館だけで試すべきです。",
    ]
    for number, one in enumerate(brief.sentences, 1):
        assert transcript.turns[one.turn].speaker.label == one.speaker
        assert verify(transcript, cite(number, transcript, one.turn, one.span))


def test_what_is_sifted(made):
    transcript, _, material = made
    by_words = {one.span.of(transcript.text): one for one in material.sifted}
    own = by_words["夜間開館とは、図書館を夜の九時まで開けておく試みのことです。"]
    assert (own.tells, own.alone, own.explains, own.speaker) == (
        True,
        True,
        True,
        "戸張・市立図書館長",
    )
    assert "夜間開館" in own.phrases
    asked = by_words["渡し船の運賃について、ほかにご意見はありませんか。"]
    assert (asked.tells, asked.alone, asked.explains) == (False, False, False)
    title = material.sifted[0]
    assert (title.speaker, title.tells, title.phrases) == (None, False, ())


@pytest.mark.parametrize(
    "name", ["shiomi_2031_1", "shiomi_2031_2", "shiomi_2031_3", "harbour_transit_2031"]
)
def test_a_brief_of_the_sample(sample_library, name):
    with sample_library.reading() as view:
        material = material_of(view, name)
        transcript, brief = material.transcript, brief_of(material)
    assert 5 <= len(brief.sentences) <= 8
    spans = [one.span for one in brief.sentences]
    assert spans == sorted(set(spans))
    assert len({one.speaker for one in brief.sentences}) > 1
    topics = brief.topics
    assert topics[0].first == 1
    assert topics[-1].last == max(turn.number for turn in transcript.turns)
    assert [topic.start for topic in topics] == sorted({topic.start for topic in topics})
    assert all(topic.first <= topic.last and topic.title for topic in topics)
    assert sum(topic.minutes for topic in topics) <= brief.minutes + 0.1
    alone = {one.span for one in material.sifted if one.alone}
    assert set(spans) <= alone


def test_the_command_prints_it(ferry, capsys):
    assert main(["brief", "ferry_1", "--json", "--library", str(ferry.folder)]) == 0
    row = json.loads(capsys.readouterr().out)
    assert list(row) == [
        "transcript",
        "title",
        "session",
        "date",
        "minutes",
        "speakers",
        "topics",
        "sentences",
    ]
    assert (row["transcript"], row["session"], row["date"]) == (
        "ferry_1",
        "2031年度第1回",
        "2031-05-20",
    )
    first = row["sentences"][0]
    assert first["text"] == f"{first['citation']['quote']}[1]"
    assert first["citation"]["speaker"] == "浅見・潮路市交通課長"
    assert row["topics"][0]["turns"][0] == 1
    assert main(["brief", "ferry_1", "--library", str(ferry.folder)]) == 0
    shown = capsys.readouterr().out
    assert "浅見 (潮路市交通課長)" in shown
    assert "[1] 2031年度第1回・2031-05-20・浅見・潮路市交通課長・ferry_1 発言 2" in shown
    assert main(["brief", "nothing", "--library", str(ferry.folder)]) != 0
    assert "nothing" in capsys.readouterr().err
