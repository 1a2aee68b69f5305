"""The lines before the first speaker -> title, series, session, date, part."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from index.numerals import ERAS, number
from index.records import Header, Turn
from index.turns import closing_note, first_lines

_ERA = "(" + "|".join(ERAS) + r")\s*(元|\d{1,2}|[一二三四五六七八九十]+)\s*年"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_SERIES = re.compile(
    r"(?P<organisation>[^「」『』]*?)\s*(?P<series>[「『][^「」『』]+[」』]\s*"
    r"(?:研究会|委員会|懇談会|検討会|勉強会|部会|分科会|審議会|プロジェクト|シリーズ|会議|会))"
)
_SESSION = re.compile(
    r"(?:(?P<year>\d{4}|"
    + _ERA.replace("(", "(?:")
    + r")\s*(?:年度?|度)?)?\s*第\s*(?P<n>\d+|[一二三四五六七八九十百]+)\s*回"
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_SESSION_LATIN = re.compile(
    r"\b(?:(?:session|meeting|workshop) +(?:no\.? *|#)?(?P<n>\d{1,3})\b"
    rf"|(?P<nth>{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th)) +(?:regular +)?"
    r"(?:session|meeting|workshop)\b)",
    re.IGNORECASE,
)
_PART = re.compile(r"\(([^()]*(?:編|[上中下前後]|全|その\s*\d+|部)[^()]*)\)")
_PART_LATIN = re.compile(r"\bpart\s+(\d{1,2}|[ivx]{1,4}|one|two|three|four)\b", re.IGNORECASE)
MAX_TITLE = 120


def find_header(text: str, turns: tuple[Turn, ...], name: str) -> Header:
    """Read the header; what the lines do not say stays None. `name` is the file's."""
    lines = first_lines(text, turns)
    if len(turns) == 1:  # no speaker ends the header: it ends with the first sentence
        lines = _before_speech(lines)
    joined = "\n".join(lines)
    series = _SERIES.search(joined)
    session = find_session(joined)
    part = _part(lines)
    return Header(
        title=_title(lines, series["series"] if series else None, session, part, name),
        series=series["series"].replace(" ", "") if series else None,
        organisation=(series["organisation"].strip().split("\n")[-1] or None) if series else None,
        session=session,
        date=find_date(joined),
        part=part,
        next_part=_next_part(text),
    )


def _before_speech(lines: list[str]) -> list[str]:
    kept = []
    for line in lines:
        if line.endswith(("。", "！", "？", "!", "?")) or len(line) > MAX_TITLE:
            break
        kept.append(line)
    return kept[:5]


def _title(
    lines: list[str], series: str | None, session: str | None, part: str | None, name: str
) -> str:
    if series:
        return composed_title(series, session, part)
    first = lines[0].lstrip("# ") if lines else ""
    return first if 0 < len(first) <= MAX_TITLE else name.rpartition(".")[0] or name


def composed_title(series: str, session: str | None, part: str | None) -> str:
    """Title of a meeting of a series: 「地域の足」研究会 2031年度第1回（上・報告編）."""
    return f"{series} {session or ''}{f'（{part}）' if part else ''}".strip()


def find_session(joined: str) -> str | None:
    """First session number in NFKC text in one form: 2031 年度第 1 回 -> 2031年度第1回."""
    found = _SESSION.search(joined)
    if found:
        year = re.sub(r"\s", "", found["year"] or "")
        return f"{_fiscal(year)}第{number(found['n'])}回"
    latin = _SESSION_LATIN.search(joined)
    if not latin:
        return None
    nth = (latin["nth"] or "").lower()
    counted = latin["n"] or (_ORDINALS.index(nth) + 1 if nth in _ORDINALS else nth[:-2])
    return f"Session {counted}"


def _fiscal(year: str) -> str:
    if not year:
        return ""
    era = re.match(_ERA, year)
    return f"{_era_year(era[1], era[2]) if era else year}年度"


def _part(lines: list[str]) -> str | None:
    for line in lines:
        found = _PART.search(line)
        if found and not find_date(found[1]):
            return found[1].strip()
        latin = _PART_LATIN.search(line)
        if latin:
            return latin[0]
    return None


def _next_part(text: str) -> str | None:
    note = unicodedata.normalize("NFKC", closing_note(text).of(text))
    found = re.match(r"[(\[]\s*(.+?)\s*[にへ](?:続く|つづく)", note)
    return re.sub(r"(?<=\D) (?=\d)|(?<=\d) (?=\D)", "", found[1]) if found else None


def find_date(words: str) -> str | None:
    """First date in NFKC text as ISO 8601, or None.

    >>> find_date("令和2年6月30日"), find_date("(2020.6.30 開催)"), find_date("12 June 2031")
    ('2020-06-30', '2020-06-30', '2031-06-12')
    """
    found: list[tuple[int, str]] = []
    for pattern, read in _DATES:
        for match in re.finditer(pattern, words, re.IGNORECASE):
            try:
                found.append((match.start(), date(*read(match)).isoformat()))
            except ValueError:
                continue  # 2020.13.45 is a number, no date
    return min(found)[1] if found else None


_DATES: list[tuple[str, Callable[[re.Match[str]], tuple[int, int, int]]]] = [
    (
        _ERA
        + r"\s*(\d{1,2}|[一二三四五六七八九十]+)\s*月\s*(\d{1,2}|[一二三四五六七八九十]+)\s*日",
        lambda m: (_era_year(m[1], m[2]), number(m[3]), number(m[4])),
    ),
    (
        r"(?<!\d)(\d{4})\s*(?:年|[./-])\s*(\d{1,2})\s*(?:月|[./-])\s*(\d{1,2})(?!\d)",
        lambda m: (int(m[1]), int(m[2]), int(m[3])),
    ),
    (
        r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH + r",?\s+(\d{4})",
        lambda m: (int(m[3]), _month(m[2]), int(m[1])),
    ),
    (
        r"\b" + _MONTH + r"\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})",
        lambda m: (int(m[3]), _month(m[1]), int(m[2])),
    ),
]


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _era_year(era: str, year: str) -> int:
    return ERAS[era] + (1 if year == "元" else number(year))
