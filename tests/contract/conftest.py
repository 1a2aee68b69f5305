"""Every test of this folder runs once for each store; servers that are not here are named."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.stores import Stores
from tests.contract import milvus_server, postgres_server
from tests.contract.stores import Store

_MILVUS = os.environ.get(milvus_server.PYTHON)  # before a test's environment is made plain


@pytest.fixture(scope="session")
def server() -> Iterator[postgres_server.Postgres]:
    """A PostgreSQL server for the whole run."""
    missing = postgres_server.why_not()
    if missing:
        pytest.skip(missing)
    with postgres_server.running() as running:
        yield running


@pytest.fixture(params=["sqlite", "shared", "lite", "archive"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "sqlite":
        return Store(tmp_path / "library")
    return request.getfixturevalue(request.param)


@pytest.fixture
def shared(server: postgres_server.Postgres, tmp_path: Path) -> Store:
    """A store that many machines can share."""
    if not server.runs:
        server.start()
    stores = Stores(server.database())
    return Store(tmp_path / "library", stores, crash=server.crash, start=server.start)


@pytest.fixture(scope="session")
def vectors() -> Iterator[milvus_server.Milvus]:
    """A Milvus server for the whole run."""
    missing = milvus_server.why_not(_MILVUS)
    if missing:
        pytest.skip(missing)
    with milvus_server.running(_MILVUS) as running:
        yield running


@pytest.fixture
def archive(shared: Store, vectors: milvus_server.Milvus) -> Store:
    """Texts in PostgreSQL, vectors in Milvus, each on a real server."""
    if not vectors.runs:
        vectors.start()
    stores = Stores(shared.stores.catalogue, vectors.address)
    return Store(shared.folder, stores, crash=vectors.crash, start=vectors.start)


@pytest.fixture
def lite(tmp_path: Path) -> Store:
    """Milvus in a file, which one process at a time may open."""
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed here")
    file = tmp_path / "vectors.db"
    return Store(tmp_path / "library", Stores(vectors=f"milvus:{file}"), alone=True)
