"""A transcript's sentences, sifted once for all overviews: what they tell and what they name."""

from collections import Counter
from collections.abc import Iterator, Sequence
from types import ModuleType

from index.language import language_of
from index.records import Transcript
from rag.catchup.alone import numbered, stands_alone, tells
from rag.catchup.phrases import nouns
from rag.catchup.records import Sifted
from rag.lines import Line
from rag.suggesting import english, japanese

_SPEECH: dict[str, ModuleType] = {"ja": japanese, "en": english}

_AGAIN = 3  # sentences in which a phrase must stand that is no topic by its form


def sifted(transcript: Transcript, lines: Sequence[Line]) -> tuple[Sifted, ...]:
    """Sift the lines of a transcript; one record a line, in the same order."""
    names = set(_names(transcript))
    named = [dict(_phrases(line.words, names)) if line.speaker else {} for line in lines]
    often = Counter(phrase for phrases in named for phrase in phrases)
    return tuple(
        Sifted(
            line.turn,
            line.span,
            line.speaker.label if line.speaker else None,
            line.speaker is not None and tells(line.words),
            line.speaker is not None and stands_alone(line.words) and not numbered(line.shown),
            line.speaker is not None and _explains(line.words),
            tuple(one for one, sure in phrases.items() if sure or often[one] >= _AGAIN),
        )
        for line, phrases in zip(lines, named, strict=True)
    )


def _explains(words: str) -> bool:
    speech = _SPEECH.get(language_of(words))
    return speech is not None and speech.explained(words) is not None


def _phrases(words: str, names: set[str]) -> Iterator[tuple[str, bool]]:
    """Noun phrases that can be a topic; who speaks and what the meetings are called is none."""
    for phrase, sure in nouns(words):
        if not any(phrase in name or (len(name) > 1 and name in phrase) for name in names):
            yield phrase, sure


def _names(transcript: Transcript) -> Iterator[str]:
    for speaker in {turn.speaker for turn in transcript.turns if turn.speaker}:
        stated = (speaker.known_as, speaker.name, speaker.affiliation)
        yield from (name for name in stated if name)
    if transcript.header.organisation:
        yield transcript.header.organisation
