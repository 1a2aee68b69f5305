"""What an editor decided about speakers: which labels are one person, and which are several.

The catalogue keeps the decisions beside the turns, whose labels stay as the transcripts write
them; a label that nobody speaks under any more does no harm.
"""

import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass

from index import schema
from index.errors import LibraryError
from index.records import Speaker
from index.speakers import split_label

_KEY = "people"  # in the catalogue's table of what it remembers


@dataclass(frozen=True, slots=True)
class Named:
    """A person, and the labels that mean this person."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One person, whose labels belong together; or several, who are not each other."""

    persons: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, oldest first; of two about one label the later holds."""

    taken: tuple[Decision, ...] = ()

    def by_label(self) -> dict[str, str]:
        """Person of each label that was decided on."""
        named = (person for decision in self.taken for person in decision.persons)
        return {label: person.name for person in named for label in person.labels}

    def told_apart(self, some: Collection[str], others: Collection[str]) -> bool:
        """Tell whether it was decided that some labels and others mean different persons."""
        for decision in self.taken:
            first = {p.name for p in decision.persons if not set(some).isdisjoint(p.labels)}
            second = {p.name for p in decision.persons if not set(others).isdisjoint(p.labels)}
            if first and second and first.isdisjoint(second):
                return True
        return False

    def reader(self) -> Callable[[Speaker], str | None]:
        """Return what tells the person of a speaker, None where nothing was decided.

        A label that came later belongs to the person who alone bears its name, or who is called
        just that: by default labels of one name are one person.
        """
        by_label = self.by_label()
        bearing: dict[str, set[str]] = {}
        for label, person in by_label.items():
            bearing.setdefault(split_label(label).name, set()).add(person)
            bearing.setdefault(person, set()).add(person)

        def person_of(speaker: Speaker) -> str | None:
            known = by_label.get(speaker.label)
            bearers = bearing.get(speaker.name, set())
            if known or len(bearers) == 1:
                return known or next(iter(bearers))
            return speaker.name if speaker.name in bearers else None

        return person_of


def read(connection: sqlite3.Connection) -> Decisions:
    """Decisions as the catalogue has them.

    Raises:
        LibraryError: what is kept of them is damaged.
    """
    kept = schema.meta(connection, _KEY) or "[]"
    try:
        return Decisions(
            tuple(
                Decision(tuple(Named(one["name"], tuple(one["labels"])) for one in persons))
                for persons in json.loads(kept)
            )
        )
    except (ValueError, KeyError, TypeError) as error:
        raise LibraryError(
            f"what was decided about speakers cannot be read ({error}); the catalogue is damaged. "
            "Add the transcripts to a new library."
        ) from error


def write(connection: sqlite3.Connection, decisions: Decisions) -> None:
    """Keep decisions in place of those that were kept."""
    rows = [[asdict(person) for person in decision.persons] for decision in decisions.taken]
    schema.set_meta(connection, _KEY, json.dumps(rows, ensure_ascii=False))
