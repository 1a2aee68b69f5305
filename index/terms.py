"""Text -> words for BM25: Sudachi for Japanese, stems for Latin, bigrams for Hangul."""

import re
from functools import cache, lru_cache

from bm25s.stopwords import STOPWORDS_EN_PLUS
from Stemmer import Stemmer
from sudachipy import Dictionary, SplitMode, Tokenizer

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
}
_LIMIT = 12_000  # characters that Sudachi takes at once (49,149 bytes)


def terms(text: str) -> list[str]:
    """Content words of a search text in order, normalised for matching.

    >>> terms("第三者支払ライセンスの payments")
    ['第', '三', '者', '支払い', 'ライセンス', 'payment']
    """
    found: list[str] = []
    last = 0
    for run in _RUN.finditer(text):
        found += _japanese(text[last : run.start()])
        last = run.end()
        if run["latin"]:
            found += _latin(run["latin"])
        else:
            found += _bigrams(run["hangul"])
    return found + _japanese(text[last:])


def _japanese(text: str) -> list[str]:
    found: list[str] = []
    for start in range(0, len(text), _LIMIT):
        for word in _tokenizer().tokenize(text[start : start + _LIMIT]):
            kind = word.part_of_speech()
            form = word.normalized_form().lower()
            if kind[0] in _CONTENT and not _HOLLOW & set(kind[1:3]) and form not in _ASKING:
                found += _latin(form) if form.isascii() and form.isalpha() else [form]
    return found


@lru_cache(maxsize=50_000)
def _latin(run: str) -> tuple[str, ...]:
    words = [word for word in re.split(r"['’.&-]", run.lower()) if len(word) > 1 or len(run) == 1]
    return tuple(_stemmer().stemWord(word) for word in words if word not in STOPWORDS_EN_PLUS)


def _bigrams(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


@cache
def _stemmer() -> Stemmer:
    return Stemmer("english")


@cache
def _tokenizer() -> Tokenizer:
    return Dictionary(dict="core").tokenizer(mode=SplitMode.A)
