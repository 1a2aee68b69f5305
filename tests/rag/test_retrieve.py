"""Ranking: what each step makes of the scores, to the number."""

from types import SimpleNamespace

import numpy as np
import pytest

from index import build
from index.read import read_bytes
from rag.near import Near
from rag.question import understand
from rag.reading.rows import allowed_rows
from rag.records import Filter
from rag.retrieve import (
    _best,
    _coverage,
    _fuse,
    _minmax,
    _only,
    _outstanding,
    _with_surroundings,
    rank,
)

ALL = 1 + 2 * 0.6 + 2 * 0.36  # weights of a passage and of the four around it


def passages(transcripts, asking=()):
    """As much of a snapshot as the surroundings are told by."""
    return SimpleNamespace(
        transcript_of=np.array(transcripts, dtype=np.int64),
        asking=np.isin(np.arange(len(transcripts)), asking),
    )


def around(transcripts, scores, asking=()):
    found = _with_surroundings(passages(transcripts, asking), np.array(scores, dtype=np.float64))
    return found.tolist()


def test_half_of_a_score_is_its_own_and_half_that_of_the_passages_around():
    assert around([0] * 7, [0, 0, 0, 10, 0, 0, 0]) == pytest.approx(
        [
            0,
            (0.36 * 10 / ALL) / 2,
            (0.6 * 10 / ALL) / 2,
            (10 + 10 / ALL) / 2,
            (0.6 * 10 / ALL) / 2,
            (0.36 * 10 / ALL) / 2,
            0,
        ]
    )


def test_where_a_transcript_ends_a_passage_stands_for_those_that_are_not_there():
    assert around([0, 0, 0], [4, 4, 4]) == pytest.approx([4, 4, 4])
    assert around([0], [4]) == pytest.approx([4])
    # before the first there are two steps of its own: 4 (1 + .6 + .36), after it 0
    assert around([0, 0, 0], [4, 0, 0])[0] == pytest.approx((4 + 4 * 1.96 / ALL) / 2)
    # the last of the three has none before it but the first, two steps away
    assert around([0, 0, 0], [4, 0, 0])[2] == pytest.approx(0.36 * 4 / ALL / 2)


def test_nothing_is_lent_across_transcripts():
    alone = around([0, 0], [1, 8]), around([0, 0, 0], [2, 0, 5])
    assert around([0, 0, 1, 1, 1], [1, 8, 2, 0, 5]) == pytest.approx([*alone[0], *alone[1]])
    assert around([], []) == []


def test_an_answer_inherits_the_score_of_the_question_before_it():
    told = around([0] * 4, [9, 0, 0, 0])
    asked = around([0] * 4, [9, 0, 0, 0], asking=[0])
    assert asked == pytest.approx([told[0], told[0], told[2], told[3]])
    assert around([0, 1], [9, 0], asking=[0])[1] == 0  # not in another transcript
    assert around([0, 0], [0, 9], asking=[1])[1] == pytest.approx(around([0, 0], [0, 9])[1])
    # a better score of its own stays
    assert around([0, 0], [1, 9], asking=[0])[1] == pytest.approx(around([0, 0], [1, 9])[1])


def test_two_questions_hand_down_one_score_only_once():
    told = around([0] * 4, [9, 0, 0, 0])
    asked = around([0] * 4, [9, 0, 0, 0], asking=[0, 1])
    assert asked == pytest.approx([told[0], told[0], told[1], told[3]])


def test_what_a_filter_keeps_out_scores_nothing():
    scores = np.array([9.0, 4.0, 2.0])
    assert _only(None, scores).tolist() == [9, 4, 2]
    assert _only(np.array([0, 2]), scores).tolist() == [9, 0, 2]
    assert _only(np.zeros(0, dtype=np.int64), scores).tolist() == [0, 0, 0]


def test_languages_compete_by_how_far_their_passages_stand_out():
    near = {"ja": Near(np.arange(2), 0.80, 0.02), "en": Near(np.arange(2), 0.70, 0.04)}
    found = _outstanding(
        np.array([0.84, 0.80, 0.78, 0.70]), np.array(["ja", "ja", "en", "en"], dtype=object), near
    )
    # the nearest English passage is farther than any Japanese one, and stands out as much
    assert found == pytest.approx([2, 0, 2, 0])


def test_a_passage_that_cannot_hold_the_words_keeps_half_of_their_share():
    dense, worded = np.array([1.0, 0.5, 1.0, 0.5]), np.array([0.0, 1.0, 0.0, 1.0])
    plain = np.zeros(4, dtype=bool)
    assert _fuse(dense, worded, 0.2, plain) == pytest.approx([0.2, 0.9, 0.2, 0.9])
    foreign = np.array([False, False, True, True])
    # 0.2 + 0.8 / 2 of the dense score, or what the words make of it where they do stand there
    assert _fuse(dense, worded, 0.2, foreign) == pytest.approx([0.2, 0.9, 0.6, 0.9])
    assert _fuse(dense, worded, 1.0, foreign) == pytest.approx([1.0, 0.5, 1.0, 0.5])


