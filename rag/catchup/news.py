"""What new sessions say on topics that somebody follows, and whose stance is another one there.

Found by words, in what is kept of the sessions: nothing is embedded or asked of a model.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rag.catchup.found import Place, Stance, Taken
from rag.catchup.material import cited
from rag.catchup.positions import turns
from rag.catchup.records import Cited, Sifted

_BREAK = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_SIDES: dict[Stance, int] = {"agree": 1, "concern": -1, "reservation": -1}

Topic = tuple[tuple[re.Pattern[str], ...], ...]  # forms, each of words that all must be there


@dataclass(frozen=True, slots=True)
class Session:
    """What is kept of a transcript, with the words as they are compared."""

    transcript: str
    sifted: tuple[tuple[Sifted, str], ...]  # that somebody says
    taken: tuple[tuple[Taken, str], ...]  # for or against something
    stances: dict[int, Stance]  # by where their sentences start


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence on a topic; None where it takes no stance."""

    cited: Cited
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody's stance is another one than before, or they say so themselves."""

    said: Cited | Place
    stance: Stance | None = None
    before: Place | None = None  # None where they say so
    earlier: Stance | None = None


def session_of(
    transcript: str, text: str, sifted: Iterable[Sifted], taken: Sequence[Taken]
) -> Session:
    """Slice the words of what is kept out of the source text."""
    return Session(
        transcript,
        tuple((one, flat(one.span.of(text))) for one in sifted if one.speaker),
        tuple((one, flat(one.place.span.of(text))) for one in taken if one.stance in _SIDES),
        {one.place.span.start: one.stance for one in taken},
    )


def flat(words: str) -> str:
    r"""Words as they are compared, whatever their width, case and line breaks.

    >>> flat("渡し\n船 の ＡＢ"), flat("Night  ferry")
    ('渡し船のab', 'night ferry')
    """
    folded = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(_BREAK.sub("", folded).split())


def topic_of(forms: Iterable[str]) -> Topic:
    """A topic as it is looked for, under any of its forms."""
    return tuple(tuple(map(_pattern, form.split())) for form in forms if form.split())


def holds(topic: Topic, said: str) -> bool:
    """Tell whether flat words hold one of the topic's forms, each word of it somewhere.

    >>> holds(topic_of(["渡し船", "night ferry"]), "the ferry runs at night")
    True
    >>> holds(topic_of(["art"]), "a part")
    False
    """
    return any(all(word.search(said) for word in form) for form in topic)


def on_topic(topic: Topic, session: Session) -> tuple[Said, ...]:
    """What a session tells on a topic: stances first, then what can stand alone."""
    found = [
        (one, session.stances.get(one.span.start))
        for one, words in session.sifted
        if one.tells and holds(topic, words)
    ]
    found.sort(key=lambda one: (one[1] in (None, "fact"), not one[0].alone))
    return tuple(Said(cited(session.transcript, one), stance) for one, stance in found)


def said_so(session: Session) -> tuple[Change, ...]:
    """Sentences in which somebody says that their mind has changed."""
    return tuple(
        Change(cited(session.transcript, one)) for one, words in session.sifted if turns(words)
    )


def reversed_on(
    topic: Topic, sessions: Sequence[Session], new: Collection[str]
) -> tuple[Change, ...]:
    """Stances of new sessions that are the opposite of the speaker's last ones on the topic.

    sessions: all of them in the order of their dates; new: ids of those that are looked at.
    """
    last: dict[str, Taken] = {}
    found: list[Change] = []
    for session in sessions:
        own: dict[str, list[Taken]] = {}
        for one, words in session.taken:
            if one.place.speaker and holds(topic, words):
                own.setdefault(one.place.speaker, []).append(one)
        for who, said in own.items():
            old = last.get(who)
            if old and session.transcript in new:
                against = [one for one in said if _SIDES[one.stance] != _SIDES[old.stance]]
                found += [
                    Change(one.place, one.stance, old.place, old.stance) for one in against[:1]
                ]
            last[who] = said[-1]
    return tuple(found)


def shares(counts: Sequence[int], lines: int) -> list[int]:
    """How much of each is shown where lines are few: one after another until they are full.

    >>> shares([5, 1, 0], 4)
    [3, 1, 0]
    """
    shown = [0] * len(counts)
    while lines > 0 and shown != list(counts):
        for place, count in enumerate(counts):
            if shown[place] < count and lines > 0:
                shown[place] += 1
                lines -= 1
    return shown


def _pattern(word: str) -> re.Pattern[str]:
    """A word; in Latin script where one begins: "art" is no part of "part"."""
    sought = flat(word)
    return re.compile(rf"{'(?<![a-z0-9])' if sought.isascii() else ''}{re.escape(sought)}")
