"""The writer's lock of a folder, and who holds it."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryBusy
from index.storage import disk_errors

LOCK = "writer.lock"
LOCK_SECONDS = 10  # a writer publishes in well under a second; longer means a long job


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the writer's lock of a library; a crash lets go of it.

    Raises:
        LibraryBusy: someone else holds it; the message says who.
    """
    lock = FileLock(folder / LOCK, timeout=LOCK_SECONDS)
    holder = folder / "writer.json"
    try:
        lock.acquire()
    except Timeout as error:
        raise busy(str(folder), _holder(holder)) from error
    try:
        with disk_errors(folder):
            holder.write_text(json.dumps(who()), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def busy(folder: str, holder: str) -> LibraryBusy:
    """Somebody else writes."""
    return LibraryBusy(
        f"the library in {folder} is being written by {holder}; wait for it "
        "to end, or end it, and try again."
    )


def who() -> dict[str, str | int]:
    """Tell of this process, for others who wait."""
    return {
        "program": Path(sys.argv[0]).name or "python",
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _holder(path: Path) -> str:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return (
            f"process {found['pid']} on {found['host']} "
            f"({found['program']}, since {found['since']})"
        )
    except (OSError, ValueError, KeyError):
        return "another process"  # it has the lock but has not yet said who it is
