"""The records that hold a language's ways of asking; each language's module fills them.

All patterns work on NFKC text in which every name is one character (`rag.reading.names.mask`).
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """How a question says whose words it asks for; every pattern has the group `who`."""

    besides: re.Pattern[str]  # everybody but
    according: re.Pattern[str]  # according to
    subjects: tuple[re.Pattern[str], ...]  # what X said; the group `said` says nothing of a topic
    not_asked: re.Pattern[str]  # asks who, or tells what was done to X: X is no subject


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a follow-up looks like, and the forms that it is completed in."""

    opener: re.Pattern[str]  # では, "and", 그럼: leans on what came before
    more: re.Pattern[str]  # asks for more of the same
    alone: re.Pattern[str]  # nothing but words of asking; group `ask`
    elliptic: re.Pattern[str]  # nothing but a noun; groups `x`, `at`
    attribute: re.Pattern[str]  # a noun that needs another one: 費用, cost; group `noun`
    asked_of: re.Pattern[str]  # asks for such a noun and names no other: 場所はどこですか
    thing: re.Pattern[str]  # pronoun for a thing; group `of` where it owns what follows
    person: re.Pattern[str]  # pronoun for a person; group `of` where it owns what follows
    hollow: re.Pattern[str]  # words before a pronoun among which its noun cannot be
    verbal: re.Pattern[str]  # asks of something unnamed: 誰が反対しましたか
    topics: tuple[re.Pattern[str], ...]  # what a question is about; the first to match; `topic`
    asking: re.Pattern[str]  # words of asking that one question can exchange for another's
    owned: str  # forms: the owner of what follows
    of_topic: str
    asked_of_topic: str
    what_said: str
    tell_more: str
    fronted: str
    called: str  # a speaker's name in an answer


def one_of(words: str) -> str:
    """Pattern of any of the words: one_of("cost point_out") -> "(?:cost|point out)"."""
    return f"(?:{'|'.join(words.split()).replace('_', ' ')})"
