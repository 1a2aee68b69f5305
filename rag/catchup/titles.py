"""Titles of groups of sentences: the noun phrases that set each group off from the others.

A phrase counts by how many sentences of the group hold it, the more the fewer sentences of other
groups do: TF-IDF over groups (M. Grootendorst, BERTopic, 2022).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from index.spelling import folded, latin, skeleton
from rag.catchup.records import Sifted

_SPELLED = re.compile(r"[ァ-ヴー]{4,}|[a-z]{4,}")
_SHOWN = 2  # phrases of a title
_ONCE = 2  # count of a phrase that one telling sentence holds
_APART = ("・", ", ")  # between the phrases of a title, in Japanese and in Latin script


def telling(groups: Sequence[Iterable[Sifted]], most: int) -> list[tuple[str, ...]]:
    """Most telling phrases of each group, the best first; none for a group that names nothing."""
    counts = [_counted(group) for group in groups]
    overall: Counter[str] = Counter()
    for count in counts:
        overall.update(count)
    mean = overall.total() / max(len(groups), 1)
    weights = [
        {
            phrase: often * math.log(1 + mean / overall[phrase]) * math.log(1 + len(phrase))
            for phrase, often in count.items()
        }
        for count in counts
    ]
    found, used = [], set[str]()
    for count, weighed in zip(counts, weights, strict=True):
        best = _best(count, weighed, used, most)
        used.update(best[:_SHOWN])
        found.append(best)
    return found


def title(phrases: Sequence[str]) -> str:
    """One or two phrases as a title: title(["秘匿", "升目の数"]) -> "秘匿・升目の数"."""
    first = phrases[:_SHOWN]
    return _APART[all(phrase.isascii() for phrase in first)].join(first)


def _counted(group: Iterable[Sifted]) -> Counter[str]:
    """Sentences that hold each phrase; what a sentence tells counts more than a courtesy."""
    found: Counter[str] = Counter()
    for sentence in group:
        for phrase in sentence.phrases:
            found[phrase] += 2 if sentence.tells else 1
    return found


def _best(
    count: Counter[str], weights: dict[str, float], used: set[str], most: int
) -> tuple[str, ...]:
    """Heaviest phrases: those said again before others, and those that title no group yet."""
    order = sorted(weights, key=lambda p: (count[p] <= _ONCE, p in used, -weights[p]))
    kept: list[str] = []
    for phrase in order:
        if len(kept) == most:
            break
        if not any(same(phrase, other) for other in kept):
            kept.append(phrase)
    return tuple(kept)


def same(one: str, other: str) -> bool:
    """Tell whether a phrase holds another, or sounds like it: Minatogram, ミナトグラム."""
    one, other = one.casefold(), other.casefold()
    return one in other or other in one or bool(_sound(one) and _sound(one) == _sound(other))


@lru_cache(maxsize=4096)
def _sound(phrase: str) -> str:
    """How a name in kana or Latin letters sounds, its consonants alone."""
    if not _SPELLED.fullmatch(phrase):
        return ""
    return skeleton(folded(phrase if phrase.isascii() else latin(phrase)))
