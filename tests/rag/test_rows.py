"""A filter of turns: the turns of one transcript that are named, and nothing else."""

import pytest

from index.errors import BadQuestion
from rag.answer import ask
from rag.reading.rows import turns_of
from rag.records import Filter
from rag.search import search

NAME = "shiomi_2031_3"
QUESTION = "初年度の総額はいくらですか。"


def test_turns_are_searched_alone(sample_library, bundled_encoder):
    wanted = Filter(transcript=NAME, turns="15-17")
    hits = search(QUESTION, sample_library, bundled_encoder, wanted, k=50)
    assert {(hit.passage.transcript_id, hit.passage.turn) for hit in hits} == {
        (NAME, turn) for turn in (15, 16, 17)
    }


def test_an_answer_within_the_turns_is_found_and_one_outside_is_refused(
    sample_library, bundled_encoder
):
    within = ask(QUESTION, sample_library, bundled_encoder, Filter(NAME, turns="17"))
    assert [citation.turn for citation in within.citations] == [17]
    outside = ask(QUESTION, sample_library, bundled_encoder, Filter(NAME, turns="1-3"))
    assert not outside.found
    assert "発言 1-3" in outside.text


@pytest.mark.parametrize(
    ("written", "found"), [("4", [4]), ("4-6", [4, 5, 6]), ("0", [0]), ("6-6", [6])]
)
def test_turns_are_written_as_one_or_from_and_to(written: str, found: list[int]):
    assert list(turns_of(written)) == found


@pytest.mark.parametrize("written", ["x", "6-4", "-3", "4-", "1-x", "1-2-3", "9" * 5_000])
def test_what_names_no_turns_is_refused(sample_library, bundled_encoder, written: str):
    with pytest.raises(BadQuestion, match="names no turns"):
        ask(QUESTION, sample_library, bundled_encoder, Filter(NAME, turns=written))


def test_turns_need_their_transcript(sample_library, bundled_encoder):
    with pytest.raises(BadQuestion, match="those of one transcript"):
        ask(QUESTION, sample_library, bundled_encoder, Filter(turns="4"))
