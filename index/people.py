"""What an editor decides about speakers: who is one person under several labels, who is not.

`confirm` joins labels of different names, `split` tells labels of one entry apart, `undo` takes a
decision back. Each is published: readers see it as a new state of the library.
"""

import sqlite3
from collections.abc import Sequence

from index import catalogue, decisions
from index.decisions import Decision, Decisions, Named
from index.encode import Encoder
from index.errors import BadDecision
from index.layout import columns
from index.library import Library
from index.speakers import MAX_LABEL, normal, split_label


def confirm(labels: Sequence[str], name: str, library: Library, encoder: Encoder) -> Decision:
    """Join labels to one person of a name; the name of one entry alone renames it.

    Raises:
        BadDecision: a label under which nobody speaks, or a name that cannot be this person's.
        LibraryError: the library cannot be written.
    """
    with library.writing(encoder) as draft:
        known = _known(draft.connection)
        joined = tuple(dict.fromkeys(normal(label) for label in labels))
        _require(joined, known)
        name = normal(name)
        if not name or columns(name) > MAX_LABEL:
            raise BadDecision("a person needs a name, and one shorter than a sentence.")
        if any(known[label] == name for label in known) and name not in map(known.get, joined):
            raise BadDecision(
                f"another person is called {name}; join both, or choose another name."
            )
        decision = Decision((Named(name, joined),))
        draft.publish(lambda connection: _take(connection, decision))
    return decision


def split(groups: Sequence[Sequence[str]], library: Library, encoder: Encoder) -> Decision:
    """Tell groups of labels apart, each a person; what is left of an entry is one more.

    Raises:
        BadDecision: a label under which nobody speaks or that stands in two groups, or one
            person alone.
        LibraryError: the library cannot be written.
    """
    with library.writing(encoder) as draft:
        known = _known(draft.connection)
        apart = [tuple(dict.fromkeys(normal(label) for label in group)) for group in groups]
        taken = [label for group in apart for label in group]
        _require(taken, known)
        for entry in dict.fromkeys(known[label] for label in taken):
            rest = tuple(label for label in known if known[label] == entry and label not in taken)
            apart += [rest] if rest else []
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


def _take(connection: sqlite3.Connection, decision: Decision) -> None:
    taken = decisions.read(connection).taken
    decisions.write(connection, Decisions((*taken, decision)))


def _known(connection: sqlite3.Connection) -> dict[str, str]:
    """Entry of each label under which somebody speaks."""
    return {who.label: who.known_as for _, _, who in catalogue.speakers(connection)}


def _require(labels: Sequence[str], known: dict[str, str]) -> None:
    unknown = [label for label in labels if label not in known]
    if unknown or not labels:
        raise BadDecision(
            f"nobody speaks under the label {unknown[0] if unknown else ''!r}; "
            "`python -m index list` names the speakers."
        )


def _named(apart: list[tuple[str, ...]], known: dict[str, str]) -> list[Named]:
    """Name each group so that it is found alone: by its entry's name, else its fullest label."""
    moved = {label for group in apart for label in group}
    used = {entry for label, entry in known.items() if label not in moved}
    found = []
    for group in reversed(apart):  # what is left of an entry, at the end, keeps its name first
        names = [split_label(label).name for label in group]
        full = sorted(group, key=len, reverse=True)
        free = [name for name in (known[group[0]], *names, *full) if name not in used]
        elsewhere = {split_label(label).name for label in known if label not in group}
        own = next((name for name in free if name not in elsewhere), next(iter(free), None))
        if own is None:
            raise BadDecision(f"another person is called {full[0]}; give that one another name.")
        used.add(own)
        found.append(Named(own, group))
    return found[::-1]
