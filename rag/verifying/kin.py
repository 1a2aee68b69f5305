"""Words that say one thing, and words that say opposite things, across Japanese and English.

They are read from kin.toml; a word is looked up in its plain form, an English one by its stem.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from Stemmer import Stemmer

from index.morphemes import tokenizer

_FILE = Path(__file__).with_name("kin.toml")
_NONE: frozenset[str] = frozenset()


def kin(plain: str) -> frozenset[str]:
    """Names of the groups of words that a plain form belongs to.

    >>> bool(kin("懸念") & kin(stem("worries")))
    True
    """
    return _tables()[0].get(plain, _NONE)


def sides(plain: str) -> dict[str, int]:
    """Questions on which a plain form takes a side, and which: 1 or -1.

    >>> set(sides("賛成")) == set(sides("反対"))
    True
    """
    return _tables()[1].get(plain, {})


def members(plain: str) -> dict[str, int]:
    """Sets of words that exclude one another which a plain form is of, and which member it is.

    >>> members("春") != members("秋"), set(members("春")) == set(members(stem("summer")))
    (True, True)
    """
    return _tables()[2].get(plain, {})


def stem(word: str) -> str:
    """Plain form of an English word: "opposed" -> "oppos"."""
    return str(_stemmer().stemWord(word.lower()))


@cache
def _stemmer() -> Stemmer:
    return Stemmer("english")


@cache
def _tables() -> tuple[
    dict[str, frozenset[str]], dict[str, dict[str, int]], dict[str, dict[str, int]]
]:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    groups: dict[str, set[str]] = {}
    taken: dict[str, dict[str, int]] = {}
    for number, line in enumerate(tables["kin"]["words"]):
        for word in _plains(line):
            groups.setdefault(word, set()).add(f"={number}")
    for number, axis in enumerate(tables["sides"]):
        for sign, side in ((1, "plus"), (-1, "minus")):
            for word in _plains(axis[side]):
                groups.setdefault(word, set()).add(f"={side}{number}")
                taken.setdefault(word, {})[f"{number}"] = sign
    apart: dict[str, dict[str, int]] = {}
    for number, line in enumerate(tables["apart"]["sets"]):
        for place, member in enumerate(line.split(",")):
            for word in _plains(member):
                groups.setdefault(word, set()).add(f"={number}.{place}")
                apart.setdefault(word, {})[f"{number}"] = place
    return {word: frozenset(names) for word, names in groups.items()}, taken, apart


def _plains(words: str) -> Iterator[str]:
    """Plain forms of words: the stem of an English one, a Japanese one as given and normalized."""
    for word in words.split():
        yield stem(word) if word.isascii() else word
        pieces = [] if word.isascii() else list(tokenizer().tokenize(word))
        if len(pieces) == 1 and pieces[0].normalized_form() != word:
            yield pieces[0].normalized_form()
