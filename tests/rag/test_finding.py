"""Rankings worked out by hand, and ir-measures as an oracle for recall."""

from math import log2

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import R

from rag.evaluation.finding import BUDGETS, CUTOFFS, holds, ranks, recalls, shown, trec_scores
from tests.rag.judging import evidence, passage

FIRST, SECOND, THIRD = (passage("t", at, at + 100) for at in (0, 100, 200))
OTHER = passage("u", 0, 100)
LIBRARY = [FIRST, SECOND, THIRD, OTHER]


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [(10, 30, True), (80, 120, True), (79, 120, True), (81, 122, False), (0, 200, True)],
)
def test_a_passage_holds_evidence_when_it_covers_half_of_it(start, end, held):
    assert holds(FIRST, evidence("t", start, end)) == held
    assert not holds(FIRST, evidence("u", start, end))


def test_each_item_has_the_rank_of_the_first_passage_that_holds_it():
    items = [evidence("t", 10, 30), evidence("t", 190, 210), evidence("t", 290, 350)]
    assert ranks([OTHER, THIRD, FIRST, SECOND], items) == [3, 2, None]


def test_recall_is_the_share_of_the_items():
    assert recalls([3, 2, None, 11]) == {
        "recall@1": 0.0,
        "recall@3": 0.5,
        "recall@5": 0.5,
        "recall@10": 0.5,
    }
    assert recalls([1]) == dict.fromkeys((f"recall@{k}" for k in CUTOFFS), 1.0)


def test_trec_measures_are_over_the_passages_that_hold_evidence():
    """Relevant are all of t: the first holds one item, the others half each of the second."""
    items = [evidence("t", 10, 30), evidence("t", 190, 210)]
    scores = trec_scores({"q": [OTHER, THIRD, FIRST]}, {"q": items}, LIBRARY)
    assert scores["q"] == pytest.approx(
        {
            "success@1": 0.0,
            "success@3": 1.0,
            "success@5": 1.0,
            "success@10": 1.0,
            "MRR": 1 / 2,
            "nDCG@10": (1 / log2(3) + 1 / log2(4)) / (1 + 1 / log2(3) + 1 / log2(4)),
        }
    )


def test_evidence_that_no_passage_holds_is_missed_and_not_forgotten():
    items = [evidence("t", 10, 30), evidence("t", 250, 500)]
    scores = trec_scores({"q": [FIRST]}, {"q": items}, LIBRARY)
    assert scores["q"]["nDCG@10"] == pytest.approx(1 / (1 + 1 / log2(3)))


def test_an_empty_ranking_scores_nothing():
    items = {"empty": [evidence("t", 10, 30)], "full": [evidence("t", 110, 130)]}
    scores = trec_scores({"empty": [], "full": [SECOND]}, items, LIBRARY)
    assert set(scores["empty"].values()) == {0.0}
    assert set(scores["full"].values()) == {1.0}


@pytest.mark.parametrize(
    ("start", "end", "within"),
    [
        (20, 80, [1.0, 1.0, 1.0]),  # 30 of 60 characters stand before the cut
        (21, 81, [0.0, 1.0, 1.0]),
        (900, 1_100, [0.0, 0.0, 1.0]),
        (3_000, 3_100, [0.0, 0.0, 0.0]),
    ],
)
def test_a_budget_cuts_the_passages_off_where_it_ends(start, end, within):
    found = [passage("u", 0, 250), passage("t", 0, 5_000)]
    values = shown(found, [evidence("t", start, end)])
    assert values == {"within 300": within[0], "within 1,000": within[1], "within 3,000": within[2]}


def test_pieces_of_evidence_in_several_passages_add_up():
    item = evidence("t", 40, 340)  # 60, 40 and 90 characters of its 300 are shown
    pieces = [passage("t", 0, 100), passage("t", 150, 190), passage("t", 250, 400)]
    assert shown(pieces[:2], [item])["within 300"] == 0.0
    assert shown(pieces, [item])["within 300"] == 1.0


def test_one_item_of_several_is_enough_for_a_budget():
    items = [evidence("t", 900, 950), evidence("t", 0, 20)]
    assert shown([FIRST], items) == dict.fromkeys((f"within {b:,}" for b in BUDGETS), 1.0)


@given(st.lists(st.integers(0, 30), unique=True), st.sets(st.integers(0, 30), min_size=1))
def test_recall_agrees_with_trec_eval_where_each_passage_holds_one_item(ranking, relevant):
    found = [passage("t", 100 * n, 100 * n + 100) for n in ranking]
    items = [evidence("t", 100 * n + 10, 100 * n + 90) for n in sorted(relevant)]
    ours = recalls(ranks(found, items))
    run = {"q": {str(n): float(-rank) for rank, n in enumerate(ranking)}}
    theirs = ir_measures.calc_aggregate(
        [R @ k for k in CUTOFFS], {"q": {str(n): 1 for n in relevant}}, run
    )
    assert ours == pytest.approx({f"recall@{k}": theirs[R @ k] for k in CUTOFFS})
    trec = trec_scores({"q": found}, {"q": items}, found)["q"]
    assert [trec[f"success@{k}"] for k in CUTOFFS] == [
        float(ours[f"recall@{k}"] > 0) for k in CUTOFFS
    ]
