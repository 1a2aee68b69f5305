"""Passages -> what the layers take: the vectors of their words, in batches of like length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.bulk.tokens import Tokenizer
from index.bulk.weights import Halves, Weights

Mask = npt.NDArray[np.int64]

_TOKENS = 1_500  # of a batch: what the caches of a processor hold; more is slower
_ROUNDS = 6  # batches for each lane: with one, a tenth of the time is waiting; smaller are slower


@dataclass(frozen=True, slots=True)
class Reading:
    """The model's words."""

    weights: Weights
    tokenizer: Tokenizer

    def ids(self, text: str) -> list[int]:
        """Tokens of a passage."""
        return self.tokenizer.passage(text)

    def batch(self, texts: Sequence[Sequence[int]]) -> tuple[Halves, Mask]:
        """Vectors (texts, tokens, hidden) and which of them are there (texts, tokens)."""
        longest = max(map(len, texts))
        mask = np.zeros((len(texts), longest), dtype=np.int64)
        words = np.zeros((len(texts), longest, self.weights.shape.hidden), dtype=np.float16)
        for row, ids in enumerate(texts):
            mask[row, : len(ids)] = 1
            words[row, : len(ids)] = self.weights.words(np.asarray(ids))
        return words, mask


def like_lengths(texts: Sequence[Sequence[int]], lanes: int = 1) -> Iterator[list[int]]:
    """Places of texts sorted by their count of tokens, in batches that pad little.

    The longest come first, and several batches for each of many lanes, where there are texts
    enough: so that all end at about the same time.
    """
    rounds = _ROUNDS if lanes > 1 else 1
    most = min(_TOKENS, sum(map(len, texts)) // (lanes * rounds))
    group: list[int] = []
    for place in sorted(range(len(texts)), key=lambda place: -len(texts[place])):
        if group and (len(group) + 1) * len(texts[group[0]]) > most:
            yield group
            group = []
        group.append(place)
    if group:
        yield group
