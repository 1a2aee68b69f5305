"""Where SQLite's and the system's errors become sentences: here and nowhere else."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

from index.errors import LibraryError

CATALOGUE = "catalogue.sqlite"
CONVERSATIONS = "conversations.sqlite"  # the app's, beside the library
SPENDING = "spending.sqlite"  # what language models have cost, beside the library
OVERVIEWS = "overviews.sqlite"  # what is derived of the transcripts, beside the library
DRAFTS = "drafts.sqlite"  # summaries that staff edit, beside the library
GOLD = "gold.jsonl"  # evaluation questions that editors accepted

_FULL = (
    "the disk that holds {} is full; free some space and run the same command again. "
    "Nothing was lost."
)
_PATIENCE = 30.0  # seconds to wait for who else writes
_LEAST = 1_000_000  # bytes; with less left, a disk that fails to write is full


@contextmanager
def sql_errors(folder: Path, file: str = CATALOGUE) -> Iterator[None]:
    """Translate what SQLite raises about a file of the library's folder.

    Raises:
        LibraryError: the disk is full, the library is read-only, or the file is damaged.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "full" in str(error) or ("disk I/O" in str(error) and _is_full(folder)):
            raise LibraryError(_FULL.format(folder)) from error
        if "readonly" in str(error):
            raise LibraryError(
                f"{folder} may not be written by this user; check its permissions."
            ) from error
        if file == CONVERSATIONS:
            raise LibraryError(
                f"{folder / file} cannot be used ({error}); the transcripts are not touched by "
                "it. Move the file away to begin with no conversations."
            ) from error
        if file == DRAFTS:
            raise LibraryError(
                f"{folder / file} cannot be used ({error}); the transcripts are not touched by "
                "it. Move the file away to begin with no drafts."
            ) from error
        if file == SPENDING:
            raise LibraryError(
                f"{folder / file} cannot be used ({error}); the transcripts are not touched by "
                "it. Move the file away to begin with nothing spent."
            ) from error
        if file == OVERVIEWS:
            raise LibraryError(
                f"{folder / file} cannot be used ({error}); the transcripts are not touched by "
                "it. Move the file away: overviews are then made anew."
            ) from error
        raise LibraryError(
            f"{folder / CATALOGUE} cannot be used ({error}); "
            f"`python -m index check --library {folder}` says more. "
            "If it is damaged, add the transcripts to a new library."
        ) from error


def _is_full(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < _LEAST


@contextmanager
def disk_errors(folder: Path, file: str = CATALOGUE) -> Iterator[None]:
    """Translate what SQLite and the file system raise while the library's files are written.

    Raises:
        LibraryError: as `sql_errors`, or the folder cannot be written.
    """
    try:
        with sql_errors(folder, file):
            yield
    except OSError as error:
        if error.errno in (ENOSPC, EFBIG, EDQUOT):
            raise LibraryError(_FULL.format(folder)) from error
        raise LibraryError(
            f"{folder} cannot be used ({error.strerror or error}); "
            "check the path and its permissions."
        ) from error


@contextmanager
def opened(
    path: Path, *, settings: Sequence[str] = (), make: bool = True
) -> Iterator[sqlite3.Connection]:
    """Open a file beside the library for one use; each statement is its own transaction.

    settings: SQLite's pragmas: "synchronous = FULL".
    make: where there is no file; without, that is an error.

    Raises:
        LibraryError: the file cannot be used.
    """
    with disk_errors(path.parent, path.name):
        address = f"{path.absolute().as_uri()}?mode={'rwc' if make else 'rw'}"
        connection = sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)
        try:
            for setting in settings:
                connection.execute(f"PRAGMA {setting}")
            yield connection
        finally:
            connection.close()


def brought_up(connection: sqlite3.Connection, steps: Sequence[str]) -> bool:
    """Bring a file to the newest format; False where another version made it, and nothing is done.

    steps: statements that lead from each format to the next, the first from an empty file.
    """
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")  # two may make it at once
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    known = 0 <= found <= len(steps)
    if known and found < len(steps):
        for step in steps[found:]:
            for statement in step.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
    connection.execute("COMMIT")
    return known
