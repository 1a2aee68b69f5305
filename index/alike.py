"""Labels that look like one person's name written in two ways: 渡邊 and 渡辺, Penhale and Penhal.

Only the spelling is looked at; whose labels belong together is the speakers' own matter.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from index.records import Speaker
from index.speakers import split_label
from index.spelling import shinjitai

_VARIANTS = str.maketrans(
    "邉髙﨑斉嶋嶌濵𠮷冨舘桒栁龍淵峯薮曾瀨", "辺高崎斎島島浜吉富館桑柳竜渕峰藪曽瀬"
)  # of family names, where the tables of traditional characters end
_LONG = {True: 4, False: 5}  # letters of a name in which one may be a slip: Japanese, other


Pairs = set[tuple[str, str]]


def variant_pairs(labels: Iterable[str]) -> Pairs:
    """Pairs of labels, of one role, whose names differ by variants of characters or by spaces."""
    written = defaultdict(list)
    for label, speaker in _people(labels).items():
        written[_fold(speaker.name), speaker.role].append(label)
    return _pairs(written.values())


def slip_pairs(labels: Iterable[str], *, japanese: bool) -> Pairs:
    """Pairs of labels, of one role and affiliation, whose names differ by one letter.

    Without `japanese`, those are left out: over many meetings 一郎 and 二郎 are mostly brothers.
    """
    nearly = defaultdict(list)
    for label, speaker in _people(labels).items():
        folded = _fold(speaker.name)
        is_japanese = any(char > "\u3040" for char in folded)
        if len(folded) >= _LONG[is_japanese] and (japanese or not is_japanese):
            shorter = {folded[:at] + folded[at + 1 :] for at in range(len(folded))}
            for key in {folded} | shorter:
                nearly[key, speaker.role, speaker.affiliation].append(label)
    return _pairs(nearly.values())


def _people(labels: Iterable[str]) -> dict[str, Speaker]:
    return {label: split_label(label) for label in sorted(set(labels))}


def _pairs(groups: Iterable[list[str]]) -> Pairs:
    found = {pair for group in groups for pair in combinations(group, 2)}
    return {(a, b) for a, b in found if _differ(split_label(a), split_label(b))}


def _differ(one: Speaker, other: Speaker) -> bool:
    """Tell whether the names are written in two ways, and are apart by one letter at most."""
    if one.name == other.name:
        return False
    a, b = _fold(one.name), _fold(other.name)
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    return any(a[same + i :] == b[same + j :] for i, j in ((0, 0), (1, 1), (1, 0), (0, 1)))


@lru_cache(maxsize=8192)
def _fold(name: str) -> str:
    bare = name.replace(" ", "").replace("・", "").casefold()
    return shinjitai(bare).translate(_VARIANTS)
