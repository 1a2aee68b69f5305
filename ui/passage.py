"""A turn's words for the eye: joined over line breaks, with the cited characters told apart."""

from dataclasses import dataclass

from index.records import Span
from index.search_text import SearchText


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters that are all cited, or all not."""

    text: str
    cited: bool


def paragraphs(words: SearchText, cited: Span | None) -> list[list[Run]]:
    """Paragraphs of a text as runs; the characters of the `cited` span stand in cited runs.

    The characters are the source's own (⾧ stays ⾧); what stood between two lines is gone or
    one space, and paragraphs are kept.
    """
    first, last = words.from_source(cited) if cited else (0, 0)
    return [
        [
            Run(shown, is_cited)
            for begin, end, is_cited in _cut(start, stop, first, last)
            if (shown := _shown(words, begin, end))
        ]
        for start, stop in words.paragraphs
    ]


def _cut(start: int, stop: int, first: int, last: int) -> list[tuple[int, int, bool]]:
    """Cut a range at the borders of the cited one: (0, 9, 3, 5) -> 0-3, 3-5 cited, 5-9."""
    begin, end = min(max(first, start), stop), min(max(last, start), stop)
    pieces = [(start, begin, False), (begin, end, True), (end, stop, False)]
    return [piece for piece in pieces if piece[0] < piece[1]]


def _shown(words: SearchText, begin: int, end: int) -> str:
    """Source characters of a range, each cluster once, white space as one space."""
    shown, last = [], (-1, -1)
    for i in range(begin, end):
        origin = words.starts[i], words.ends[i]
        if origin != last:
            characters = words.source[origin[0] : origin[1]]
            shown.append(characters if characters.strip() else " ")
        last = origin
    return "".join(shown)
