"""The two indexes by themselves, and the words that one of them counts."""

from math import log

import numpy as np
import pytest

from index import signs
from index import vectors as vectors_module
from index.layers import LayeredVectors
from index.postings import Postings
from index.terms import terms
from index.vectors import SegmentVectors
from index.words import K1, B, WordIndex


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "第三者支払ライセンスの payments",
            ["第", "三", "者", "支払い", "ライセンス", "/raisensu", "~rsms", "payment"],
        ),
        ("運賃は三百円です。", ["運賃", "300", "円"]),
        ("The boats don't run in the U.S.", ["boat", "run"]),
        ("회의 기록", ["회의", "기록"]),
        ("회의록", ["회의", "의록"]),
        ("何の理由ですか。", []),
        ("、。 \n", []),
        ("", []),
    ],
)
def test_terms(text, expected):
    assert terms(text) == expected


def test_terms_of_a_text_longer_than_sudachi_takes():
    assert terms("運賃。" * 20_000) == ["運賃"] * 20_000


def test_bm25_by_the_book():
    documents = [["運賃", "円"], ["運賃", "運賃", "予算", "予算"], ["予算", "会議", "円"]]
    index = WordIndex.build(documents)
    mean = 3.0

    def score(count: int, length: int) -> float:
        idf = log(1 + (3 - 2 + 0.5) / (2 + 0.5))
        return idf * count / (count + K1 * (1 - B + B * length / mean))

    assert index.scores([("運賃",)]).tolist() == pytest.approx(
        [score(1, 2), score(2, 4), 0], abs=1e-6
    )
    assert index.scores([("知らない",)]).tolist() == [0, 0, 0]
    assert index.rows_with(("運賃",)).tolist() == [0, 1]
    assert index.rows_with(("知らない",)).tolist() == []
    assert index.idf(("運賃",)) == pytest.approx(log(1 + 1.5 / 2.5))
    assert index.idf(("知らない",)) == pytest.approx(log(1 + 3.5 / 0.5))
    assert len(index) == 3


@pytest.mark.parametrize("documents", [[], [[]], [[], []], [["運賃"], []]])
def test_documents_without_words(documents, tmp_path):
    postings = Postings.build(documents)
    postings.save(tmp_path)
    again = Postings.open(tmp_path, postings.lengths)
    for made in (WordIndex([(postings, None)]), WordIndex([(again, None)])):
        assert len(made) == len(documents)
        assert made.scores([("会議",)]).tolist() == [0] * len(documents)
        assert made.rows_with(("運賃",)).tolist() == ([0] if ["運賃"] in documents else [])


FORMS = [["kuroiso", "/kuroiso"], ["黒磯", "/kuroiso"], ["黒磯", "予算"], ["予算"]]


def test_a_word_counts_in_the_first_of_its_forms_that_any_passage_holds():
    index = WordIndex.build(FORMS)
    plain, sound = index.scores([("黒磯",)]).tolist(), index.scores([("/kuroiso",)]).tolist()
    assert [score > 0 for score in plain] == [False, True, True, False]
    assert [score > 0 for score in sound] == [True, True, False, False]
    assert index.scores([("黒磯", "/kuroiso")]).tolist() == plain
    assert index.scores([("クロイソ", "/kuroiso", "黒磯")]).tolist() == sound
    assert index.scores([("黒磯",), ("無い", "/kuroiso")]).tolist() == [
        pytest.approx(a + b) for a, b in zip(plain, sound, strict=True)
    ]
    assert index.scores([("無い", "知らない"), ()]).tolist() == [0, 0, 0, 0]
    assert index.scores([]).tolist() == [0, 0, 0, 0]


