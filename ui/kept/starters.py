"""Questions that the library itself suggests, found in the background once a library state."""

import hashlib
import logging
from collections.abc import Callable, Sequence
from threading import Lock, Thread

import numpy as np
from pydantic import TypeAdapter, ValidationError

from index.encode import Encoder
from index.library import Library
from index.snapshot import Snapshot
from index.vectors import Rows
from rag.answer import ask
from rag.reading.rows import allowed_rows
from rag.records import Filter
from rag.suggest import VERSION, Suggestion, suggestions
from ui.kept.store import Store

log = logging.getLogger(__name__)
_KEPT = 8  # library states whose questions are kept; a removed transcript may come back
_ASKED = 1_000  # questions under conditions whose outcome is remembered
_POOL = TypeAdapter(tuple[Suggestion, ...])


class Starters:
    """The questions of a library, by language; each was asked and has an answer there."""

    def __init__(self, library: Library, encoder: Encoder, store: Store) -> None:
        """Begin with nothing found."""
        self._library, self._encoder, self._store = library, encoder, store
        self._lock = Lock()
        self._state: tuple[int, str] | None = None  # generation, and the name of its state
        self._found: dict[tuple[str, str], tuple[Suggestion, ...]] = {}
        self._begun: set[tuple[str, str]] = set()
        self._asked: dict[tuple[str, Filter, int], bool] = {}  # question, conditions, generation

    def pool(self, language: str) -> tuple[Suggestion, ...] | None:
        """All that was found, or None while they are still being looked for."""
        with self._lock:
            key = self._name(), language
            if key in self._found:
                return self._found[key]
            kept = self._read(key)
            if kept is not None:
                self._found[key] = kept
                return kept
            if key not in self._begun:
                self._begun.add(key)
                Thread(target=self._look, args=key, name="starters", daemon=True).start()
        return None

    def under(self, pool: tuple[Suggestion, ...], wanted: Filter) -> tuple[Suggestion, ...]:
        """Those of a pool whose answers stand where the conditions say to search."""
        if not wanted.as_dict():
            return pool
        with self._library.reading() as view:
            rows = allowed_rows(view.snapshot, wanted)
            assert rows is not None  # something is wanted
            return tuple(s for s in pool if _stands(s, view.snapshot, rows))

    def answered(self, chosen: Sequence[Suggestion], wanted: Filter) -> list[Suggestion]:
        """Those of a few that have an answer under the conditions: each is asked, once a state."""
        if not wanted.as_dict():
            return list(chosen)
        state = self._library.generation
        return [one for one in chosen if self._is_answered(one.question, wanted, state)]

    def _is_answered(self, question: str, wanted: Filter, state: int) -> bool:
        key = question, wanted, state
        if key not in self._asked:
            if len(self._asked) >= _ASKED:
                self._asked.clear()
            self._asked[key] = ask(question, self._library, self._encoder, wanted).found
        return self._asked[key]

    def _name(self) -> str:
        """Name of the library's state: the same transcripts have the same."""
        generation = self._library.generation
        if self._state is None or self._state[0] != generation:
            with self._library.reading() as view:
                held = sorted(f"{s.id} {s.sha256}" for s in view.summaries())
            known = "\n".join([f"{VERSION} {self._encoder.fingerprint}", *held])
            self._state = generation, hashlib.sha256(known.encode()).hexdigest()
        return self._state[1]

    def _look(self, state: str, language: str) -> None:
        def stale() -> bool:
            with self._lock:
                return self._name() != state

        found: tuple[Suggestion, ...] | None = ()  # after an error: none, and the page goes on
        try:
            found = _gathered(self._library, self._encoder, language, stale)
            if found is not None:
                self._keep(state, language, found)
        except Exception:  # suggestions are a help: whatever stops them must not stop the page
            log.exception("no questions are suggested")
        finally:
            with self._lock:
                self._begun.discard((state, language))
                if found is not None:
                    self._found = {(state, language): found} | {
                        key: pool for key, pool in self._found.items() if key[0] == state
                    }

    def _read(self, key: tuple[str, str]) -> tuple[Suggestion, ...] | None:
        with self._store.connection() as connection:
            row = connection.execute(
                "SELECT questions FROM starters WHERE state = ? AND language = ?", key
            ).fetchone()
        try:
            return _POOL.validate_json(row[0]) if row else None
        except ValidationError:  # of another version: looked for anew
            return None

    def _keep(self, state: str, language: str, found: tuple[Suggestion, ...]) -> None:
        with self._store.connection() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO starters (state, language, questions) VALUES (?, ?, ?)",
                (state, language, _POOL.dump_json(found).decode("utf-8")),
            )
            connection.execute(
                "DELETE FROM starters WHERE rowid NOT IN"
                " (SELECT rowid FROM starters ORDER BY rowid DESC LIMIT ?)",
                (_KEPT,),
            )


def _stands(one: Suggestion, snapshot: Snapshot, rows: Rows) -> bool:
    """Tell whether one of the turns that answer is among the rows, which are in order."""
    own = snapshot.rows_of(one.transcript)
    first, last = np.searchsorted(rows, [own.start, own.stop])
    return bool(np.isin(snapshot.turns[rows[first:last]], one.turns).any())


def _gathered(
    library: Library, encoder: Encoder, language: str, stale: Callable[[], bool]
) -> tuple[Suggestion, ...] | None:
    """Everything that is found, or None where the library changed meanwhile."""
    found = tuple(suggestions(library, encoder, language, stop=stale))
    return None if stale() else found
