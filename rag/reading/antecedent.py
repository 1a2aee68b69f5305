"""What the last question offers to a follow-up: a topic, an event, a person, a place in time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.language import language_of
from index.records import Speaker
from index.terms import terms
from rag.reading import chinese, english, japanese, korean
from rag.reading.dates import read_dates
from rag.reading.forms import Leaning
from rag.reading.marks import NAME, Mark, Masked
from rag.reading.names import mask
from rag.reading.people import whom
from rag.reading.sessions import read_session

_LEANING = {
    "ja": japanese.leaning,
    "en": english.leaning,
    "zh": chinese.leaning,
    "ko": korean.leaning,
}
_SESSIONS = ("第1回",)  # so that words for sessions and dates are read whatever the library holds
_DAYS = tuple(f"2000-{month:02d}-01" for month in range(1, 13))


@dataclass(frozen=True, slots=True)
class Last:
    """The question that a follow-up may lean on, and what was answered."""

    text: str
    answer: str | None
    people: Sequence[Speaker]

    @property
    def language(self) -> str:
        """Language of the question."""
        return language_of(self.text)

    @property
    def leaning(self) -> Leaning:
        """Patterns and forms of its language."""
        return leaning(self.language)

    def masked(self) -> Masked:
        """Its text with every name replaced."""
        return mask(self.text, self.language, self.people)

    def topic(self) -> str | None:
        """Noun that it is about; no person, for whom there are other pronouns."""
        scope = scope_of(self.text)
        masked = mask(scope.rest if scope else self.text, self.language, self.people)
        for pattern in self.leaning.topics:
            found = pattern.search(masked.text)
            if found and not re.fullmatch(rf"(?:the )?{NAME}", found["topic"]):
                topic = masked.shown(found["topic"]).strip()
                if terms(topic) and not self.leaning.asking.search(topic):
                    return topic
        return None

    def event(self) -> str | None:
        """What a Japanese question says that somebody did.

        黒磯さんはなぜ反対したのですか -> 黒磯さんが反対したの
        """
        masked = self.masked()
        found = re.fullmatch(japanese.DID, masked.text) if self.language == "ja" else None
        if not found:
            return None
        did = found["did"] if found["plain"] else japanese.past(found["did"])
        return masked.shown(f"{found['who']}が{found['at']}{did}の") if did else None

    def person(self) -> str | None:
        """Whom the question names first, else whom its answer quotes first."""
        masked = self.masked()
        named = re.search(NAME, masked.text)
        if named:
            return masked.names[named[0]].words
        label = re.match("([^:：]{1,60})[:：]", self.answer or "")
        meant = whom(label[1].strip(), self.people) if label else []
        for speaker, found in zip(self.people, meant, strict=False):
            if found:
                return self.leaning.called.format(name=speaker.known_as)
        return None


def leaning(language: str) -> Leaning:
    """Patterns and forms of a language, made when it is first met."""
    return _LEANING[language]()


def scope_of(text: str) -> Mark | None:
    """Session or date that a question names."""
    language = language_of(text)
    session = read_session(text, language, _SESSIONS)
    return session or read_dates(text, language, date(2000, 1, 1), _DAYS)
