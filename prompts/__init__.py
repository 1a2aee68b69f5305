"""The program's own words: one text file a language, and the function that reads it.

Everything an answer says that is no quote stands in these files, and so does what the program
asks by itself and what a language model is told.
"""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("ja", "en", "zh", "ko")
SPOKEN = {"ja": "Japanese", "en": "English", "zh": "Chinese", "ko": "Korean"}  # in prompts
ASKING = ("ja", "en")  # languages in which questions are suggested


@cache
def wording(language: str) -> dict[str, str]:
    """Return the wordings of a language by name; English for a language without a file."""
    name = language if language in LANGUAGES else "en"
    return _read(f"answer.{name}.toml")


@cache
def asking(language: str) -> dict[str, str]:
    """Return the forms of suggested questions by kind; English for a language without a file."""
    return _read(f"suggest.{language if language in ASKING else 'en'}.toml")


@cache
def ordering(task: str, language: str) -> dict[str, str]:
    """Return what a language model is told for a task, write or rewrite, by name.

    What is not told in Japanese is told in English, whatever the language of the answer.
    """
    told = _read(f"{task}.{'ja' if language == 'ja' else 'en'}.toml")
    return {name: words.strip() for name, words in told.items()}


def _read(name: str) -> dict[str, str]:
    path = Path(__file__).with_name(name)
    words: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return words
