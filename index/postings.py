"""The words of one segment's passages: who holds which term how often, memory-mapped.

terms.txt            the terms, sorted as bytes, a line each
terms.npy            of each term: where its line and where its postings begin
posting_rows.npy     of each posting: its passage, by term and then in order
posting_counts.npy   of each posting: how often the passage holds the term
"""

import mmap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.int32]
Counts = npt.NDArray[np.uint16]
Offsets = npt.NDArray[np.int64]
Terms = bytes | mmap.mmap

TERMS, OFFSETS, ROWS, COUNTS = "terms.txt", "terms.npy", "posting_rows.npy", "posting_counts.npy"
FILES = (TERMS, OFFSETS, ROWS, COUNTS)
_MOST = np.iinfo(np.uint16).max  # a term counts this often at most in one passage


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms sorted by their bytes, each with its passages in order."""

    terms: Terms  # each with a line feed behind it
    offsets: Offsets  # shape (2, terms + 1): into `terms`, and into the postings
    rows: Column
    counts: Counts
    lengths: Column  # of each passage: its terms, as often as it holds them

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]]) -> "Postings":
        """Index one list of terms a passage."""
        number: dict[str, int] = {}
        flat = np.fromiter(
            (number.setdefault(term, len(number)) for terms in documents for term in terms),
            dtype=np.int64,
        )
        lengths = np.fromiter(map(len, documents), dtype=np.int32, count=len(documents))
        rows = np.repeat(np.arange(len(documents), dtype=np.int32), lengths)
        return gathered(
            [encoded(term) for term in number], flat, rows, np.ones(len(rows), np.int64), lengths
        )

    @classmethod
    def open(cls, folder: Path, lengths: Column) -> "Postings":
        """Map what `save` wrote into memory; the caller has checked the files' hashes."""
        with (folder / TERMS).open("rb") as file:
            size = (folder / TERMS).stat().st_size
            terms = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        offsets, rows, counts = (mapped(folder / name) for name in (OFFSETS, ROWS, COUNTS))
        return cls(terms, offsets, rows, counts, lengths)

    def save(self, folder: Path) -> None:
        """Write into a folder that nobody reads yet."""
        (folder / TERMS).write_bytes(self.terms[:])
        np.save(folder / OFFSETS, self.offsets)
        np.save(folder / ROWS, self.rows)
        np.save(folder / COUNTS, self.counts)

    def __len__(self) -> int:
        """Return the number of terms."""
        return int(self.offsets.shape[1]) - 1

    def term(self, place: int) -> bytes:
        """Term of a place in the order."""
        begin, end = self.offsets[0, place : place + 2].tolist()
        return self.terms[begin : end - 1]

    def place(self, term: bytes) -> int | None:
        """Place of a term, found by halves; None where no passage holds it."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < term:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.term(low) == term else None

    def of(self, place: int) -> tuple[Column, Counts]:
        """Passages of a term, in order, and how often each holds it."""
        begin, end = self.offsets[1, place : place + 2].tolist()
        return self.rows[begin:end], self.counts[begin:end]


def gathered(
    terms: Sequence[bytes],
    numbers: npt.NDArray[np.int64],
    rows: Column,
    counts: npt.NDArray[np.int64],
    lengths: Column,
) -> Postings:
    """Postings from triples (number of a term, passage, count), which are added up and sorted.

    Terms that no triple names are left out.
    """
    used = np.zeros(len(terms), dtype=bool)
    used[numbers] = True
    order = sorted(np.flatnonzero(used).tolist(), key=terms.__getitem__)
    rank = np.zeros(len(terms), dtype=np.int64)
    rank[order] = np.arange(len(order))
    pairs = rank[numbers] * max(1, len(lengths)) + rows
    sort = np.argsort(pairs, kind="stable")
    pairs, counts = pairs[sort], counts[sort]
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    total = np.add.reduceat(counts, first) if len(first) else counts
    place, row = np.divmod(pairs[first], max(1, len(lengths)))
    held = [terms[number] for number in order]
    lines = np.cumsum([0, *(len(term) + 1 for term in held)], dtype=np.int64)
    begins = np.searchsorted(place, np.arange(len(held) + 1))
    return Postings(
        b"".join(term + b"\n" for term in held),
        np.stack([lines, begins.astype(np.int64)]),
        row.astype(np.int32),
        np.minimum(total, _MOST).astype(np.uint16),
        lengths,
    )


def encoded(term: str) -> bytes:
    """Term as it stands in the file."""
    return term.encode("utf-8", "surrogatepass")


def mapped(path: Path) -> npt.NDArray[Any]:
    """Array of a file, memory-mapped, never from a pickle.

    Raises:
        ValueError: the file holds no array.
    """
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
