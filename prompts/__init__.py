"""The program's own words: one text file a language, and the function that reads it.

Everything an answer says that is no quote stands in these files.
"""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("ja", "en", "zh", "ko")


@cache
def wording(language: str) -> dict[str, str]:
    """Return the wordings of a language by name; English for a language without a file."""
    name = language if language in LANGUAGES else "en"
    path = Path(__file__).with_name(f"answer.{name}.toml")
    words: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return words
