"""Nearness: the mean of a passage's cosine and of its nearest sentence's, by hand and by code."""

import numpy as np
import pytest

from index import build
from index.read import read_bytes
from rag import near
from rag.near import Near, nearest, nearness, sentence_cosines

JAPANESE = (
    "予算の会\n\n岩田：運賃は三百円です。はい。予算は百万円です。\n岡野：工事は四月に始まります。\n"
)
ENGLISH = "Harbour Talk\n\nMarsh: The ferry was late again. Nobody came to the pier.\nRusk: Yes.\n"
EMBEDDED = [  # of each row, what was embedded: the passage, and its sentences
    ("予算の会\n予算の会", ["予算の会\n予算の会"]),
    (
        "予算の会 岩田\n運賃は三百円です。はい。予算は百万円です。",
        [
            "運賃は三百円です。",
            "予算の会 岩田\n運賃は三百円です。はい。予算は百万円です。",
            "予算は百万円です。",
        ],
    ),
    ("予算の会 岡野\n工事は四月に始まります。", ["予算の会 岡野\n工事は四月に始まります。"]),
    ("Harbour Talk\nHarbour Talk", ["Harbour Talk\nHarbour Talk"]),
    (
        "Harbour Talk Marsh\nThe ferry was late again. Nobody came to the pier.",
        ["The ferry was late again.", "Nobody came to the pier."],
    ),
    ("Harbour Talk Rusk\nYes.", ["Harbour Talk Rusk\nYes."]),
]


@pytest.fixture
def snapshot(library, encoder):
    for name, text in (("a", JAPANESE), ("b", ENGLISH)):
        source = read_bytes(text.encode(), f"{name}.txt")
        list(build.add_sources(iter([source]), library(), encoder))
    with library().reading() as view:
        return view.snapshot


def by_hand(encoder, query, row):
    """(of the passage, of each sentence): they lose what float16 loses."""
    whole, inside = EMBEDDED[row]
    kept = encoder.encode_queries([whole, *inside]).astype(np.float16).astype(np.float32)
    passage, *sentences = (kept @ query).tolist()
    return passage, sentences


def test_nearness_is_the_mean_of_the_passage_and_its_nearest_sentence(snapshot, encoder):
    assert len(snapshot.passages) == len(EMBEDDED)
    [query] = encoder.encode_queries(["予算は百万円ですか"])
    found = nearness(snapshot, query, np.arange(6))
    for row, value in enumerate(found):
        whole, inside = by_hand(encoder, query, row)
        assert sentence_cosines(snapshot, query, row) == pytest.approx(inside, abs=1e-6)
        assert value == pytest.approx((whole + max(inside)) / 2, abs=1e-6)
    assert found.argmax() == 1
    whole, (fare, _, budget) = by_hand(encoder, query, 1)
    assert budget > whole > fare  # so that the nearest one, and not the first, was taken


def test_rows_may_come_in_any_order_and_none(snapshot, encoder):
    [query] = encoder.encode_queries(["運賃"])
    every = nearness(snapshot, query, np.arange(6))
    assert nearness(snapshot, query, np.array([4, 0, 2])).tolist() == every[[4, 0, 2]].tolist()
    assert nearness(snapshot, query, np.zeros(0, dtype=np.int64)).tolist() == []


def test_a_passage_without_sentences_is_as_near_as_itself(library, encoder, snapshot):
    with library().reading_raw() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("DELETE FROM sentences WHERE passage = 2")
    (library().folder / "snapshots" / "00000002" / "manifest.json").unlink()
    [query] = encoder.encode_queries(["予算は百万円ですか"])
    with library().reading() as view:
        found = nearness(view.snapshot, query, np.arange(6))
        assert sentence_cosines(view.snapshot, query, 1) == []
    before = nearness(snapshot, query, np.arange(6))
    assert found[1] == pytest.approx(by_hand(encoder, query, 1)[0], abs=1e-6)
    assert found[[0, 2, 3, 4, 5]].tolist() == before[[0, 2, 3, 4, 5]].tolist()


def test_each_language_has_its_own_nearest_and_its_own_scale(snapshot, encoder):
    [query] = encoder.encode_queries(["予算は百万円ですか"])
    every = nearness(snapshot, query, np.arange(6))
    found = nearest(snapshot, query, None)
    assert sorted(found) == ["en", "ja"]
    for language, rows in (("ja", np.arange(3)), ("en", np.arange(3, 6))):
        assert found[language].rows.tolist() == rows[np.argsort(-every[rows])].tolist()
        assert found[language].mean == pytest.approx(every[rows].mean())
        assert found[language].deviation == pytest.approx(every[rows].std())


def test_a_filter_leaves_its_rows_alone(snapshot, encoder):
    [query] = encoder.encode_queries(["予算は百万円ですか"])
    found = nearest(snapshot, query, np.array([0, 2]))
    assert sorted(found["ja"].rows.tolist()) == [0, 2]
    assert (found["en"].rows.tolist(), found["en"].deviation) == ([], 1.0)
    every = nearness(snapshot, query, np.array([0, 2]))
    assert found["ja"].mean == pytest.approx(every.mean())


def test_the_sentences_put_forward_what_the_passages_do_not(snapshot, encoder, monkeypatch):
    [query] = encoder.encode_queries(["Nobody came to the pier."])
    monkeypatch.setattr(near, "POOL", 1)
    monkeypatch.setattr(near, "_SENTENCES", 1)
    title, talk = (by_hand(encoder, query, row)[0] for row in (3, 4))
    assert nearest(snapshot, query, None)["en"].rows.tolist() == [4]
    monkeypatch.setattr(snapshot.vectors, "search", lambda *_: (np.array([3]), np.array([title])))
    assert talk > title
    assert nearest(snapshot, query, None)["en"].rows.tolist() == [4]


def test_standing_out_is_counted_in_standard_deviations():
    found = Near(np.array([1]), 0.5, 0.25)
    assert found.standardised(np.array([0.5, 1.0, 0.25])).tolist() == [0.0, 2.0, -1.0]


def test_rows_that_are_all_alike_do_not_divide_by_zero(library, encoder):
    source = read_bytes("会議です。".encode(), "a.txt")
    list(build.add_sources(iter([source]), library(), encoder))
    [query] = encoder.encode_queries(["会議"])
    with library().reading() as view:
        [found] = nearest(view.snapshot, query, None).values()
    assert (found.rows.tolist(), found.deviation) == ([0], 1.0)


def test_an_empty_library_has_no_languages(library, encoder):
    with library().reading() as view:
        assert nearest(view.snapshot, np.ones(1, dtype=np.float32), None) == {}
