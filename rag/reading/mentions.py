"""Whether a name stands anywhere in a library, judged by the words of its index."""

from index.snapshot import Snapshot
from index.terms import Word, asked_words


def mentions(snapshot: Snapshot, name: str) -> int:
    """In how many transcripts a name stands, in whatever script it is written there."""
    words = [word[:2] for word in asked_words(name)]  # as written, and in its full sound
    written = [word for word in words if word[0].isalnum()]
    heard = [] if words == written else words[-1:]  # a Hangul name's sound stands apart, last
    rows = _rows(snapshot, written) | _rows(snapshot, heard)
    return len({snapshot.passages[row].transcript_id for row in rows})


def _rows(snapshot: Snapshot, words: list[Word]) -> set[int]:
    """Rows that hold all the words."""
    found = [set(snapshot.words.rows_with(word).tolist()) for word in words]
    return set.intersection(*found) if found else set()
