"""Numbers and years as Japanese and Chinese text writes them."""

_KANJI = {"〇": 0} | dict(zip("一二三四五六七八九", range(1, 10), strict=True))
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
DIGITS = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,5})"  # of a regular expression: a small number


def number(words: str) -> int:
    """Arabic or kanji numeral below 1000: "十二" -> 12.

    Raises:
        KeyError: the words are no numeral.
    """
    if words.isdecimal():
        return int(words)
    total, digit = 0, 0
    for char in words:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _KANJI[char]
    return total + digit


def era_year(words: str | None) -> int | None:
    """Year of an era in the common one: "令和13" -> 2031, "2031" -> 2031, None -> None."""
    if not words:
        return None
    era, rest = words[:2], words[2:].strip()
    if era in ERAS:
        return ERAS[era] + (1 if rest == "元" else number(rest))
    return number(words) if not words.isdecimal() else int(words)
