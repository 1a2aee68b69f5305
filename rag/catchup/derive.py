"""Making what is derived of a library: once a state, and only what is missing.

A transcript's pieces are written as soon as they are made, so work that is stopped goes on where
it was; the library's are replaced together, once all are made.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from index.library import Library
from index.view import View
from rag.catchup import rows
from rag.catchup.brief import brief_of
from rag.catchup.found import Promise, Question, Taken, Term, Vocabulary
from rag.catchup.homework import by_date, homework
from rag.catchup.material import material_of
from rag.catchup.path import library_path
from rag.catchup.promises import promises_in
from rag.catchup.questions import questions_in
from rag.catchup.records import Brief, Path, Sifted, Themes, Voice
from rag.catchup.stances import stances_in
from rag.catchup.state import keys_of
from rag.catchup.store import LibraryPiece, Made, Overviews, TranscriptPiece, parsed
from rag.catchup.terms import ledger, terms_in
from rag.catchup.topics import themes
from rag.catchup.voices import voices

__all__ = [
    "BRIEF",
    "HOMEWORK",
    "MAP",
    "PATH",
    "PROMISES",
    "QUESTIONS",
    "SIFTED",
    "STANCES",
    "TERMS",
    "VOCABULARY",
    "VOICES",
    "Overviews",
    "derive",
]

SIFTED = TranscriptPiece(
    "sifted", TypeAdapter(tuple[Sifted, ...]), lambda material: material.sifted
)
BRIEF = TranscriptPiece("brief", TypeAdapter(Brief), brief_of)
VOCABULARY = TranscriptPiece(
    "vocabulary", TypeAdapter(Vocabulary), lambda material: terms_in(material.lines)
)
QUESTIONS = TranscriptPiece(
    "questions",
    TypeAdapter(tuple[Question, ...]),
    lambda material: questions_in(material.lines, material.vectors),
)
PROMISES = TranscriptPiece(
    "promises", TypeAdapter(tuple[Promise, ...]), lambda material: promises_in(material.lines)
)
STANCES = TranscriptPiece(
    "stances", TypeAdapter(tuple[Taken, ...]), lambda material: stances_in(material.lines)
)
PATH = LibraryPiece(
    "path",
    TypeAdapter(Path),
    lambda view, made: library_path(view, made.of(SIFTED)),
)
VOICES = LibraryPiece(
    "voices",
    TypeAdapter(tuple[Voice, ...]),
    lambda view, made: voices(view, made.of(SIFTED)),
)
MAP = LibraryPiece(
    "map",
    TypeAdapter(Themes),
    lambda view, made: themes(view, made.of(SIFTED)),
)
TERMS = LibraryPiece(
    "terms",
    TypeAdapter(tuple[Term, ...]),
    lambda view, made: ledger(
        [made.of(VOCABULARY)[n] for n in by_date(view) if n in made.of(VOCABULARY)]
    ),
)
HOMEWORK = LibraryPiece(
    "homework",
    TypeAdapter(tuple[Promise, ...]),
    lambda view, made: homework(view, made.of(PROMISES)),
)

# What is derived: one line a piece. Raise `state.VERSION` when what one of them makes changes.
_OF_TRANSCRIPTS: tuple[TranscriptPiece[Any], ...] = (
    SIFTED,
    BRIEF,
    VOCABULARY,
    QUESTIONS,
    PROMISES,
    STANCES,
)
_OF_LIBRARY: tuple[LibraryPiece[Any], ...] = (PATH, VOICES, MAP, TERMS, HOMEWORK)


def derive(
    library: Library,
    stop: Callable[[], bool] = lambda: False,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> bool:
    """Make what is missing of a library's present state; returns whether all of it is there.

    stop: asked before each transcript and each of the library's pieces.
    on_progress: told how many of how many steps are done.

    Raises:
        LibraryError: the library cannot be read, or its folder cannot be written.
    """
    with library.reading() as view, rows.writing(library) as connection:
        keys = keys_of(view)
        missing = [
            name
            for name, key in keys.items()
            if not _all_there(_OF_TRANSCRIPTS, rows.records_of(connection, name, key))
        ]
        total = len(missing) + len(_OF_LIBRARY)
        for done, name in enumerate(missing):
            on_progress(done, total)
            if stop():
                return False
            rows.put_transcript(connection, name, keys[name], _made(view, name))
        if not missing and _all_there(_OF_LIBRARY, rows.library_records(connection, keys)):
            return True
        made, found = Made(connection, keys), dict[str, str]()
        for done, piece in enumerate(_OF_LIBRARY, len(missing)):
            on_progress(done, total)
            if stop() or len(made.of(SIFTED)) < len(keys):  # or somebody makes a newer state's
                return False
            found[piece.name] = _as_json(piece.type, piece.make(view, made))
        rows.put_library(connection, keys, found)
    on_progress(total, total)
    return True


def _all_there(
    pieces: Sequence[TranscriptPiece[Any] | LibraryPiece[Any]], records: Mapping[str, str]
) -> bool:
    """Tell whether there is a record of each piece that its type still reads."""
    return all(parsed(one.type, records.get(one.name)) is not None for one in pieces)


def _made(view: View, transcript_id: str) -> Mapping[str, str]:
    material = material_of(view, transcript_id)
    return {piece.name: _as_json(piece.type, piece.make(material)) for piece in _OF_TRANSCRIPTS}


def _as_json(adapter: TypeAdapter[Any], record: Any) -> str:
    return adapter.dump_json(record).decode()
