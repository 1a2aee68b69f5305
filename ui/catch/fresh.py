"""What is new for somebody, as a list to read in three minutes: gathered from what is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.catalogue import Summary
from index.library import Library
from index.records import Span
from rag.catchup.derive import BRIEF, SIFTED, STANCES, Overviews
from rag.catchup.news import (
    Change,
    Said,
    Session,
    Topic,
    on_topic,
    reversed_on,
    said_so,
    session_of,
    shares,
    topic_of,
)
from rag.catchup.records import Cited
from ui.kept.visits import Files, Followed
from ui.newest import newest
from ui.resources import summaries_of

LINES = 10  # a quote of two lines with its place takes about 18 seconds: three minutes
_SESSIONS = 0.4  # of these lines at most, so that there is room for what was said
FIRST = 3  # sessions that are shown to who comes for the first time


@dataclass(frozen=True, slots=True)
class Added:
    """A transcript that is new, or newer than what was seen."""

    summary: Summary
    updated: bool
    lead: Cited | None  # first sentence of its brief; None where none is made yet


@dataclass(frozen=True, slots=True)
class Heard:
    """What is new on a topic, apart from the changes of stance."""

    topic: str
    said: tuple[Said, ...]  # that are shown
    count: int
    silent: bool  # nobody says anything on it, and no stance changed


@dataclass(frozen=True, slots=True)
class Fresh:
    """The list, and how much there is of each besides."""

    added: tuple[Added, ...]
    added_count: int
    changes: tuple[Change, ...]
    changes_count: int
    heard: tuple[Heard, ...]
    whole: bool  # everything that is new has been sifted


def files_of(library: Library) -> Files:
    """Which state of which transcripts there is."""
    return {summary.id: summary.sha256 for summary in summaries_of(library)}


def fresh(
    library: Library, seen: Files | None, topics: Sequence[Followed], lines: int = LINES
) -> Fresh:
    """Gather what is new; seen: None for who comes for the first time."""
    order = newest(summaries_of(library))
    if seen is None:
        new = order[:FIRST]
    else:
        new = [summary for summary in order if seen.get(summary.id) != summary.sha256]
    sought = [topic_of(topic.forms) for topic in topics]
    sessions = _sessions(library, order if topics else new, {summary.id for summary in new})
    fresh_ones = [sessions[summary.id] for summary in new if summary.id in sessions]
    changes = _changes(list(sessions.values()), fresh_ones, sought)
    found = [[said for one in fresh_ones for said in on_topic(topic, one)] for topic in sought]
    told = {(one.said.transcript, one.said.span) for one in changes}
    rest = [
        [one for one in said if (one.cited.transcript, one.cited.span) not in told]
        for said in found
    ]
    added = _added(library, new[: int(lines * _SESSIONS)], seen or {})
    [moved, *shown] = shares([len(changes), *(len(said) for said in rest)], lines - len(added))
    heard = tuple(
        Heard(topic.topic, tuple(said[:count]), len(said), silent=not everything)
        for topic, said, count, everything in zip(topics, rest, shown, found, strict=True)
    )
    whole = len(fresh_ones) == len(new)
    return Fresh(added, len(new), tuple(changes[:moved]), len(changes), heard, whole)


def _sessions(library: Library, order: Sequence[Summary], new: set[str]) -> Mapping[str, Session]:
    """These transcripts, the oldest first; the new ones with their sentences, if they are kept."""
    if not new:
        return {}
    overviews = Overviews(library)
    sifted = overviews.each(SIFTED, new)
    stances = overviews.each(STANCES, {one.id for one in order})
    with library.reading() as view:
        return {
            one.id: session_of(
                one.id,
                view.transcript(one.id).text,
                sifted.get(one.id, ()),
                stances.get(one.id, ()),
            )
            for one in reversed(order)
            if one.id in sifted or one.id not in new
        }


def _changes(
    sessions: Sequence[Session], new: Sequence[Session], topics: Sequence[Topic]
) -> list[Change]:
    """What people say of themselves, then what is found on the topics; each sentence once."""
    found = [change for one in new for change in said_so(one)]
    for topic in topics:
        found += reversed_on(topic, sessions, {one.transcript for one in new})
    by_place: dict[tuple[str, Span], Change] = {}
    for change in found:
        by_place.setdefault((change.said.transcript, change.said.span), change)
    return list(by_place.values())


def _added(library: Library, new: Sequence[Summary], seen: Files) -> tuple[Added, ...]:
    briefs = Overviews(library).each(BRIEF, {summary.id for summary in new})
    leads = {name: brief.sentences[0] for name, brief in briefs.items() if brief.sentences}
    return tuple(Added(one, one.id in seen, leads.get(one.id)) for one in new)
