"""Who among the speakers may be one person under several names, and which name may be two.

For precision first: plainly different people are never proposed, and nothing is proposed again
that an editor has decided.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from index.decisions import Decisions, parts_of, persons_of
from index.likeness import (
    agree,
    at_odds,
    differ,
    in_latin,
    is_office,
    is_surname,
    names_of,
    slipped,
    spelling,
)
from index.roster import Labelled, Person
from index.speakers import name_parts

MEETINGS = "meetings"
KINDS = ("spelling", "family", "script", "slip", "namesakes", MEETINGS)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an editor is asked: whether labels are one person or several."""

    kind: str  # why they may be one; of the last two kinds, why they may be several
    groups: tuple[tuple[Labelled, ...], ...]
    name: str  # for the one person

    @property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """Labels of each group."""
        return tuple(tuple(labelled.speaker.label for labelled in group) for group in self.groups)

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """What decisions know the labels of each group by."""
        return tuple(
            tuple(key for labelled in group for key in labelled.keys) for group in self.groups
        )


def proposals(people: Sequence[Person], decided: Decisions) -> list[Proposal]:
    """What an editor should look at: entries that may be one, then those that may be several."""
    named = [person for person in people if not is_office(person)]
    asked: set[frozenset[str]] = set()
    found = []
    finders = (_spelled_alike, _family_and_full, _in_two_scripts, _misspelt)
    for kind, finder in zip(KINDS, finders, strict=False):
        for group in finder(named, decided):
            names = frozenset(person.name for person in group)
            if names not in asked:
                asked.add(names)
                labels = tuple(person.labels for person in group)
                found.append(Proposal(kind, labels, _best_name(kind, group)))
    return [*found, *_namesakes(named, decided), *_in_other_meetings(named, decided)]


def _spelled_alike(people: Sequence[Person], decided: Decisions) -> Iterator[list[Person]]:
    """髙橋 and 高橋, 山田 太郎 and 山田太郎."""
    alike: dict[str, list[Person]] = {}
    for person in people:
        for key in {spelling(name) for name in names_of(person)}:
            alike.setdefault(key, []).append(person)
    for group in alike.values():
        pairs = list(combinations(group, 2))
        open_pairs = [[*pair] for pair in pairs if not _apart(*pair, decided)]
        yield from [group] if pairs and open_pairs == [[*pair] for pair in pairs] else open_pairs


def _family_and_full(people: Sequence[Person], decided: Decisions) -> Iterator[list[Person]]:
    """岩田 and 岩田太郎, Iwata and Mika Iwata; not where several bear the family name."""
    own = [{spelling(name) for name in names_of(person)} for person in people]
    parts = [
        {spelling(part) for name in names_of(person) for part in name_parts(name)} - names
        for person, names in zip(people, own, strict=True)
    ]
    yield from _only_one(people, decided, own, parts, lambda names, others: names <= others)


def _in_two_scripts(people: Sequence[Person], decided: Decisions) -> Iterator[list[Person]]:
    """岩田 and Iwata or Mika Iwata."""
    written = [in_latin(person, written=True) for person in people]
    read = [in_latin(person, written=False) for person in people]
    yield from _only_one(people, decided, written, read, lambda names, others: True)


def _only_one(
    people: Sequence[Person],
    decided: Decisions,
    names: Sequence[set[str]],
    others: Sequence[set[str]],
    fits: Callable[[set[str], set[str]], bool],
) -> Iterator[list[Person]]:
    """Pairs in which the second person alone bears, among `others`, a name of the first."""
    bearing: dict[str, list[int]] = {}
    for place, words in enumerate(others):
        for word in words:
            bearing.setdefault(word, []).append(place)
    for person, words in zip(people, names, strict=True):
        places = sorted({place for word in words for place in bearing.get(word, [])})
        found = [people[place] for place in places if fits(words, others[place])]
        fitting = [one for one in found if not at_odds(person, one) and one is not person]
        likely = [one for one in fitting if not _apart(person, one, decided)]
        if len(likely) == 1:
            yield [person, likely[0]]


def _misspelt(people: Sequence[Person], decided: Decisions) -> Iterator[list[Person]]:
    """One character apart, with an office or a house in common."""
    sharing: dict[str, list[Person]] = {}
    for person in people:
        for stated in (*person.roles, *person.affiliations):
            sharing.setdefault(stated, []).append(person)
    for group in sharing.values():
        for first, second in combinations(group, 2):
            slips = slipped(first.name, second.name)
            if slips and not at_odds(first, second) and not _apart(first, second, decided):
                yield [first, second]


def _namesakes(people: Sequence[Person], decided: Decisions) -> Iterator[Proposal]:
    """One name with two offices or two houses in one transcript."""
    joined = {parts_of(key)[0] for key in decided.by_label()}
    for person in people:
        undecided = [one for one in person.labels if one.speaker.label not in joined]
        meeting = any(
            differ(one.speaker, other.speaker)
            and {place.transcript for place in one.places}
            & {place.transcript for place in other.places}
            and (one in undecided or other in undecided)
            for one, other in combinations(person.labels, 2)
        )
        if meeting:
            yield Proposal("namesakes", tuple(map(tuple, _by_office(person))), person.name)


def _by_office(person: Person) -> list[list[Labelled]]:
    """Labels that state the same office and house together; those that state none at the end."""
    groups: list[list[Labelled]] = []
    stating = [one for one in person.labels if one.speaker.role or one.speaker.affiliation]
    for one in stating:
        fitting = (
            group
            for group in groups
            if not any(differ(one.speaker, other.speaker) for other in group)
        )
        group = next(fitting, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    bare = [one for one in person.labels if one not in stating]
    return [*groups, bare] if bare else groups


def _in_other_meetings(people: Sequence[Person], decided: Decisions) -> Iterator[Proposal]:
    """A surname in meetings of different series, of whose bearers nothing says they are one."""
    by_label = decided.by_label()
    for person in people:
        if all(is_surname(one.speaker.name) for one in person.labels):
            groups = _by_meetings(person, by_label)
            if len(groups) > 1:
                yield Proposal(MEETINGS, tuple(map(tuple, groups)), person.name)


def _by_meetings(person: Person, by_label: Mapping[str, str]) -> list[list[Labelled]]:
    """Labels in meetings of one name together, and with those that state the same office or house.

    So are those that were decided to be one person's.
    """
    groups: list[list[Labelled]] = []
    for piece in person.by_meetings:
        one = replace(piece, shared=True)  # in each of the meetings it may be somebody else's
        near = [group for group in groups if any(_linked(one, other, by_label) for other in group)]
        whole = [*(other for group in near for other in group), one]
        place = groups.index(near[0]) if near else len(groups)
        groups[place : place + 1] = [whole]
        groups = [group for group in groups if group not in near[1:]]
    return groups


def _linked(one: Labelled, other: Labelled, by_label: Mapping[str, str]) -> bool:
    return (
        one.meetings == other.meetings
        or agree(one.speaker, other.speaker)
        or not persons_of(by_label, one.keys).isdisjoint(persons_of(by_label, other.keys))
    )


def _apart(first: Person, second: Person, decided: Decisions) -> bool:
    return decided.told_apart(first.keys, second.keys)


def _best_name(kind: str, group: Sequence[Person]) -> str:
    """Name for the one person: the full one, the Japanese one, or that of who speaks most."""
    if kind == "family":
        return max(group, key=lambda person: len(person.name)).name
    if kind == "script":
        return max(group, key=lambda person: (not person.name.isascii(), person.turns)).name
    return max(group, key=lambda person: person.turns).name
