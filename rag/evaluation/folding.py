"""Texts compared without white space and in NFKC, and the way back to the source characters."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from index.records import Span

_KANA_MARKS = "\uff9e\uff9f"  # half-width voicing marks: not combining, but they compose
_JAMO = range(0x1160, 0x1200)  # vowels and final consonants, which compose with what is before


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text of a span; character i comes from source characters `places[i]`."""

    text: str
    places: list[Span]


def fold(source: str, span: Span) -> Folded:
    """Fold a span of a source text: "Ａ ｶﾞ" -> "Aガ"."""
    text: list[str] = []
    places: list[Span] = []
    for piece in _pieces(source, span):
        for char in plain(piece.of(source)):
            text.append(char)
            places.append(piece)
    return Folded("".join(text), places)


def plain(words: str) -> str:
    """NFKC without white space and without characters that nobody sees."""
    form = unicodedata.normalize("NFKC", words)
    return "".join(
        c for c in form if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf")
    )


def find(words: str, folded: Folded) -> list[Span]:
    """Every place where words stand, as source spans; none for words that fold to nothing."""
    wanted = plain(words)
    spans = []
    start = folded.text.find(wanted) if wanted else -1
    while start >= 0:
        last = start + len(wanted) - 1
        spans.append(Span(folded.places[start].start, folded.places[last].end))
        start = folded.text.find(wanted, start + 1)
    return spans


def _pieces(source: str, span: Span) -> Iterator[Span]:
    """Source ranges that NFKC may compose: a character and the marks after it."""
    begin = span.start
    for at in range(span.start + 1, span.end + 1):
        if at < span.end and _continues(source[at]):
            continue
        yield Span(begin, at)
        begin = at


def _continues(char: str) -> bool:
    return bool(unicodedata.combining(char)) or char in _KANA_MARKS or ord(char) in _JAMO
