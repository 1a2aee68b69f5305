"""Japanese names and loanwords in other scripts: 黒磯 is Kuroiso, 구로이소 or 쿠로이소, 黑矶.

Readings are Sudachi's. Spellings are compared after folding what varies between systems of
transcription: long vowels, voiced and voiceless beginnings in Hangul.
"""

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from index.morphemes import tokenizer

_KANA = dict(
    zip(
        "アイウエオカキクケコガギグゲゴサシスセソザジズゼゾタチツテトダヂヅデドナニヌネノ"
        "ハヒフヘホバビブベボパピプペポマミムメモヤユヨラリルレロワヲンヴ",
        "a i u e o ka ki ku ke ko ga gi gu ge go sa shi su se so za ji zu ze zo ta chi tsu te to "
        "da ji zu de do na ni nu ne no ha hi fu he ho ba bi bu be bo pa pi pu pe po ma mi mu me mo "
        "ya yu yo ra ri ru re ro wa o n vu".split(),
        strict=True,
    )
)
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_INITIALS = "k k n t t r m p p s ts  j j ch k t p h".split(" ")
_VOWELS = "a e ya ye o e yo ye o wa we we yo u wo we wi yu u ui i".split()
_FINALS = "  k k k n n n t r k m p t t p r m p p t t n t t k t p t".split(" ")[1:]


def shinjitai(text: str) -> str:
    """Chinese characters in their Japanese form, one for one: 有马 -> 有馬.

    The tables are those of OpenCC, from simplified to traditional to Japanese characters.
    """
    return "".join(_shinjitai(char) if char > "\u3400" else char for char in text)


@lru_cache(maxsize=8192)
def _shinjitai(char: str) -> str:
    traditional, japanese = _converters()
    found = str(japanese.convert(traditional.convert(char)))
    return found if len(found) == 1 else char


@cache
def _converters() -> tuple[OpenCC, OpenCC]:
    return OpenCC("s2t"), OpenCC("t2jp")


@lru_cache(maxsize=4096)
def romaji(name: str) -> str:
    """Japanese name in Latin letters as Sudachi reads it: 黒磯 -> kuroiso."""
    words = tokenizer().tokenize(f"{name}さん")  # 真壁 alone reads as no name
    return latin("".join(word.reading_form() for word in words).removesuffix("サン"))


def latin(kana: str) -> str:
    """Katakana in Latin letters: "クロイソ" -> "kuroiso"."""
    found, double = "", False
    for char in kana:
        sound = _KANA.get(char, "")
        if char in _SMALL:
            hushed = found.endswith(("shi", "chi", "ji"))
            found = found[:-1] + (_SMALL[char][-1:] if hushed else _SMALL[char])
        else:
            found += sound[:1] + sound if double else sound
        double = char == "ッ"
    return found


def folded(name: str) -> str:
    """Key under which spellings of one name meet: Satō, Satou, 사토, 佐藤 -> sato."""
    text = "".join(_letter(char) for char in name)
    text = unicodedata.normalize("NFD", text).casefold()
    text = re.sub(r"[^a-z]", "", text)
    for old, new in _FOLDS:
        text = re.sub(old, new, text)
    return text


_FOLDS = [
    (r"tsu|cheu|chu|ssu", "tu"),
    (r"sh", "s"),
    (r"ch|j", "t"),
    (r"g", "k"),
    (r"d|z", "t"),
    (r"b(?!$)", "p"),
    (r"f", "h"),
    (r"sy", "s"),
    (r"ty", "t"),
    (r"ou|oo|oh(?![aeiou])", "o"),
    (r"uu", "u"),
    (r"m(?=[pm])", "n"),  # Homma, Honma
    (r"(.)\1", r"\1"),
]


def skeleton(text: str) -> str:
    """Consonants of a folded spelling, in which a loanword and its origin meet.

    >>> skeleton(folded("system")) == skeleton(folded("shisutemu"))
    True
    """
    bare = re.sub(r"[aeiouywh]", "", text.translate(_ONE_SOUND))
    return re.sub(r"(.)\1+", r"\1", bare)


_ONE_SOUND = str.maketrans("lcqvxn", "rkkpkm")


def _letter(char: str) -> str:
    place = ord(char) - 0xAC00
    if 0 <= place < 11172:
        initial, rest = divmod(place, 588)
        vowel, final = divmod(rest, 28)
        return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
    return char
