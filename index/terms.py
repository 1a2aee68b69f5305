"""Text -> words for BM25: Sudachi for Japanese, stems for Latin, bigrams for Hangul.

Names and loanwords are also indexed by their sound, so that Kuroiso and 구로이소 find 黒磯.
"""

import re
from functools import cache, lru_cache

from bm25s.stopwords import STOPWORDS_EN_PLUS
from Stemmer import Stemmer

from index.morphemes import tokenizer
from index.spelling import folded, latin, skeleton

_RUN = re.compile(
    r"(?P<latin>[A-Za-z][A-Za-z0-9]*(?:['’.&-][A-Za-z0-9]+)*)|(?P<hangul>[\uac00-\ud7a3]+)"
)
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "接頭辞", "接尾辞"}
_HOLLOW = {"非自立可能", "助動詞語幹", "動詞的", "形容詞的", "形状詞的"}
# words of asking, not of the thing asked for
_ASKING = {
    "何",
    "誰",
    "何時",
    "何処",
    "何方",
    "何れ",
    "幾つ",
    "幾ら",
    "理由",
    "教える",
    "事",
    "物",
    "為",
    "方",
    "下さる",
    "つく",  # について
    "関する",
}
Word = tuple[str, ...]  # one word's forms, the plain one first
_KATAKANA = re.compile(r"[ァ-ヶー]{3,}")
_FULL, _BONES = "/", "~"  # before a term that is a sound: whole, or its consonants alone
_SOUNDS = 3  # letters that a sound must have to tell anything
_LIMIT = 12_000  # characters that Sudachi takes at once (49,149 bytes)


def terms(text: str) -> list[str]:
    """Content words of a search text in order, normalised for matching, with their sounds.

    >>> terms("第三者支払ライセンスの payments")
    ['第', '三', '者', '支払い', 'ライセンス', '/raisensu', '~rsms', 'payment']
    """
    return [form for word in words(text) for form in word]


def words(text: str) -> list[Word]:
    """Content words of a search text in order, each in all its forms, the plain one first.

    Japanese names and loanwords, and capitalised Latin words, also stand as their sounds.
    """
    return _words(text, asked=False)


def asked_words(text: str) -> list[Word]:
    """Content words of a question, as `words`, but with the sounds of all foreign words."""
    return _words(text, asked=True)


def _words(text: str, *, asked: bool) -> list[Word]:
    found: list[Word] = []
    last = 0
    for run in _RUN.finditer(text):
        found += _japanese(text[last : run.start()])
        last = run.end()
        if run["latin"]:
            sounds = _sounds(run["latin"]) if asked or run["latin"][0].isupper() else ()
            found += [(word, *sounds) for word in _latin(run["latin"])]
        else:
            found += [(pair,) for pair in _bigrams(run["hangul"])]
            beginnings = _beginnings(run["hangul"]) if asked else []
            found += [(f"{_FULL}{folded(start)}",) for start in beginnings]
    return found + _japanese(text[last:])


def _japanese(text: str) -> list[Word]:
    found: list[Word] = []
    for start in range(0, len(text), _LIMIT):
        part = text[start : start + _LIMIT]
        runs = {run.start(): run[0] for run in _KATAKANA.finditer(part)}
        for word in tokenizer(short=True).tokenize(part):
            kind = word.part_of_speech()
            form = word.normalized_form().lower()
            if kind[0] not in _CONTENT or _HOLLOW & set(kind[1:3]) or form in _ASKING:
                continue
            plain = _latin(form) if form.isascii() and form.isalpha() else (form,)
            named = kind[1] == "固有名詞" or _KATAKANA.fullmatch(word.surface())
            sounds = _sounds(latin(word.reading_form())) if named else ()
            run = runs.get(word.begin(), "")
            if len(run) > len(word.surface()):  # ミナトグラム is cut into 港 and グラム at times
                found.append((run, *_sounds(latin(run))))
            found += [(each, *sounds) for each in plain]
    return found


def _sounds(spelling: str) -> tuple[str, ...]:
    """Terms under which spellings of a name in different scripts meet."""
    whole = folded(spelling)
    bones = skeleton(whole)
    full = (f"{_FULL}{whole}",) if len(whole) >= _SOUNDS else ()
    return (*full, f"{_BONES}{bones}") if len(bones) >= _SOUNDS else full


def _beginnings(run: str) -> list[str]:
    """Beginnings of a Hangul word, which may be a name before its particle."""
    return [run[:length] for length in range(2, len(run) + 1)]


@lru_cache(maxsize=50_000)
def _latin(run: str) -> tuple[str, ...]:
    words = [word for word in re.split(r"['’.&-]", run.lower()) if len(word) > 1 or len(run) == 1]
    return tuple(_stemmer().stemWord(word) for word in words if word not in STOPWORDS_EN_PLUS)


def _bigrams(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


@cache
def _stemmer() -> Stemmer:
    return Stemmer("english")
