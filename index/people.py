"""What an editor decides about speakers: who is one person under several labels, who is not.

`confirm` joins labels of different names, `split` tells labels of one entry apart, `undo` takes a
decision back. Each is published: readers see it as a new state of the library.
"""

import re
from collections.abc import Sequence

from sqlalchemy import Connection

from index import catalogue, decisions
from index.decisions import Decision, Decisions, Named, covers, key_of, parts_of
from index.encode import Encoder
from index.errors import BadDecision
from index.layout import columns
from index.library import Library
from index.meetings import meetings_of
from index.speakers import MAX_LABEL, normal, split_label

_BRACKETS = re.compile(r"[()]")  # a name has them around its meetings alone


def confirm(labels: Sequence[str], name: str, library: Library, encoder: Encoder) -> Decision:
    """Join labels to one person of a name; the name of one entry alone renames it.

    labels: or their keys, as `index.decisions` makes them.

    Raises:
        BadDecision: a label under which nobody speaks, or a name that cannot be this person's.
        LibraryError: the library cannot be written.
    """
    with library.writing(encoder) as draft:
        known = _known(draft.connection)
        joined = _keys(labels)
        entries = {known[place] for place in _meant(joined, known)}
        name = normal(name)
        if not name or columns(name) > MAX_LABEL:
            raise BadDecision("a person needs a name, and one shorter than a sentence.")
        if name in known.values() and name not in entries:
            raise BadDecision(
                f"another person is called {name}; join both, or choose another name."
            )
        decision = Decision((Named(name, joined),))
        draft.publish(lambda connection: _take(connection, decision))
    return decision


def split(groups: Sequence[Sequence[str]], library: Library, encoder: Encoder) -> Decision:
    """Tell groups of labels apart, each a person; what is left of an entry is one more.

    groups: of labels or their keys.

    Raises:
        BadDecision: a label under which nobody speaks or that stands in two groups, or one
            person alone.
        LibraryError: the library cannot be written.
    """
    with library.writing(encoder) as draft:
        known = _known(draft.connection)
        apart = [_keys(group) for group in groups]
        taken = [place for group in apart for place in _meant(group, known)]
        for entry in dict.fromkeys(known[place] for place in taken):
            rest = [place for place in known if known[place] == entry and place not in taken]
            apart += [_whole(rest, known)] if rest else []
        if len(apart) < 2 or len(set(taken)) < len(taken):
            raise BadDecision("to tell persons apart, each needs labels of their own.")
        decision = Decision(tuple(_named(apart, known)))
        draft.publish(lambda connection: _take(connection, decision))
    return decision


def undo(decision: Decision, library: Library, encoder: Encoder) -> None:
    """Take a decision back, as if it had never been taken.

    Raises:
        BadDecision: it is not there, or no more.
        LibraryError: the library cannot be written.
    """
    with library.writing(encoder) as draft:
        taken = list(decisions.read(draft.connection).taken)
        if decision not in taken:
            raise BadDecision("this decision was undone already.")
        del taken[len(taken) - 1 - taken[::-1].index(decision)]
        left = Decisions(tuple(taken))
        draft.publish(lambda connection: decisions.write(connection, left))


def _take(connection: Connection, decision: Decision) -> None:
    taken = decisions.read(connection).taken
    decisions.write(connection, Decisions((*taken, decision)))


def _known(connection: Connection) -> dict[str, str]:
    """Entry of each label under which somebody speaks, by its key in meetings of one name."""
    names = {name: meetings_of(held) for name, held in catalogue.headers(connection).items()}
    return {
        key_of(who.label, names[transcript]): who.known_as
        for transcript, _, who in catalogue.speakers(connection)
    }


def _keys(labels: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key_of(*parts_of(label)) for label in labels))


def _meant(keys: Sequence[str], known: dict[str, str]) -> list[str]:
    """Those of the known places that keys mean.

    Raises:
        BadDecision: nobody speaks there.
    """
    meant = {key: [place for place in known if covers(key, place)] for key in keys}
    unknown = [parts_of(key)[0] for key in keys if not meant[key]]
    if unknown or not keys:
        raise BadDecision(
            f"nobody speaks under the label {unknown[0] if unknown else ''!r}; "
            "`python -m index list` names the speakers."
        )
    return [place for places in meant.values() for place in places]


def _whole(places: Sequence[str], known: dict[str, str]) -> tuple[str, ...]:
    """Keys of places: the label itself where nobody else speaks under it."""
    labels = {place: parts_of(place)[0] for place in known}
    others = {label for place, label in labels.items() if place not in places}
    return tuple(
        dict.fromkeys(place if labels[place] in others else labels[place] for place in places)
    )


def _named(apart: list[tuple[str, ...]], known: dict[str, str]) -> list[Named]:
    """Name each group so that it is found alone: by its entry's name, else its fullest label."""
    places = [_meant(group, known) for group in apart]
    moved = {place for group in places for place in group}
    used = {entry for place, entry in known.items() if place not in moved}
    found = []
    for group, own in reversed([*zip(apart, places, strict=True)]):  # what is left comes first
        full = sorted({parts_of(key)[0] for key in group}, key=lambda label: (-len(label), label))
        names = [split_label(label).name for label in full]
        limits = [meetings for _, meetings in map(parts_of, group) if meetings]
        space = " " if names[0].isascii() else ""
        within = [f"{names[0]}{space}({_BRACKETS.sub(' ', meetings)})" for meetings in limits]
        free = [name for name in (known[own[0]], *names, *full, *within) if name not in used]
        elsewhere = {split_label(parts_of(place)[0]).name for place in known if place not in own}
        name = next((name for name in free if name not in elsewhere), next(iter(free), None))
        if name is None:
            raise BadDecision(f"another person is called {full[0]}; give that one another name.")
        used.add(name)
        found.append(Named(name, group))
    return found[::-1]
