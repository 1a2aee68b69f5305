"""The sentences that a language model is shown: those of the best passages, numbered."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from index.encode import Vectors
from index.language import language_of
from index.layout import measure
from index.records import Span, Transcript
from index.search_text import SearchText, search_text
from index.sentences import sentences
from index.view import View
from rag.candidates import Candidate
from rag.records import Evidence
from rag.retrieve import Ranking

MOST = 40  # sentences; a small model forgets the first ones of a longer list
_BEFORE = 2  # sentences before one that tell what it leans on


def evidence_of(
    view: View, ranking: Ranking, candidates: Sequence[Candidate], chosen: Sequence[Candidate]
) -> list[Evidence]:
    """Number the sentences of the best passages, those that hold a chosen quote first.

    candidates: sentences of the passages, as `gather` gives them.
    chosen: the quotes of the extractive answer; one outside the passages is evidence as a whole.
    """
    by_rank: dict[int, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda c: c.place):
        by_rank.setdefault(candidate.rank, []).append(candidate)
    holds = {
        rank: any(_meets(one, quote) for one in group for quote in chosen)
        for rank, group in by_rank.items()
    }
    order = sorted(by_rank, key=lambda rank: (not holds[rank], rank))
    ordered = [one for rank in order for one in by_rank[rank]]
    outside = [quote for quote in chosen if not any(_meets(one, quote) for one in ordered)]
    vectors = _vectors(view, ranking)
    neighbours = cache(_sentences_of_turn)
    found = []
    for number, one in enumerate([*outside, *ordered][:MOST], 1):
        search, spans = neighbours(one.transcript, one.turn)
        found.append(_evidence(number, one, search, spans, vectors.get(_key(one))))
    return found


def _evidence(
    number: int, one: Candidate, search: SearchText, spans: list[Span], vector: Vectors | None
) -> Evidence:
    header = one.transcript.header
    first = sum(span.end <= one.span.start for span in spans)
    last = sum(span.start < one.span.end for span in spans)
    before = spans[max(0, first - _BEFORE) : first]
    return Evidence(
        number,
        one.words,
        one.shown,
        " ".join(search.words(span) for span in before),
        " ".join(search.words(span) for span in spans[last : last + 1]),
        one.transcript.id,
        one.turn,
        one.span,
        one.transcript.turns[one.turn].speaker,
        header.title,
        header.session,
        header.date,
        language_of(one.words),
        vector,
    )


def _sentences_of_turn(transcript: Transcript, turn: int) -> tuple[SearchText, list[Span]]:
    search = search_text(transcript.text, transcript.turns[turn].span, measure(transcript.text))
    return search, [search.to_source(*place) for place in sentences(search.text)]


def _vectors(view: View, ranking: Ranking) -> dict[tuple[str, int], Vectors]:
    """Vectors of the ranked passages' sentences by transcript and first character."""
    snapshot, found = view.snapshot, {}
    for row in ranking.rows[:MOST].tolist():
        inside = snapshot.sentences.of(row)
        rows = np.arange(inside.start, inside.stop, dtype=np.int64)
        if len(rows):
            name = snapshot.passages[row].transcript_id
            starts = snapshot.sentences.starts[rows].tolist()
            vectors = snapshot.sentences.vectors.rows(rows)
            found.update({(name, at): v for at, v in zip(starts, vectors, strict=True)})
    return found


def _key(one: Candidate) -> tuple[str, int]:
    return one.transcript.id, one.span.start


def _meets(one: Candidate, other: Candidate) -> bool:
    """Tell whether two share characters."""
    return one.transcript.id == other.transcript.id and one.span.meets(other.span)
