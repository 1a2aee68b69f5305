"""What a text says without the word for it: 24% is a share, "I will" promises, "say no" opposes."""

import re
from collections.abc import Iterable
from functools import cache

from rag.verifying.bounds import Number
from rag.verifying.kin import kin, stem
from rag.verifying.units import MONEY

_KINDS = {
    "割合 比率 率 share percentage proportion": ("%",),
    "日取り 日付 日程 日時 期日 日 date day": ("日", "月"),
    "金額 額 amount sum": tuple(MONEY),
    "人数 headcount": ("人",),
    "期間 period": ("年間", "月間", "日間", "週"),
    "年齢 年代 age": ("歳",),
    "時刻 time": ("時",),
    "件数": ("件",),
    "回数": ("回",),
    "台数": ("台",),
}  # words that name a kind of value, and the units of such values
_ACTS = (
    (r"\b(?:I|we)(?:['’]ll| will| shall)\b(?! (?:not|never)\b)", "promise pledge"),
    (r"\bsay no\b|\bsays? no\b|\bcannot (?:accept|support)\b", "oppose reject refuse"),
    (r"\bsay yes\b", "agree accept"),
    (r"\blook(?:s|ed|ing)? at (?:it|this|that|them|these) again\b|\bthink again\b|\bcome back to\b",
     "review reconsider revise"),
    (r"\bput (?:it|that|this|the \w+) to\b", "ask consult"),
    (r"\b(?:should|would)(?: not|n['’]t)? like to\b", "want"),
    (r"\bwould (?:rather|sooner)\b", "prefer"),
)  # what is done by saying so (Austin 1962)  # fmt: skip
_PATTERNS = tuple((re.compile(form, re.I), words) for form, words in _ACTS)


def implied(text: str, numbers: Iterable[Number]) -> frozenset[str]:
    """Forms of words that a text gives without having them.

    >>> "割合" in implied("", [Number(24, "%", 0, 0, "")]), "promis" in implied("I will ask.", [])
    (True, True)
    """
    units = {number.unit for number in numbers}
    found = [words for words, kinds in _KINDS.items() if units & set(kinds)]
    found += [words for form, words in _PATTERNS if form.search(text)]
    return frozenset[str]().union(*map(_forms, found))


@cache
def _forms(words: str) -> frozenset[str]:
    plains = {stem(word) if word.isascii() else word for word in words.split()}
    groups = () if words in _KINDS else map(kin, plains)
    return frozenset(plains).union(*groups)
