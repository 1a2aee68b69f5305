"""Runs of nouns in what is said: the forms that can be terms, each with its short units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sudachipy import Morpheme

from index.morphemes import tokenizer

_JOINS = {"ヶ", "ケ", "・"}  # 灯ヶ浦町 is one name
_LINK = re.compile(r"https?://[!-~]+")
_OUT = {"代名詞", "助数詞", "副詞可能", "数詞"}
_ENDINGS = {
    *("さん", "様", "氏", "君", "たち", "達", "ら", "等", "など", "側", "ごと", "毎", "目", "中"),
    *(
        "方",
        "とも",
        "共",
        "付近",
        "国内",
        "上",
        "全体",
        "自体",
        "同士",
        "個人",
        "自身",
        "以外",
        "越し",
        "先",
        "以上",
        "以下",
    ),
}
_COUNTED = re.compile("[一二三四五六七八九十何数毎今昨来翌両](?![般定元律括覧体次環値]|$)")
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


def reading(form: str) -> str:
    """How a form is read, in katakana: 債権 -> サイケン."""
    return "".join(word.reading_form() for word in tokenizer().tokenize(form))


def katakana(kana: str) -> str:
    """Hiragana as katakana: でんさい -> デンサイ."""
    return "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ん" else char for char in kana)


def units(words: str) -> frozenset[int]:
    """Offsets at which short units of a text begin or end."""
    edges = {0, len(words)}
    for word in tokenizer(short=True).tokenize(words):
        edges |= {word.begin(), word.end()}
    return frozenset(edges)


def has_name(form: str) -> bool:
    """Tell whether a form has a name, or a word that no dictionary has."""
    found = tokenizer(short=True).tokenize(form)
    return any(word.is_oov() or word.part_of_speech()[1] == "固有名詞" for word in found)


def is_plain_word(form: str) -> bool:
    """Tell whether a form is one word of the dictionary, and no name: 予約, but not 鷺の鼻."""
    found = list(tokenizer().tokenize(form))
    if len(found) != 1 or found[0].is_oov():
        return False
    return str(found[0].part_of_speech()[1]) != "固有名詞"


def is_nominal(form: str) -> bool:
    """Tell whether a form is nouns alone, or nouns joined by の or による: 差分による特定."""
    found = list(tokenizer().tokenize(form))
    return bool(found) and all(
        word.part_of_speech()[0] in ("名詞", "接頭辞", "接尾辞", "空白", "記号")
        or word.surface() in _BETWEEN
        or word.surface().isascii()
        for word in found
    )


def head_name(form: str) -> str:
    """Name with which a compound begins, or nothing: 葦戸漁港 -> 葦戸."""
    first = next(iter(tokenizer(short=True).tokenize(form)))
    kind = first.part_of_speech()
    named = first.is_oov() or (kind[1] == "固有名詞" and "国" not in kind)
    return str(first.surface()) if named else ""


def joined(words: str) -> Iterator[str]:
    """Two nouns joined by の: 予約の記録."""
    found = list(nouns(words))
    for one, other in pairwise(found):
        end = one.start + len(one.form)
        if (
            words[end : other.start] == "の"
            and not has_name(one.form)
            and len(one.form) + len(other.form) > 2
        ):
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
        yield Noun(form, key_of(form), short, start, _is_named(run))


def _is_loose(word: Morpheme, *, last: bool) -> bool:
    kind = set(word.part_of_speech())
    if word.surface() in _JOINS or (word.part_of_speech()[0] in ("空白", "接頭辞") and last):
        return True
    if last and word.surface() in _ENDINGS:
        return True
    if word.part_of_speech()[0] == "接尾辞":
        return False
    return bool(_OUT & kind) or "非自立可能" in kind


def _is_named(run: list[Morpheme]) -> bool:
    """Tell whether a run is a name: 汐見湾, ノリヨリ; but neither アジア nor 英国政府."""
    kinds = [word.part_of_speech() for word in run]
    if any(_KATAKANA.fullmatch(word.surface()) and word.is_oov() for word in run):
        return True
    if any(kind[1] == "固有名詞" and kind[2] not in ("人名", "地名") for kind in kinds):
        return True
    ends = kinds[-1][0] == "接尾辞" or len(run[-1].surface()) == 1
    placed = kinds[0][2] == "地名" and "国" not in kinds[0]
    return placed and len(run) > 1 and ends
