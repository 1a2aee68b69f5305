"""The program's own words are complete in every language."""

import string

import pytest

from prompts import ASKING, LANGUAGES, asking, wording


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language):
    english, words = wording("en"), wording(language)
    assert {name: fields(text) for name, text in words.items()} == {
        name: fields(text) for name, text in english.items()
    }


def test_another_language_is_answered_in_english():
    assert wording("fr") == wording("en")


@pytest.mark.parametrize("language", ASKING)
def test_every_language_asks_the_same_things(language):
    english, forms = asking("en"), asking(language)
    assert {kind: fields(text) for kind, text in forms.items()} == {
        kind: fields(text) for kind, text in english.items()
    }
    assert set(forms) == {"term", "topic", "person"}


def test_another_language_is_asked_in_english():
    assert asking("ko") == asking("en")
