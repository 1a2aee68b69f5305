"""What a meeting is about, in groups: a sentence that stands for each, and a phrase to call it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.morphemes import tokenizer
from rag.drafting.cover import cover
from rag.drafting.material import Material
from rag.near import centred
from rag.suggesting.japanese import phrases

_MOST = 8  # topics of a draft
_SENTENCES = 12  # that make a topic
_PAIR = "・"  # between two nouns that name a topic together
_WEAK = set(  # nouns of talking and pointing, which are about anything
    (
        "こと もの ため ところ 意見 理由 考え 話 言葉 問題 心配 自分 会社 当社 意味 場合 "
        "部分 感じ 状況 特徴 タイトル イメージ 中心 最後 最初 今日 皆さん こちら やり方 つもり "
        "まとめ 全部 説明 紹介 報告 お話 お願い 質問 発言 議論 研究 会議 検討 必要 予定 確認"
    ).split()
)
_HELD = 2  # sentences that hold a phrase by which a topic is called


@dataclass(frozen=True, slots=True)
class Topic:
    """Sentences that are nearest to one that stands for them."""

    name: str  # a noun phrase of theirs; empty where none stands out
    rows: tuple[int, ...]  # of the material


def topics_of(material: Material, most: int = _MOST) -> tuple[Topic, ...]:
    """Cut what is said into so many topics at most, the largest first."""
    telling = np.flatnonzero(material.worth)
    count = max(1, min(most, _MOST, len(telling) // _SENTENCES))
    middles = cover(material.vectors[telling], material.worth[telling], count)
    apart = centred(material.vectors[telling])
    nearest = (apart @ apart[list(middles)].T).argmax(axis=1)
    groups = [
        (int(telling[middle]), telling[nearest == place].tolist())
        for place, middle in enumerate(middles)
    ]
    groups.sort(key=lambda group: (-len(group[1]), group[1]))
    names = _names(material, groups)
    return tuple(Topic(name, tuple(rows)) for name, (_, rows) in zip(names, groups, strict=True))


def _names(material: Material, groups: Sequence[tuple[int, Sequence[int]]]) -> list[str]:
    """A phrase for each group: frequent in it, rare in the others, no other group's.

    Where no phrase comes twice, the longest of the sentence that stands for the group.
    """
    houses = " ".join(one.label for one in material.people)
    held = [
        Counter(phrase for row in rows for phrase in set(phrases(material.lines[row].words)))
        for _, rows in groups
    ]
    total = sum(held, Counter[str]())
    names: list[str] = []
    for counts, (middle, _) in zip(held, groups, strict=True):
        own = set(phrases(material.lines[middle].words))
        scored = [
            (count >= _HELD, count * count / total[phrase], len(phrase), phrase)
            for phrase, count in counts.items()
            if (count >= _HELD or phrase in own)
            and phrase not in houses
            and not any(phrase in name or name in phrase for name in names if name)
        ]
        names.append(max(scored)[-1] if scored else "")
    nouns = [
        Counter(noun for row in rows for noun in set(_nouns(material.lines[row].words)))
        for _, rows in groups
    ]
    spread = sum(nouns, Counter[str]())
    for place, counts in enumerate(nouns):
        if not names[place]:
            names[place] = _PAIR.join(_telling(counts, spread, names, houses))
    return names


def _telling(
    counts: Counter[str], spread: Counter[str], names: Sequence[str], houses: str
) -> list[str]:
    """The two nouns that tell a group best from the others; none that a name has already."""
    taken = f"{houses} {' '.join(names)}"
    scored = [
        (count * count / spread[noun], noun) for noun, count in counts.items() if noun not in taken
    ]
    return [noun for _, noun in sorted(scored, key=lambda one: (-one[0], -len(one[1]), one[1]))[:2]]


@lru_cache(maxsize=16_384)
def _nouns(words: str) -> tuple[str, ...]:
    """Common nouns of a Japanese sentence that name a thing: no time, count or person."""
    found = []
    for word in tokenizer().tokenize(words):
        kind = word.part_of_speech()
        if kind[:2] == ("名詞", "普通名詞") and kind[2] in ("一般", "サ変可能"):
            surface = word.surface()
            if len(surface) > 1 and surface not in _WEAK and not _is_english(surface):
                found.append(surface)
    return tuple(found)


def _is_english(surface: str) -> bool:
    """Tell whether it is a word of English speech, which the dictionary takes for a noun."""
    return surface.isascii() and not surface.isupper()
