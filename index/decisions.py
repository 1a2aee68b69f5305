"""What an editor decided about speakers: which labels are one person, and which are several.

The catalogue keeps the decisions beside the turns, whose labels stay as the transcripts write
them; a label that nobody speaks under any more does no harm. A decision names labels by their
keys: the label itself, wherever it stands, or the label as it stands in the meetings of one name.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection

from index import schema
from index.errors import LibraryError
from index.records import Speaker
from index.speakers import normal, split_label

_KEY = "people"  # in the catalogue's table of what it remembers
_IN = "\n"  # between label and meetings in a key; neither holds it


def key_of(label: str, meetings: str | None = None) -> str:
    """Key of a label: wherever it stands, or in the meetings of one name alone."""
    return normal(label) if meetings is None else f"{normal(label)}{_IN}{normal(meetings)}"


def parts_of(key: str) -> tuple[str, str | None]:
    """Label and meetings that a key is of."""
    label, _, meetings = key.partition(_IN)
    return label, meetings or None


def covers(key: str, other: str) -> bool:
    """Tell whether a key means all that another does: a label covers it in any meeting."""
    return key in (other, parts_of(other)[0])


@dataclass(frozen=True, slots=True)
class Named:
    """A person, and the labels that mean this person."""

    name: str
    labels: tuple[str, ...]  # their keys


@dataclass(frozen=True, slots=True)
class Decision:
    """One person, whose labels belong together; or several, who are not each other."""

    persons: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, oldest first; of two about one label the later holds."""

    taken: tuple[Decision, ...] = ()

    def by_label(self) -> dict[str, str]:
        """Person of each key that was decided on."""
        found: dict[str, str] = {}
        limited: dict[
            str, set[str]
        ] = {}  # label -> its keys in meetings, until it is decided whole
        named = (person for decision in self.taken for person in decision.persons)
        for key, name in ((key, person.name) for person in named for key in person.labels):
            label, meetings = parts_of(key)
            if meetings:
                limited.setdefault(label, set()).add(key)
            for one in () if meetings else limited.pop(label, ()):
                del found[one]
            found[key] = name
        return found

    def told_apart(self, some: Collection[str], others: Collection[str]) -> bool:
        """Tell whether it was decided that some keys and others mean different persons."""
        for decision in self.taken:
            by_label = {key: person.name for person in decision.persons for key in person.labels}
            first, second = persons_of(by_label, some), persons_of(by_label, others)
            if first and second and first.isdisjoint(second):
                return True
        return False

    def reader(self) -> Callable[[Speaker, str], str | None]:
        """Return what tells the person of a speaker in meetings, None where nothing was decided.

        A label that came later belongs to the person who alone bears its name, in those meetings
        or else anywhere, or who is called just that: by default labels of one name are one person.
        """
        by_label = self.by_label()
        bearing: dict[str, set[str]] = {}
        for key, person in by_label.items():
            label, meetings = parts_of(key)
            name = split_label(label).name
            for borne in dict.fromkeys((name, person, key_of(name, meetings))):
                bearing.setdefault(borne, set()).add(person)

        def person_of(speaker: Speaker, meetings: str) -> str | None:
            for key in (key_of(speaker.label, meetings), speaker.label):
                if key in by_label:
                    return by_label[key]
            for borne in (key_of(speaker.name, meetings), speaker.name):
                if len(bearing.get(borne, ())) == 1:
                    return next(iter(bearing[borne]))
            return speaker.name if speaker.name in bearing.get(speaker.name, ()) else None

        return person_of


def persons_of(by_label: Mapping[str, str], keys: Collection[str]) -> set[str]:
    """Persons whom any of the keys means."""
    return {
        person
        for key, person in by_label.items()
        if any(covers(key, one) or covers(one, key) for one in keys)
    }


def read(connection: Connection) -> Decisions:
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


def write(connection: Connection, decisions: Decisions) -> None:
    """Keep decisions in place of those that were kept."""
    rows = [[asdict(person) for person in decision.persons] for decision in decisions.taken]
    schema.set_meta(connection, _KEY, json.dumps(rows, ensure_ascii=False))
