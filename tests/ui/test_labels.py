import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from ui.words import LANGUAGES, Words, words_of


def labels(words: object, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every label with its name, those of the parts as part.name."""
    for field in fields(words):
        value = getattr(words, field.name)
        if is_dataclass(value):
            yield from labels(value, f"{field.name}.")
        else:
            yield f"{prefix}{field.name}", value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_itself_and_no_label_is_empty(language: str):
    words = words_of(language)
    assert words.language == language
    assert [name for name, value in labels(words) if not value] == []


def test_an_unknown_language_is_japanese():
    assert words_of("xx").language == "ja"


def test_the_languages_leave_the_same_gaps():
    def gaps(words: Words) -> dict[str, int]:
        return {
            name: sum(1 for part in string.Formatter().parse(value) if part[1] is not None)
            for name, value in labels(words)
            if isinstance(value, str)
        }

    assert gaps(words_of("en")) == gaps(words_of("ja"))


def test_the_languages_name_the_same_errors():
    assert words_of("en").wrong.keys() == words_of("ja").wrong.keys()


def test_dates_are_written_as_the_language_does():
    assert words_of("ja").day("2031-05-20") == "2031年5月20日"
    assert words_of("en").day("2031-05-20") == "20 May 2031"
