"""Numbers, dates and amounts of a text, in any script, with their units."""

import re
from functools import lru_cache

from index.numerals import ERAS
from rag.verifying.bounds import Number, placed
from rag.verifying.digits import SCALES, WORDS, spoken, value_of, whole
from rag.verifying.units import MONEY, SIGNS, english_unit, unit_of

_JA = re.compile(
    r"(?<![A-Za-z\d.])(?P<nth>第)?(?P<body>(?:\d[\d,]*(?:\.\d+)?|[〇零一二三四五六七八九十百千]+)"
    r"(?:[万億兆](?:\d[\d,]*(?:\.\d+)?|[〇零一二三四五六七八九十百千]+)?)*(?:[万億兆千百])?)"
    r"(?P<unit> ?(?:パーセント|ポイント|%|[かヶカ個箇][月所国](?:間)?|年[間度代]?|月|日間?|割|"
    r"分間?|秒間?|時間?|歳|"
    r"人|名|台|件|回|次|円|ドル|ユーロ|ポンド|ウォン|クローネ|クラウン|本|社|校|隻|便|倍|つ|号|版|週間?|度|系統|市町|か国|点|戸|条|項|代|"
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
_HALF = re.compile(
    r"半分|半数|半額|(?<![一-龯])半ば|過半|\b(?:half|halve[sd]?|halving)\b(?![- ](?:an? )?year)",
    re.I,
)
_HALF_YEAR = re.compile(r"(?<![\d一二三四五六七八九十])半年間?|\bhalf[- ](?:an? )?year\b", re.I)
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
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
        range(1, 11),
        strict=True,
    )
)
_ONE = "|".join([*WORDS, *SCALES])
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


@lru_cache(maxsize=2048)
def numbers(text: str) -> tuple[Number, ...]:
    """Numbers of a plain text, in order of their places; a date gives its parts.

    >>> [(int(n.value), n.unit) for n in numbers("令和13年に1.5億円、３割、十二人")]
    [(2031, '年'), (150000000, '円'), (30, '%'), (12, '人')]
    """
    found: list[Number] = []
    free = text
    for reader in (_iso, _eras, _months, _fractions, _halves, _western, _eastern):
        for number in reader(free):
            found.append(placed(number, text))
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
        year = 1 if m["year"] == "元" else whole(m["year"])
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
        Number(round(100 * whole(m["high"]) / whole(m["low"]), 2), "%", m.start(), m.end(), m[0])
        for m in _FRACTION.finditer(text)
        if whole(m["low"])
    ]
    for m in _PARTS.finditer(text):
        high = {"one": 1, "a": 1, "two": 2, "three": 3}[m["high"].lower()]
        value = round(100 * high / _LOW[m["low"].lower()], 2)
        found.append(Number(value, "%", m.start(), m.end(), m[0]))
    return found


def _halves(text: str) -> list[Number]:
    halves = [Number(50, "%", m.start(), m.end(), m[0]) for m in _HALF.finditer(text)]
    years = [Number(6, "月間", m.start(), m.end(), m[0]) for m in _HALF_YEAR.finditer(text)]
    return halves + years


def _western(text: str) -> list[Number]:
    found = []
    for m in _EN.finditer(text):
        if m["digits"]:
            if re.match(r"[万億兆千百]|\s?[ぁ-ゖァ-ヴ一-龯]", text[m.end() :]):
                continue  # a Japanese number, read with its unit
            value = float(m["digits"].replace(",", "").rstrip(".")) * SCALES.get(
                (m["scale"] or "").lower(), 1
            )
        else:
            value = spoken(m["words"].lower())
        unit = "%" if m["percent"] or m["wpercent"] else english_unit(text, m.end())
        unit = SIGNS.get(text[m.start() - 1 : m.start()], unit)
        if m["words"] and (m["words"].lower() in SCALES or (value == 1 and unit not in MONEY)):
            continue  # "one" mostly counts nothing
        unit = "日" if m["nth"] and not unit else unit
        found.append(Number(value, unit, m.start(), m.end(), m[0]))
    for m in _NTH.finditer(text):
        found.append(Number(_ORDINALS[m["nth"].lower()], "", m.start(), m.end(), m[0]))
    return found


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
        value = value_of(body)
        unit = "第" if m["nth"] and unit not in ("回", "次") else unit
        if unit.startswith("割"):
            value *= 10
        tail = (
            re.match(r"([\d一二三四五六七八九])分", text[end:]) if unit.startswith("割") else None
        )
        value += whole(tail[1]) if tail else 0
        found.append(Number(value, unit_of(unit), m.start(), end, m[0].strip()))
    return found