def test_scores_are_stretched_from_nought_to_one():
    assert _minmax(np.array([3.0, 1.0, 2.0])).tolist() == [1.0, 0.0, 0.5]
    assert _minmax(np.array([2.0, 2.0])).tolist() == [1.0, 1.0]
    assert _minmax(np.array([0.0, 0.0])).tolist() == [0.0, 0.0]
    assert _minmax(np.array([])).tolist() == []


def test_the_best_rows_score_above_nought_and_ties_are_in_reading_order():
    scores = np.array([1.0, 0.0, 3.0, 1.0])
    assert _best(scores, 10).tolist() == [2, 0, 3]
    assert _best(scores, 2).tolist() == [2, 0]
    assert _best(np.array([]), 2).tolist() == []


def test_coverage_is_the_share_of_the_words_weight_that_the_rows_hold():
    held = {("a",): [0], ("b",): [5], ("c",): []}
    index = SimpleNamespace(held=lambda word, rows: np.isin(rows, held[word]))
    weights = {("a",): 1.0, ("b",): 2.0, ("c",): 5.0}
    assert _coverage(index, weights, np.array([0, 1])) == pytest.approx(1 / 8)
    assert _coverage(index, weights, np.array([0, 5])) == pytest.approx(3 / 8)
    assert _coverage(index, weights, np.array([], dtype=np.int64)) == 0
    assert _coverage(index, {}, np.array([0])) == 0


TALK = """予算の会

岩田：本日はお集まりいただき、ありがとうございます。
岡野：割引券の運賃はおいくらでしょうか。
黒磯：三百円です。
岩田：次に、堤防の工事について伺います。
有馬：四月に始まります。
"""
ENGLISH = """Harbour Talk

Marsh: The ferry was late again and nobody came to the pier.
Rusk: The harbour master closed the gate at noon.
"""


@pytest.fixture
def view(library, encoder):
    for name, text in (("talk", TALK), ("harbour", ENGLISH)):
        source = read_bytes(text.encode(), f"{name}.txt")
        list(build.add_sources(iter([source]), library(), encoder))
    with library().reading() as view:
        yield view


def test_the_answer_is_ranked_before_the_question_that_has_all_the_words(view, encoder):
    assert view.snapshot.asking.tolist() == [False, False, True, False, False, False] + [False] * 3
    ranking = rank(view.snapshot, encoder, understand("割引券の運賃"), Filter())
    place = dict(zip(ranking.rows.tolist(), ranking.word_scores.tolist(), strict=True))
    assert place[2] > 0 == place[3]  # the answer holds none of them
    scores = dict(zip(ranking.rows.tolist(), ranking.scores.tolist(), strict=True))
    snapshot = view.snapshot
    snapshot.asking[:] = False
    plain = rank(snapshot, encoder, understand("割引券の運賃"), Filter())
    before = dict(zip(plain.rows.tolist(), plain.scores.tolist(), strict=True))
    assert scores[2] == pytest.approx(before[2] - 0.1)
    assert scores[3] > before[3]
    assert {row for row in scores if scores[row] != pytest.approx(before[row])} == {2, 3}


def test_a_ranking_says_what_it_was_made_of(view, encoder):
    asked = understand("割引券の運賃とQuixotry")
    ranking = rank(view.snapshot, encoder, asked, Filter())
    assert ranking.scores.tolist() == sorted(ranking.scores, reverse=True)
    assert sorted(ranking.rows.tolist()) == list(range(9))
    assert ranking.languages.tolist() == ["ja" if row < 6 else "en" for row in ranking.rows]
    assert list(ranking.weights) == list(asked.words)
    unknown = {word for word in asked.words if word[0] == "quixotri"}
    assert len(unknown) == 1
    assert ranking.known == frozenset(asked.words) - unknown
    weight = {word: view.snapshot.words.idf(word) for word in asked.words}
    assert ranking.weights == weight
    lost = sum(weight[word] for word in unknown)
    assert ranking.coverage == pytest.approx(1 - lost / sum(weight.values()))


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        (Filter(), None),
        (Filter(transcript="harbour"), [6, 7, 8]),
        (Filter(speaker="岩田"), [1, 4]),
        (Filter(not_speaker="岩田"), [2, 3, 5, 7, 8]),  # nobody is not somebody else
        (Filter(speaker="水野"), []),
        (Filter(since="2020-01-01"), []),
    ],
)
def test_filters_let_rows_through(view, encoder, wanted, rows):
    found = allowed_rows(view.snapshot, wanted)
    assert (found if found is None else found.tolist()) == rows
    ranking = rank(view.snapshot, encoder, understand("割引券の運賃"), wanted)
    assert sorted(ranking.rows.tolist()) == (list(range(9)) if rows is None else rows)


def test_an_empty_library_ranks_nothing(library, encoder):
    with library("empty").reading() as view:
        ranking = rank(view.snapshot, encoder, understand("運賃"), Filter())
    assert (ranking.rows.tolist(), ranking.coverage, ranking.known) == ([], 0.0, frozenset())
