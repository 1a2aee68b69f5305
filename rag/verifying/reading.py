"""A text as the checks look at it: its words and numbers, whatever language it is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.language import language_of
from index.spelling import shinjitai
from index.terms import words as indexed_words
from rag.verifying import english, japanese
from rag.verifying.bounds import Number
from rag.verifying.implied import implied
from rag.verifying.numbers import numbers
from rag.verifying.words import Word, plain


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in plain form with what it says."""

    text: str
    language: str
    words: tuple[Word, ...]
    numbers: tuple[Number, ...]

    @property
    def forms(self) -> frozenset[str]:
        """All forms of all its words, and of those that it implies."""
        said = implied(self.text, self.numbers)
        return said.union(*(word.forms for word in self.words))


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """Read a text of any language; what is read is kept, evidence is read many times."""
    text = plain(text)
    language = language_of(text)
    found = numbers(text)
    inside = [(number.start, number.end) for number in found]
    words = [
        word
        for word in _words(text, language)
        if not any(start <= word.start < end for start, end in inside)
    ]
    return Reading(text, language, tuple(words), found)


def _words(text: str, language: str) -> Sequence[Word]:
    if language == "en":
        return english.words(text)
    if language == "ko":
        return [
            Word(forms[0], frozenset(forms), forms[0], "noun", 0, 0, 0)
            for forms in indexed_words(text)
        ]
    return japanese.words(shinjitai(text) if language == "zh" else text)
