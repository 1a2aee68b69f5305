"""Every test of this folder runs once for each store; servers that are not here are named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract import postgres
from tests.contract.stores import Store


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Postgres]:
    """A PostgreSQL server for the whole run."""
    missing = postgres.why_not()
    if missing:
        pytest.skip(missing)
    with postgres.running() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "sqlite":
        return Store(tmp_path / "library")
    return request.getfixturevalue("shared")


@pytest.fixture
def shared(server: postgres.Postgres, tmp_path: Path) -> Store:
    """A store that many machines can share."""
    if not server.runs:
        server.start()
    return Store(tmp_path / "library", server.database(), server.crash, server.start)
