"""Files that outlive a power cut, and hashes that tell whether they are as they were written."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def sync(path: Path) -> None:
    """Make a file, or what a folder lists, durable.

    Raises:
        OSError: the disk is full or refuses.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(folder: Path) -> None:
    """Delete a folder, if it is there."""
    if folder.exists():
        shutil.rmtree(folder)


def hashes(paths: Iterable[Path]) -> list[str]:
    """SHA-256 of each file.

    Raises:
        OSError: one is missing or cannot be read.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # hashing leaves Python's lock to the others
        return list(pool.map(_hash, paths))


def digest(content: object) -> str:
    """SHA-256 of what JSON can hold."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
