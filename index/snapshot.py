"""What searches read: one generation, its segments put together as rows of living passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import SupportsIndex, overload

import numpy as np
import numpy.typing as npt

from index.postings import Column
from index.records import Header, Passage, Span, Speaker
from index.segment import Segment
from index.vectors import Mask, Rows, VectorSearch
from index.words import WordSearch


class Passages(Sequence[Passage]):
    """The passages by row, each made when it is asked for."""

    def __init__(self, names: Sequence[str], columns: Column) -> None:
        """Read them from columns of shape (4, rows): transcript, turn, start, end."""
        self._names, self._columns = names, columns

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self._columns.shape[1])

    @overload
    def __getitem__(self, row: SupportsIndex) -> Passage: ...
    @overload
    def __getitem__(self, row: slice) -> list[Passage]: ...
    def __getitem__(self, row: SupportsIndex | slice) -> Passage | list[Passage]:
        """Passage of a row, or those of a range of rows."""
        if isinstance(row, slice):
            return [self[place] for place in range(len(self))[row]]
        place, turn, start, end = self._columns[:, int(row)].tolist()
        return Passage(self._names[place], turn, Span(start, end))


@dataclass(frozen=True)
class Sentences:
    """Sentences of the passages, in reading order; row m of the index is sentence m."""

    vectors: VectorSearch
    passage_of: Column  # of each sentence: row of its passage
    starts: Column  # of each sentence: its first character in the source text
    first: Rows  # of each passage: its first sentence; one more at the end, their number

    def of(self, row: int) -> range:
        """Sentences of a passage."""
        return range(int(self.first[row]), int(self.first[row + 1]))


@dataclass(frozen=True)
class Snapshot:
    """One generation, ready to search; row n of both indexes is `passages[n]`."""

    generation: int
    passages: Passages
    transcripts: dict[str, Header]
    languages: list[str]  # of each transcript
    people: list[Speaker]  # every label once
    transcript_of: Column  # of each row: place in `transcripts`
    turns: Column  # of each row: its turn
    person_of: Column  # of each row: place in `people`, -1 for nobody
    asking: Mask  # of each row: it ends with a question
    columns: Column  # of each row: its width, a Japanese character taking two
    vectors: VectorSearch
    sentences: Sentences
    words: WordSearch
    opened: Mapping[str, Segment]  # by name; a newer snapshot need not open them again

    def speaker(self, row: int) -> Speaker | None:
        """Who says the passage of a row."""
        person = self.person_of[row]
        return self.people[person] if person >= 0 else None

    def rows_of(self, transcript_id: str) -> range:
        """Rows of a transcript, in reading order; none for one that is not there."""
        return self._ranges.get(transcript_id, range(0))

    @cached_property
    def _ranges(self) -> dict[str, range]:
        names = list(self.transcripts)
        begins = np.flatnonzero(np.diff(self.transcript_of, prepend=-1)).tolist()
        return {
            names[self.transcript_of[begin]]: range(begin, end)
            for begin, end in pairwise([*begins, len(self.transcript_of)])
        }

    @cached_property
    def tongues(self) -> dict[str, Mask]:
        """Of each language that is spoken: which rows are in it."""
        spoken = np.array(self.languages, dtype=object)
        return {
            language: (spoken == language)[self.transcript_of]
            for language in sorted(set(self.languages))
        }

    def language_of(self, rows: Rows) -> npt.NDArray[np.object_]:
        """Language of each row's transcript."""
        return np.array(self.languages, dtype=object)[self.transcript_of[rows]]
