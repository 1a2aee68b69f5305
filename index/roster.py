"""Everybody who speaks in a library, each once, with what is known of them.

By default labels of one name are one person, like 岩田 and 岩田主任研究員, until an editor
decides otherwise (`index.people`).
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from index.called import callers, calls
from index.decisions import key_of
from index.meetings import meetings_of
from index.records import Speaker, Transcript, Turn
from index.view import View


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody speaks."""

    transcript: str
    turn: int
    start: int  # offset of the turn's words


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label, and where turns stand under it."""

    speaker: Speaker
    turns: int
    places: tuple[Place, ...]  # the first turn in each transcript
    meetings: tuple[str, ...] = ()  # by their names, as `index.meetings` has them
    shared: bool = False  # it is another person's label, too, in other meetings

    @property
    def keys(self) -> tuple[str, ...]:
        """What decisions know the label by."""
        label = self.speaker.label
        return tuple(key_of(label, one) for one in self.meetings) if self.shared else (label,)


@dataclass(frozen=True, slots=True)
class Person:
    """One entry of the list of speakers."""

    name: str
    labels: tuple[Labelled, ...]  # in order of first speech
    sessions: tuple[str, ...]  # in which they speak
    turns: int
    characters: int  # that they say, white space not counted
    share: float  # of what is said in the transcripts in which they speak, 0 to 1
    called: tuple[tuple[str, int], ...]  # forms in speech, the most frequent first
    by_meetings: tuple[Labelled, ...] = ()  # the labels, one for each name of meetings

    @property
    def written(self) -> tuple[str, ...]:
        """Labels as the transcripts write them."""
        return tuple(labelled.speaker.label for labelled in self.labels)

    @property
    def keys(self) -> tuple[str, ...]:
        """What decisions know the labels by."""
        return tuple(key for labelled in self.labels for key in labelled.keys)

    @property
    def roles(self) -> tuple[str, ...]:
        """Offices that the labels state."""
        stated = (labelled.speaker.role for labelled in self.labels)
        return tuple(dict.fromkeys(role for role in stated if role))

    @property
    def affiliations(self) -> tuple[str, ...]:
        """Houses that the labels state."""
        stated = (labelled.speaker.affiliation for labelled in self.labels)
        return tuple(dict.fromkeys(house for house in stated if house))


@dataclass(slots=True)
class _Tally:
    """What is counted of one person."""

    places: dict[tuple[Speaker, str], dict[str, Place]] = field(default_factory=dict)
    turns: Counter[tuple[Speaker, str]] = field(default_factory=Counter)  # in meetings of a name
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)  # characters, by transcript


def entries(view: View) -> list[Person]:
    """Everybody who speaks, in order of first speech; reads every transcript."""
    known = callers(view.snapshot.people)
    tallies: dict[str, _Tally] = {}
    called: dict[str, Counter[str]] = {}
    everybody: Counter[str] = Counter()
    for transcript in view.transcripts():
        for turn in transcript.turns:
            if turn.speaker:
                tally = tallies.setdefault(turn.speaker.known_as, _Tally())
                everybody[transcript.id] += _count(tally, transcript, turn, turn.speaker)
        for (person, form), count in calls(transcript, known).items():
            called.setdefault(person, Counter())[form] += count
    owners = Counter(
        label for one in tallies.values() for label in {speaker.label for speaker, _ in one.places}
    )
    return [
        _person(name, tally, everybody, called.get(name, Counter()), owners)
        for name, tally in tallies.items()
    ]


def _count(tally: _Tally, transcript: Transcript, turn: Turn, speaker: Speaker) -> int:
    """Add a turn to what is counted of its speaker; returns its characters."""
    header = transcript.header
    place = Place(transcript.id, turn.number, turn.span.start)
    labelled = (speaker, meetings_of(header))
    tally.places.setdefault(labelled, {}).setdefault(transcript.id, place)
    tally.turns[labelled] += 1
    series, session = header.series or "", header.session or ""
    title = header.title or transcript.id
    tally.sessions.setdefault((series, session) if session else ("", title), session or title)
    characters = sum(map(len, turn.span.of(transcript.text).split()))
    tally.said[transcript.id] += characters
    return characters


def _person(
    name: str,
    tally: _Tally,
    everybody: Counter[str],
    called: Counter[str],
    owners: Counter[str],
) -> Person:
    said = tally.said.total()
    there = sum(everybody[transcript] for transcript in tally.said)
    pieces = tuple(
        Labelled(
            speaker,
            tally.turns[speaker, meetings],
            tuple(places.values()),
            (meetings,),
            shared=owners[speaker.label] > 1,
        )
        for (speaker, meetings), places in tally.places.items()
    )
    return Person(
        name,
        _whole(pieces),
        tuple(tally.sessions.values()),
        tally.turns.total(),
        said,
        said / there if there else 0.0,
        tuple(called.most_common()),
        pieces,
    )


def _whole(pieces: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """Put a label's pieces together, whatever the meetings."""
    found: dict[Speaker, Labelled] = {}
    for piece in pieces:
        before = found.get(piece.speaker)
        found[piece.speaker] = (
            replace(
                before,
                turns=before.turns + piece.turns,
                places=before.places + piece.places,
                meetings=before.meetings + piece.meetings,
            )
            if before
            else piece
        )
    return tuple(found.values())
