"""The decision to answer means the same for every encoder."""

import numpy as np
import pytest

from index.encode import BundledEncoder
from rag import decide


class StretchedEncoder(BundledEncoder):
    """The bundled encoder with every cosine pulled towards 1, as other models' are."""

    name = "stretched"

    def __init__(self, inner):
        self.inner = inner
        self.dimension = inner.dimension + 1
        self.fingerprint = "stretched"

    def encode_queries(self, texts):
        return self._lift(self.inner.encode_queries(texts))

    def encode_passages(self, texts):
        return self._lift(self.inner.encode_passages(texts))

    def _lift(self, vectors):
        constant = np.ones((len(vectors), 1), dtype=np.float32)
        return np.hstack([vectors, constant]) / np.sqrt(np.float32(2))


def test_cosines_of_another_encoder_are_read_on_the_bundled_ones_scale(bundled_encoder):
    other = StretchedEncoder(bundled_encoder)
    cosines = np.array([0.74, 0.80, 0.87])
    stretched = (cosines + 1) / 2
    assert decide._rescale(stretched, other) == pytest.approx(cosines, abs=1e-3)
    assert decide._rescale(cosines, bundled_encoder) is cosines


def test_nothing_found_is_nothing_answered(bundled_encoder):
    assert decide.probability(None, bundled_encoder, None, []) == 0.0
