"""A guess at what became of words that stand in a transcript no more: the sentences most like them.

Likeness is difflib's ratio (J. Ratcliff and D. Metzener, Pattern matching: the gestalt approach,
1988) of the characters in NFKC without white space; only what is near the old place is compared.
"""

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from index.layout import measure
from index.records import Span, Transcript
from index.search_text import search_text
from index.sentences import sentences

_AROUND = 3_000  # characters before and after the old place: corrections rewrite, seldom carry off
_ALIKE = 0.6  # from which difflib's manual calls two texts close


def likest(transcript: Transcript, old: Span, quote: str) -> tuple[Span | None, float]:
    """Sentences around an old place that are most like a quote, and how much (0.6 to 1).

    (None, 0.0) where none is close to it.
    """
    wanted = _bare(quote)
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    best, likeness = None, 0.0
    for span in _around(transcript, old, max(1, len(sentences(wanted)))):
        matcher.set_seq1(_bare(span.of(transcript.text)))
        least = max(likeness, _ALIKE)
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
            ratio = matcher.ratio()
            if ratio >= _ALIKE and ratio > likeness:
                best, likeness = span, ratio
    return best, round(likeness, 3)


def _around(transcript: Transcript, old: Span, count: int) -> Iterator[Span]:
    """Runs of so many sentences, of one turn each, near an old place."""
    layout = measure(transcript.text)
    for turn in transcript.turns:
        start = max(turn.span.start, old.start - _AROUND)
        end = min(turn.span.end, old.end + _AROUND)
        if start >= end:
            continue
        search = search_text(transcript.text, Span(start, end), layout)
        spans = [search.to_source(*place) for place in sentences(search.text)]
        for first in range(max(1, len(spans) - count + 1)):
            if run := spans[first : first + count]:
                yield Span(run[0].start, run[-1].end)


def _bare(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())
