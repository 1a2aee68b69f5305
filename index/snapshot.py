"""What searches read: the indexes made from one generation of the catalogue.

A snapshot folder is written beside the others, made durable, and renamed into place before
the catalogue's transaction commits, so no reader meets half of one. Its manifest holds the
SHA-256 of every file: a damaged one is not used but made again from the catalogue, without
embedding anything.
"""

import hashlib
import json
import logging
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from index import catalogue
from index.language import main_language
from index.records import Header, Passage, Speaker
from index.vectors import FlatIndex, Rows
from index.words import WordIndex

log = logging.getLogger(__name__)
FORMAT = 2
_OPENING = 4_000  # characters of a transcript that tell its language
_WIDE = ("ja", "zh", "ko")  # languages whose characters take two columns
_MANIFEST = "manifest.json"
_VECTORS = "vectors.faiss"
_SENTENCES = "sentences.faiss"


class SnapshotDamaged(Exception):
    """Missing, of another format, or not the bytes that were written."""


@dataclass(frozen=True)
class Sentences:
    """Sentences of the passages, in reading order; row m of the index is sentence m."""

    vectors: FlatIndex
    passage_of: Rows  # of each sentence: row of its passage
    starts: Rows  # of each sentence: its first character in the source text
    first: Rows  # of each passage: its first sentence; one more at the end, their number

    def of(self, row: int) -> range:
        """Sentences of a passage."""
        return range(int(self.first[row]), int(self.first[row + 1]))


@dataclass(frozen=True)
class Snapshot:
    """One generation, ready to search; row n of both indexes is `passages[n]`."""

    generation: int
    passages: list[Passage]
    transcripts: dict[str, Header]
    languages: list[str]  # of each transcript
    people: list[Speaker]  # every label once
    transcript_of: Rows  # of each row: place in `transcripts`
    person_of: Rows  # of each row: place in `people`, -1 for nobody
    asking: npt.NDArray[np.bool_]  # of each row: it ends with a question
    columns: Rows  # of each row: its width, a Japanese character taking two
    vectors: FlatIndex
    sentences: Sentences
    words: WordIndex

    def speaker(self, row: int) -> Speaker | None:
        """Who says the passage of a row."""
        person = self.person_of[row]
        return self.people[person] if person >= 0 else None


def folder_of(library: Path, generation: int) -> Path:
    """Folder of a generation's snapshot."""
    return library / "snapshots" / f"{generation:08d}"


def build(connection: Connection, generation: int, dimension: int) -> Snapshot:
    """Make the indexes from the catalogue as this connection sees it."""
    vectors = FlatIndex.build(catalogue.passage_vectors(connection, dimension))
    sentences = FlatIndex.build(catalogue.sentence_vectors(connection, dimension), half=True)
    words = WordIndex.build(list(catalogue.passage_terms(connection)))
    return _assemble(connection, generation, vectors, sentences, words)


def load(connection: Connection, library: Path, generation: int) -> Snapshot:
    """Read a generation's indexes from disk.

    Raises:
        SnapshotDamaged: they are not there, or not as they were written.
    """
    folder = folder_of(library, generation)
    contents = verify(folder, generation)
    vectors, sentences = (FlatIndex.from_bytes(contents[name]) for name in (_VECTORS, _SENTENCES))
    snapshot = _assemble(connection, generation, vectors, sentences, WordIndex.load(folder))
    if not len(snapshot.passages) == len(vectors) == len(snapshot.words) or len(sentences) != len(
        snapshot.sentences.passage_of
    ):
        raise SnapshotDamaged(f"{folder} does not hold the passages of the catalogue")
    return snapshot


def verify(folder: Path, generation: int) -> dict[str, bytes]:
    """Check every file against the manifest; returns the vector files' bytes, as checked.

    Raises:
        SnapshotDamaged: says which file is missing or changed.
    """
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        if manifest["format"] != FORMAT or manifest["generation"] != generation:
            raise SnapshotDamaged(f"{folder / _MANIFEST} belongs to another generation or format")
        contents = {}
        for name, digest in manifest["files"].items():
            content = (folder / name).read_bytes()
            if hashlib.sha256(content).hexdigest() != digest:
                raise SnapshotDamaged(f"{folder / name} is not as it was written")
            if name in (_VECTORS, _SENTENCES):
                contents[name] = content
        if len(contents) < len((_VECTORS, _SENTENCES)):
            raise SnapshotDamaged(f"{folder / _MANIFEST} does not name every file")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SnapshotDamaged(f"{folder} is missing or unreadable ({error})") from error
    return contents


def save(snapshot: Snapshot, library: Path) -> None:
    """Write a snapshot's folder, durable and whole or not at all.

    Raises:
        OSError: the disk is full or refuses.
    """
    target = folder_of(library, snapshot.generation)
    draft = target.with_name(f"{target.name}.draft")
    _discard(draft)
    draft.mkdir(parents=True)
    try:
        snapshot.vectors.save(draft / _VECTORS)
        snapshot.sentences.vectors.save(draft / _SENTENCES)
        snapshot.words.save(draft)
        files = {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(draft.iterdir())
        }
        manifest = {"format": FORMAT, "generation": snapshot.generation, "files": files}
        (draft / _MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        for path in [*draft.iterdir(), draft]:
            _sync(path)
        _discard(target)  # left by a writer that stopped before its commit
        draft.rename(target)
        _sync(target.parent)
    except BaseException:
        _discard(draft)
        raise


def drop_others(library: Path, generation: int) -> None:
    """Delete every snapshot but this generation's."""
    keep = folder_of(library, generation)
    for folder in keep.parent.iterdir():
        if folder != keep:
            _discard(folder)


def _assemble(
    connection: Connection,
    generation: int,
    vectors: FlatIndex,
    sentences: FlatIndex,
    words: WordIndex,
) -> Snapshot:
    numbers, passages = [], []
    for number, passage in catalogue.passages(connection):
        numbers.append(number)
        passages.append(passage)
    said_by = {(where, turn): who for where, turn, who in catalogue.speakers(connection)}
    people = {speaker: place for place, speaker in enumerate(dict.fromkeys(said_by.values()))}
    persons = [said_by.get((passage.transcript_id, passage.turn)) for passage in passages]
    headers = catalogue.headers(connection)
    openings = catalogue.openings(connection, _OPENING)
    languages = [main_language(openings[name]) for name in headers]
    places = {name: place for place, name in enumerate(headers)}
    transcript_of = np.array([places[p.transcript_id] for p in passages], dtype=np.int64)
    wide = np.array([2 if language in _WIDE else 1 for language in languages], dtype=np.int64)
    lengths = np.array([len(passage.span) for passage in passages], dtype=np.int64)
    return Snapshot(
        generation,
        passages,
        headers,
        languages,
        list(people),
        transcript_of,
        np.array([people[person] if person else -1 for person in persons], dtype=np.int64),
        np.fromiter(catalogue.passages_that_ask(connection), dtype=bool),
        lengths * wide[transcript_of],
        vectors,
        _sentences(connection, numbers, sentences),
        words,
    )


def _sentences(connection: Connection, passages: list[int], vectors: FlatIndex) -> Sentences:
    places = np.array(list(catalogue.sentence_places(connection)), dtype=np.int64).reshape(-1, 2)
    rows = np.searchsorted(np.array(passages, dtype=np.int64), places[:, 0])
    first = np.searchsorted(rows, np.arange(len(passages) + 1))
    return Sentences(vectors, rows, places[:, 1], first)


def _discard(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
