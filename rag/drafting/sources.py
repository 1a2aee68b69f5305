"""All sentences of a library, read once a state, against which any text is checked."""

import re
import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.encode import Vectors
from index.library import Library
from index.records import Span, Speaker, Transcript
from rag.drafting.proof import evidence
from rag.lines import Line, lines_of, vectors_of
from rag.records import Evidence

_KEPT = 2  # libraries whose sentences stay in memory
_ENDS = "。.!?"  # of a sentence inside what somebody reads out
_BEGINS = re.compile(  # what may stand before a whole sentence
    r"(?:.*[。!?])?(?:(?:しかし|ただ|また|まず|なお|そして|そこで|ですから|ですので|それから|さらに|次に|では|はい),?"
    r"(?:、|,)?)?",
    re.DOTALL,
)
_BRACKETS = "「」『』“”\"‘’'＂"


@dataclass(frozen=True, eq=False)
class Sources:
    """Sentences in order of their transcripts."""

    lines: tuple[Line, ...]
    vectors: Vectors
    transcripts: Mapping[str, Transcript]
    people: tuple[Speaker, ...]
    generation: int

    def evidence(self, row: int, number: int = 1) -> Evidence:
        """A sentence as the checks take it."""
        return evidence(self.lines, self.vectors, self.transcripts, row, number)

    @cached_property
    def rows(self) -> dict[tuple[str, int], list[int]]:
        """Rows of each turn's sentences."""
        found: dict[tuple[str, int], list[int]] = {}
        for row, line in enumerate(self.lines):
            found.setdefault((line.transcript, line.turn), []).append(row)
        return found

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """All sentences as `letters` has them, each after a line break, and where each begins."""
        pieces, starts, length = [], [], 0
        for line in self.lines:
            piece = f"\n{letters(line.words)}"
            starts.append(length + 1)
            pieces.append(piece)
            length += len(piece)
        return "".join(pieces), starts

    def holding(self, words: str) -> Iterator[int]:
        """Rows of the sentences that words are, whole but for a connective before them."""
        wanted = letters(words)
        text, starts = self._letters
        at = text.find(wanted) if wanted else -1
        while at >= 0:
            row = bisect_right(starts, at) - 1
            before, end = text[starts[row] : at], at + len(wanted)
            if _BEGINS.fullmatch(before) and text[end : end + 1] in ("", "\n", *_ENDS):
                yield row
            at = text.find(wanted, at + 1)

    def rows_in(self, transcript: str, turn: int, span: Span) -> list[int]:
        """Rows of the sentences that share characters with a span."""
        rows = self.rows.get((transcript, turn), [])
        return [row for row in rows if self.lines[row].span.meets(span)]


def letters(words: str) -> str:
    """Words as they are compared: NFKC, without white space, brackets of quotes and the last stop.

    >>> letters("「運賃は 一回３００円です。」")
    '運賃は一回300円です'
    """
    text = unicodedata.normalize("NFKC", words)
    text = "".join(c for c in text if not c.isspace() and c not in _BRACKETS)
    return re.sub(r"[。．.｡]+$", "", text)


def sources_of(library: Library) -> Sources:
    """Sentences of a library as it is now."""
    with library.reading() as view:
        key = str(library.folder.resolve()), view.snapshot.generation
        with _reading:
            found = _kept.get(key)
            if found is None:
                transcripts = {one.id: one for one in view.transcripts()}
                by_name = {name: lines_of(one) for name, one in transcripts.items()}
                vectors = [vectors_of(view, lines) for lines in by_name.values()]
                empty = np.zeros((0, view.snapshot.vectors.dimension), dtype=np.float32)
                found = Sources(
                    tuple(line for lines in by_name.values() for line in lines),
                    np.concatenate([empty, *vectors]),
                    transcripts,
                    tuple(view.snapshot.people),
                    view.snapshot.generation,
                )
                while len(_kept) >= _KEPT:
                    del _kept[next(iter(_kept))]
                _kept[key] = found
        return found


_kept: dict[tuple[str, int], Sources] = {}
_reading = threading.Lock()
