"""Who's who: each person of a library, what they talk of, and what they alone would say.

A statement is characteristic that lies near to the mean of its speaker's and far from that of all
the others; terms are weighted the same way, said by this person and not by others.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from index.encode import Vectors
from index.roster import Person, entries
from index.view import View
from rag.catchup.cover import chosen
from rag.catchup.material import cited, known_as
from rag.catchup.records import Cited, Sifted, Voice
from rag.catchup.titles import same
from rag.lines import lines_of, vectors_of

_TOPICS, _STATEMENTS = 5, 3
_OWN = 0.5  # share of a topic's sentences that are a person's, if it is theirs
_LOOKED_AT = 1_500  # sentences of a person at most, evenly spread
_PUT_FORWARD = 5  # times as many sentences as are chosen, the most characteristic ones


@dataclass(slots=True)
class _Said:
    """What one person says in the library."""

    sentences: list[tuple[str, Sifted]] = field(default_factory=list)
    vectors: list[Vectors] = field(default_factory=list)
    phrases: Counter[str] = field(default_factory=Counter)


def voices(view: View, kept: Mapping[str, tuple[Sifted, ...]]) -> tuple[Voice, ...]:
    """Everybody who speaks, in order of first speech; kept: sifted sentences, by transcript."""
    said: dict[str, _Said] = {}
    for transcript in view.transcripts():
        names = known_as(transcript)
        sentences = kept.get(transcript.id, ())
        vectors = vectors_of(view, lines_of(transcript))
        for sentence, vector in zip(sentences, vectors, strict=True):
            if sentence.speaker and sentence.tells:
                one = said.setdefault(names[sentence.speaker], _Said())
                one.sentences.append((transcript.id, sentence))
                one.vectors.append(vector)
                one.phrases.update(sentence.phrases)
    everybody: Counter[str] = Counter()
    for one in said.values():
        everybody.update(one.phrases)
    sums = {name: np.sum(one.vectors, axis=0) for name, one in said.items()}
    counts = {name: len(one.vectors) for name, one in said.items()}
    return tuple(
        _voice(person, said.get(person.name, _Said()), everybody, _others(person, sums, counts))
        for person in entries(view)
    )


def _others(
    person: Person, sums: Mapping[str, Vectors], counts: Mapping[str, int]
) -> Vectors | None:
    """Mean of what all the others say."""
    rest = [name for name in sums if name != person.name]
    if not rest:
        return None
    mean: Vectors = np.sum([sums[name] for name in rest], axis=0) / sum(counts[n] for n in rest)
    return mean


def _voice(person: Person, said: _Said, everybody: Counter[str], others: Vectors | None) -> Voice:
    return Voice(
        person.name,
        person.roles,
        person.affiliations,
        person.sessions,
        tuple(dict.fromkeys(p.transcript for label in person.labels for p in label.places)),
        person.turns,
        round(person.share, 4),
        _topics(said.phrases, everybody),
        _statements(said, others),
    )


def _topics(own: Counter[str], everybody: Counter[str]) -> tuple[str, ...]:
    """Phrases of a person, those first that they say often and others seldom."""
    weights = {
        phrase: count * (count / everybody[phrase]) * math.log(1 + len(phrase))
        for phrase, count in own.items()
        if count >= _OWN * everybody[phrase]
    }
    found: list[str] = []
    for phrase in sorted(weights, key=lambda p: (own[p] < 2, -weights[p])):
        if len(found) == _TOPICS:
            break
        if not any(same(phrase, other) for other in found):
            found.append(phrase)
    return tuple(found)


def _statements(said: _Said, others: Vectors | None) -> tuple[Cited, ...]:
    """Characteristic sentences, unlike each other, in reading order."""
    step = len(said.sentences) // _LOOKED_AT + 1
    sentences, vectors = said.sentences[::step], np.array(said.vectors[::step])
    if not sentences:
        return ()
    own = vectors.mean(axis=0)
    apart = vectors @ (own if others is None else own - others)
    alone = [place for place, (_, one) in enumerate(sentences) if one.alone]
    best = sorted(alone, key=lambda place: (not sentences[place][1].phrases, -apart[place]))
    best = best[: _STATEMENTS * _PUT_FORWARD]
    cost = np.full(len(sentences), np.inf)
    cost[best] = 1.0
    merit = np.zeros(len(sentences))
    merit[best] = apart[best] - min(apart[best], default=0)
    places = chosen(vectors, np.ones(len(sentences)), cost, _STATEMENTS, merit=merit)
    return _in_order([sentences[place] for place in sorted(places)])


def _in_order(sentences: Sequence[tuple[str, Sifted]]) -> tuple[Cited, ...]:
    return tuple(cited(transcript, sentence) for transcript, sentence in sentences)
