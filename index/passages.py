"""Turns -> passages: about 300 Japanese or 600 Latin characters, cut where sentences end.

A passage never spans two turns. Lengths are counted in columns, of which a Japanese character
takes two, so that passages of all languages say about as much.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate

from index.layout import columns, measure
from index.records import Passage, Transcript, Turn
from index.search_text import SearchText, search_text
from index.sentences import sentences

TARGET = 600  # columns of search text: long enough for context, short enough not to dilute
LONGEST = 900  # columns; a passage, or a single sentence, is never wider
HEADING = 60  # characters up to which a first paragraph without a full stop leads the next
_MID_PARAGRAPH = 0.25  # cost of a cut inside a paragraph, in squared shares of the target

Range = tuple[int, int]


def cut(
    transcript: Transcript, *, fits: Callable[[str], bool] = lambda text: True
) -> list[tuple[Passage, str]]:
    """Cut every turn: passages with their search text, in reading order.

    `fits` tells whether the encoder reads a text whole; what does not fit is cut smaller.
    Text without any speaker is cut by paragraphs.
    """
    layout = measure(transcript.text)
    found = []
    for turn in transcript.turns:
        search = search_text(transcript.text, turn.span, layout)
        ranges = _by_paragraph(search) if len(transcript.turns) == 1 else [(0, len(search.text))]
        for start, end in ranges:
            for piece in _pack(_units(search, start, end, fits), search, fits):
                found.append(_passage(transcript, turn, search, piece))
    return found


def _passage(
    transcript: Transcript, turn: Turn, search: SearchText, piece: Range
) -> tuple[Passage, str]:
    span = search.to_source(*piece)
    return Passage(transcript.id, turn.number, span), search.text[piece[0] : piece[1]]


def _by_paragraph(search: SearchText) -> list[Range]:
    """Paragraphs; one that ends no sentence (a title, a heading) leads the one after it."""
    ranges: list[Range] = []
    begin = None
    for start, end in search.paragraphs:
        begin = start if begin is None else begin
        heading = end - start <= HEADING and search.text[end - 1] not in "。.!?！？」）)"
        if not heading:
            ranges.append((begin, end))
            begin = None
    if begin is not None:
        ranges.append((begin, search.paragraphs[-1][1]))
    return ranges


def _units(search: SearchText, start: int, end: int, fits: Callable[[str], bool]) -> list[Range]:
    """Sentences of a range; one that is too long is cut at commas, spaces, or anywhere.

    A source character stays whole: ㍿, which is 株式会社 in the search text, is never cut.
    """
    units = []
    edge = start
    for first, last in sentences(search.text[start:end]):
        a, b = start + first, start + last
        while a > edge and _inside(search, a):
            a -= 1
        while b < end and _inside(search, b):
            b += 1
        rest: Sequence[Range] = [(max(a, edge), b)] if b > edge else []
        edge = max(edge, b)
        while rest:
            (a, b), rest = rest[0], rest[1:]
            whole = columns(search.text[a:b]) <= LONGEST and fits(search.text[a:b])
            middle = None if whole else _middle(search, a, b)
            if middle is None:
                units.append((a, b))
            else:
                rest = [(a, middle), (middle, b), *rest]
    return [(a, b) for a, b in units if _has_width(search, a, b)]


def _middle(search: SearchText, a: int, b: int) -> int | None:
    """Where to cut an overlong sentence: near its middle, behind a comma or space if any."""
    half = (a + b) // 2
    places = [place for place in range(a + 1, b) if not _inside(search, place)]
    near = [place for place in places if abs(place - half) <= (b - a) // 4]
    for stops in ("、,;；，", " "):
        behind = [place for place in near if search.text[place - 1] in stops]
        if behind:
            return min(behind, key=lambda place: abs(place - half))
    return min(places, key=lambda place: abs(place - half), default=None)


def _inside(search: SearchText, place: int) -> bool:
    """Tell whether a place lies between characters that come from one source character."""
    return search.starts[place] == search.starts[place - 1]


def _has_width(search: SearchText, a: int, b: int) -> bool:
    return search.starts[a] < search.ends[b - 1] and bool(search.text[a:b].strip())


def _pack(units: list[Range], search: SearchText, fits: Callable[[str], bool]) -> list[Range]:
    """Join units to pieces near the target: least total squared deviation (Knuth and Plass 1981).

    Cuts inside a paragraph cost extra, so paragraphs stay whole where lengths allow.
    """
    widths = list(accumulate((columns(char) for char in search.text), initial=0))
    best: list[tuple[float, int]] = [(0.0, 0)]  # cost of units[:i], and where its last piece begins
    for end in range(1, len(units) + 1):
        options = []
        for begin in range(end - 1, -1, -1):
            a, b = units[begin][0], units[end - 1][1]
            width = widths[b] - widths[a]
            if begin < end - 1 and (width > LONGEST or not fits(search.text[a:b])):
                break
            cost = ((width - TARGET) / TARGET) ** 2
            if search.text[b : b + 1] not in ("\n", ""):
                cost += _MID_PARAGRAPH
            options.append((best[begin][0] + cost, begin))
        best.append(min(options))
    pieces, end = [], len(units)
    while end:
        begin = best[end][1]
        pieces.append((units[begin][0], units[end - 1][1]))
        end = begin
    return pieces[::-1]
