"""Several segments -> one without the transcripts that are gone; rows keep their order."""

from collections.abc import Collection, Sequence

import numpy as np

from index.postings import Postings, gathered
from index.segment import PASSAGE, TERMS, TRANSCRIPT, Entry, Segment
from index.vectors import Mask, Rows, SegmentVectors

Layer = tuple[Segment, Collection[int]]  # a segment, and places of its transcripts that are gone


def living(segment: Segment, dead: Collection[int]) -> Mask | None:
    """Which passages of a segment are those of transcripts that live; None for all."""
    if not dead:
        return None
    alive: Mask = ~np.isin(segment.passages[TRANSCRIPT], list(dead))
    return alive


def living_sentences(segment: Segment, alive: Mask | None) -> Mask | None:
    """Which sentences stand in passages that live; None for all."""
    return None if alive is None else alive[segment.sentences[PASSAGE]]


def merged(layers: Sequence[Layer]) -> Segment:
    """Make one segment of several, in their order."""
    entries: list[Entry] = []
    passages, sentences, vectors, inner = [], [], [], []
    before = 0
    for segment, dead in layers:
        alive = living(segment, dead)
        keep = np.ones(len(segment), dtype=bool) if alive is None else alive
        kept = [place for place in range(len(segment.transcripts)) if place not in dead]
        renamed = np.zeros(len(segment.transcripts), dtype=np.int32)
        renamed[kept] = np.arange(len(entries), len(entries) + len(kept))
        entries += [segment.transcripts[place] for place in kept]
        columns = segment.passages[:, keep]
        columns[TRANSCRIPT] = renamed[columns[TRANSCRIPT]]
        passages.append(columns)
        inside = keep[segment.sentences[PASSAGE]]
        places = segment.sentences[:, inside]
        places[PASSAGE] = before + (np.cumsum(keep) - 1)[places[PASSAGE]]
        sentences.append(places)
        vectors.append(segment.vectors.halves[keep])
        inner.append(segment.sentence_vectors.halves[inside])
        before += columns.shape[1]
    columns = np.concatenate(passages, axis=1)
    return Segment(
        tuple(entries),
        columns,
        np.concatenate(sentences, axis=1),
        SegmentVectors.build(np.concatenate(vectors)),
        SegmentVectors.build(np.concatenate(inner)),
        _postings(layers, columns[TERMS]),
    )


def _postings(layers: Sequence[Layer], lengths: Rows) -> Postings:
    number: dict[bytes, int] = {}
    terms, rows, counts = [], [], []
    before = 0
    for segment, dead in layers:
        postings, alive = segment.postings, living(segment, dead)
        lines = postings.terms[:].split(b"\n")[:-1]
        known = np.fromiter(
            (number.setdefault(term, len(number)) for term in lines), np.int64, len(lines)
        )
        named = np.repeat(known, np.diff(postings.offsets[1]))
        keep = slice(None) if alive is None else alive[postings.rows]
        place = np.arange(len(segment)) if alive is None else np.cumsum(alive) - 1
        terms.append(named[keep])
        rows.append(before + place[postings.rows[keep]])
        counts.append(postings.counts[keep].astype(np.int64))
        before += len(segment) if alive is None else int(alive.sum())
    return gathered(
        list(number),
        np.concatenate(terms),
        np.concatenate(rows).astype(np.int32),
        np.concatenate(counts),
        np.ascontiguousarray(lengths),
    )
