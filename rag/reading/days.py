"""Dates in words -> the days they mean: 2031年9月, "June", 去年, 지난달."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from index.numerals import DIGITS, era_year, number
from rag.reading.forms import one_of

# What a word says, counted from today: in years, in fiscal years (from April), months, weeks, days.
_YEARS = {
    -2: "一昨年 おととし 前年 재작년",
    -1: "昨年 去年 작년 지난해 last_year",
    0: "今年 本年 올해 금년 this_year",
}
_FISCAL = {-1: "昨年度 去年度", 0: "今年度"}
_MONTHS = {
    -2: "先々月",
    -1: "先月 上个月 지난달 last_month",
    0: "今月 这个月 이번_달 이번달 this_month",
}
_WEEKS = {-1: "先週 上周 지난주 last_week", 0: "今週 本周 이번_주 이번주 this_week"}
_DAYS = {-2: "一昨日", -1: "昨日 昨天 어제 yesterday"}
_NAMES = (
    "january february march april may june july august september october november december".split()
)


def _words(*tables: Mapping[int, str]) -> dict[str, tuple[int, int]]:
    """Word -> (number of its table, steps from today)."""
    return {
        word.replace("_", " "): (table, steps)
        for table, counted in enumerate(tables)
        for steps, words in counted.items()
        for word in words.split()
    }


_RELATIVE = _words(_YEARS, _FISCAL, _MONTHS, _WEEKS, _DAYS)
_LONGEST_FIRST = sorted(_RELATIVE, key=len, reverse=True)
_MONTH = one_of(" ".join(_NAMES))
_ASIAN = (
    rf"(?:(?P<year#>\d{{4}}|(?:令和|平成|昭和)(?:元|{DIGITS}))[年년](?P<fiscal#>度)?の? ?"
    rf"(?:(?P<month#>{DIGITS})[月월] ?(?:(?P<day#>{DIGITS})[日일])?)?"
    rf"|(?P<only#>{DIGITS})[月월]|(?P<word#>{'|'.join(_LONGEST_FIRST)}))"
)
_ENGLISH = (
    r"(?:(?:(?:(?P<day#>\d{1,2})(?:st|nd|rd|th)?,? )?"
    rf"(?P<month#>{_MONTH}) )?(?P<year#>\d{{4}})"
    rf"|(?P<only#>{_MONTH})|(?P<word#>{'|'.join(_LONGEST_FIRST)}))"
)


class Range(NamedTuple):
    """First and last day, ISO 8601; None where it is open."""

    since: str | None
    until: str | None


def dated(language: str, n: int = 1) -> str:
    """Pattern of a date; its groups end in n, so that two fit into one pattern."""
    return (_ENGLISH if language == "en" else _ASIAN).replace("#", str(n))


def days(
    found: re.Match[str], n: int, today: date, held: Sequence[str], *, or_later: bool = False
) -> Range | None:
    """Days that a date means, or None; a month alone is that of the year in which people met.

    held: days on which they did; or_later: a meeting after that month will do.

    Raises:
        ValueError: there is no such date.
    """
    groups = found.groupdict()
    year, month, day = (groups.get(f"{name}{n}") for name in ("year", "month", "day"))
    word, only = groups.get(f"word{n}"), groups.get(f"only{n}")
    if word:
        return _relative(word.lower(), today)
    if only:
        year, month = _year_of(_month(only), held, or_later), only
    counted = era_year(year)
    if counted is None:
        return None
    if month and day:
        whole = date(counted, _month(month), number(day))
        return Range(whole.isoformat(), whole.isoformat())
    if month:
        return _of_month(counted, _month(month))
    if groups.get(f"fiscal{n}"):
        return Range(date(counted, 4, 1).isoformat(), date(counted + 1, 3, 31).isoformat())
    return Range(date(counted, 1, 1).isoformat(), date(counted, 12, 31).isoformat())


def _month(words: str) -> int:
    name = words.lower()
    return _NAMES.index(name) + 1 if name in _NAMES else number(words)


def _of_month(year: int, month: int) -> Range:
    first = date(year, month, 1)
    last = first.replace(day=monthrange(year, month)[1])
    return Range(first.isoformat(), last.isoformat())


def _year_of(month: int, held: Sequence[str], or_later: bool) -> str | None:
    """Last year in which people met in that month, or after it; else the last in which they met."""
    met = [
        day[:4] for day in held if int(day[5:7]) == month or (or_later and int(day[5:7]) > month)
    ]
    return max(met, default=held[-1][:4] if held else None)


def _relative(word: str, today: date) -> Range:
    """Days that a word means, counted from today."""
    table, steps = _RELATIVE[word]
    if table == 0:
        year = today.year + steps
        return Range(date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat())
    if table == 1:
        year = today.year - (today.month < 4) + steps
        return Range(date(year, 4, 1).isoformat(), date(year + 1, 3, 31).isoformat())
    if table == 2:
        months = today.year * 12 + today.month - 1 + steps
        return _of_month(months // 12, months % 12 + 1)
    first = today + timedelta(days=7 * steps - today.weekday() if table == 3 else steps)
    last = first + timedelta(days=6 if table == 3 else 0)
    return Range(first.isoformat(), last.isoformat())
