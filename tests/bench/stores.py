"""Measure an archive in its folder, and in PostgreSQL and Milvus: python tests/bench/stores.py

The archive of scale.py is carried by `index move` to real servers in temporary folders (see
tests/contract; HATSUGEN_TEST_MILVUS names the Python that has Milvus). Both are measured one after
the other on this machine: what a network adds is not in it.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402

from index.library import Library  # noqa: E402
from index.milvus import MilvusServer  # noqa: E402
from index.move import move  # noqa: E402
from index.stores import Stores  # noqa: E402
from tests.bench.making import make  # noqa: E402
from tests.bench.scale import in_processes, show, size  # noqa: E402
from tests.contract import milvus_server, postgres_server  # noqa: E402

_KEPT = ("insert_log", "index_files")  # of Milvus's folder; the rest is its log, which it empties


def in_folder(folder: Path, passages: int) -> dict[str, float]:
    """The archive as one machine has it."""
    rows = in_processes(folder, passages)
    rows["catalogue, bytes a passage"] = size(folder / "catalogue.sqlite") / passages
    rows["segments, bytes a passage"] = size(folder / "segments") / passages
    return rows


def on_servers(source: Path, passages: int, python: str) -> dict[str, float]:
    """The archive carried to servers."""
    with (
        postgres_server.running() as postgres,
        milvus_server.running(python) as milvus,
        tempfile.TemporaryDirectory() as name,
    ):
        folder, stores = Path(name), Stores(postgres.database(), milvus.address)
        begun = time.perf_counter()
        moved = move(Library(source), folder, stores)
        rows = {"carried over in, s": time.perf_counter() - begun}
        os.environ |= {"HATSUGEN_CATALOGUE": stores.catalogue, "HATSUGEN_STORE": stores.vectors}
        rows |= in_processes(folder, passages)
        del os.environ["HATSUGEN_CATALOGUE"], os.environ["HATSUGEN_STORE"]
        with psycopg.connect(stores.catalogue) as connection:
            [held] = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        rows["catalogue, bytes a passage"] = held / passages
        rows["segments, bytes a passage"] = size(folder / "served") / passages
        _flush(MilvusServer(stores.vectors, stores.account))
        written = sum(
            size(path) for kind in _KEPT for path in milvus.folder.rglob(kind) if path.is_dir()
        )
        rows["Milvus on disk, bytes a vector"] = written / (moved.passages + moved.sentences)
        rows["vectors of a passage"] = 1 + moved.sentences / moved.passages
    return rows


def _flush(server: MilvusServer) -> None:
    """Let Milvus write down what it holds."""
    for name in server.ask(lambda client: client.list_collections()):
        server.ask(lambda client, name=name: client.flush(name))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "archives")
    given = parser.parse_args()
    python = os.environ.get(milvus_server.PYTHON)
    missing = postgres_server.why_not() or milvus_server.why_not(python)
    if missing:
        sys.exit(missing)
    folder = given.folder / str(given.size)
    make(folder, given.size)
    tables = [in_folder(folder, given.size), on_servers(folder, given.size, python)]
    show(f"{given.size:,} passages", ["folder", "servers"], tables)


if __name__ == "__main__":
    main()
