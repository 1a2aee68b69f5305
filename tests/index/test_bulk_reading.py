"""Batches of like length: every text once, little padding, lanes that end together."""

from hypothesis import given
from hypothesis import strategies as st

from index.bulk.reading import like_lengths


@given(st.lists(st.integers(1, 600), max_size=80), st.integers(1, 8))
def test_every_text_is_in_one_batch_and_the_longest_come_first(lengths, lanes):
    batches = list(like_lengths([[0] * length for length in lengths], lanes))
    places = [place for batch in batches for place in batch]
    assert sorted(places) == list(range(len(lengths)))
    assert [lengths[place] for place in places] == sorted(lengths, reverse=True)
    for batch in batches:
        assert len(batch) == 1 or len(batch) * lengths[batch[0]] <= 1_500


def test_each_of_several_lanes_has_several_batches():
    texts = [[0] * 150] * 64
    assert [len(batch) for batch in like_lengths(texts)] == [10] * 6 + [4]
    assert [len(batch) for batch in like_lengths(texts, 2)] == [5] * 12 + [4]
