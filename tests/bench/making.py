"""Building the archives of grammar.py: through the writer, or for very large ones past it."""

import json
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import numpy as np

from index import catalogue, manifest, review, schema, writer
from index.catalogue import IndexedPassage
from index.encode import Vectors
from index.library import Library
from index.manifest import Manifest
from index.postings import Postings
from index.records import Transcript
from index.review import Examined
from index.segment import Entry, Segment
from index.vectors import SegmentVectors
from tests.bench import grammar

AT_ONCE = 100  # meetings published together
OF_SEGMENT = 1_250  # meetings of a segment of a very large archive

Made = tuple[Transcript, list[IndexedPassage], dict[str, str]]


def make(folder: Path, passages: int) -> float:
    """Build what is missing of an archive as files are added to a library; returns the seconds."""
    begun = time.perf_counter()
    library, encoder = Library.create(folder), grammar.GrammarEncoder()
    meetings = passages // grammar.TURNS
    for first in range(library.generation * AT_ONCE, meetings, AT_ONCE):
        with library.writing(encoder) as draft:
            ready = [_made(n, meetings) for n in range(first, min(first + AT_ONCE, meetings))]
            for _, _, texts in ready:
                draft.keep([*texts], encoder.encode_passages([*texts.values()]))

            def change(connection: sqlite3.Connection, ready: list[Made] = ready) -> None:
                for one, indexed, _ in ready:
                    catalogue.put(connection, one, indexed, one.source.sha256)
                review.remember(connection, {one.id: _examined(one) for one, *_ in ready})

            draft.publish(change)
        print(f"{first + AT_ONCE} meetings, {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    return time.perf_counter() - begun


def make_large(folder: Path, passages: int) -> float:
    """Build what is missing of an archive, segment by segment, with no vector in its catalogue.

    Each takes about half a minute.
    """
    begun = time.perf_counter()
    library, encoder = Library.create(folder), grammar.GrammarEncoder()
    meetings, done = passages // grammar.TURNS, library.generation
    held = list(manifest.read(folder, done).segments) if done else []
    for first in range(done * OF_SEGMENT, meetings, OF_SEGMENT):
        ready = [_made(n, meetings) for n in range(first, min(first + OF_SEGMENT, meetings))]
        with closing(schema.connect(folder / "catalogue.sqlite")) as connection:
            connection.execute("BEGIN")
            for transcript, passages_of, _ in ready:
                _put(connection, transcript, passages_of)
            review.remember(connection, {one.id: _examined(one) for one, *_ in ready})
            held.append(manifest.keep(_segment(ready, encoder), folder))
            manifest.write(Manifest(len(held), tuple(held)), folder)
            schema.set_meta(connection, "generation", str(len(held)))
            schema.set_meta(connection, "encoder", json.dumps(writer.identity(encoder)))
            connection.execute("COMMIT")
        print(
            f"{first + len(ready)} meetings, {time.perf_counter() - begun:.0f} s", file=sys.stderr
        )
    return time.perf_counter() - begun


def _made(number: int, meetings: int) -> Made:
    transcript = grammar.meeting(number, meetings)
    return transcript, *grammar.indexed(transcript)


def _examined(transcript: Transcript) -> Examined:
    """Nothing is found in a meeting, whose file has the digest of its text."""
    return Examined(transcript.source.sha256, transcript.source.sha256, ())


def _put(
    connection: sqlite3.Connection, transcript: Transcript, passages: list[IndexedPassage]
) -> None:
    """Write a transcript with the places of its passages and sentences alone."""
    bare = [IndexedPassage(one.passage, (), one.asks, "", one.sentences) for one in passages]
    catalogue.put(connection, transcript, bare, transcript.source.sha256)


def _segment(ready: list[Made], encoder: grammar.GrammarEncoder) -> Segment:
    entries, rows, sentences, terms = [], [], [], []
    vectors, inner = [], []
    for place, (transcript, passages, _) in enumerate(ready):
        spoken = [turn.speaker for turn in transcript.turns[1:] if turn.speaker]
        voices = {speaker.label: speaker for speaker in spoken}
        places = {label: at for at, label in enumerate(voices)}
        stored = [json.dumps(_label(asdict(one)), ensure_ascii=False) for one in voices.values()]
        entries.append(Entry(transcript.id, transcript.header, "ja", tuple(stored)))
        for one, speaker in zip(passages, spoken, strict=True):
            span, words = one.passage.span, len(one.terms)
            voice = places[speaker.label]
            sentences += [(len(rows), at.start) for at, _ in one.sentences]
            rows.append((place, one.passage.turn, span.start, span.end, voice, 0, words))
            terms.append(one.terms)
        whole, parts = _vectors(transcript, passages, encoder)
        vectors.append(whole)
        inner.append(parts)
    return Segment(
        tuple(entries),
        np.array(rows, dtype=np.int32).T.copy(),
        np.array(sentences, dtype=np.int32).T.copy(),
        SegmentVectors.build(np.concatenate(vectors)),
        SegmentVectors.build(np.concatenate(inner)),
        Postings.build(terms),
    )


def _label(speaker: dict[str, str | None]) -> dict[str, str | None]:
    return {name: value for name, value in speaker.items() if name != "person"}


def _vectors(
    transcript: Transcript, passages: list[IndexedPassage], encoder: grammar.GrammarEncoder
) -> tuple[Vectors, Vectors]:
    """Vectors of a meeting's passages and of their sentences, in float16."""
    said = grammar.choices(int(transcript.id[1:]))
    sums = sum(grammar.directions(kind, encoder.dimension)[said[:, :, kind]] for kind in range(4))
    whole, parts = grammar.unit(sums.sum(axis=1)), [*grammar.unit(sums)]
    for at, one in enumerate(passages):
        if len(one.sentences) > grammar.SENTENCES:  # a planted fact comes first
            words = one.passage.span.of(transcript.text)
            first = one.sentences[0][0].of(transcript.text)
            whole[at], fact = encoder.encode_passages([words, first])
            parts[at] = np.concatenate([fact[None, :], parts[at]])
    return whole.astype(np.float16), np.concatenate(parts).astype(np.float16)
