"""Where SQLite's and the system's errors become sentences: here and nowhere else."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

from index.errors import LibraryError

CATALOGUE = "catalogue.sqlite"
CONVERSATIONS = "conversations.sqlite"  # the app's, beside the library
GOLD = "gold.jsonl"  # evaluation questions that editors accepted

_FULL = (
    "the disk that holds {} is full; free some space and run the same command again. "
    "Nothing was lost."
)


@contextmanager
def sql_errors(folder: Path) -> Iterator[None]:
    """Translate what SQLite raises.

    Raises:
        LibraryError: the disk is full, the library is read-only, or its catalogue is damaged.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "full" in str(error):
            raise LibraryError(_FULL.format(folder)) from error
        if "readonly" in str(error):
            raise LibraryError(
                f"{folder} may not be written by this user; check its permissions."
            ) from error
        raise LibraryError(
            f"{folder / CATALOGUE} cannot be used ({error}); "
            f"`python -m index check --library {folder}` says more. "
            "If it is damaged, add the transcripts to a new library."
        ) from error


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Translate what SQLite and the file system raise while the library's files are written.

    Raises:
        LibraryError: as `sql_errors`, or the folder cannot be written.
    """
    try:
        with sql_errors(folder):
            yield
    except OSError as error:
        if error.errno in (ENOSPC, EFBIG, EDQUOT):
            raise LibraryError(_FULL.format(folder)) from error
        raise LibraryError(
            f"{folder} cannot be used ({error.strerror or error}); "
            "check the path and its permissions."
        ) from error
