"""How a file's lines are laid out: hard-wrapped or not, how wide, how far apart.

A PDF's text has a line break wherever the paper ended. Whether a break ends a paragraph or
only a line is told by the whole file, so it is measured once a file, here.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from index.records import Span

BREAK = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029\x85]")
TERMINATORS = "。！？!?.｡．…‥"
CLOSERS = "」』）)］]】〉》＞>”’\"'｣〕〙〗"
URL_TAIL = re.compile(r"https?://[!-~]*$")
URL_REST = re.compile(r"[A-Za-z0-9%/_.~?&=#+:;,@-]+$")
BULLET = re.compile(
    r"(?:[・•●○◯◎◆◇■□▪▼▶*-][ \u3000]|[・①-⑳⑴-⒇❶-❿]|#{1,6} |[(（]?\d{1,2}[)）.．、] ?(?!\d))"
)
FULL = 0.9  # a line of this share of the wrap width cannot have ended by choice
SHORT = 0.65  # a line under this share did
NARROW = 24  # columns: headings alone are no measure of the width


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it."""

    span: Span
    width: int  # columns: an East Asian wide character takes two
    gap: int  # empty lines before it
    ended: bool  # its last character ends a sentence


@dataclass(frozen=True, slots=True)
class Layout:
    """What the whole file tells about its line breaks."""

    width: int  # columns at which lines are wrapped; 0 where they are not
    gap: int  # empty lines that stand inside a paragraph (1 in double-spaced text)


def columns(text: str) -> int:
    """Width on a terminal: columns("aあ") -> 3."""
    return len(text) if text.isascii() else sum(map(_width, text))


@cache
def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def ends_sentence(text: str) -> bool:
    """Tell whether a sentence ends here: "…です。」" -> True, "…第" -> False."""
    return text.rstrip(CLOSERS)[-1:] in TERMINATORS if text else False


def split_lines(text: str, span: Span) -> list[Line]:
    """Lines of text inside the span that are not blank."""
    lines: list[Line] = []
    start, gap = span.start, 0
    breaks = [m.span() for m in BREAK.finditer(text, span.start, span.end)]
    for end, after in [*breaks, (span.end, span.end)]:
        raw = text[start:end]
        words = raw.strip()
        if words:
            begin = start + raw.index(words[0])
            lines.append(
                Line(
                    Span(begin, begin + len(words)),
                    columns(words),
                    gap if lines else 0,
                    ends_sentence(words),
                )
            )
            gap = 0
        else:
            gap += 1
        start = after
    return lines


@lru_cache(maxsize=256)  # asked for again with every passage of a file
def measure(text: str) -> Layout:
    """Measure a whole file.

    Wrapped text breaks in the middle of sentences: it is taken for wrapped when three in ten
    of its longer lines end without ending a sentence.
    """
    lines = split_lines(text, Span(0, len(text)))
    if len(lines) < 2:
        return Layout(0, 0)
    widths = sorted(line.width for line in lines)
    width = widths[int(len(widths) * 0.9) - 1 if len(widths) >= 10 else -1]
    pairs = [
        (line, after)
        for line, after in pairwise(lines)
        if line.width >= min(width * SHORT, NARROW) and not URL_TAIL.search(line.span.of(text))
    ]
    open_ended = [(line, after) for line, after in pairs if not line.ended]
    long_open = [(a, b) for a, b in open_ended if a.width >= width * SHORT]
    if len(long_open) * 10 < len(pairs) * 3 or not long_open:
        return Layout(0, 0)
    spaced = sum(after.gap >= 1 for _, after in long_open) * 2 > len(long_open)
    return Layout(width, 1 if spaced else 0)


def is_soft(text: str, layout: Layout, line: Line, after: Line) -> bool:
    """Tell whether the break between two lines falls inside a paragraph.

    What decides, in this order: a URL goes on only in URL characters; a file that is not
    wrapped has no soft breaks; more empty lines than usual end a paragraph; a line that
    ended its sentence before the margin ended its paragraph; so did a short line; a bullet
    starts anew unless the line before was full.
    """
    if not layout.width or after.gap > layout.gap:
        return False
    words, following = line.span.of(text), after.span.of(text)
    full = line.width >= layout.width * FULL
    url = URL_TAIL.search(words)
    if url:
        return joins_url(words, following, layout, line.width)
    if following.startswith(("http://", "https://")) and line.ended:
        return False
    if line.ended and not full:
        return False
    if line.width < layout.width * SHORT:
        return False
    return full or not BULLET.match(following)


def joins_url(words: str, following: str, layout: Layout, width: int) -> bool:
    """Tell whether a URL at a line's end goes on in the next line.

    It does when the next line is nothing but URL characters and no word of its own, and the
    URL broke at a hyphen or slash, or at the margin.
    """
    if not URL_REST.match(following) or following.startswith("http"):
        return False
    return words[-1] in "-/_=&?.%" or width >= layout.width * FULL
