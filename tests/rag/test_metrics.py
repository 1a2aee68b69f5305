"""Scores, intervals and the curve on cases small enough to work out by hand."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evaluation.metrics import AREA, BRIER, CALIBRATION, MEASURES, curve, draws, scores, values
from tests.rag.judging import outcome

BELIEFS = [  # probability, answerable, wrong if answered
    (0.8, False, True),
    (0.9, True, False),
    (0.2, False, True),
    (0.8, True, False),
]


def believed(rows=BELIEFS):
    return [
        outcome(f"q{n}", probability=p, answerable=answerable, risky=risky)
        for n, (p, answerable, risky) in enumerate(rows)
    ]


def test_a_score_is_the_sum_of_sums_over_the_sum_of_counts():
    rows = [
        outcome("a", {"citation precision": (1.0, 2.0), "MRR": (0.5, 1.0)}),
        outcome("b", {"citation precision": (3.0, 3.0)}),
        outcome("c"),
    ]
    found = scores(rows)
    assert set(found) == {"citation precision", "MRR"}
    assert (found["citation precision"].value, found["citation precision"].count) == (4 / 5, 5)
    assert (found["MRR"].value, found["MRR"].low, found["MRR"].high) == (0.5, 0.5, 0.5)
    assert (found["citation precision"].low, found["citation precision"].high) == (0.5, 1.0)


def test_refusal_is_precision_recall_and_their_harmonic_mean():
    """Five have no answer, three of them refused; one more is refused wrongly: 3/4 and 3/5."""
    rightly = {"refusal F1": (2, 2), "refusal precision": (1, 1), "refusal recall": (1, 1)}
    missed = {"refusal F1": (0, 1), "refusal recall": (0, 1)}
    wrongly = {"refusal F1": (0, 1), "refusal precision": (0, 1)}
    rows = [
        *(outcome(f"r{n}", rightly, answerable=False) for n in range(3)),
        *(outcome(f"m{n}", missed, answerable=False) for n in range(2)),
        outcome("w", wrongly),
    ]
    found = scores(rows)
    assert found["refusal precision"].value == 3 / 4
    assert found["refusal recall"].value == 3 / 5
    assert found["refusal F1"].value == pytest.approx(2 * (3 / 4) * (3 / 5) / (3 / 4 + 3 / 5))
    assert scores([outcome("w", wrongly)]) == {}  # nothing was there to refuse


def test_the_curve_answers_more_and_more_and_ties_together():
    assert curve(believed()) == [
        (0.9, pytest.approx(1 / 4), 0.0),
        (0.8, pytest.approx(3 / 4), pytest.approx(1 / 3)),
        (0.2, 1.0, pytest.approx(2 / 4)),
    ]
    assert curve([outcome()]) == []


def test_the_probability_is_scored_by_area_brier_and_calibration():
    found = scores(believed())
    assert found[AREA].value == pytest.approx(0.25 * 0 + 0.5 / 3 + 0.25 / 2)
    assert found[BRIER].value == pytest.approx((0.64 + 0.01 + 0.04 + 0.04) / 4)
    assert found[CALIBRATION].value == pytest.approx((0.1 + abs(0.8 - 0.2) + 0.2) / 4)
    assert {found[name].count for name in (AREA, BRIER, CALIBRATION)} == {4}


def test_questions_without_a_probability_do_not_count_for_it():
    found = scores([*believed(), outcome("none", answerable=False, risky=True)])
    assert found[BRIER].value == pytest.approx(0.73 / 4)
    assert found[BRIER].count == 4


def test_certainty_falls_into_the_last_bin():
    assert scores(believed([(1.0, False, True)]))[CALIBRATION].value == 1.0
    assert scores(believed([(0.0, False, True), (1.0, True, False)]))[CALIBRATION].value == 0.0


def test_draws_are_the_same_every_time_and_as_many_as_the_questions():
    drawn = draws(7)
    assert drawn.shape == (1_000, 7)
    assert set(drawn.sum(axis=1)) == {7.0}
    assert (drawn == draws(7)).all()
    assert drawn.mean() == 1.0


def test_an_interval_is_as_wide_as_the_normal_one_where_that_holds():
    rows = [outcome(f"q{n}", {"right": (float(n % 2), 1.0)}) for n in range(400)]
    score = scores(rows)["right"]
    assert score.value == 0.5
    half = 1.96 * (0.25 / 400) ** 0.5
    assert (score.low, score.high) == (
        pytest.approx(0.5 - half, abs=0.006),
        pytest.approx(0.5 + half, abs=0.006),
    )


def test_a_draw_without_any_question_that_counts_is_left_out():
    rows = [outcome("a", {"MRR": (1.0, 1.0)}), outcome("b")]
    assert np.isnan(values(rows, np.array([[0.0, 2.0]]))["MRR"]).all()
    assert (scores(rows)["MRR"].low, scores(rows)["MRR"].high) == (1.0, 1.0)


@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 0.1, 0.5, 0.55, 1.0]), st.booleans(), st.booleans()),
        min_size=1,
        max_size=12,
    ),
    st.data(),
)
def test_a_draw_scores_as_the_questions_that_it_drew(rows, data):
    """The products of matrices against the same measures on a list with repetitions."""
    outcomes = believed(rows)
    drawn = data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=1, max_size=12))
    counts = np.bincount(drawn, minlength=len(rows))[None, :].astype(float)
    by_count = values(outcomes, counts)
    repeated = values([outcomes[n] for n in drawn], np.ones((1, len(drawn))))
    for name in (AREA, BRIER, CALIBRATION):
        assert by_count[name] == pytest.approx(repeated[name])


@given(st.permutations(range(4)))
def test_the_order_of_the_questions_changes_no_value(order):
    rows = believed()
    once = np.ones((1, 4))
    shuffled = values([rows[n] for n in order], once)
    for name, value in values(rows, once).items():
        assert shuffled[name] == pytest.approx(value)


def test_a_thousand_draws_of_five_hundred_questions_take_no_two_seconds():
    chance = np.random.default_rng(1)
    rows = [
        outcome(f"q{n}", dict.fromkeys(MEASURES, (1.0, 2.0)), probability=float(chance.random()))
        for n in range(500)
    ]
    begun = time.perf_counter()
    scores(rows)
    assert time.perf_counter() - begun < 2
