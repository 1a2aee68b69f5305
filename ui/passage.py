"""A turn's words for the eye: joined over line breaks, each character knowing where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.search_text import SearchText


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words as they are shown, and the source offsets of their characters.

    The offsets are told in runs, as (offset, count): so many characters shown one after
    another stand at the offset and after it. Where a line ended, a new run begins.
    """

    text: str
    runs: tuple[tuple[int, int], ...]


def paragraphs(words: SearchText) -> list[Paragraph]:
    """Paragraphs of a text.

    The characters are the source's own (⾧ stays ⾧); what stood between two lines is gone or
    one space, and what cannot be seen is gone.
    """
    return [_paragraph(words, start, stop) for start, stop in words.paragraphs]


def _paragraph(words: SearchText, start: int, stop: int) -> Paragraph:
    text: list[str] = []
    runs: list[tuple[int, int]] = []
    for first, last, gap in _stretches(words, start, stop):
        shown = " " if gap else words.source[first:last]
        if not shown.isprintable():  # full-width spaces and tabs are spaces like any other
            shown = "".join(" " if char.isspace() else char for char in shown)
        text.append(shown)
        runs.append((first, len(shown)))
    return Paragraph("".join(text), tuple(runs))


def _stretches(words: SearchText, start: int, stop: int) -> Iterator[tuple[int, int, bool]]:
    """Source ranges of a range of search characters: neighbours as one, a wide gap by itself."""
    first, last, gap = words.starts[start], words.starts[start], False
    for i in range(start, stop):
        begin, end = words.starts[i], words.ends[i]
        if end == last:  # one character of the source became several: ㍿ is 株式会社
            continue
        wide = end > begin + 1 and _is_gap(words, i)
        if begin != last or wide or gap:
            if first < last:
                yield first, last, gap
            first, gap = begin, wide
        last = end
    yield first, last, gap


def _is_gap(words: SearchText, i: int) -> bool:
    """Tell whether a search character is white space, and not the accent that ´ becomes too."""
    alone = i + 1 == len(words.text) or words.ends[i + 1] != words.ends[i]
    return alone and words.text[i] == " "
