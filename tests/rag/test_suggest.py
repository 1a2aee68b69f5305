"""Questions that the sample library suggests: each has an answer there that holds what it asks."""

from dataclasses import replace
from itertools import combinations

import pytest

from index.build import add
from index.library import Library
from index.records import Span
from index.speakers import split_label
from rag.answer import ask
from rag.evaluation.folding import plain
from rag.suggest import MOST, _proven, suggestions
from rag.suggesting.records import Idea, Said
from rag.suggesting.said import said_in
from tests.rag.judging import answer, citation


@pytest.fixture(scope="module")
def pools(sample_library, bundled_encoder):
    return {
        language: list(suggestions(sample_library, bundled_encoder, language))
        for language in ("ja", "en")
    }


def test_the_samples_questions_are_those_a_person_would_ask(pools):
    japanese = {one.question: one for one in pools["ja"]}
    assert len(japanese) == len(pools["ja"]) <= MOST
    for question in (
        "ミナトグラムとは何ですか。",
        "秘匿とは何ですか。",
        "参加団体とは何ですか。",
        "黒磯さんは、位置の記録について何と言いましたか。",
        "人口は帆波町のほうが多いのに、灯ヶ浦町の割合が高いのはなぜですか。",
        "二十秒ごとの記録は、どのくらいの期間残しているのですか。",
    ):
        assert question in japanese
    assert {one.kind for one in pools["ja"]} == {"term", "topic", "person", "asked"}
    assert len({one.transcript for one in pools["ja"]}) == 4
    own = {one.question for one in pools["en"] if not one.foreign}
    assert "What did Rusk say about the quay dues?" in own
    assert "What is ミナトグラム?" in {one.question for one in pools["en"] if one.foreign}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_is_answered_by_what_it_asks_for(pools, language, sample_library, bundled_encoder):
    for one in pools[language]:
        given = ask(one.question, sample_library, bundled_encoder)
        lead = given.citations[0]
        own = [c for c in given.citations if c.transcript == lead.transcript]
        assert given.found
        assert (lead.transcript, one.spans) == (one.transcript, tuple(c.span for c in own))
        assert one.turns == tuple(dict.fromkeys(c.turn for c in own))
        if one.kind == "asked":
            assert plain(one.question) not in plain(lead.quote)
        else:
            assert plain(one.about).casefold() in plain(lead.quote).casefold()
        if one.kind == "person":
            assert lead.speaker.startswith(one.speaker)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_two_are_answered_by_the_same_words(pools, language):
    for one, other in combinations(pools[language], 2):
        if one.transcript == other.transcript:
            assert all(a.end <= b.start or b.end <= a.start for a in one.spans for b in other.spans)


def test_looking_ends_when_it_is_told_to(sample_library, bundled_encoder):
    asked = []

    def stop():
        asked.append(None)
        return len(asked) > 8

    found = list(suggestions(sample_library, bundled_encoder, "ja", stop=stop))
    assert len(asked) == 9
    assert 0 < len(found) <= 4  # four transcripts were read and four questions asked
    assert list(suggestions(sample_library, bundled_encoder, "ja", stop=lambda: True)) == []


def test_an_empty_library_suggests_nothing(tmp_path, bundled_encoder):
    library = Library.create(tmp_path / "library")
    assert list(suggestions(library, bundled_encoder, "ja")) == []


def test_a_question_of_a_meeting_is_not_answered_by_itself():
    speaker, other = split_label("片瀬"), citation("a", 200, 240, "有馬", "九十日で消します。")
    said = Said(1, speaker, Span(100, 130), "記録はいつまで残すのですか。", asks=True)
    idea = Idea(said.words, "asked", "a", "", said)
    people = {"片瀬": "片瀬", "有馬": "有馬", "片瀬所長": "片瀬"}
    reply = replace(other, turn=2)
    assert _proven(idea, answer(reply), people).spans == (Span(200, 240),)
    itself = replace(citation("a", 110, 130, "片瀬"), number=2)
    for cited in (
        [reply, itself],  # the question is quoted as well
        [replace(reply, turn=1)],  # said before the question was
        [replace(reply, turn=9)],  # said much later
        [replace(reply, transcript="b")],
        [replace(reply, speaker="片瀬所長")],  # who asked goes on
    ):
        assert _proven(idea, answer(*cited), people) is None


def test_a_sentence_without_end_is_passed_over(library, encoder, write):
    made = library()
    endless = "あいうえお" * 6_000  # more than the tokenizer takes at once
    list(
        add(
            [write("m.txt", f"＜岩田＞\n{endless}\n＜岡野＞\n灯とは光のことです。\n")],
            made,
            encoder,
        )
    )
    with made.reading() as view:
        said = said_in(view.transcript("m"))
    assert [one.words for one in said] == ["灯とは光のことです。"]
    list(suggestions(made, encoder, "ja"))
