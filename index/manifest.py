"""The folders of a library's indexes: which segments a generation is made of, and their files.

    segments/NAME/             one segment; its name is the hash of its files
    snapshots/N/manifest.json  the segments of generation N, and what is gone of each

Both are written beside the others, made durable and renamed into place, so no reader meets half
of one. A manifest holds the SHA-256 of every file and of itself.
"""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from index.durable import digest, discard, hashes, sync
from index.segment import NAMES, Segment

FORMAT = 3
_MANIFEST, _SEGMENTS = "manifest.json", "segments"


class SnapshotDamaged(Exception):
    """Missing, of another format, or not the bytes that were written."""


@dataclass(frozen=True, slots=True)
class Held:
    """A segment of a generation."""

    name: str
    files: dict[str, str]  # SHA-256 by file name
    transcripts: tuple[str, ...]  # ids, in the order of its entries
    dead: tuple[int, ...]  # places of those that are gone
    sizes: tuple[int, ...]  # passages of each transcript
    dimension: int

    @property
    def alive(self) -> bool:
        """Whether any of its transcripts is still there."""
        return len(self.dead) < len(self.transcripts)

    @property
    def living(self) -> int:
        """Passages that are still there."""
        return sum(self.sizes) - sum(self.sizes[place] for place in self.dead)


_FIELDS = [field.name for field in fields(Held)]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The segments of one generation, in the order of their rows."""

    generation: int
    segments: tuple[Held, ...]


def folder_of(library: Path, generation: int) -> Path:
    """Folder of a generation's manifest."""
    return library / "snapshots" / f"{generation:08d}"


def segment_folder(library: Path, name: str) -> Path:
    """Folder of a segment."""
    return library / _SEGMENTS / name


def stamp(library: Path, generation: int) -> tuple[int, int] | None:
    """What changes when a manifest is written anew; None where there is none."""
    try:
        found = (folder_of(library, generation) / _MANIFEST).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def read(library: Path, generation: int) -> Manifest:
    """Read the manifest of a generation.

    Raises:
        SnapshotDamaged: it is missing, damaged, or of another generation or format.
    """
    folder = folder_of(library, generation)
    try:
        written = json.loads((folder / _MANIFEST).read_bytes())
        if written["format"] != FORMAT or written["generation"] != generation:
            raise SnapshotDamaged(f"{folder / _MANIFEST} belongs to another generation or format")
        if written["sha256"] != digest(written["segments"]):
            raise SnapshotDamaged(f"{folder / _MANIFEST} is not as it was written")
        segments = tuple(map(_held, written["segments"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SnapshotDamaged(f"{folder} is missing or unreadable ({error})") from error
    return Manifest(generation, segments)


def _held(written: dict[str, Any]) -> Held:
    return Held(
        written["name"],
        written["files"],
        tuple(written["transcripts"]),
        tuple(written["dead"]),
        tuple(written["sizes"]),
        written["dimension"],
    )


def write(manifest: Manifest, library: Path) -> None:
    """Write a manifest, durable and whole or not at all; its segments are there already.

    Raises:
        OSError: the disk is full or refuses.
    """
    target = folder_of(library, manifest.generation)
    segments = [{name: getattr(held, name) for name in _FIELDS} for held in manifest.segments]
    content = {
        "format": FORMAT,
        "generation": manifest.generation,
        "sha256": digest(segments),
        "segments": segments,
    }
    draft = target.with_name(f"{target.name}.draft")
    discard(draft)
    draft.mkdir(parents=True)
    try:
        (draft / _MANIFEST).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        sync(draft / _MANIFEST)
        if target.exists():  # one made anew, or left by a writer that stopped before its commit
            (draft / _MANIFEST).replace(target / _MANIFEST)
            for path in target.iterdir():
                if path.name != _MANIFEST:  # the indexes themselves, of an earlier version
                    path.unlink()
            sync(target)
        else:
            sync(draft)
            draft.rename(target)
            sync(target.parent)
    finally:
        discard(draft)


def keep(segment: Segment, library: Path) -> Held:
    """Write a segment's folder, durable and whole or not at all.

    Raises:
        OSError: the disk is full or refuses.
    """
    draft = segment_folder(library, "draft")
    discard(draft)
    draft.mkdir(parents=True)
    try:
        segment.save(draft)
        files = dict(zip(NAMES, hashes(draft / name for name in NAMES), strict=True))
        held = Held(
            digest(files)[:16],
            files,
            tuple(entry.id for entry in segment.transcripts),
            (),
            segment.sizes,
            segment.vectors.dimension,
        )
        if not _is_sound(library, held):
            for path in [*draft.iterdir(), draft]:
                sync(path)
            target = segment_folder(library, held.name)
            discard(target)
            draft.rename(target)
            sync(target.parent)
    finally:
        discard(draft)
    return held


def _is_sound(library: Path, held: Held) -> bool:
    """Whether a segment is there already, which readers may have open."""
    try:
        verify(library, held)
    except SnapshotDamaged:
        return False
    return True


def verify(library: Path, held: Held) -> Path:
    """Check every file of a segment; returns its folder.

    Raises:
        SnapshotDamaged: says which file is missing or changed.
    """
    folder = segment_folder(library, held.name)
    if sorted(held.files) != NAMES:
        raise SnapshotDamaged(f"{folder} does not have every file")
    try:
        found = hashes(folder / name for name in NAMES)
    except OSError as error:
        raise SnapshotDamaged(f"{folder} is missing or unreadable ({error})") from error
    for name, sha256 in zip(NAMES, found, strict=True):
        if sha256 != held.files[name]:
            raise SnapshotDamaged(f"{folder / name} is not as it was written")
    return folder


def drop_others(library: Path, manifest: Manifest) -> None:
    """Delete every manifest but this generation's, and every segment that it does not name."""
    keep_folder = folder_of(library, manifest.generation)
    for folder in keep_folder.parent.iterdir():
        if folder != keep_folder:
            discard(folder)
    named = {held.name for held in manifest.segments}
    segments = library / _SEGMENTS
    for folder in segments.iterdir() if segments.exists() else ():
        if folder.name not in named:
            discard(folder)
