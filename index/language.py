"""Which of the four languages that the program speaks a text is in, told by script."""

import re

_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]")
_LATIN = re.compile(r"[A-Za-z]")
_LETTERS_A_WORD = 3  # Latin letters say as much as one kanji or kana
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”|\"[^\"]*\"")
_CHINESE = re.compile(r"[么吗呢哪吧这那没们怎为说麼嗎這們說]|什|多少|何时|請問|是否|有沒有|谁")


def language_of(text: str) -> str:
    """Language of a question: ja, en, zh or ko; others in Latin script count as en.

    Kana means Japanese and Hangul Korean. Han characters alone are Chinese when one of them is
    simplified (in GB 2312 but not in Shift_JIS) or a word only Chinese asks with. Names that a
    question quotes do not count.
    """
    text = _QUOTED.sub("", text) or text
    if _HANGUL.search(text):
        return "ko"
    if _KANA.search(text):
        return "ja"
    if _HAN.search(text):
        simplified = any(_encodable(c, "gb2312") and not _encodable(c, "cp932") for c in text)
        return "zh" if simplified or _CHINESE.search(text) else "ja"
    return "en"


def main_language(text: str) -> str:
    """Language that most of a longer text is in: ja, en, zh or ko.

    Foreign names and words in it do not count, as they do in a question.
    """
    kana, han, hangul = (len(script.findall(text)) for script in (_KANA, _HAN, _HANGUL))
    latin = len(_LATIN.findall(text))
    if (kana + han + hangul) * _LETTERS_A_WORD < latin:
        return "en"
    if hangul > kana + han:
        return "ko"
    return "ja" if kana * 10 >= han else "zh"


def _encodable(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
