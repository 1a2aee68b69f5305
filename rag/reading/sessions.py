"""Sessions in words: 第3回, "the third meeting", 제3회 -> which sessions are meant."""

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from index.numerals import DIGITS, era_year, number
from rag.reading.marks import Mark, Missing
from rag.reading.meetings import AT, MEETING, SAID_JA, without_place
from rag.records import Filter

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NATIVE = "첫 두 세 네 다섯 여섯 일곱 여덟 아홉 열".split()
_YEAR = rf"(?P<year>\d{{4}}|(?:令和|平成|昭和) ?(?:元|{DIGITS}))"
_LATIN = (
    rf"\b{AT['en']}(?:(?P<nth>{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th)) "
    rf"(?:session|meeting|workshop|sitting)\b"
    rf"|(?:session|meeting|workshop|sitting) (?:no\. ?|number |#)?(?P<n>\d{{1,3}})\b)"
)
_NUMBERED = (
    rf"(?:{_YEAR}年?度?の? ?)?第 ?(?P<n>{DIGITS}) ?回目?"
    rf"(?:の?(?:定例)?{MEETING['ja']}{AT['ja']}|の(?={SAID_JA})|"
    r"(?:では|でも|で|において(?:は)?|における|には|は|に出(?=[たてし])|、|$|(?=[?。])))"
)
_PATTERNS = {
    "ja": (_NUMBERED, rf"(?P<n>{DIGITS})回目の(?:定例)?{MEETING['ja']}{AT['ja']}", _LATIN),
    "en": (_LATIN,),
    "zh": (_NUMBERED, rf"在?第(?P<n>{DIGITS})[次届]{MEETING['zh']}{AT['zh']}"),
    "ko": (
        rf"(?:제 ?)?(?P<n>\d{{1,3}}) ?[회차] ?{MEETING['ko']}{AT['ko']}",
        rf"(?P<native>{'|'.join(_NATIVE)}) ?번째 ?{MEETING['ko']}{AT['ko']}",
    ),
}
_WANTED = re.compile(
    rf"(?:{_YEAR}(?:年度?)?の?)?(?:第?(?P<n>{DIGITS})(?:回目?)?|session(?P<s>\d{{1,3}}))",
    re.IGNORECASE,
)


class Session(NamedTuple):
    """Number of a session, and the year that it counts in where that is named."""

    number: int
    year: int | None = None


def session_of(words: str) -> Session | None:
    """Read a filter or a header: "2031年度第3回" -> Session(3, 2031); None for other words."""
    found = _WANTED.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", words)))
    if not found:
        return None
    return Session(number(found["n"] or found["s"]), era_year(found["year"]))


def same_session(wanted: str, held: str | None) -> bool:
    """Tell whether a session is one that a filter means: as much as is named must agree.

    >>> same_session("第三回", "2031年度第3回"), same_session("2030年度第3回", "2031年度第3回")
    (True, False)
    """
    asked, there = session_of(wanted), session_of(held or "")
    if asked is None or there is None:
        return False
    return asked.number == there.number and asked.year in (None, there.year)


def read_session(text: str, language: str, held: Collection[str]) -> Mark | None:
    """Session that a question asks about, of a library that holds these."""
    for pattern in _PATTERNS[language] if held else ():
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            value = _value(found.groupdict())
            known = any(same_session(value, session) for session in held)
            missing = None if known else Missing("session", value, value)
            return Mark(Filter(session=value), without_place(text, found), missing)
    return None


def _value(groups: dict[str, str | None]) -> str:
    """Filter for the words that were found; of the language's own form."""
    if "nth" in groups:
        nth = (groups["nth"] or "").lower()
        n = _ORDINALS.index(nth) + 1 if nth in _ORDINALS else int(groups["n"] or nth[:-2])
        return f"Session {n}"
    if "native" in groups:
        return f"第{_NATIVE.index(groups['native'] or '') + 1}回"
    year = era_year(groups.get("year"))
    return f"{f'{year}年度' if year else ''}第{number(groups['n'] or '')}回"
