"""What of a quote survives when its lines are wrapped anew: its words, told by length and hash.

Words are compared character by character in their compatibility decomposition (NFKD) without
white space and without what nobody sees: two texts agree in it exactly when they agree in NFKC.
All windows of a text are hashed at once, as differences of one running sum: the hash is a
polynomial over the integers modulo 2^64 (R. Karp and M. Rabin, Efficient randomized
pattern-matching algorithms, 1987).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.records import Span

_Units = npt.NDArray[np.uint64]
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that every power of it has an inverse
_UNSEEN = ("Cc", "Cf", "Cs")
_PDF_HYPHEN = "\ufffe"  # what PDFium puts where a word was broken
_JAMO = range(0x1160, 0x1200)  # vowels and final consonants belong to the syllable before
_WRITTEN = re.compile(r"([0-9]{1,5})-([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class Imprint:
    """Words, told from others whatever their line breaks and their width."""

    length: int  # characters that count
    digest: int  # of 64 bits

    def __str__(self) -> str:
        """As it stands in an address: "24-0123456789abcdef"."""
        return f"{self.length}-{self.digest:016x}"

    @classmethod
    def read(cls, written: str) -> "Imprint | None":
        """Read what `str` writes; None where it is something else."""
        found = _WRITTEN.fullmatch(written)
        return cls(int(found[1]), int(found[2], 16)) if found else None


@dataclass(frozen=True, slots=True)
class _Folded:
    """Units that count, with the character of the text that each came from."""

    units: npt.NDArray[np.uint32]
    places: npt.NDArray[np.int64]


def imprint(words: str) -> Imprint:
    """Take the imprint of words: imprint("Ａ ｶﾞ") == imprint("Aガ")."""
    units = _fold(words).units
    sums = _sums(units, _powers(len(units)))
    return Imprint(len(units), int(sums[-1]))


def find(text: str, wanted: Imprint) -> list[Span]:
    """Every place of a text where the words of an imprint stand, in order."""
    folded, length = _fold(text), wanted.length
    if not 0 < length <= len(folded.units):
        return []
    powers = _powers(len(folded.units))
    sums = _sums(folded.units, powers)
    windows = len(folded.units) - length + 1
    alike = sums[length:] - sums[:windows] == np.uint64(wanted.digest) * powers[:windows]
    spans = []
    for first in np.flatnonzero(alike).tolist():
        if _is_whole(text, folded, first, first + length):
            last = int(folded.places[first + length - 1])
            spans.append(Span(int(folded.places[first]), last + 1))
    return spans


def _is_whole(text: str, folded: _Folded, first: int, end: int) -> bool:
    """Tell whether units are whole characters: か is not the beginning of が."""
    places = folded.places
    if first and places[first - 1] == places[first]:
        return False
    if end == len(places):
        return True
    unit = chr(folded.units[end])
    joins = bool(unicodedata.combining(unit)) or ord(unit) in _JAMO
    return places[end - 1] != places[end] and not joins


def _sums(units: npt.NDArray[np.uint32], powers: _Units) -> _Units:
    """Sum of the first n units, each times its power of the base; n from 0."""
    mixed = (units.astype(np.uint64) + np.uint64(1)) * _BASE
    mixed ^= mixed >> np.uint64(29)
    sums = np.zeros(len(units) + 1, dtype=np.uint64)
    np.cumsum(mixed * powers, out=sums[1:])
    return sums


def _powers(count: int) -> _Units:
    powers = np.full(count, _BASE, dtype=np.uint64)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)


def _fold(text: str) -> _Folded:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    distinct, which = np.unique(codes, return_inverse=True)
    forms = [_form(code) for code in distinct.tolist()]
    lengths = np.array([len(form) for form in forms], dtype=np.int64)
    begins = np.cumsum(lengths) - lengths
    counts = lengths[which]
    places = np.repeat(np.arange(len(codes)), counts)
    within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
    flat = np.array([unit for form in forms for unit in form], dtype=np.uint32)
    return _Folded(flat[begins[which[places]] + within], places)


@lru_cache(maxsize=20_000)
def _form(code: int) -> tuple[int, ...]:
    """Code points that count of what one character decomposes to."""
    return tuple(
        ord(char)
        for char in unicodedata.normalize("NFKD", chr(code))
        if not char.isspace() and char != _PDF_HYPHEN and unicodedata.category(char) not in _UNSEEN
    )
