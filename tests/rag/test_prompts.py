"""The program's own words are complete in every language."""

import string

import pytest

from prompts import ASKING, LANGUAGES, asking, ordering, wording


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


@pytest.mark.parametrize(
    ("task", "parts"),
    [
        ("write", {"system", "user", "group", "nobody"}),
        ("rewrite", {"system", "user"}),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_order_to_a_model_stands_in_both_languages(task, parts, language):
    told = ordering(task, language)
    assert set(told) == parts
    japanese = sum("\u3041" <= c <= "\u309f" for c in told["system"])
    assert (japanese > 50) == (language == "ja")
    assert fields(told["user"]) - {"language"} == fields(ordering(task, "en")["user"]) - {
        "language"
    }


def test_a_draft_says_the_same_things_in_both_languages():
    japanese, english = ordering("draft", "ja"), ordering("draft", "en")
    assert set(english) - set(japanese) == {"task_english", "title_english", "untranslated"}
    for name in set(japanese) - {"place_join"}:
        assert fields(japanese[name]) == fields(english[name]) - {"language"}, name
    assert japanese["columns"].count("|") == english["columns"].count("|") == 11
    for told in (japanese, english):
        assert fields(told["user"]) - {"language"} == {"question", "fence", "evidence"}
