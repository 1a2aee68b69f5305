"""Dates of meetings in words: 2020年5月の会合, "in the September meeting", 前回 -> from, to.

A date counts only where it says when people met; 「九月の案」 and "by 2025" are content.
"""

import re
from collections.abc import Sequence
from datetime import date

from rag.reading.days import Range, dated, days
from rag.reading.marks import Mark, Missing
from rag.reading.meetings import AT, MEETING, SAID_JA, without_place
from rag.records import Filter

_BETWEEN, _SINCE, _UNTIL, _DURING = "between", "since", "until", "during"
_HELD = "(?:に(?:開かれた|開催された|行われた|行なわれた|開いた|あった|持たれた)|開催の?|の)"
_JA = rf"(?:(?:定例)?{MEETING['ja']}{AT['ja']}|(?={SAID_JA}))"
_ZH = f"{MEETING['zh']}{AT['zh']}"
_KO = f"{MEETING['ko']}{AT['ko']}"
_EN = rf"{AT['en']}{MEETING['en']} (?:held )?"
_ONE_EN = "(?:session|meeting|workshop|sitting)"
_DATE, _SECOND = dated("ja"), dated("ja", 2)
_DATE_EN, _SECOND_EN = dated("en"), dated("en", 2)
# Without one of these words no date is one of a meeting; they are cheaper to look for.
_MET = MEETING | {"ja": rf"{MEETING['ja']}|{SAID_JA}|回"}
_FORMS = {
    "ja": (
        (_BETWEEN, rf"{_DATE}から{_SECOND}(?:まで|にかけて)?の{_JA}"),
        (_SINCE, rf"{_DATE}(?:以降|以後|から)(?:に(?:開かれた|行われた))?の?{_JA}"),
        (_UNTIL, rf"{_DATE}(?:以前|まで)(?:に(?:開かれた|行われた))?の?{_JA}"),
        (_DURING, rf"{_DATE}{_HELD}{_JA}"),
    ),
    "en": (
        (_BETWEEN, rf"\b{_EN}between {_DATE_EN} and {_SECOND_EN}\b"),
        (_SINCE, rf"\b{_EN}(?:since|after|from) {_DATE_EN}\b(?: on(?:wards?)?)?"),
        (_UNTIL, rf"\b{_EN}(?:until|before|up to) {_DATE_EN}\b"),
        (_SINCE, rf"\bsince the {_DATE_EN} {MEETING['en']}\b"),
        (_DURING, rf"\b{AT['en']}{_DATE_EN}(?:'s|’s)? {MEETING['en']}\b"),
        (_DURING, rf"\b{_EN}(?:of |in |on |from )+{_DATE_EN}\b"),
    ),
    "zh": (
        (_SINCE, rf"{_DATE}(?:以后|以来|之后)的?{_ZH}"),
        (_UNTIL, rf"{_DATE}(?:以前|之前)的?{_ZH}"),
        (_DURING, rf"在?{_DATE}的?{_ZH}"),
    ),
    "ko": (
        (_SINCE, rf"{_DATE} ?(?:이후|부터)의? ?{_KO}"),
        (_UNTIL, rf"{_DATE} ?(?:이전|까지)의? ?{_KO}"),
        (_DURING, rf"{_DATE}(?:의|에 열린)? ?{_KO}"),
    ),
}
_LAST = {
    "ja": rf"(?:(?:直近|最新|最後|(?:一番|いちばん)最近)の(?:{MEETING['ja']}|回)"
    rf"|前回の{MEETING['ja']}|最終回|前回(?=で|では|は|、|の{SAID_JA})){AT['ja']}",
    "en": rf"\b{AT['en']}(?:last|latest|most recent|previous) {_ONE_EN}\b",
    "zh": rf"在?(?:上次|上一次|最近一次|最后一次|最近)的?{_ZH}",
    "ko": rf"(?:지난번?|최근|마지막|직전) ?{_KO}",
}
_FIRST = {
    "ja": rf"(?:(?:一番|いちばん)?最初の(?:{MEETING['ja']}|回)|初回の{MEETING['ja']}"
    rf"|初回(?=で|では|は|、|の{SAID_JA})|初会合){AT['ja']}",
    "en": rf"\b{AT['en']}(?:very first|earliest|opening) {_ONE_EN}\b",
    "zh": rf"在?(?:首次|最初的|第一次){_ZH}",
    "ko": rf"(?:첫|최초의?) ?{_KO}",
}


def read_dates(text: str, language: str, today: date, held: Sequence[str]) -> Mark | None:
    """Dates between which the meetings lie that a question asks about.

    held: the library's own dates, in order; by them the last and the first meeting are told,
    and which year's September is meant.
    """
    if not held or not re.search(_MET[language], text, re.IGNORECASE):
        return None
    for pattern, day in ((_LAST[language], held[-1]), (_FIRST[language], held[0])):
        ordinal = re.search(pattern, text, re.IGNORECASE)
        if ordinal:
            return Mark(Filter(since=day, until=day), without_place(text, ordinal))
    for how, form in _FORMS[language]:
        found = re.search(form, text, re.IGNORECASE)
        span = _span(how, found, today, held) if found else None
        if found and span:
            return _mark(text, found, span, held)
    return None


def _mark(text: str, found: re.Match[str], span: Range, held: Sequence[str]) -> Mark:
    there = any((span.since or "") <= day <= (span.until or "9999") for day in held)
    shown = " 〜 ".join(dict.fromkeys(day or "" for day in span)).strip()
    missing = None if there else Missing("from", shown, shown)
    return Mark(Filter(since=span.since, until=span.until), without_place(text, found), missing)


def _span(how: str, found: re.Match[str], today: date, held: Sequence[str]) -> Range | None:
    """Days that the words mean, or None where they mean none."""
    try:
        first = days(found, 1, today, held, or_later=how == _SINCE)
        last = days(found, 2, today, held) if how == _BETWEEN else first
    except ValueError:  # the thirteenth month, the year 0
        return None
    if not first or not last:
        return None
    since = None if how == _UNTIL else first.since
    until = None if how == _SINCE else last.until
    return Range(since, until) if since is None or until is None or since <= until else None