def test_a_word_stands_where_that_form_does():
    index = WordIndex.build(FORMS)
    assert index.rows_with(("黒磯", "/kuroiso")).tolist() == [1, 2]
    assert index.rows_with(("クロイソ", "/kuroiso", "予算")).tolist() == [0, 1]
    assert index.rows_with(()).tolist() == []
    assert index.idf(("クロイソ", "予算")) == index.idf(("予算",))
    assert index.idf(("kuroiso", "/kuroiso")) == pytest.approx(log(1 + 3.5 / 1.5))
    assert index.idf(("無い", "知らない")) == pytest.approx(log(1 + 4.5 / 0.5))


def unit(rows: int, dimension: int, seed: int = 5) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_half_the_space_moves_cosines_by_less_than_a_thousandth(tmp_path):
    vectors, rows = unit(50, 384), np.array([7, 3, 49])
    index = SegmentVectors.build(vectors)
    rounded = vectors.astype(np.float16).astype(np.float32)
    assert index.scores(vectors[7], rows) == pytest.approx(rounded[rows] @ vectors[7], abs=1e-6)
    assert index.scores(vectors[7], rows) == pytest.approx(vectors[rows] @ vectors[7], abs=1e-3)
    found, cosines = index.search(vectors[7], 2, rows)
    assert found[0] == 7
    assert cosines == pytest.approx(index.scores(vectors[7], found), abs=1e-6)
    index.save(tmp_path / "vectors.faiss")
    size = (tmp_path / "vectors.faiss").stat().st_size
    assert 50 * 384 * 2 < size < 50 * 384 * 2 + 200
    again = SegmentVectors.open(tmp_path / "vectors.faiss", index.signs)
    assert again.halves.tobytes() == index.halves.tobytes()
    assert again.scores(vectors[7], rows).tolist() == index.scores(vectors[7], rows).tolist()


WAYS = [(0, 4_000), (4_000, 60_000), (0, 0)]  # by FAISS, one by one, by signs


@pytest.mark.parametrize(("few", "many"), WAYS)
def test_masks_and_numbers_allow_the_same_rows(monkeypatch, few, many):
    monkeypatch.setattr(vectors_module, "_FEW", few)
    monkeypatch.setattr(vectors_module, "_MANY", many)
    vectors = unit(300, 32)
    index, mask = SegmentVectors.build(vectors), np.arange(300) % 7 == 3
    exact = index.halves.astype(np.float32) @ vectors[0]
    best = sorted(np.flatnonzero(mask).tolist(), key=lambda row: -exact[row])[:20]
    for allowed in (mask, np.flatnonzero(mask)):
        rows, scores = index.search(vectors[0], 20, allowed)
        assert rows.tolist() == best
        assert scores == pytest.approx(exact[best], abs=1e-6)


@pytest.mark.parametrize(("few", "many"), WAYS)
@pytest.mark.parametrize("allowed", [None, [0, 5, 6, 30, 31, 44], [], [7]])
def test_layers_with_gaps_are_searched_like_one_index(monkeypatch, few, many, allowed):
    monkeypatch.setattr(vectors_module, "_FEW", few)
    monkeypatch.setattr(vectors_module, "_MANY", many)
    vectors = unit(60, 32)
    pieces = [vectors[:20], vectors[20:20], vectors[20:50], vectors[50:]]
    living = [np.array([0, 3, 4, 19]), None, None, np.zeros(0, dtype=np.int64)]
    alive = [0, 3, 4, 19, *range(20, 50)]
    layered = LayeredVectors(
        [(SegmentVectors.build(piece), rows) for piece, rows in zip(pieces, living, strict=True)],
        32,
    )
    whole = SegmentVectors.build(vectors[alive])
    rows = None if allowed is None else np.array([r for r in allowed if r < 34], dtype=np.int64)
    for query in unit(5, 32, seed=6):
        found, expected = layered.search(query, 6, rows), whole.search(query, 6, rows)
        assert found[0].tolist() == expected[0].tolist()
        assert found[1] == pytest.approx(expected[1], abs=1e-6)
    some = np.array([33, 0, 3, 4, 33])
    assert (len(layered), layered.dimension) == (34, 32)
    assert layered.rows(some).tolist() == whole.rows(some).tolist()
    assert layered.scores(vectors[1], some) == pytest.approx(whole.scores(vectors[1], some))


