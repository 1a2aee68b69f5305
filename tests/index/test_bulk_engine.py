"""The bulk engine's vectors are those of the light one, and searches find the same with them."""

import numpy as np
import pytest

from index.bulk import engine
from index.bulk.layers import build, convert
from tests.conftest import SAMPLE

TIE = 0.003  # cosines that differ by less are one
QUESTIONS = [
    "料金はいつ改定されましたか。",
    "誰が反対しましたか。",
    "河口の工事は何年かかりますか。",
    "提案の理由は何ですか。",
    "When does the ferry leave?",
    "住民の意見はどう集めますか。",
]


def speech() -> list[str]:
    """Lines of the sample, and a passage of 300 characters now and then."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
    lines = [line for text in texts for line in text.split("\n") if 8 <= len(line) <= 60]
    return [line.strip() for line in lines[:60]] + [text[500:800].strip() for text in texts]


@pytest.fixture(scope="module")
def vectors(bundled_encoder):
    return bundled_encoder.encode_passages(speech())


@pytest.fixture(scope="module")
def in_bulk(bulk_worker):
    return bulk_worker.encode(speech())


def test_the_vectors_are_those_of_the_light_engine(vectors, in_bulk):
    assert (in_bulk.shape, in_bulk.dtype) == (vectors.shape, np.float32)
    assert np.linalg.norm(in_bulk, axis=1) == pytest.approx(np.ones(len(in_bulk)), abs=1e-5)
    cosines = (in_bulk * vectors).sum(axis=1)
    assert cosines.min() > 0.9995


def test_searches_find_the_same_whichever_engine_embedded(bundled_encoder, vectors, in_bulk):
    mixed = np.where(np.arange(len(vectors))[:, None] % 2, vectors, in_bulk)
    questions = bundled_encoder.encode_queries(QUESTIONS)
    scores = questions @ vectors.T
    expected = np.argsort(-scores, axis=1)
    rows = np.arange(len(questions))
    for other in (in_bulk, mixed):
        assert questions @ other.T == pytest.approx(scores, abs=TIE)
        found = np.argsort(-(questions @ other.T), axis=1)
        assert scores[rows, found[:, 0]] == pytest.approx(scores.max(axis=1), abs=TIE)
        for ours, theirs in zip(found, expected, strict=True):
            assert len(set(ours[:10]) & set(theirs[:10])) >= 9


def test_a_text_has_the_same_vector_in_any_company(bulk_worker, in_bulk):
    alone = np.vstack([bulk_worker.encode([text]) for text in speech()[::9]])
    assert (alone * in_bulk[::9]).sum(axis=1) == pytest.approx(np.ones(len(alone)), abs=1e-3)


def test_it_is_a_sentence_transformers_model(reading, vectors):
    import torch

    model = build(reading, convert(reading.weights), "cpu", torch.float32)
    found = model.encode(speech()[:9])
    assert (found * vectors[:9]).sum(axis=1).min() > 0.9995
    assert model.get_embedding_dimension() == 384


def test_openvino_where_it_is_installed(weights_file, bundled_encoder, tmp_path, vectors):
    pytest.importorskip("openvino", reason="OpenVINO is an extra: requirements-openvino.txt")
    made = engine.load(weights_file, bundled_encoder.fingerprint, tmp_path)
    again = engine.load(weights_file, bundled_encoder.fingerprint, tmp_path)
    assert (made.name, again.name) == ("openvino", "openvino")
    for found in (made.encode(speech()), again.encode(speech())):
        assert (found * vectors).sum(axis=1).min() > 0.9995
