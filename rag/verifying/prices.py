"""A thing that is free has a price, and it is zero: whoever says so must have read so."""

import re

from rag.verifying.words import plain

_FREE = re.compile(
    r"無料|無償|(?<![一-龯ァ-ヴー])タダ|ただ(?=[でにとだな]|同然)(?!でさえ|に一|だし|なら)|"
    r"\bfree of charge\b|\bfor free\b|\b(?:is|are|was|were|be|been|becomes?|became|made|remains?|"
    r"stays?|rides?|go(?:es)?|travels?) (?:now |entirely |completely |currently )?free\b"
    r"(?! (?:to|from|of(?! charge))\b)|"
    r"\bfree (?:fare|ride|ticket|admission|entry|travel|service)s?\b|"
    r"\b(?:costs?|pays?|charges?) nothing\b|\bno (?:charge|fare|fee)\b",
    re.I,
)
_NOTHING = re.compile(
    r"(?<![\d.,一二三四五六七八九十百千万])(?:0|〇|零|ゼロ)円?|(?:金|料|費|代)[^。、]{0,8}(?:"
    r"不要|(?:取[らり]|いただ[かき]|頂[かき]|かか[らり]|掛か[らり]|要[らり]|払[わい])(?:な|ず|ませ))|負担(?:は|が|も)?(?:な[いくし]|あり"
    r"ません|ゼロ)|\b(?:zero|gratis|complimentary|without (?:charge|paying|payment))\b|"
    r"\b(?:not|n't|never|without|no longer) (?:\w+ ){0,2}(?:pay|charg\w+|cost)\b",
    re.I,
)
_NOT_FREE = re.compile(
    r"\s?(?:で(?:は|も)?|じゃ|に(?:は|も)?|と(?:は)?)?(?:な[いくか]|あり?ません|し(?:ない|ません))"
)
_NOT = re.compile(r"\b(?:not|never|no longer)\b|n't\b")


def unread(statement: str, cited: str) -> str:
    """Words by which a statement calls free what the cited text does not; empty where it may.

    >>> unread("渡し船の料金は無料です。", "渡し船の料金は大人三百円です。")
    '無料'
    >>> unread("渡し船の料金は無料です。", "お代はいただきません。")
    ''
    """
    text, source = plain(statement), plain(cited)
    if _FREE.search(source) or _NOTHING.search(source):
        return ""
    for found in _FREE.finditer(text):
        denied = _NOT_FREE.match(text, found.end()) or _NOT.search(found[0])
        if not denied:
            return found[0]
    return ""
