"""Candidate questions of a transcript, each with what its answer must hold."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from types import ModuleType

from index.records import Speaker
from index.terms import words as words_in
from index.view import View
from prompts import asking
from rag.suggesting import english, japanese
from rag.suggesting.records import Idea, Said
from rag.suggesting.said import said_in

_SPEECH: dict[str, ModuleType] = {"ja": japanese, "en": english}
_EACH = 20  # candidates of a kind that a transcript puts forward
_OFTEN = 2  # times that each word of a topic stands in its transcript
_OWN = 0.6  # share of what is said of a topic that is one person's, if they are asked about it


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A transcript as it is asked about in one language."""

    name: str
    said: list[Said]
    speech: ModuleType  # of its own language
    forms: dict[str, str]  # of questions, in the reader's
    foreign: bool  # its language is another than the reader's


def ideas(view: View, transcript_id: str, language: str) -> Iterator[Idea]:
    """Candidate questions of a transcript in a language, the kinds by turns, best first."""
    snapshot = view.snapshot
    spoken = dict(zip(snapshot.transcripts, snapshot.languages, strict=True))[transcript_id]
    if spoken not in _SPEECH:
        return
    said = said_in(view.transcript(transcript_id))
    foreign = spoken != language
    meeting = _Meeting(transcript_id, said, _SPEECH[spoken], asking(language), foreign)
    topics = _topics(view, meeting)
    kinds = [_terms(meeting), _about(meeting, topics)]
    if not foreign:
        kinds = [_asked(meeting), kinds[0], _people(meeting, topics), kinds[1]]
    for round_ in zip_longest(*(list(kind)[:_EACH] for kind in kinds)):
        yield from (idea for idea in round_ if idea)


def _terms(meeting: _Meeting) -> Iterator[Idea]:
    for said in meeting.said:
        term = None if said.asks else meeting.speech.explained(said.words)
        if term and (not meeting.foreign or meeting.speech.is_name(term)):
            question = meeting.forms["term"].format(about=term)
            yield Idea(question, "term", meeting.name, term, said, foreign=meeting.foreign)


def _asked(meeting: _Meeting) -> Iterator[Idea]:
    for said in meeting.said:
        question = meeting.speech.standing_alone(said.words) if said.asks else None
        if question:
            yield Idea(question, "asked", meeting.name, "", said)


def _about(meeting: _Meeting, topics: Sequence[str]) -> Iterator[Idea]:
    for topic in topics:
        if not meeting.foreign or meeting.speech.is_name(topic):
            question = meeting.forms["topic"].format(about=topic)
            said = _first(meeting, topic)
            yield Idea(question, "topic", meeting.name, topic, said, foreign=meeting.foreign)


def _people(meeting: _Meeting, topics: Sequence[str]) -> Iterator[Idea]:
    """A question a speaker, then a second one: what they said of a topic that is theirs."""
    speakers = {said.speaker.known_as: said.speaker for said in meeting.said}
    own: dict[str, list[Idea]] = {}
    for topic in topics:
        by = Counter(s.speaker.known_as for s in meeting.said if topic in s.words and not s.asks)
        person, count = by.most_common(1)[0] if by else ("", 0)
        name = meeting.speech.called(speakers[person]) if person else None
        if name and count >= _OWN * sum(by.values()):
            question = meeting.forms["person"].format(name=name, about=topic)
            said = _first(meeting, topic, person)
            own.setdefault(person, []).append(
                Idea(question, "person", meeting.name, topic, said, person)
            )
    for round_ in zip_longest(*own.values()):
        yield from (idea for idea in round_ if idea)


def _of(speaker: Speaker, phrase: str) -> bool:
    """Tell whether a phrase names a speaker, or where one works."""
    return speaker.known_as in phrase or (speaker.affiliation or "").startswith(phrase)


def _first(meeting: _Meeting, topic: str, person: str | None = None) -> Said:
    """First sentence that holds a topic, of a person where one is given."""
    return next(
        said
        for said in meeting.said
        if topic in said.words and person in (None, said.speaker.known_as)
    )


def _topics(view: View, meeting: _Meeting) -> list[str]:
    """Topics of a transcript, those first whose words are frequent in it and rare elsewhere."""
    counts = Counter(
        form for said in meeting.said for form in {word[0] for word in words_in(said.words)}
    )
    speakers = {said.speaker for said in meeting.said}
    found: dict[str, float] = {}
    for said in meeting.said:
        for phrase in () if said.asks else meeting.speech.phrases(said.words):
            if phrase not in found and not any(_of(speaker, phrase) for speaker in speakers):
                found[phrase] = _weight(view, counts, phrase)
    known = [phrase for phrase, weight in found.items() if weight > 0]
    return _apart(sorted(known, key=lambda phrase: -found[phrase]))


def _weight(view: View, counts: Counter[str], phrase: str) -> float:
    """TF-IDF of a phrase: the geometric mean of its words' counts times their mean rarity."""
    parts = words_in(phrase)
    often = [counts[word[0]] for word in parts]
    if not parts or min(often) < _OFTEN:
        return 0.0
    rarity = sum(view.snapshot.words.idf(word) for word in parts) / len(parts)
    return math.exp(sum(map(math.log, often)) / len(often)) * rarity


def _apart(phrases: Iterable[str]) -> list[str]:
    """Phrases without those that hold a better one, or stand in it."""
    kept: list[str] = []
    for phrase in phrases:
        if not any(phrase in other or other in phrase for other in kept):
            kept.append(phrase)
    return kept
