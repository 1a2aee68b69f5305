"""The program's sentences, which are English, in the language of a page's reader.

`sentences.ja.toml` holds the English ones as they are written where they are raised, with the
gaps named, and beside each the Japanese one. What it does not hold is shown in English.
"""

import re
import tomllib
from ast import literal_eval
from functools import cache
from pathlib import Path

from ui.kept.records import Problem
from ui.words import Words

_GAP = re.compile(r"\{(\w+)(!r)?\}")  # as in an f-string; !r stands for a text in quotes
_QUOTED = r"""'.*'|".*\""""
_NO_MORE_TO_SAY = "UnknownTranscript"  # the ids that the library has help on a command line alone


def told(words: Words, sentence: str) -> str:
    """A sentence in the reader's language.

    >>> told(words_of("ja"), "a.txt is empty; check the file and add it again.")
    'a.txt は空です。ファイルを確かめて、もう一度追加してください。'
    """
    for english, here in _table(words.language):
        found = english.fullmatch(sentence)
        if found:
            return here.format_map(
                {gap: _filled(words, gap, found[gap]) for gap in found.re.groupindex}
            )
    return sentence


def detail(words: Words, problem: Problem) -> str:
    """Sentence of a problem with the way out, empty where the kind of problem says it all."""
    return "" if _NO_MORE_TO_SAY in problem.kinds else told(words, problem.sentence)


@cache
def _table(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Pattern of each English sentence, and what is said in its place."""
    path = Path(__file__).with_name(f"sentences.{language}.toml")
    if not path.exists():
        return []
    pairs = tomllib.loads(path.read_text(encoding="utf-8"))
    return [(_pattern(english), here) for english, here in pairs.items()]


def _pattern(english: str) -> re.Pattern[str]:
    pieces, last = [], 0
    for gap in _GAP.finditer(english):
        words = _QUOTED if gap[2] else ".*"
        pieces += [re.escape(english[last : gap.start()]), f"(?P<{gap[1]}>{words})"]
        last = gap.end()
    return re.compile("".join([*pieces, re.escape(english[last:])]), re.DOTALL)


def _filled(words: Words, gap: str, value: str) -> str:
    """What stands in a gap: without quotes, a field by its label, a sentence translated as well."""
    if gap == "error":
        return told(words, value)
    if gap == "field":
        return words.shelf.fields.get(value, value)
    return str(literal_eval(value)) if re.fullmatch(_QUOTED, value, re.DOTALL) else value
