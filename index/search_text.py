"""Source text <-> search text, with the map of offsets between them.

The search text of a span is what is embedded and matched: NFKC, soft line breaks joined,
broken words and URLs made whole, white space collapsed. A newline stands in it where a
paragraph ends. Every character of it maps back to the characters of the source text that it
came from, so whatever is found here is quoted from there.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from index.layout import URL_TAIL, Layout, Line, is_soft, split_lines
from index.records import Span

SOFT_HYPHEN = "\u00ad"
PDF_HYPHEN = "\ufffe"  # what PDFium puts where a word was broken
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_WORD_BREAK = re.compile(r"([A-Za-z]+)-$")
_WORD_START = re.compile(r"[a-z]+")
_SINGLE = re.compile(  # they compose with nothing before them, nor does what follows
    r"[ -~\u2010-\u2015\u2018-\u201f\u3001-\u3029\u3030-\u3096\u309d-\u312f\u3400-\u4dbf"
    r"\u4e00-\u9fff\uff01-\uff9d]+(?=[ -~\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff])"
)


@dataclass(frozen=True)
class SearchText:
    """Search text of one span; `starts[i]`, `ends[i]` are source offsets of character i."""

    text: str
    starts: list[int]
    ends: list[int]
    source: str

    def to_source(self, start: int, end: int) -> Span:
        """Source span of search characters start to end.

        Raises:
            ValueError: the range is empty or reaches outside.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no such range in {len(self.text)} characters: {start} to {end}")
        return Span(self.starts[start], self.ends[end - 1])

    def from_source(self, span: Span) -> tuple[int, int]:
        """Range of the search characters that come from inside a source span."""
        return bisect_left(self.starts, span.start), bisect_right(self.ends, span.end)

    def words(self, span: Span) -> str:
        """Search text of a source span."""
        start, end = self.from_source(span)
        return self.text[start:end]

    def display(self, span: Span) -> str:
        """Source characters of a span, joined over soft line breaks; for the eye alone."""
        start, end = self.from_source(span)
        shown = []
        for begin, group in groupby(range(start, end), key=self.starts.__getitem__):
            same = list(group)  # the characters that one source range became: ㍿ is 株式会社
            form = self.text[same[0] : same[-1] + 1]
            shown.append(" " if form in " \n" else self.source[begin : self.ends[same[0]]])
        return "".join(shown).strip()

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Ranges between newlines, none empty."""
        return [m.span() for m in re.finditer(r"[^\n]+", self.text)]


def search_text(source: str, span: Span, layout: Layout) -> SearchText:
    """Make the search text of a span; `layout` is that of the whole file."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(words: str, begin: int, end: int) -> None:
        text.extend(words)
        starts.extend([begin] * len(words))
        ends.extend([end] * len(words))

    lines = split_lines(source, span)
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else None
        joint = _joint(source, layout, line, after)
        content = line.span
        if joint == "-":  # the hyphen goes, the word is whole again
            content, joint = Span(content.start, content.end - 1), ""
        plain = unicodedata.is_normalized("NFKC", content.of(source))
        for run, same in _runs(source, content, plain):
            if same:  # each character stands for itself
                text.extend(same)
                starts.extend(range(run.start, run.end))
                ends.extend(range(run.start + 1, run.end + 1))
                continue
            for begin, end, words in _clusters(source, run, plain):
                if words == " " and text and text[-1] in " \n":
                    ends[-1] = end
                else:
                    put(words, begin, end)
        if after and joint:
            put(joint, content.end, after.span.start)
    return SearchText("".join(text), starts, ends, source)


def _joint(source: str, layout: Layout, line: Line, after: Line | None) -> str:
    """What stands between two lines: newline, space, nothing, or "-" to drop a hyphen."""
    if after is None:
        return ""
    if not is_soft(source, layout, line, after):
        return "\n"
    words, following = line.span.of(source), after.span.of(source)
    if words[-1] in (SOFT_HYPHEN, PDF_HYPHEN) or URL_TAIL.search(words):
        return ""
    broken, rest = _WORD_BREAK.search(words), _WORD_START.match(following)
    if broken and rest:
        # "pay-" + "ment" is a broken word if the file has "payment" elsewhere, else "pay-ment"
        whole = broken[1] + rest[0]
        return "-" if re.search(rf"\b{re.escape(whole)}", source, re.IGNORECASE) else ""
    return "" if _WIDE.match(words[-1]) or _WIDE.match(following[0]) else " "


def _runs(source: str, span: Span, plain: bool) -> Iterator[tuple[Span, str]]:
    """Cut a line: characters that become one each, with what they become; the rest with nothing.

    The rest must be looked at cluster by cluster, which is ten times slower. A `plain` line is
    in NFKC already.
    """
    words = span.of(source)
    if plain:
        yield span, words if words.isprintable() and "  " not in words else ""
        return
    at = 0
    for found in _SINGLE.finditer(words):
        form = unicodedata.normalize("NFKC", found[0])
        if len(form) == len(found[0]) and "  " not in form and form[0] != " ":
            if at < found.start():
                yield Span(span.start + at, span.start + found.start()), ""
            yield Span(span.start + found.start(), span.start + found.end()), form
            at = found.end()
    if at < len(words):
        yield Span(span.start + at, span.end), ""


def _clusters(source: str, span: Span, plain: bool) -> Iterator[tuple[int, int, str]]:
    """Source ranges that NFKC treats as one, with their normal form.

    A range grows by every mark, which may compose past others or change places with them, and
    while normalising it together with the next character differs from normalising both apart
    (か + ゙ is が), so the forms joined are the form of the whole (Unicode Standard Annex #15,
    concatenation of normalized strings). In a `plain` line nothing changes.
    """
    words = span.of(source)
    begin = 0
    while begin < len(words):
        end = begin + 1
        while not plain and end < len(words):
            if not (_is_mark(words[end]) or _composes(words[begin:end], words[end])):
                break
            end += 1
        form = words[begin] if plain else unicodedata.normalize("NFKC", words[begin:end])
        form = "".join(" " if c.isspace() else c for c in form if not _is_invisible(c))
        form = re.sub(" +", " ", form)
        if form:
            yield span.start + begin, span.start + end, form
        begin = end


def _is_mark(char: str) -> bool:
    return char >= "\u0300" and bool(unicodedata.combining(unicodedata.normalize("NFKC", char)[0]))


def _composes(words: str, after: str) -> bool:
    if after < "\u0300":
        return False  # nothing below the combining marks composes with what stands before it
    apart = unicodedata.normalize("NFKC", words) + unicodedata.normalize("NFKC", after)
    return unicodedata.normalize("NFKC", words + after) != apart


def _is_invisible(char: str) -> bool:
    return not char.isspace() and (
        unicodedata.category(char) in ("Cc", "Cf", "Cs") or char == PDF_HYPHEN
    )
