"""BM25 over segments, some of whose passages are gone, against bm25s over what lives."""

import warnings

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.postings import Postings
from index.words import K1, B, WordIndex

LETTERS = "予算会議運賃防災堤防工事"
documents = st.lists(st.lists(st.sampled_from(LETTERS), max_size=8), max_size=12)
segments = st.lists(st.tuples(documents, st.randoms(use_true_random=False)), max_size=4)


def by_bm25s(living: list[list[str]], words: list[str]) -> list[float]:
    """Scores of the reference; it cannot index passages without a single word."""
    vocabulary = {word: place for place, word in enumerate(sorted(set().union(*living)))}
    known = [vocabulary[word] for word in words if word in vocabulary]
    if not known:
        return [0.0] * len(living)
    index = bm25s.BM25(k1=K1, b=B, method="lucene")
    ids = [[vocabulary[term] for term in terms] for terms in living]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        index.index((ids, vocabulary), create_empty_token=False, show_progress=False)
    return index.get_scores_from_ids(known).tolist()


@given(segments, st.lists(st.sampled_from(LETTERS + "無"), max_size=4))
def test_scores_are_those_of_bm25s_over_the_passages_that_live(tmp_path_factory, made, words):
    folder = tmp_path_factory.mktemp("postings")
    layers, living = [], []
    for texts, chance in made:
        postings = Postings.build(texts)
        postings.save(folder)
        mask = np.array([chance.random() < 0.6 for _ in texts], dtype=bool)
        gone = None if mask.all() else mask
        layers.append((Postings.open(folder, postings.lengths), gone))
        living += [terms for terms, alive in zip(texts, mask, strict=True) if alive]
        folder = tmp_path_factory.mktemp("postings")
    index = WordIndex(layers)
    asked = [(word,) for word in words]
    assert len(index) == len(living)
    assert index.scores(asked).tolist() == pytest.approx(by_bm25s(living, words), abs=1e-6)
    for word in asked:
        holding = [row for row, terms in enumerate(living) if word[0] in terms]
        assert (index.rows_with(word).tolist(), index.count(word)) == (holding, len(holding))
        every = np.arange(len(living))
        assert np.flatnonzero(index.held(word, every)).tolist() == holding


def test_a_term_is_found_by_its_bytes():
    postings = Postings.build([["b", "予算", "a", "b"], ["予", "予算"]])
    assert [postings.term(place).decode() for place in range(4)] == ["a", "b", "予", "予算"]
    assert [postings.place(term.encode()) for term in ("a", "b", "予", "予算")] == [0, 1, 2, 3]
    assert [postings.place(term.encode()) for term in ("", "A", "c", "予算案")] == [None] * 4
    rows, counts = postings.of(1)
    assert (rows.tolist(), counts.tolist()) == ([0], [2])
    assert [part.tolist() for part in postings.of(3)] == [[0, 1], [1, 1]]
    assert postings.lengths.tolist() == [4, 2]


def test_only_so_many_of_one_term_are_counted():
    [counts] = (Postings.build([["運賃"] * 70_000]).of(0)[1],)
    assert counts.tolist() == [65_535]
