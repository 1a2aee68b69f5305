"""Values of numbers written in digits, in kanji, or in English words."""

import re

_DIGITS = {"〇": 0, "零": 0} | dict(zip("一二三四五六七八九", range(1, 10), strict=True))

TENS = {"十": 10, "百": 100, "千": 1000}

_BIG = {"万": 10**4, "億": 10**8, "兆": 10**12}

WORDS: dict[str, int] = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
) | dict(zip("twenty thirty forty fifty sixty seventy eighty "
             "ninety".split(), range(20, 100, 10), strict=True))  # fmt: skip

SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


def spoken(words: str) -> float:
    """Value of a number in English words: "two hundred and five"."""
    total, part = 0, 0
    for word in re.split(r"[- ]", words):
        if word in WORDS:
            part += WORDS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in SCALES:
            total += (part or 1) * SCALES[word]
            part = 0
    return total + part


def value_of(body: str) -> float:
    """Value of a number in Japanese writing, digits and kanji mixed: 1億5000万."""
    total = 0.0
    rest = body.replace(",", "")
    for part, scale in re.findall(r"([^万億兆]*)([万億兆]?)", rest):
        if part or scale:
            total += (_decimal(part) if part else 1) * _BIG.get(scale, 1)
    return total


def _decimal(part: str) -> float:
    digits = re.match(r"[\d.]+", part)
    if not digits:
        return whole(part)
    value = float(digits[0].rstrip("."))
    for char in part[digits.end() :]:
        value *= TENS.get(char, 1)
    return value


def whole(words: str) -> int:
    """Value of a whole number in digits or kanji, below 10,000: 二千五百, 二〇三一."""
    if words.isdecimal():
        return int(words)
    if not any(char in TENS for char in words):
        return int("".join(str(_DIGITS.get(char, 0)) for char in words) or 0)
    total, digit = 0, 0
    for char in words:
        if char in TENS:
            total += (digit or 1) * TENS[char]
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit
