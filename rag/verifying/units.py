"""What numbers count: one name for each unit, in whatever script it is written."""

import re

from bm25s.stopwords import STOPWORDS_EN_PLUS

from rag.verifying.kin import stem

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
    "ドル": "ドル dollar dollars",
    "ユーロ": "ユーロ euro euros",
    "ポンド": "ポンド pound pounds",
    "ウォン": "ウォン won",
    "クローネ": "クローネ クラウン crown crowns",
    "所": "か所 カ所 ヶ所 箇所 個所 所 places stops sites",
    "系統": "系統 routes",
    "歳": "歳 代",
    "時": "時",
    "週": "週 週間 weeks week",
    "倍": "倍",
}

MONEY = frozenset(("円", "ドル", "ユーロ", "ポンド", "ウォン", "クローネ"))
SIGNS = {"$": "ドル", "€": "ユーロ", "£": "ポンド", "¥": "円"}
UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}


def unit_of(written: str) -> str:
    """Name of the unit that a Japanese counter begins with."""
    for length in range(len(written), 0, -1):
        if written[:length] in UNITS:
            return UNITS[written[:length]]
    return written[:1] if written[:1] in "年月日" else written


def english_unit(text: str, end: int) -> str:
    """Name of the unit in the words behind an English number, or their stem, or nothing."""
    if re.match(r" (?:an?|per|each|every) ", text[end:]):
        return ""  # 41 a day counts no days
    behind = re.match(r"[ -]([a-z]+)(?: ([a-z]+))?", text[end:], re.I)
    for word in behind.groups("") if behind else ():
        if word.lower() in UNITS:
            return UNITS[word.lower()]
    first = re.match(r"[ -]([a-z]{3,})", text[end:])
    return stem(first[1]) if first and first[1] not in STOPWORDS_EN_PLUS else ""
