"""Brief of a session: its topics in order, who spoke, and a few sentences that stand for all."""

import re
from collections import Counter

import numpy as np

from index.encode import Vectors
from index.layout import columns
from index.records import Speaker, Transcript
from rag.catchup.cover import chosen
from rag.catchup.material import Material, cited, speakers_of
from rag.catchup.pace import minutes
from rag.catchup.records import Brief, Cited, Share, Sifted, Topic
from rag.catchup.stretches import stretches
from rag.catchup.titles import telling, title

_FEWEST, _MOST = 5, 8  # sentences
_A_SENTENCE = 1.2  # minutes of reading for which one stands
_A_TOPIC, _TOPICS = 1.7, 10  # minutes of reading that a topic takes; topics at most
_POSITION = re.compile(  # cue words (H. Edmundson 1969) of positions and decisions
    r"反対|賛成|べき|提案|決ま|決め|決定|合意|方針|懸念|結論|必要|"
    r"\b(?:should|must|propos\w+|agree\w*|decid\w+|decision|oppos\w+|recommend\w*|accept|support)\b"
)
_NAMED = 3  # things that a sentence names, from which more of them tell no more
_FULL = 80  # columns from which a sentence counts whole


def brief_of(material: Material) -> Brief:
    """Make the brief of a session."""
    transcript = material.transcript
    length = sum(minutes(turn.span.of(transcript.text)) for turn in transcript.turns)
    topics = _topics(material, length)
    return Brief(
        transcript.id,
        round(length, 1),
        shares(transcript),
        topics,
        _sentences(material, topics, min(max(round(length / _A_SENTENCE), _FEWEST), _MOST)),
    )


def shares(transcript: Transcript) -> tuple[Share, ...]:
    """Who speaks and how much, in order of first speech; labels of one person are one."""
    said: Counter[str] = Counter()
    roles: dict[str, str | None] = {}
    for turn in transcript.turns:
        if turn.speaker:
            name = turn.speaker.known_as
            said[name] += sum(map(len, turn.span.of(transcript.text).split()))
    for speaker in speakers_of(transcript):
        roles[speaker.known_as] = roles.get(speaker.known_as) or _role(speaker)
    total = max(said.total(), 1)
    return tuple(
        Share(name, roles[name], count, round(count / total, 4)) for name, count in said.items()
    )


def _role(speaker: Speaker) -> str | None:
    """House and office as the label has them: 灯ヶ浦町企画課長."""
    stated = [part for part in (speaker.affiliation, speaker.role) if part]
    joined = "".join(stated)
    return (joined if joined in speaker.label else " ".join(stated)) or None


def weights(material: Material) -> Vectors:
    """How much each line counts: what tells nothing does not, what is short less."""
    return np.array(
        [
            min(columns(line.words) / _FULL, 1.0) if sifted.tells else 0.0
            for line, sifted in zip(material.lines, material.sifted, strict=True)
        ],
        dtype=np.float32,
    )


def _topics(material: Material, length: float) -> tuple[Topic, ...]:
    passages, text = material.passages, material.transcript.text
    count = min(max(round(length / _A_TOPIC), 1), _TOPICS)
    sizes = [len(passage.span) for passage in passages]
    cuts = stretches(material.passage_vectors, sizes, [p.turn for p in passages], count)
    ends = [passages[cut[-1]].span.end for cut in cuts]
    starts = [passages[cut[0]].span.start for cut in cuts]
    groups: list[list[Sifted]] = [
        [one for one in material.sifted if start <= one.span.start < end]
        for start, end in zip(starts, ends, strict=True)
    ]
    found: list[Topic] = []
    for cut, phrases in zip(cuts, telling(groups, 2), strict=True):
        first, last = passages[cut[0]], passages[cut[-1]]
        takes = sum(minutes(passages[place].span.of(text)) for place in cut)
        if found and not phrases:  # what names nothing goes with what was talked of before
            before = found.pop()
            whole = before.minutes + takes
            found.append(Topic(before.title, before.first, last.turn, before.start, whole))
        else:
            found.append(Topic(title(phrases), first.turn, last.turn, first.span.start, takes))
    return tuple(found)


def _sentences(material: Material, topics: tuple[Topic, ...], budget: int) -> tuple[Cited, ...]:
    """Sentences that stand alone and cover the session, in reading order."""
    cost = [1.0 if sifted.alone else np.inf for sifted in material.sifted]
    merit = [
        bool(_POSITION.search(line.words)) + min(len(sifted.phrases), _NAMED) / _NAMED
        for line, sifted in zip(material.lines, material.sifted, strict=True)
    ]
    groups = _groups(material, topics)
    places = chosen(material.vectors, weights(material), cost, budget, groups=groups, merit=merit)
    return tuple(cited(material.transcript.id, material.sifted[place]) for place in sorted(places))


def _groups(material: Material, topics: tuple[Topic, ...]) -> Vectors:
    """What a choice should draw from all of: topics, speakers, phrases said more than once."""
    often = Counter(phrase for sifted in material.sifted for phrase in sifted.phrases)
    starts = [topic.start for topic in topics]
    names: dict[object, int] = {}
    places: list[tuple[int, int]] = []
    for line, sifted in enumerate(material.sifted):
        if sifted.tells:
            topic = int(np.searchsorted(starts, sifted.span.start, side="right"))
            phrases = [phrase for phrase in sifted.phrases if often[phrase] > 1]
            for group in [topic, (sifted.speaker,), *phrases]:
                places.append((line, names.setdefault(group, len(names))))
    held = np.zeros((len(material.sifted), len(names)), np.float32)
    for line, group in places:
        held[line, group] = 1.0
    return held