def test_vectors_are_found_by_cosine_among_those_allowed():
    vectors = np.eye(20, dtype=np.float32)
    index = SegmentVectors.build(vectors)
    query = np.zeros(20, dtype=np.float32)
    query[[3, 9, 17]] = [0.48, 0.6, 0.64]
    rows, scores = index.search(query, 3, None)
    assert (rows.tolist(), scores.tolist()) == ([17, 9, 3], pytest.approx([0.64, 0.6, 0.48]))
    rows, scores = index.search(query, 5, np.array([3, 9], dtype=np.int64))
    assert (rows.tolist(), scores.tolist()) == ([9, 3], pytest.approx([0.6, 0.48]))
    assert index.search(query, 5, np.zeros(0, dtype=np.int64))[0].tolist() == []
    assert index.scores(query, np.array([9, 0, 17])).tolist() == pytest.approx([0.6, 0, 0.64])
    assert index.scores(query, np.zeros(0, dtype=np.int64)).tolist() == []


def test_an_empty_index():
    index = SegmentVectors.build(np.zeros((0, 4), dtype=np.float32))
    assert len(index) == 0
    assert index.search(np.ones(4, dtype=np.float32), 3, None)[0].tolist() == []


def test_vectors_come_back_from_disk(tmp_path):
    index = SegmentVectors.build(np.eye(4, dtype=np.float32))
    index.save(tmp_path / "vectors.faiss")
    again = SegmentVectors.open(tmp_path / "vectors.faiss", index.signs)
    rows, scores = again.search(np.eye(4, dtype=np.float32)[2], 1, None)
    assert (rows.tolist(), scores.tolist()) == ([2], [1.0])


def test_an_empty_index_comes_back_from_disk(tmp_path):
    index = SegmentVectors.build(np.zeros((0, 4), dtype=np.float32))
    index.save(tmp_path / "vectors.faiss")
    again = SegmentVectors.open(tmp_path / "vectors.faiss", index.signs)
    assert (len(again), again.dimension) == (0, 4)


def leaning(rows: int, seed: int) -> np.ndarray:
    """Vectors that share a direction, around some hundred themes, as those of texts do."""
    chance = np.random.default_rng(seed)
    themes = np.random.default_rng(1).normal(size=(100, 128))
    own = themes[chance.integers(0, 100, rows)] + chance.normal(size=(rows, 128))
    made = own / np.linalg.norm(own, axis=1, keepdims=True) + 1.5 * np.eye(128)[0]
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("share", [None, 0.4])
def test_signs_lead_to_the_nearest_of_many(monkeypatch, share):
    monkeypatch.setattr(vectors_module, "_MANY", 10_000)
    index, queries = SegmentVectors.build(leaning(60_000, 2)), leaning(40, 3)
    mask = None if share is None else np.random.default_rng(4).random(60_000) < share
    every = np.arange(60_000) if mask is None else np.flatnonzero(mask)
    found = 0
    for query in queries:
        near, scores = index.search(query, 10, mask)
        exact = np.sort(index.scores(query, every))[::-1][:10]
        assert scores == pytest.approx(index.scores(query, near), abs=1e-6)
        assert mask is None or mask[near].all()
        found += int((scores >= exact[-1] - 1e-6).sum())
    assert found >= 0.98 * 400
    assert len(index.signs.nearest(queries[0], None)) == 2_000


def test_a_sign_tells_on_which_side_of_the_middle_a_number_lies():
    vectors = np.array([[1, 0, 0.5, 0.5], [0, 1, 0.5, 0.5], [0.5, 0.5, 1, 0]], dtype=np.float16)
    made = signs.Signs.of(vectors)
    assert made.middle.tolist() == pytest.approx([0.5, 0.5, 2 / 3, 1 / 3])
    assert made.codes.tolist() == [[0b10010000], [0b01010000], [0b00100000]]
