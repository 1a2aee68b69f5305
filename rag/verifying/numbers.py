"""Numbers, dates and amounts of a text, in any script, with their units."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bm25s.stopwords import STOPWORDS_EN_PLUS

from index.numerals import ERAS
from rag.verifying.kin import stem

_DIGIT = {"〇": 0, "零": 0} | dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "億": 10**8, "兆": 10**12}
_JA = re.compile(
    r"(?<![A-Za-z\d.])(?P<nth>第)?(?P<body>(?:\d[\d,]*(?:\.\d+)?|[〇零一二三四五六七八九十百千]+)"
    r"(?:[万億兆](?:\d[\d,]*(?:\.\d+)?|[〇零一二三四五六七八九十百千]+)?)*(?:[万億兆千百])?)"
    r"(?P<unit> ?(?:パーセント|ポイント|%|[かヶカ個箇][月所国](?:間)?|年[間度代]?|月|日間?|割|"
    r"分間?|秒間?|時間?|歳|"
    r"人|名|台|件|回|次|円|本|社|校|隻|便|倍|つ|号|版|週間?|度|系統|市町|か国|点|戸|条|項|代|"
    r"番|両)?)"
)
_IDIOM = re.compile(
    r"(?<!第)[一二三十百千万](?:方|部|般|緒|致|層|体|応|旦|定|切|番|言|気|種|様|連|律|貫|斉|同|"
    r"瞬|見|転|因|環|例|端|員|段|概|日も早|刻|役|"
    r"旦|筋|生|時的|存|向|概|任|員|石|昨|両日|番地)"
    r"|一人ひとり|一人一人|一つ一つ|一つひとつ|[統唯随単均]一|万一|一度に|一つも|一人も|一件も|"
    r"一度も|もう一[つ点度人]|十分(?=[にな]|で(?:は|す|あ|き|"
    r"しょ)|と)|第三者|二者択一|二度と|真っ二つ|いま一つ|今一つ|一つに|の一つ"
)
_FRACTION = re.compile(r"(?P<low>[\d一二三四五六七八九十]+)分の(?P<high>[\d一二三四五六七八九十]+)")
_HALF = re.compile(r"半分|半数|半額|(?<![一-龯])半ば|過半|\b(?:half|halve[sd]?|halving)\b", re.I)
_ERA = re.compile(
    rf"(?P<era>{'|'.join(ERAS)})\s*(?P<year>元|\d{{1,2}}|[一二三四五六七八九十]+)\s*年(?P<of>度)?"
)
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = re.compile(
    r"\b(?:(?P<before>\d{1,2})(?:st|nd|rd|th)?(?: of)? )?(?P<name>"
    + "|".join(f"{month[:3].title()}(?:{month[3:]})?" for month in _MONTHS if month != "may")
    + r"|May)\b\.?(?: (?P<after>\d{1,2})(?!\d|[,.]\d)(?:st|nd|rd|th)?)?(?:,? (?P<year>\d{4}))?",
)
_ISO = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})")
_WORDS: dict[str, int] = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
) | dict(zip("twenty thirty forty fifty sixty seventy eighty "
             "ninety".split(), range(20, 100, 10), strict=True))  # fmt: skip
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
        range(1, 11),
        strict=True,
    )
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_ONE = "|".join([*_WORDS, *_SCALES])
_EN = re.compile(
    rf"(?<![\w.])(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<nth>st|nd|rd|th)?(?: (?P<scale>hundred|"
    rf"thousand|million|billion))?(?P<percent> ?%| per ?cent)?"
    rf"|\b(?P<words>(?:{_ONE})(?:[- ](?:and )?(?:{_ONE}))*)(?P<wpercent> ?%| per ?cent)?\b",
    re.I,
)
_NTH = re.compile(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)})\b(?= (?:\w+ )?(?:meeting|session|round|time|tier|"
    rf"version|condition|year))",
    re.I,
)
_PARTS = re.compile(r"\b(?P<high>one|two|three|a)[- ](?P<low>third|quarter|fifth)s?\b", re.I)
_LOW = {"third": 3, "quarter": 4, "fifth": 5}
_UNIT_WORDS = {
    "人": "人 名 people person persons passengers members residents drivers users households",
    "%": "% パーセント 割 ポイント percent",
    "月間": "か月 ヶ月 カ月 箇月 か月間 ヶ月間 months month",
    "年間": "年間 years year",
    "日間": "日間 days day",
    "時間": "時間 hours hour",
    "分": "分 分間 minutes minute",
    "秒": "秒 秒間 seconds",
    "台": "台 vehicles buses cars vans",
    "件": "件 cases calls complaints",
    "回": "回 次 times",
    "円": "円 yen",
    "所": "か所 カ所 ヶ所 箇所 個所 所 places stops sites",
    "系統": "系統 routes",
    "歳": "歳 代",
    "時": "時",
    "週": "週 週間 weeks week",
    "倍": "倍",
}
UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
_MORE = re.compile(
    r"^\S{0,2}?(?:以上|を?超|を?越え|を?上回)|^(?: \w+)? (?:or more|and above|or over)"
)
_LESS = re.compile(
    r"^\S{0,2}?(?:以下|未満|以内|に満たな|に満たず|に?[もは]?届[かき]|を?下回|を?切|足らず|弱)|"
    r"^(?: \w+)? (?:or less|"
    r"or fewer|and below)"
)
_MORE_EN = re.compile(
    r"(?:more than|over|above|at least|exceed(?:s|ed|ing)?|upwards of|no fewer than|"
    r"no less than)(?: the)? $",
    re.I,
)
_LESS_EN = re.compile(
    r"(?:less than|fewer than|under|below|up to|at most|within|no more than|short of)(?: the)? $",
    re.I,
)
_KEPT = re.compile(r"\S{0,2}?に(?:収|おさ)ま|前後")
_ABOUT = re.compile(
    r"(?:約|およそ|おおよそ|ほぼ|概ね|おおむね|およ|about|roughly|around|nearly|almost|"
    r"approximately|some) ?$",
    re.I,
)
_ABOUT_AFTER = re.compile(r"^(?:程度|くらい|ぐらい|ほど|前後|近く|余り|余)")
Bound = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text has it."""

    value: float
    unit: str  # one of ours, "" for none
    start: int
    end: int
    words: str
    bound: Bound = 0  # 1: this or more; -1: this or less
    about: bool = False
    role: str = ""  # from, to
    kept: bool = False  # 二分に収まった: as little as that


