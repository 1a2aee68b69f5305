"""The greedy choice of what represents the rest."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rag.drafting.cover import cover

ROWS = np.eye(3, dtype=np.float32)[[0, 0, 0, 1, 1, 2]]


def test_the_largest_group_comes_first_and_none_is_chosen_twice():
    chosen = cover(ROWS, np.ones(6), 3)
    assert [row in (0, 1, 2) for row in chosen] == [True, False, False]
    assert sorted(ROWS[list(chosen)].argmax(axis=1).tolist()) == [0, 1, 2]


def test_what_is_worth_nothing_is_never_chosen():
    assert cover(ROWS, np.array([0, 0, 0, 0, 0, 1.0]), 4) == (5,)
    assert cover(ROWS, np.zeros(6), 4) == ()


def test_what_is_already_chosen_is_not_chosen_again():
    chosen = cover(ROWS, np.ones(6), 2, already=(0,))
    assert 0 not in chosen
    assert sorted(ROWS[list(chosen)].argmax(axis=1).tolist()) == [1, 2]


@given(st.integers(1, 30), st.integers(0, 40), st.integers(0, 9_999))
def test_never_more_than_asked_for_and_each_once(rows, most, seed):
    vectors = np.random.default_rng(seed).normal(size=(rows, 4)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    chosen = cover(vectors, np.ones(rows), most)
    assert len(chosen) == min(rows, most) == len(set(chosen))
