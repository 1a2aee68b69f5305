"""Runs of nouns in what is said: the forms that can be terms, each with its short units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sudachipy import Morpheme

from index.morphemes import tokenizer

_JOINS = {"ヶ", "ケ", "・"}  # 灯ヶ浦町 is one name
_LINK = re.compile(r"https?://[!-~]+")
_OUT = {"代名詞", "助数詞", "副詞可能", "数詞", "形状詞可能"}
_ENDINGS = {
    *("さん", "様", "氏", "君", "たち", "達", "ら", "等", "など", "側", "ごと", "毎", "目", "中"),
    *("方", "全体", "自体", "同士", "個人", "自身", "以外", "越し", "先", "以上", "以下"),
}
_COUNTED = re.compile("[一二三四五六七八九十何数毎今昨来翌両](?![般定元律括覧体次環値])")
_BETWEEN = {"の", "に", "よる", "における", "ヶ", "・"}
_LONGEST = 24  # characters of a term
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")


@dataclass(frozen=True, slots=True)
class Noun:
    """A run of nouns, or an English phrase, in a sentence."""

    form: str
    key: str  # by Sudachi's normalised forms, so that spellings meet
    size: int  # of short units
    start: int  # in the sentence's words
    named: bool  # a name, or a loanword that no dictionary has


def nouns(words: str) -> Iterator[Noun]:
    """Longest runs of nouns in a Japanese sentence, numbers and pronouns left out.

    >>> [noun.form for noun in nouns("ウミツバメ便は停留所で待つ。")]
    ['ウミツバメ便', '停留所']
    """
    run: list[Morpheme] = []
    for word in tokenizer().tokenize(_LINK.sub(lambda link: " " * len(link[0]), words)):
        if _belongs(word, run):
            run.append(word)
            continue
        yield from _made(words, run)
        run = []
    yield from _made(words, run)


def key_of(form: str) -> str:
    """Key under which spellings of a word meet: ディジタル and デジタル."""
    short = tokenizer(short=True).tokenize(form)
    return "".join(word.normalized_form() for word in short).casefold().replace(" ", "")


def units(words: str) -> frozenset[int]:
    """Offsets at which short units of a text begin or end."""
    edges = {0, len(words)}
    for word in tokenizer(short=True).tokenize(words):
        edges |= {word.begin(), word.end()}
    return frozenset(edges)


def is_plain_word(form: str) -> bool:
    """Tell whether a form is one word of the dictionary, and no name: 予約, but not 鷺の鼻."""
    found = list(tokenizer().tokenize(form))
    kind = found[0].part_of_speech() if found else ()
    return len(found) == 1 and not found[0].is_oov() and kind[1] != "固有名詞"


def is_nominal(form: str) -> bool:
    """Tell whether a form is nouns alone, or nouns joined by の or による: 差分による特定."""
    found = list(tokenizer().tokenize(form))
    return bool(found) and all(
        word.part_of_speech()[0] in ("名詞", "接頭辞", "接尾辞", "空白", "記号")
        or word.surface() in _BETWEEN
        or word.surface().isascii()
        for word in found
    )


def ends_of(form: str) -> tuple[str, str]:
    """First and last short unit of a compound, an action in neither: 葦戸漁港 -> 葦戸, 漁港."""
    short = list(tokenizer(short=True).tokenize(form))
    first, last = (
        "" if "サ変可能" in one.part_of_speech() else one.surface() for one in (short[0], short[-1])
    )
    return first, last


def joined(words: str) -> Iterator[str]:
    """Two nouns joined by の: 予約の記録."""
    found = list(nouns(words))
    for one, other in pairwise(found):
        end = one.start + len(one.form)
        if words[end : other.start] == "の" and len(one.form) + len(other.form) > 2:
            yield words[one.start : other.start + len(other.form)]


def _belongs(word: Morpheme, run: list[Morpheme]) -> bool:
    kind, surface = word.part_of_speech(), word.surface()
    if surface in _JOINS:
        return bool(run)
    if kind[0] in ("名詞", "接頭辞"):
        return True
    if kind[0] == "接尾辞":
        return kind[1] == "名詞的" and bool(run)
    if surface.isascii() and surface.isalnum():
        return True
    return kind[0] == "空白" and bool(run) and run[-1].surface().isascii()


def _made(words: str, run: list[Morpheme]) -> Iterator[Noun]:
    """What is left of a run after loose words at its ends; nothing of a quantity."""
    if any("数詞" in word.part_of_speech() for word in run):
        return
    while run and _is_loose(run[-1], last=True):
        run = run[:-1]
    while run and _is_loose(run[0], last=False):
        run = run[1:]
    if not run or _COUNTED.match(run[0].surface()):
        return
    start, end = run[0].begin(), run[-1].end()
    form = words[start:end]
    if len(form) <= _LONGEST and not form.isdigit():
        short = len(tokenizer(short=True).tokenize(form))
        yield Noun(form, key_of(form), short, start, any(_is_name(word) for word in run))


def _is_loose(word: Morpheme, *, last: bool) -> bool:
    kind = set(word.part_of_speech())
    if word.surface() in _JOINS or (word.part_of_speech()[0] in ("空白", "接頭辞") and last):
        return True
    if last and word.surface() in _ENDINGS:
        return True
    if word.part_of_speech()[0] == "接尾辞":
        return False
    return bool(_OUT & kind) or "非自立可能" in kind


def _is_name(word: Morpheme) -> bool:
    kind = word.part_of_speech()
    foreign = _KATAKANA.fullmatch(word.surface()) and word.is_oov()
    return bool((kind[1] == "固有名詞" and kind[2] != "人名") or foreign)