@lru_cache(maxsize=2048)
def numbers(text: str) -> tuple[Number, ...]:
    """Numbers of a plain text, in order of their places; a date gives its parts.

    >>> [(n.value, n.unit) for n in numbers("令和13年に1.5億円、３割、十二人")]
    [(2031, '年'), (150000000, '円'), (30, '%'), (12, '人')]
    """
    found: list[Number] = []
    free = text
    for reader in (_iso, _eras, _months, _fractions, _halves, _western, _eastern):
        for number in reader(free):
            found.append(_placed(number, text))
        for number in found:
            free = free[: number.start] + " " * (number.end - number.start) + free[number.end :]
    return tuple(sorted(found, key=lambda n: (n.start, n.value)))


def _iso(text: str) -> list[Number]:
    return [
        Number(int(m[part]), unit, m.start(), m.end(), m[0])
        for m in _ISO.finditer(text)
        for part, unit in (("y", "年"), ("m", "月"), ("d", "日"))
    ]


def _eras(text: str) -> list[Number]:
    found = []
    for m in _ERA.finditer(text):
        year = 1 if m["year"] == "元" else _whole(m["year"])
        found.append(Number(ERAS[m["era"]] + year, "年", m.start(), m.end(), m[0]))
    return found


def _months(text: str) -> list[Number]:
    found = []
    for m in _MONTH.finditer(text):
        if (
            m["name"] == "May"
            and not (m["before"] or m["after"] or m["year"])
            and not re.search(
                r"\b(?:in|of|since|by|until|to|from|last|this|next|during) $", text[: m.start()]
            )
        ):
            continue
        month = next(
            n for n, name in enumerate(_MONTHS, 1) if name.startswith(m["name"][:3].lower())
        )
        found.append(Number(month, "月", m.start(), m.end(), m["name"]))
        for part, unit in (("before", "日"), ("after", "日"), ("year", "年")):
            if m[part]:
                found.append(Number(int(m[part]), unit, m.start(), m.end(), m[part]))
    return found


def _fractions(text: str) -> list[Number]:
    found = [
        Number(round(100 * _whole(m["high"]) / _whole(m["low"]), 2), "%", m.start(), m.end(), m[0])
        for m in _FRACTION.finditer(text)
        if _whole(m["low"])
    ]
    for m in _PARTS.finditer(text):
        high = {"one": 1, "a": 1, "two": 2, "three": 3}[m["high"].lower()]
        value = round(100 * high / _LOW[m["low"].lower()], 2)
        found.append(Number(value, "%", m.start(), m.end(), m[0]))
    return found


def _halves(text: str) -> list[Number]:
    return [Number(50, "%", m.start(), m.end(), m[0]) for m in _HALF.finditer(text)]


