"""Who speaks in a transcript, and by which colour, shape and letter each is told apart.

A person looks the same in every transcript of a library, as far as there are looks enough.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from index.catalogue import Summary
from index.records import Transcript, Turn

COLOURS = 8  # as many as `who.css` has; beyond, the same colours come in the next shape
SHAPES = 3  # circle, square, diamond


@dataclass(frozen=True, slots=True)
class Voice:
    """One person: a letter in a shape of a colour, and how many characters are theirs."""

    name: str
    letter: str
    colour: int
    shape: int
    characters: int  # of the source text, spaces not counted


@dataclass(frozen=True, slots=True, eq=False)  # one of a library's state is like itself alone
class Looks:
    """Which look each person has: colour + COLOURS * shape, by name."""

    by_name: Mapping[str, int]


ALONE = Looks({})  # of a transcript without a library: each person's own wish


def looks_of(summaries: Sequence[Summary]) -> Looks:
    """Give each person of a library a look that nobody has who speaks in the same transcripts.

    The earliest choose first, so that what is added later changes little. Where all are taken,
    the one that fewest have.
    """
    by_date = sorted(summaries, key=lambda summary: (summary.header.date or "", summary.id))
    beside: dict[str, set[str]] = {}
    for summary in by_date:
        for name in summary.people:
            beside.setdefault(name, set()).update(summary.people)
    chosen: dict[str, int] = {}
    for name, others in beside.items():
        taken = Counter(chosen[other] for other in others if other in chosen)
        chosen[name] = min(_wishes(name), key=taken.__getitem__)
    return Looks(chosen)


def voices(transcript: Transcript, looks: Looks = ALONE) -> list[Voice]:
    """People in the order of their first words, whatever labels they speak under."""
    spoken: Counter[str] = Counter()
    for turn in transcript.turns:
        name = name_of(turn)
        if name:
            spoken[name] += len("".join(turn.span.of(transcript.text).split()))
    letters: list[str] = []
    taken: list[int] = []
    for name in spoken:
        letters.append(_letter(name, letters))
        taken.append(_look(name, looks, taken))
    return [
        Voice(name, letter, look % COLOURS, look // COLOURS, spoken[name])
        for name, letter, look in zip(spoken, letters, taken, strict=True)
    ]


def voice(name: str, looks: Looks) -> Voice:
    """A person apart from any transcript; no characters are counted."""
    look = _look(name, looks, [])
    return Voice(name, _letter(name, []), look % COLOURS, look // COLOURS, 0)


def name_of(turn: Turn) -> str | None:
    """Name under which a turn is counted; None for the front matter."""
    return turn.speaker.known_as if turn.speaker else None


def _letter(name: str, taken: list[str]) -> str:
    """First character of a name that nobody has yet: 岩田, 岩本 -> 岩, 本."""
    letters = [char.upper() for char in name if char.isalnum()] or ["?"]
    return next((char for char in letters if char not in taken), letters[0])


def _look(name: str, looks: Looks, taken: list[int]) -> int:
    """Look of a person, or where somebody before them has it in this transcript, a free one."""
    wishes = _wishes(name)
    own = looks.by_name.get(name, wishes[0])
    return next((look for look in (own, *wishes) if look not in taken), own)


def _wishes(name: str) -> list[int]:
    """Every look, in an order of the name's own; all colours of a shape before the next shape."""
    first = sha256(name.encode("utf-8", "replace")).digest()[0]
    return [
        (first + step) % COLOURS + COLOURS * shape
        for shape in range(SHAPES)
        for step in range(COLOURS)
    ]
