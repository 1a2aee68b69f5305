"""Choosing what covers: the greedy choice, its bound, its budget."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rag.catchup.cover import chosen, likeness


def unit(rows):
    rows = np.asarray(rows, np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def covered(alike, worth, places):
    """What a choice is worth, as the papers define facility location."""
    return float((alike[list(places)].max(axis=0) * worth).sum() / worth.sum()) if places else 0.0


def test_one_of_each_kind_is_chosen_the_largest_kind_first():
    a, b, c = [1, 0.1, 0], [0, 1, 0.1], [0.1, 0, 1]
    vectors = unit([a, a, a, b, b, c])
    assert chosen(vectors, np.ones(6), np.ones(6), 3) == [0, 3, 5]


def test_what_may_not_be_chosen_still_counts_to_be_covered():
    a, b = [1, 0, 0.1], [0, 1, 0.1]
    vectors = unit([a, a, a, [0.99, 0.1, 0.1], b])
    cost = [np.inf, np.inf, np.inf, 1, 1]
    assert chosen(vectors, np.ones(5), cost, 1) == [3]


def test_worth_decides_what_is_covered_first():
    vectors = unit([[1, 0, 0], [1, 0.01, 0], [0, 1, 0], [0, 0, 1]])
    assert chosen(vectors, [1, 1, 9, 1], np.ones(4), 1) == [2]
    assert chosen(vectors, [0, 0, 0, 0], np.ones(4), 1) == []


def test_groups_draw_from_all_of_them():
    vectors = unit([[1, 0.02, 0], [1, 0, 0], [1, 0, 0.02], [1, 0.01, 0.01]])
    groups = [[1, 0], [1, 0], [1, 0], [0, 1]]
    assert 3 in chosen(vectors, np.ones(4), np.ones(4), 2, groups=groups)


def test_merit_decides_between_what_covers_alike():
    vectors = unit([[1, 0, 0], [1, 0, 0], [0, 1, 0]])
    assert chosen(vectors, np.ones(3), np.ones(3), 1, merit=[0, 1, 0]) == [1]


def test_long_lines_must_be_worth_their_length():
    vectors = unit([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert chosen(vectors, np.ones(4), [50, 10, 10, 60], 20) == [1, 2]


def test_nothing_is_chosen_of_nothing():
    assert chosen(np.zeros((0, 4), np.float32), [], [], 3) == []


lines = st.lists(
    st.lists(st.floats(-1, 1, width=16), min_size=3, max_size=3).filter(
        lambda row: sum(x * x for x in row) > 0.01
    ),
    min_size=4,
    max_size=8,
)


@given(lines, st.integers(1, 4))
def test_the_choice_comes_within_the_bound_of_the_best(rows, budget):
    vectors, worth = unit(rows), np.ones(len(rows), np.float32)
    alike = likeness(vectors)
    places = chosen(vectors, worth, worth, budget)
    assert len(set(places)) == len(places) <= budget
    best = max(covered(alike, worth, some) for some in combinations(range(len(rows)), budget))
    assert covered(alike, worth, places) >= (1 - 1 / np.e) * best - 1e-5  # Nemhauser et al. 1978


@given(lines, st.integers(1, 5))
def test_being_lazy_changes_nothing(rows, budget):
    vectors, worth = unit(rows), np.ones(len(rows), np.float32)
    alike = likeness(vectors)
    places: list[int] = []
    for _ in range(len(chosen(vectors, worth, worth, budget))):
        value = covered(alike, worth, places)
        gains = [covered(alike, worth, [*places, line]) - value for line in range(len(rows))]
        taken = chosen(vectors, worth, worth, len(places) + 1)[-1]
        assert gains[taken] >= max(gains) - 1e-5
        places.append(taken)
