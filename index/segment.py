"""A segment: whole transcripts as the searches need them, written once and never changed.

transcripts.json    of each transcript: id, header, language, speakers as written
passages.npy        of each passage: transcript, turn, first and last character, speaker,
                    whether it asks, number of terms
sentences.npy       of each sentence: its passage, its first character
vectors.faiss       of the passages; sentence_vectors.faiss of the sentences
terms.txt and the postings
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from sqlalchemy import Connection

from index import columns
from index.language import main_language
from index.postings import FILES, Column, Postings, mapped
from index.records import Header
from index.signs import Signs
from index.vectors import SegmentVectors

TRANSCRIPTS, PASSAGES, SENTENCES = "transcripts.json", "passages.npy", "sentences.npy"
VECTORS, SENTENCE_VECTORS = "vectors.faiss", "sentence_vectors.faiss"
SIGNS, SENTENCE_SIGNS, MIDDLES = "signs.npy", "sentence_signs.npy", "middles.npy"
OF_VECTORS = (VECTORS, SENTENCE_VECTORS, SIGNS, SENTENCE_SIGNS, MIDDLES)
NAMES = sorted((TRANSCRIPTS, PASSAGES, SENTENCES, *OF_VECTORS, *FILES))
TRANSCRIPT, TURN, START, END, VOICE, ASKS, TERMS = range(7)  # rows of `passages`
PASSAGE, FIRST = range(2)  # rows of `sentences`
_OPENING = 4_000  # characters of a transcript that tell its language


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of a transcript beside its passages."""

    id: str
    header: Header
    language: str
    voices: tuple[str, ...]  # speakers as the catalogue stores them, in order of first speech


@dataclass(frozen=True, slots=True)
class Segment:
    """Columns of whole transcripts, in memory or memory-mapped."""

    transcripts: tuple[Entry, ...]
    passages: Column  # shape (7, passages)
    sentences: Column  # shape (2, sentences)
    vectors: SegmentVectors
    sentence_vectors: SegmentVectors
    postings: Postings

    def __len__(self) -> int:
        """Return the number of passages."""
        return int(self.passages.shape[1])

    @property
    def sizes(self) -> tuple[int, ...]:
        """Passages of each transcript."""
        counts = np.bincount(self.passages[TRANSCRIPT], minlength=len(self.transcripts))
        return tuple(counts.tolist())

    @classmethod
    def open(cls, folder: Path) -> "Segment":
        """Map what `save` wrote into memory; the caller has checked the files' hashes.

        Raises:
            OSError, ValueError, RuntimeError: a file is missing or of another kind.
        """
        rows = json.loads((folder / TRANSCRIPTS).read_bytes())
        passages, middles = mapped(folder / PASSAGES), mapped(folder / MIDDLES)
        return cls(
            tuple(Entry(i, Header(**h), language, tuple(v)) for i, h, language, v in rows),
            passages,
            mapped(folder / SENTENCES),
            SegmentVectors.open(folder / VECTORS, Signs(mapped(folder / SIGNS), middles[0])),
            SegmentVectors.open(
                folder / SENTENCE_VECTORS, Signs(mapped(folder / SENTENCE_SIGNS), middles[1])
            ),
            Postings.open(folder, passages[TERMS]),
        )

    def save(self, folder: Path) -> None:
        """Write into a folder that nobody reads yet.

        Raises:
            OSError: the disk is full or refuses.
        """
        rows = [[e.id, asdict(e.header), e.language, e.voices] for e in self.transcripts]
        (folder / TRANSCRIPTS).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        np.save(folder / PASSAGES, np.ascontiguousarray(self.passages))
        np.save(folder / SENTENCES, np.ascontiguousarray(self.sentences))
        self.vectors.save(folder / VECTORS)
        self.sentence_vectors.save(folder / SENTENCE_VECTORS)
        signs = self.vectors.signs, self.sentence_vectors.signs
        np.save(folder / SIGNS, signs[0].codes)
        np.save(folder / SENTENCE_SIGNS, signs[1].codes)
        np.save(folder / MIDDLES, np.stack([one.middle for one in signs]))
        self.postings.save(folder)


def from_catalogue(connection: Connection, names: Sequence[str], dimension: int) -> Segment:
    """Make the segment of some transcripts, in this order, as this connection sees them."""
    entries, terms, vectors, inner = [], [], [], []
    passages: list[tuple[int, ...]] = []
    sentences: list[tuple[int, int]] = []
    for place, name in enumerate(names):
        entry, voice_of = _entry(connection, name)
        entries.append(entry)
        number = {}
        for identity, turn, first, last, asks, words in columns.passages(connection, name):
            number[identity] = len(passages)
            terms.append(words.split("\n") if words else [])
            voice = voice_of.get(turn, -1)
            passages.append((place, turn, first, last, voice, asks, len(terms[-1])))
        for passage, first in columns.sentences(connection, name):
            sentences.append((number[passage], first))
        vectors.append(columns.passage_vectors(connection, name, dimension))
        inner.append(columns.sentence_vectors(connection, name, dimension))
    none = np.zeros((0, dimension), dtype=np.float32)
    return Segment(
        tuple(entries),
        np.array(passages, dtype=np.int32).reshape(-1, 7).T.copy(),
        np.array(sentences, dtype=np.int32).reshape(-1, 2).T.copy(),
        SegmentVectors.build(np.concatenate([none, *vectors])),
        SegmentVectors.build(np.concatenate([none, *inner])),
        Postings.build(terms),
    )


def _entry(connection: Connection, name: str) -> tuple[Entry, dict[int, int]]:
    """A transcript's entry, and the place among its voices of each turn's speaker."""
    header, opening = columns.opening(connection, name, _OPENING)
    places: dict[str, int] = {}
    voice_of = {
        turn: places.setdefault(speaker, len(places))
        for turn, speaker in columns.voices(connection, name)
    }
    return Entry(name, header, main_language(opening), tuple(places)), voice_of
