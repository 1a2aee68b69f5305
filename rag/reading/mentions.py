"""Whether a name stands anywhere in a library, judged by the words of its index."""

from functools import reduce

import numpy as np

from index.snapshot import Snapshot
from index.terms import Word, asked_words
from index.vectors import Rows


def mentions(snapshot: Snapshot, name: str) -> int:
    """In how many transcripts a name stands, in whatever script it is written there."""
    words = [word[:2] for word in asked_words(name)]  # as written, and in its full sound
    written = [word for word in words if word[0].isalnum()]
    heard = [] if words == written else words[-1:]  # a Hangul name's sound stands apart, last
    rows = np.union1d(_rows(snapshot, written), _rows(snapshot, heard))
    return len(np.unique(snapshot.transcript_of[rows]))


def _rows(snapshot: Snapshot, words: list[Word]) -> Rows:
    """Rows that hold all the words."""
    found = [snapshot.words.rows_with(word) for word in words]
    return reduce(np.intersect1d, found) if found else np.zeros(0, dtype=np.int64)
