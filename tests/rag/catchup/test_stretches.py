"""Sessions cut into stretches, titled by the phrases that set them off; reading time."""

import numpy as np
import pytest

from index.records import Span
from rag.catchup.pace import minutes
from rag.catchup.phrases import nouns
from rag.catchup.records import Sifted
from rag.catchup.stretches import stretches
from rag.catchup.titles import same, telling, title

A, B, C = [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]


def test_it_cuts_where_the_subject_changes():
    vectors = np.array([A, A, A, B, B, C, C, C], np.float32)
    turns = [1, 2, 3, 4, 5, 6, 7, 8]
    cuts = stretches(vectors, np.full(8, 100), turns, 3)
    assert cuts == [range(0, 3), range(3, 5), range(5, 8)]


def test_it_rather_cuts_between_turns():
    vectors = np.array([A, A, [0.5, 0.5, 0.0], B, B], np.float32)
    assert stretches(vectors, np.full(5, 100), [1, 1, 1, 2, 2], 2) == [range(0, 3), range(3, 5)]
    assert stretches(vectors, np.full(5, 100), [1, 1, 2, 2, 2], 2) == [range(0, 2), range(2, 5)]


def test_no_stretch_is_much_longer_than_the_others():
    vectors = np.array([A, A, A, A, A, A, A, B], np.float32)
    cuts = stretches(vectors, np.full(8, 100), list(range(8)), 2)
    assert cuts == [range(0, 6), range(6, 8)]


def test_few_passages_make_few_stretches():
    assert stretches(np.zeros((0, 3), np.float32), [], [], 4) == []
    assert stretches(np.array([A], np.float32), [100], [1], 4) == [range(0, 1)]


def said(*phrases, tells=True):
    return Sifted(1, Span(0, 1), "A", tells, False, False, phrases)


def test_a_title_sets_a_group_off_and_is_given_once():
    groups = [
        [said("停留所", "路線バス"), said("路線バス"), said("停留所")],
        [said("停留所", "予約の窓口"), said("予約の窓口"), said("停留所")],
        [said()],
    ]
    assert telling(groups, 2) == [("路線バス", "停留所"), ("予約の窓口", "停留所"), ()]
    assert title(("路線バス", "停留所", "時刻表")) == "路線バス・停留所"
    assert title(("school boat", "quay dues")) == "school boat, quay dues"
    assert title(()) == ""


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("時刻表", "紙の時刻表", True),
        ("ミナトグラム", "Minatogram", True),
        ("School boat", "school boat", True),
        ("時刻表", "停留所", False),
    ],
)
def test_which_phrases_are_the_same_topic(one, other, alike):
    assert same(one, other) == alike


def test_nouns_of_a_sentence_and_which_must_be_said_again():
    found = dict(nouns("紙の時刻表は路線バスの停留所に貼ります。"))
    assert found == {"路線バス": True, "紙の時刻表": False, "時刻表": False, "停留所": False}
    assert dict(nouns("The school boat is late at the harbour.")) == {
        "school boat": True,
        "harbour": False,
    }


def test_half_of_a_latin_name_is_no_noun():
    assert "Tech" not in dict(nouns("米国の Big Tech は金融に近づいています。"))
    assert "Minatogram" in dict(nouns("港では Minatogram を使っています。"))


def test_reading_time_counts_characters_and_words():
    assert minutes("あ" * 500) == pytest.approx(1.0)
    assert minutes("word " * 238) == pytest.approx(1.0)
    assert minutes("あ" * 250 + " word" * 119 + " https://example.org/a/b") == pytest.approx(1.0)
    assert minutes("") == 0
