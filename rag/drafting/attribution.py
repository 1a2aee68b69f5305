"""Who is said to say a whole sentence: before it with a colon, or behind it in brackets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Speaker
from rag.reading.people import whom

_LEAD = re.compile(
    r"\s*(?P<who>[^「」“”\"：:。]{1,60})[：:]\s*[「“\"](?P<words>.+)[」”\"]\s*[。.]?\s*"
)
_TAIL = re.compile(r"\s*(?P<words>.+?)\s*[（(](?P<who>[^（）()]{1,80})[)）]\s*[。.]?\s*")
_APART = re.compile(r"[、,，/／]|・")


@dataclass(frozen=True, slots=True)
class Attributed:
    """Words, and who is said to say them."""

    words: str
    persons: frozenset[str] | None = None  # `known_as`; None: nobody is named
    named: str = ""  # as the text has it


def attributed(sentence: str, people: Sequence[Speaker]) -> Attributed:
    """Take an attribution off a sentence; a colon before a quotation always is one.

    >>> attributed("「雨です。」（岩田）", [Speaker("岩田", "岩田")]).persons
    frozenset({'岩田'})
    """
    if lead := _LEAD.fullmatch(sentence):
        return Attributed(lead["words"], _meant(lead["who"], people), lead["who"].strip())
    tail = _TAIL.fullmatch(sentence)
    if tail and (persons := _meant(tail["who"], people)):
        return Attributed(tail["words"], persons, tail["who"].strip())
    return Attributed(sentence)


def _meant(named: str, people: Sequence[Speaker]) -> frozenset[str]:
    """All whom a name, or names set apart by commas, mean."""
    whole = _known(named, people)
    if whole:
        return whole
    return frozenset[str]().union(*(_known(part, people) for part in _APART.split(named)))


def _known(named: str, people: Sequence[Speaker]) -> frozenset[str]:
    named = named.strip()
    if not named:
        return frozenset()
    meant = zip(people, whom(named, people), strict=True)
    return frozenset(one.known_as for one, is_meant in meant if is_meant)
