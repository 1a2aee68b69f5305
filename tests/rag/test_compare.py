"""Two runs side by side: differences with their paired intervals, and the questions behind them."""

from dataclasses import replace

import pytest

from rag.evaluation.compare import Difference, compare
from rag.evaluation.metrics import AREA, BRIER
from tests.rag.judging import outcome


def run(rights, **more):
    return [
        outcome(f"q{n}", {"right": (float(right), 1.0)}, right=bool(right), **more)
        for n, right in enumerate(rights)
    ]


def the(comparison, name):
    [found] = [row for row in comparison.differences if row.name == name]
    return found


def test_a_run_against_itself_differs_in_nothing():
    same = run([1, 0, 1], probability=0.6)
    found = compare(same, same)
    assert (found.questions, found.changes, found.dropped, found.added) == (3, (), (), ())
    assert {(row.low, row.high, row.verdict) for row in found.differences} == {(0.0, 0.0, "")}


def test_a_drop_beyond_chance_is_worse_and_one_question_is_not():
    before = run([1] * 20)
    one = the(compare(before, run([0] + [1] * 19)), "right")
    assert (one.before, one.after, one.high, one.verdict) == (1.0, 0.95, 0.0, "")
    ten = the(compare(before, run([0] * 10 + [1] * 10)), "right")
    assert (ten.after, ten.verdict) == (0.5, "worse")
    assert -0.8 < ten.low < ten.high < -0.2
    assert the(compare(run([0] * 20), before), "right") == Difference("right", 0, 1, 1.0, 1.0)


def test_pairing_cancels_what_is_hard_in_both():
    """Each run's own interval is ±.2 wide, yet the same five questions gained every time."""
    before = run([0] * 10 + [1] * 10)
    after = run([1] * 5 + [0] * 5 + [1] * 10)
    found = the(compare(before, after), "right")
    assert found.after - found.before == pytest.approx(0.25)
    assert (found.low > 0.05, found.verdict) == (True, "better")


def test_a_higher_error_is_worse():
    before, after = run([1] * 5, probability=0.9), run([1] * 5, probability=0.5)
    assert the(compare(before, after), BRIER).verdict == "worse"
    assert the(compare(after, before), BRIER).verdict == "better"


def test_a_larger_area_under_the_curve_is_worse():
    before = [outcome(f"q{n}", probability=0.5, risky=False) for n in range(5)]
    after = [outcome(f"q{n}", probability=0.5, risky=True) for n in range(5)]
    assert the(compare(before, after), AREA).verdict == "worse"


def test_what_three_digits_do_not_show_is_no_change():
    before, after = run([1] * 5, probability=0.5), run([1] * 5, probability=0.4999)
    assert the(compare(before, after), BRIER).verdict == ""


def test_questions_that_changed_are_named_with_what_changed():
    before = [
        outcome("a", rank=3),
        outcome("b", found=True, right=False, rank=1),
        outcome("c", found=True, right=True, rank=1),
        outcome("d", rank=2),
        outcome("e", answerable=False, found=False, rank=None),
        outcome("f", found=True, right=True, rank=None),
    ]
    after = [
        outcome("a", rank=1),
        outcome("b", found=True, right=True, rank=1),
        outcome("c", found=False, right=False, rank=None),
        outcome("d", rank=2),
        outcome("e", answerable=False, found=True, right=False, rank=None),
        outcome("f", found=True, right=False, rank=1),
    ]
    assert [(row.id, row.better, row.what) for row in compare(before, after).changes] == [
        ("a", True, "rank 3 → rank 1"),
        ("b", True, "answered wrongly → answered rightly"),
        ("c", False, "answered rightly → refused wrongly; rank 1 → rank –"),
        ("e", False, "refused rightly → answered wrongly"),
        ("f", False, "answered rightly → answered wrongly; rank – → rank 1"),
    ]


def test_only_questions_asked_in_the_same_words_are_compared():
    before = [outcome("a"), outcome("b"), outcome("c")]
    after = [outcome("a"), replace(outcome("c"), question="another?"), outcome("d")]
    found = compare(before, after)
    assert (found.questions, found.dropped, found.added) == (1, ("b", "c"), ("c", "d"))


def test_runs_without_a_common_question_compare_nothing():
    found = compare([outcome("a")], [outcome("b")])
    assert (found.questions, found.differences, found.changes) == (0, (), ())
