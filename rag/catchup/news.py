"""What new sessions say on topics that somebody follows, and whose stance is another one there.

Found by words, in what is kept of the sessions: nothing is embedded or asked of a model.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.catchup.found import Place, Stance, Taken
from rag.catchup.material import cited
from rag.catchup.positions import turns
from rag.catchup.records import Cited, Sifted

_BREAK = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_SIDES: dict[Stance, int] = {"agree": 1, "concern": -1, "reservation": -1}


@dataclass(frozen=True, slots=True)
class Session:
    """A transcript, and what is kept of it."""

    transcript: str
    text: str
    sifted: tuple[Sifted, ...]
    taken: tuple[Taken, ...]


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


def flat(words: str) -> str:
    r"""Words as they are compared, whatever their width, case and line breaks.

    >>> flat("渡し\n船 の ＡＢ"), flat("Night  ferry")
    ('渡し船のab', 'night ferry')
    """
    folded = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(_BREAK.sub("", folded).split())


def holds(topic: Iterable[str], said: str) -> bool:
    """Tell whether flat words hold one of the topic's forms, each word of it somewhere.

    >>> holds(["渡し船", "night ferry"], "the ferry runs at night"), holds(["art"], "a part")
    (True, False)
    """
    words = [form.split() for form in topic]
    return any(all(_in(flat(word), said) for word in form) for form in words if form)


def on_topic(topic: Sequence[str], session: Session) -> tuple[Said, ...]:
    """Sentences of a session on a topic, those first that take a stance or stand alone.

    topic: its forms, any of which puts a sentence on it.
    """
    stances = {one.place.span.start: one.stance for one in session.taken}
    found = [
        (sentence, stances.get(sentence.span.start))
        for sentence in session.sifted
        if sentence.speaker and holds(topic, _words(session, sentence))
    ]
    best = sorted(found, key=lambda one: (one[1] in (None, "fact"), not one[0].alone))
    return tuple(Said(cited(session.transcript, one), stance) for one, stance in best if one.tells)


def said_so(session: Session) -> tuple[Change, ...]:
    """Sentences in which somebody says that their mind has changed."""
    return tuple(
        Change(cited(session.transcript, one))
        for one in session.sifted
        if one.speaker and turns(_words(session, one))
    )


def reversed_on(
    topic: Sequence[str], new: Session, before: Sequence[Session]
) -> tuple[Change, ...]:
    """Stances for or against a topic that are the opposite of the speaker's last ones before.

    before: the sessions before it, in the order of their dates.
    """
    last = {one.place.speaker: one for session in before for one in _sided(topic, session)}
    found: dict[str | None, Change] = {}
    for one in _sided(topic, new):
        who = one.place.speaker
        old = last.get(who)
        if who and old and _SIDES[old.stance] != _SIDES[one.stance]:
            found.setdefault(who, Change(one.place, one.stance, old.place, old.stance))
    return tuple(found.values())


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


def _sided(topic: Sequence[str], session: Session) -> list[Taken]:
    return [
        one
        for one in session.taken
        if one.stance in _SIDES and holds(topic, flat(one.place.span.of(session.text)))
    ]


def _words(session: Session, sentence: Sifted) -> str:
    return flat(sentence.span.of(session.text))


def _in(word: str, said: str) -> bool:
    if not word.isascii():
        return word in said
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}", said) is not None
