"""Generations on disk: opened, made again where damaged, and carried on by a writer.

A generation that differs from the one before by some transcripts takes over its segments, adds
one, and says what is gone of the others. Afterwards the writer puts neighbouring segments
together, so that there are few, and writes those anew of which something is gone, so that nothing
of it stays on disk. Neither changes a row, and readers wait for neither.
"""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from index import columns, manifest
from index.assemble import Layer, assemble
from index.manifest import Held, Manifest, SnapshotDamaged
from index.merge import merged
from index.segment import Segment, from_catalogue
from index.snapshot import Snapshot

log = logging.getLogger(__name__)
MOST = 131_072  # passages of one segment: writing it anew takes seconds, however many there are


def build(connection: Connection, generation: int, dimension: int) -> Snapshot:
    """Make a snapshot in memory, from the catalogue alone."""
    made = [from_catalogue(connection, names, dimension) for names in portions(connection)]
    layers = [Layer.of(str(number), one, ()) for number, one in enumerate(made)]
    return replace(assemble(connection, generation, layers, dimension), opened={})


def portions(connection: Connection, among: Collection[str] | None = None) -> Iterator[list[str]]:
    """Transcripts in order, all or some, in groups that a segment takes."""
    names: list[str] = []
    passages = 0
    for name, count in columns.in_order(connection, among):
        if names and passages + count > MOST:
            yield names
            names, passages = [], 0
        names.append(name)
        passages += count
    if names:
        yield names


def load(
    connection: Connection,
    library: Path,
    generation: int,
    dimension: int,
    opened: Mapping[str, Segment] | None = None,
) -> Snapshot:
    """Open a generation's segments; those `opened` already are taken as they are.

    Where none is, their sizes are compared with the catalogue's.

    Raises:
        SnapshotDamaged: they are not there, or not as they were written.
    """
    layers, known = [], opened or {}
    for held in manifest.read(library, generation).segments:
        found = known[held.name] if held.name in known else open_segment(library, held)
        layers.append(Layer.of(held.name, found, held.dead))
    snapshot = assemble(connection, generation, layers, dimension)
    sizes = len(snapshot.passages), len(snapshot.sentences.passage_of)
    others = any(layer.segment.vectors.dimension != dimension for layer in layers)
    if others or (not opened and sizes != columns.counts(connection)):
        folder = manifest.folder_of(library, generation)
        raise SnapshotDamaged(f"{folder} does not hold the passages of the catalogue")
    return snapshot


def open_segment(library: Path, held: Held) -> Segment:
    """Verify and open a segment.

    Raises:
        SnapshotDamaged: it is not there, or not as it was written.
    """
    folder = manifest.verify(library, held)
    try:
        return Segment.open(folder)
    except (OSError, ValueError, RuntimeError) as error:
        raise SnapshotDamaged(f"{folder} is missing or unreadable ({error})") from error


def restore(connection: Connection, library: Path, generation: int, dimension: int) -> None:
    """Write all segments of a generation anew, from the catalogue alone.

    Raises:
        OSError: the disk is full or refuses.
    """
    held = [
        manifest.keep(from_catalogue(connection, names, dimension), library)
        for names in portions(connection)
    ]
    manifest.write(Manifest(generation, tuple(held)), library)


def mend(connection: Connection, library: Path, generation: int, dimension: int) -> None:
    """Write the damaged segments of a generation anew; those that are sound stay.

    Raises:
        OSError: the disk is full or refuses.
    """
    try:
        sound = [
            _sound(connection, library, held, dimension)
            for held in manifest.read(library, generation).segments
        ]
        manifest.write(Manifest(generation, tuple(sound)), library)
        load(connection, library, generation, dimension)
    except SnapshotDamaged:  # its manifest is, or it belongs to other transcripts
        restore(connection, library, generation, dimension)


def _sound(connection: Connection, library: Path, held: Held, dimension: int) -> Held:
    try:
        open_segment(library, held)
    except SnapshotDamaged:
        names = [name for at, name in enumerate(held.transcripts) if at not in held.dead]
        return manifest.keep(from_catalogue(connection, names, dimension), library)
    return held


def advance(
    connection: Connection,
    library: Path,
    generations: tuple[int, int],
    dimension: int,
    touched: Collection[str],
) -> None:
    """Write a generation that differs from the one before by some transcripts.

    generations: the numbers of both.

    Raises:
        OSError: the disk is full or refuses.
    """
    earlier, generation = generations
    try:
        before = manifest.read(library, earlier) if earlier else Manifest(0, ())
    except SnapshotDamaged as damage:
        log.warning("%s; made again from the catalogue", damage)
        restore(connection, library, generation, dimension)
        return
    held = [_without(one, touched) for one in before.segments]
    held = [one for one in held if one.alive and one.dimension == dimension]
    for names in portions(connection, touched):
        held.append(manifest.keep(from_catalogue(connection, names, dimension), library))
    manifest.write(Manifest(generation, tuple(held)), library)


def settle(library: Path, generation: int) -> None:
    """Write segments anew that are small or of which something is gone; drop what is not needed.

    Raises:
        OSError: the disk is full or refuses.
    """
    now = manifest.read(library, generation)
    held: list[Held] = []
    for group in _groups(now.segments):
        if len(group) == 1 and not group[0].dead:
            held += group
            continue
        try:
            layers = [(open_segment(library, one), one.dead) for one in group]
        except SnapshotDamaged as damage:  # made again by the next reader
            log.warning("%s; left as it is", damage)
            held += group
            continue
        held.append(manifest.keep(merged(layers), library))
    if tuple(held) != now.segments:
        now = Manifest(generation, tuple(held))
        manifest.write(now, library)
    manifest.drop_others(library, now)


def _groups(segments: Sequence[Held]) -> list[list[Held]]:
    """Neighbours to be put together: a segment and the ones behind it that are as large."""
    groups: list[list[Held]] = []
    for one in segments:
        groups.append([one])
        while len(groups) > 1:
            last, before = (sum(held.living for held in group) for group in groups[:-3:-1])
            if before > last or before + last > MOST:
                break
            behind = groups.pop()
            groups[-1] += behind
    return groups


def _without(held: Held, touched: Collection[str]) -> Held:
    gone = {place for place, name in enumerate(held.transcripts) if name in touched}
    return replace(held, dead=tuple(sorted({*held.dead, *gone})))
