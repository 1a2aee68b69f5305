"""Segments -> a snapshot: what lives of each, one after another, as rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from index import catalogue
from index.layers import LayeredVectors
from index.meetings import meetings_of
from index.merge import living, living_sentences
from index.postings import Column
from index.records import Speaker
from index.segment import (
    ASKS,
    END,
    FIRST,
    PASSAGE,
    START,
    TRANSCRIPT,
    TURN,
    VOICE,
    Entry,
    Segment,
)
from index.snapshot import Passages, Sentences, Snapshot
from index.vectors import Mask, Rows
from index.words import WordIndex

_WIDE = ("ja", "zh", "ko")  # languages whose characters take two columns


@dataclass(frozen=True, slots=True)
class Layer:
    """A segment with what lives of it; None where all does."""

    name: str
    segment: Segment
    dead: Collection[int]  # places of its transcripts that are gone
    passages: Mask | None
    sentences: Mask | None

    @classmethod
    def of(cls, name: str, segment: Segment, dead: Collection[int]) -> "Layer":
        """Find out what lives."""
        alive = living(segment, dead)
        return cls(name, segment, dead, alive, living_sentences(segment, alive))

    def __len__(self) -> int:
        """Return the number of passages that live."""
        return len(self.segment) if self.passages is None else int(self.passages.sum())


def assemble(
    connection: Connection, generation: int, layers: Sequence[Layer], dimension: int
) -> Snapshot:
    """Put the living passages together, in the order of the layers.

    Whom an editor knows by a label is read from the catalogue as this connection sees it.
    """
    places = _places(layers)
    entries = [layers[layer].segment.transcripts[number] for layer, number in places]
    place_of = {key: place for place, key in enumerate(places)}
    people, persons_of = _people(connection, entries)
    rows = [_rows(layer, number, place_of, persons_of) for number, layer in enumerate(layers)]
    transcripts, persons, turns, starts, ends, asks = np.concatenate(
        [np.zeros((6, 0), dtype=np.int32), *rows], axis=1
    )
    wide = np.array([2 if entry.language in _WIDE else 1 for entry in entries], dtype=np.int32)
    return Snapshot(
        generation,
        Passages([entry.id for entry in entries], np.stack([transcripts, turns, starts, ends])),
        {entry.id: entry.header for entry in entries},
        [entry.language for entry in entries],
        people,
        transcripts,
        turns,
        persons,
        asks.astype(bool),
        (ends - starts) * wide[transcripts],
        LayeredVectors(
            [(one.segment.vectors, _numbers(one.passages)) for one in layers], dimension
        ),
        _sentences(layers, dimension),
        WordIndex([(one.segment.postings, one.passages) for one in layers]),
        {one.name: one.segment for one in layers},
    )


def _places(layers: Sequence[Layer]) -> list[tuple[int, int]]:
    """(layer, place in it) of every living transcript, by id."""
    found = [
        (entry.id, number, place)
        for number, layer in enumerate(layers)
        for place, entry in enumerate(layer.segment.transcripts)
        if place not in layer.dead
    ]
    return [(number, place) for _, number, place in sorted(found)]


def _people(
    connection: Connection, entries: Sequence[Entry]
) -> tuple[list[Speaker], list[list[int]]]:
    """Every label once, and of each transcript the places of its voices among them."""
    read = catalogue.reader(connection)
    people: dict[Speaker, int] = {}
    persons_of = []
    for entry in entries:
        meetings = meetings_of(entry.header)
        speakers = [read(voice, meetings) for voice in entry.voices]
        persons_of.append([people.setdefault(speaker, len(people)) for speaker in speakers])
    return list(people), persons_of


def _rows(
    layer: Layer,
    number: int,
    place_of: dict[tuple[int, int], int],
    persons_of: Sequence[Sequence[int]],
) -> Column:
    """Transcript, person, turn, start, end and asking of each living passage of a layer."""
    columns = layer.segment.passages
    columns = columns if layer.passages is None else columns[:, layer.passages]
    here = [place_of.get((number, at), -1) for at in range(len(layer.segment.transcripts))]
    persons = [persons_of[place] if place >= 0 else [] for place in here]
    begins = np.cumsum([0, *map(len, persons)])[:-1]
    every = np.array([*(person for one in persons for person in one), -1], dtype=np.int32)
    transcript, voice = columns[TRANSCRIPT], columns[VOICE]
    if not len(transcript):
        return np.zeros((6, 0), dtype=np.int32)
    person = every[np.where(voice >= 0, begins[transcript] + voice, len(every) - 1)]
    place = np.array(here, dtype=np.int32)[transcript]
    return np.stack([place, person, *columns[[TURN, START, END, ASKS]]])


def _sentences(layers: Sequence[Layer], dimension: int) -> Sentences:
    passage_of, starts = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]
    before = 0
    for layer in layers:
        rows = layer.segment.sentences
        if layer.passages is not None and layer.sentences is not None:
            rows = rows[:, layer.sentences]
            row_of = np.cumsum(layer.passages, dtype=np.int32) - 1
            passage_of.append(np.int32(before) + row_of[rows[PASSAGE]])
        else:
            passage_of.append(np.int32(before) + rows[PASSAGE])
        starts.append(rows[FIRST])
        before += len(layer)
    rows_of = np.concatenate(passage_of)
    counts = np.bincount(rows_of, minlength=before)
    first: Rows = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    vectors = [(one.segment.sentence_vectors, _numbers(one.sentences)) for one in layers]
    return Sentences(LayeredVectors(vectors, dimension), rows_of, np.concatenate(starts), first)


def _numbers(alive: Mask | None) -> Rows | None:
    return None if alive is None else np.flatnonzero(alive)
