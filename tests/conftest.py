"""What tests share: an encoder computed from the text, libraries in temporary folders."""

import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from index import build
from index.encode import BundledEncoder, Vectors
from index.library import Library

os.environ["HF_HUB_OFFLINE"] = "1"  # before huggingface_hub is imported: it reads this once

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed" / "npi_2020_1_presentations.txt"
SAMPLE = ROOT / "index" / "sample"

settings.register_profile(  # the same examples every time; a slow machine is no failure
    "suite",
    max_examples=120,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("suite")


class BigramEncoder:
    """Counts a text's pairs of characters in 64 buckets; remembers how many texts it embedded."""

    dimension = 64
    max_tokens = 600

    def __init__(self, name: str = "bigrams") -> None:
        self.name = name
        self.fingerprint = sha256(name.encode()).hexdigest()
        self.embedded = 0

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return np.array([self._vector(text) for text in texts], np.float32).reshape(-1, 64)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return self.encode_queries(texts)

    def count_tokens(self, text: str) -> int:
        return len(text)

    def _vector(self, text: str) -> Vectors:
        row = np.zeros(64)
        row[crc32(self.name.encode()) % 64] = 1  # so that an empty text has a direction too
        for pair in itertools.pairwise(text):
            row[crc32("".join(pair).encode("utf-8", "surrogatepass")) % 64] += 1
        return row / np.linalg.norm(row)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of the person who runs it."""
    for name in list(os.environ):
        if name.startswith("HATSUGEN_"):
            monkeypatch.delenv(name)


@pytest.fixture
def encoder() -> BigramEncoder:
    return BigramEncoder()


@pytest.fixture
def library(tmp_path: Path) -> Callable[..., Library]:
    """Make an empty library, or open it again: library(), library("other")."""
    return lambda name="library": Library.create(tmp_path / name)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file byte for byte, by a path below the temporary folder."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real transcript that comes with the task; it is no part of this repository."""
    if not SEED.exists():
        pytest.skip(f"{SEED} is not here: the seed is not part of the repository")
    return SEED


@pytest.fixture(scope="session")
def bundled_encoder() -> BundledEncoder:
    return BundledEncoder()


@pytest.fixture(scope="session")
def sample_library(
    tmp_path_factory: pytest.TempPathFactory, bundled_encoder: BundledEncoder
) -> Iterator[Library]:
    """The sample transcripts, indexed with the bundled encoder; for reading only."""
    made = Library.create(tmp_path_factory.mktemp("sample") / "library")
    rows = list(build.add([SAMPLE], made, bundled_encoder))
    assert [row.status for row in rows] == ["added"] * 4
    yield made