def _western(text: str) -> list[Number]:
    found = []
    for m in _EN.finditer(text):
        if m["digits"]:
            if re.match(r"[万億兆千百]|\s?[ぁ-ゖァ-ヴ一-龯]", text[m.end() :]):
                continue  # a Japanese number, read with its unit
            value = float(m["digits"].replace(",", "").rstrip(".")) * _SCALES.get(
                (m["scale"] or "").lower(), 1
            )
        else:
            value = _spoken(m["words"].lower())
            if value == 1 or (m["words"].lower() in _SCALES):
                continue  # "one" mostly counts nothing
        unit = "%" if m["percent"] or m["wpercent"] else _english_unit(text, m.end())
        unit = "日" if m["nth"] and not unit else unit
        found.append(Number(value, unit, m.start(), m.end(), m[0]))
    for m in _NTH.finditer(text):
        found.append(Number(_ORDINALS[m["nth"].lower()], "", m.start(), m.end(), m[0]))
    return found


def _english_unit(text: str, end: int) -> str:
    if re.match(r" (?:an?|per|each|every) ", text[end:]):
        return ""  # 41 a day counts no days
    for word in re.findall(r"^[ -](?:[a-z]+ )?([a-z]+)|^[ -]([a-z]+)", text[end:]):
        for one in word:
            if one in UNITS:
                return UNITS[one]
    first = re.match(r"[ -]([a-z]{3,})", text[end:])
    return stem(first[1]) if first and first[1] not in STOPWORDS_EN_PLUS else ""


def _spoken(words: str) -> float:
    total, part = 0, 0
    for word in re.split(r"[- ]", words):
        if word in _WORDS:
            part += _WORDS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0
    return total + part


def _eastern(text: str) -> list[Number]:
    idioms = [(m.start(), m.end()) for m in _IDIOM.finditer(text)]
    found = []
    for m in _JA.finditer(text):
        if any(start < m.end("body") and m.start() < end for start, end in idioms):
            continue
        if m["body"] in ("千", "百", "十", "万") and not m["unit"].strip():
            continue
        body, unit = m["body"], m["unit"].strip()
        end = m.end() if unit else m.end("body")
        value = _value(body)
        unit = "第" if m["nth"] and unit not in ("回", "次") else unit
        if unit.startswith("割"):
            value *= 10
        tail = (
            re.match(r"([\d一二三四五六七八九])分", text[end:]) if unit.startswith("割") else None
        )
        value += _whole(tail[1]) if tail else 0
        found.append(Number(value, _unit(unit), m.start(), end, m[0].strip()))
    return found


def _unit(written: str) -> str:
    for length in range(len(written), 0, -1):
        if written[:length] in UNITS:
            return UNITS[written[:length]]
    return written[:1] if written[:1] in "年月日" else written


def _value(body: str) -> float:
    total = 0.0
    rest = body.replace(",", "")
    for part, scale in re.findall(r"([^万億兆]*)([万億兆]?)", rest):
        if part or scale:
            total += (_decimal(part) if part else 1) * _BIG.get(scale, 1)
    return total


def _decimal(part: str) -> float:
    digits = re.match(r"[\d.]+", part)
    if not digits:
        return _whole(part)
    value = float(digits[0].rstrip("."))
    for char in part[digits.end() :]:
        value *= _TENS.get(char, 1)
    return value


def _whole(words: str) -> int:
    if words.isdecimal():
        return int(words)
    if not any(char in _TENS for char in words):
        return int("".join(str(_DIGIT.get(char, 0)) for char in words) or 0)
    total, digit = 0, 0
    for char in words:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGIT.get(char, 0)
    return total + digit


def _placed(number: Number, text: str) -> Number:
    before, after = text[max(0, number.start - 24) : number.start], text[number.end :]
    bound: Bound = 0
    if _MORE.match(after) or _MORE_EN.search(before):
        bound = 1
    elif _LESS.match(after) or _LESS_EN.search(before):
        bound = -1
    about = bool(_ABOUT.search(before) or _ABOUT_AFTER.match(after))
    role = ""
    if re.match(r"\w{0,2}?(?:から|だった|であった|より)", after) or re.search(
        r"\bfrom (?:about )?$", before
    ):
        role = "from"
    elif re.match(r"\w{0,2}?(?:まで|へと?|に)(?!満|届|つき)", after) or re.search(
        r"\bto (?:about )?$", before
    ):
        role = "to"
    return Number(
        number.value,
        number.unit,
        number.start,
        number.end,
        number.words,
        bound,
        about,
        role,
        bool(_KEPT.match(after)),
    )
