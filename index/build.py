"""The recipe: files into the library, out of it, and embedded anew."""

import hashlib
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index import catalogue
from index.catalogue import IndexedPassage, Summary
from index.check import damaged_vectors
from index.encode import Encoder
from index.errors import HatsugenError, LibraryError, UnknownTranscript
from index.header import find_header
from index.identify import identify
from index.layout import measure
from index.library import Library
from index.passages import cut
from index.read import find_files, printable_path, read_file
from index.records import Source, Span, Transcript, Turn
from index.search_text import SearchText, search_text
from index.sentences import asks, sentences
from index.terms import terms
from index.turns import find_turns, suspicions
from index.writer import Draft

PUBLISH_EVERY = 2_000  # newly embedded passages: some minutes of work, seen by readers at once
_CONTEXT_SHARE = 3  # the context takes at most a third of what the encoder reads
_SHORTEST = 8  # characters of a sentence that gets a vector of its own: はい。 does not
_EMBED_AT_ONCE = 16  # passages between two reports of progress

Progress = Callable[[str, int, int], None]  # file, passages embedded, passages to embed


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file."""

    path: str
    status: str  # added, updated, unchanged, failed
    transcript: str | None = None
    turns: int = 0
    passages: int = 0
    embedded: int = 0
    warnings: list[str] = field(default_factory=list)
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Prepared:
    transcript: Transcript
    passages: list[IndexedPassage]
    row: Added


def add(
    paths: Sequence[Path], library: Library, encoder: Encoder, progress: Progress | None = None
) -> Iterator[Added]:
    """Add or update files and folders; yields a row a file once readers can see it.

    A file that cannot be read is a failed row; the others are added.

    Raises:
        LibraryError: the library is busy, or was built with another encoder.
    """
    sources = (_read(path) for path in find_files(list(paths)))
    yield from add_sources(sources, library, encoder, progress)


def add_sources(
    sources: Iterator[Source | Added],
    library: Library,
    encoder: Encoder,
    progress: Progress | None = None,
) -> Iterator[Added]:
    """Like `add`, for files that were read already; a row in their midst is passed on."""
    with library.writing(encoder) as draft:
        known = {summary.id: summary for summary in draft.summaries()}
        ready: list[_Prepared] = []
        for source in sources:
            if isinstance(source, Added):
                yield source
                continue
            same = _identical(source, known)
            if same:
                yield same
                continue
            try:
                prepared = _prepare(source, known, draft, encoder, progress)
            except HatsugenError as error:
                yield Added(source.path, "failed", error=str(error))
                continue
            ready.append(prepared)
            known[prepared.transcript.id] = _summary(prepared)
            if sum(item.row.embedded for item in ready) >= PUBLISH_EVERY:
                yield from _publish(ready, draft)
                ready = []
        yield from _publish(ready, draft)


def remove(names: Sequence[str], library: Library, encoder: Encoder) -> None:
    """Take transcripts out, all or none.

    Raises:
        UnknownTranscript: one of them is not in the library.
    """
    with library.writing(encoder) as draft:
        known = {summary.id for summary in draft.summaries()}
        for name in names:
            if name not in known:
                raise UnknownTranscript(
                    f"the library has no transcript {name!r}, so nothing was removed; "
                    "`python -m index list` names them all."
                )

        def change(connection: sqlite3.Connection) -> None:
            for name in names:
                catalogue.remove(connection, name)

        draft.publish(change)


def rebuild(library: Library, encoder: Encoder, progress: Progress | None = None) -> int:
    """Cut and embed every transcript anew from its stored source text; returns how many.

    The way to another encoder: the files themselves are not needed. Readers keep the old state
    until the new one is whole.
    """
    with library.writing(encoder, anew=True) as draft:
        draft.forget([key for key, _ in damaged_vectors(draft.connection)])
        ready = [_embed(transcript, draft, encoder, progress) for transcript in draft.transcripts()]

        def change(connection: sqlite3.Connection) -> None:
            for transcript, passages, _ in ready:
                catalogue.put(connection, transcript, passages, _digest(transcript.text))

        draft.publish(change)
    return len(ready)


def parse(source: Source, name: str) -> Transcript:
    """Source -> transcript.

    Raises:
        UnreadableTranscript: more speakers than any meeting has.
    """
    turns: tuple[Turn, ...] = find_turns(source.text, source.name)
    header = find_header(source.text, turns, source.name)
    return Transcript(name, source, header, turns, tuple(suspicions(source.text, turns)))


def context(transcript: Transcript, number: int) -> str:
    """What a passage of a turn is embedded together with; never part of a quote."""
    header = transcript.header
    speaker = transcript.turns[number].speaker
    known = (
        header.series or header.title,
        header.session,
        header.date,
        speaker.label if speaker else None,
    )
    return " ".join(unicodedata.normalize("NFKC", words) for words in known if words)


def _read(path: Path) -> Source | Added:
    try:
        return read_file(path)
    except HatsugenError as error:
        return Added(printable_path(path), "failed", error=str(error))


def _identical(source: Source, known: dict[str, Summary]) -> Added | None:
    """Row for a file whose bytes the library holds already."""
    at_path = [summary for summary in known.values() if summary.path == source.path]
    for summary in at_path or known.values():  # an edited file is updated, whatever it equals now
        if summary.sha256 == source.sha256:
            warnings = []
            if summary.name != source.name:
                warnings = [
                    f"the same content is in the library as {summary.name}; nothing was added"
                ]
            return Added(
                source.path, "unchanged", summary.id, summary.turns, summary.passages, 0, warnings
            )
    return None


def _prepare(
    source: Source,
    known: dict[str, Summary],
    draft: Draft,
    encoder: Encoder,
    progress: Progress | None,
) -> _Prepared:
    transcript = parse(source, "")
    name = identify(source, transcript.header, known)
    transcript = replace(transcript, id=name)
    transcript, passages, embedded = _embed(transcript, draft, encoder, progress)
    row = Added(
        source.path,
        "updated" if name in known else "added",
        name,
        sum(turn.number > 0 for turn in transcript.turns),
        len(passages),
        embedded,
        list(transcript.warnings),
    )
    return _Prepared(transcript, passages, row)


def _embed(
    transcript: Transcript, draft: Draft, encoder: Encoder, progress: Progress | None
) -> tuple[Transcript, list[IndexedPassage], int]:
    """Cut a transcript and embed what has no vector yet: (transcript, passages, embedded)."""
    about_turn = {
        turn.number: _shortened(context(transcript, turn.number), encoder)
        for turn in transcript.turns
    }
    longest = max(about_turn.values(), key=len)
    pieces = cut(
        transcript,
        fits=lambda words: encoder.count_tokens(f"{longest}\n{words}") <= encoder.max_tokens,
    )
    texts: dict[str, str] = {}
    passages = []
    layout = measure(transcript.text)
    for passage, piece in pieces:
        words = f"{about_turn[passage.turn]}\n{piece}"
        key = _key(encoder, words)
        texts[key] = words
        search = search_text(transcript.text, passage.span, layout)
        inside = _sentences(search, key, encoder, texts)
        found = IndexedPassage(passage, tuple(terms(words)), asks(piece), key, inside)
        passages.append(found)
    whole = {indexed.vector for indexed in passages}
    missing = draft.missing(list(texts))
    embedded = sum(key in whole for key in missing)
    for start in range(0, len(missing), _EMBED_AT_ONCE):
        if progress:
            progress(transcript.source.name, start, len(missing))
        keys = missing[start : start + _EMBED_AT_ONCE]
        draft.keep(keys, encoder.encode_passages([texts[key] for key in keys]))
    if progress:
        progress(transcript.source.name, len(missing), len(missing))
    return transcript, passages, embedded


def _sentences(
    search: SearchText, whole: str, encoder: Encoder, texts: dict[str, str]
) -> tuple[tuple[Span, str], ...]:
    """Where a passage's sentences stand, with the keys of their vectors; adds to the texts.

    One that is the whole passage, or too short to mean anything alone, shares its vector. Of two
    that begin within one source character the first alone stands.
    """
    ranges: dict[int, tuple[int, int]] = {}
    for start, end in sentences(search.text):
        ranges.setdefault(search.starts[start], (start, end))
    found = []
    for start, end in ranges.values():
        words = search.text[start:end]
        key = whole
        if len(ranges) > 1 and len(words) >= _SHORTEST:
            key = _key(encoder, words)
            texts[key] = words
        found.append((search.to_source(start, end), key))
    return tuple(found)


def _key(encoder: Encoder, words: str) -> str:
    return _digest(f"{encoder.name}\0{encoder.fingerprint}\0{words}")


def _shortened(about: str, encoder: Encoder) -> str:
    """Context cut to the part of the encoder's window that it may fill."""
    while about and encoder.count_tokens(about) * _CONTEXT_SHARE > encoder.max_tokens:
        about = about[: len(about) // 2]
    return about


def _publish(ready: list[_Prepared], draft: Draft) -> Iterator[Added]:
    if not ready:
        return

    def change(connection: sqlite3.Connection) -> None:
        for item in ready:
            catalogue.put(connection, item.transcript, item.passages, _digest(item.transcript.text))

    try:
        draft.publish(change)
    except LibraryError as error:
        for item in ready:
            yield Added(item.row.path, "failed", error=str(error))
    else:
        for item in ready:
            yield item.row


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _summary(prepared: _Prepared) -> Summary:
    source, header = prepared.transcript.source, prepared.transcript.header
    row = prepared.row
    return Summary(
        prepared.transcript.id,
        source.path,
        source.name,
        source.sha256,
        header,
        prepared.transcript.speakers,
        "",
        row.turns,
        row.passages,
        len(source.text),
    )
