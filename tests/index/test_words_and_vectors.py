"""The two indexes by themselves, and the words that one of them counts."""

from math import log

import numpy as np
import pytest

from index.terms import terms
from index.vectors import FlatIndex
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
    index = WordIndex.build(documents)
    index.save(tmp_path)
    again = WordIndex.load(tmp_path)
    for made in (index, again):
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


def test_half_the_space_moves_cosines_by_less_than_a_thousandth(tmp_path):
    vectors = np.random.default_rng(5).normal(size=(50, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    whole, half = FlatIndex.build(vectors), FlatIndex.build(vectors, half=True)
    rounded = vectors.astype(np.float16).astype(np.float32)
    rows = np.array([7, 3, 49])
    assert half.scores(vectors[7], rows) == pytest.approx(rounded[rows] @ vectors[7], abs=1e-6)
    assert half.scores(vectors[7], rows) == pytest.approx(whole.scores(vectors[7], rows), abs=1e-3)
    found, cosines = half.search(vectors[7], 2, rows)
    assert found[0] == 7
    assert cosines == pytest.approx(half.scores(vectors[7], found), abs=1e-6)
    assert half.search(vectors[7], 5, np.zeros(0, dtype=np.int64))[0].tolist() == []
    for name, made in (("whole", whole), ("half", half)):
        made.save(tmp_path / name)
    sizes = [(tmp_path / name).stat().st_size for name in ("whole", "half")]
    assert sizes[0] > 50 * 384 * 4 > sizes[1] > 50 * 384 * 2
    again = FlatIndex.from_bytes((tmp_path / "half").read_bytes())
    assert again.scores(vectors[7], rows).tolist() == half.scores(vectors[7], rows).tolist()


def test_vectors_are_found_by_cosine_among_those_allowed():
    vectors = np.eye(20, dtype=np.float32)
    index = FlatIndex.build(vectors)
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
    index = FlatIndex.build(np.zeros((0, 4), dtype=np.float32))
    assert len(index) == 0
    assert index.search(np.ones(4, dtype=np.float32), 3, None)[0].tolist() == []


def test_vectors_come_back_from_disk(tmp_path):
    index = FlatIndex.build(np.eye(4, dtype=np.float32))
    index.save(tmp_path / "vectors.faiss")
    again = FlatIndex.from_bytes((tmp_path / "vectors.faiss").read_bytes())
    rows, scores = again.search(np.eye(4, dtype=np.float32)[2], 1, None)
    assert (rows.tolist(), scores.tolist()) == ([2], [1.0])
