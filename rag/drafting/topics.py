"""What a meeting is about, in groups: a sentence that stands for each, and a phrase to call it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.drafting.cover import centred, cover
from rag.drafting.material import Material
from rag.suggesting.japanese import phrases

_MOST = 8  # topics of a draft
_SENTENCES = 12  # that make a topic
_HELD = 2  # sentences that should hold the phrase by which a topic is called


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
    groups = [telling[nearest == place].tolist() for place in range(len(middles))]
    groups.sort(key=lambda rows: (-len(rows), rows))
    names = _names(material, groups)
    return tuple(Topic(name, tuple(rows)) for name, rows in zip(names, groups, strict=True))


def _names(material: Material, groups: Sequence[Sequence[int]]) -> list[str]:
    """A phrase for each group: frequent in it, rare in the others, no other group's."""
    held = [
        Counter(phrase for row in rows for phrase in set(phrases(material.lines[row].words)))
        for rows in groups
    ]
    total = sum(held, Counter[str]())
    names: list[str] = []
    for counts in held:
        scored = [
            (count >= _HELD, count * count / total[phrase], len(phrase), phrase)
            for phrase, count in counts.items()
            if not any(phrase in name or name in phrase for name in names if name)
        ]
        names.append(max(scored)[-1] if scored else "")
    return names
